import YinfengModel

/// One row of a rule file with what is needed to read its cells: typed, and every fault names its place.
struct RuleRow {
    let cells: [String: String]
    let file: String
    let number: Int
    let directory: QuantityDirectory
    let classification: IndustryClassification

    /// The cell without blanks at its ends; empty when the file has no such column.
    func text(_ column: String) -> String {
        guard let cell = cells[column] else { return "" }
        var view = cell[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }

    func fail(_ column: String, _ fault: RuleFault) -> RuleError {
        RuleError(file: file, row: number, column: column, fault: fault)
    }

    func required(_ column: String) throws(RuleError) -> String {
        let value = text(column)
        guard !value.isEmpty else { throw fail(column, .empty) }
        return value
    }

    func list(_ column: String) -> [String] {
        text(column).split(whereSeparator: { $0 == ";" || $0 == "；" }).map { part in
            part.filter { !$0.isWhitespace }
        }.filter { !$0.isEmpty }
    }

    func word<T: RawRepresentable & CaseIterable>(_ column: String, default fallback: T? = nil) throws(RuleError) -> T
    where T.RawValue == String {
        let value = text(column)
        if value.isEmpty, let fallback { return fallback }
        guard let word = T(rawValue: value) else {
            throw fail(column, value.isEmpty ? .empty : .unknownWord(value, allowed: T.allCases.map(\.rawValue)))
        }
        return word
    }

    func force(_ column: String) throws(RuleError) -> ClauseForce {
        let value = text(column)
        switch value {
        case "", "mandatory", "强制", "规范性", "必须": return .mandatory
        case "recommended", "推荐", "推荐性": return .recommended
        case "in-principle", "原则上", "一般": return .inPrinciple
        case "rank", "导向", "鼓励", "优先": return .rank
        case "target", "目标", "力争": return .target
        default:
            throw fail(column, .unknownWord(value, allowed: ["mandatory", "recommended", "原则上", "rank", "target"]))
        }
    }

    /// The day of a cell; nil when empty.
    func date(_ column: String) throws(RuleError) -> CivilDate? {
        let value = text(column)
        guard !value.isEmpty else { return nil }
        guard let day = CivilDate(iso: value) else { throw fail(column, .badDate(value)) }
        return day
    }

    /// Industry codes with sections spelled out as their divisions; every code must exist.
    func industries(_ column: String) throws(RuleError) -> [IndustryCode] {
        var result: [IndustryCode] = []
        for part in list(column) {
            guard let code = IndustryCode(part), classification.entry(code) != nil else {
                throw fail(column, .unknownIndustry(part))
            }
            if code.level == .section {
                result += classification.entries.filter { $0.parent == code }.map(\.code)
            } else {
                result.append(code)
            }
        }
        return result
    }

    func regions(_ column: String) throws(RuleError) -> [RegionCode] {
        var result: [RegionCode] = []
        for part in list(column) {
            guard let code = RegionCode(part) else { throw fail(column, .unknownRegion(part)) }
            result.append(code)
        }
        return result
    }

    func condition(_ column: String) throws(RuleError) -> Condition? {
        do throws(RuleFault) {
            return try ConditionParser(quantities: directory).parse(text(column))
        } catch { throw fail(column, error) }
    }

    /// The quantity that a cell names, with the definition that the name implies.
    func naming(_ column: String) throws(RuleError) -> QuantityDirectory.Naming? {
        let value = text(column)
        guard !value.isEmpty else { return nil }
        guard let naming = directory.naming(value) else { throw fail(column, .unknownField(value)) }
        return naming
    }

    /// A number of a column in the unit of `unitColumn`, converted exactly to the quantity's unit.
    func amount(_ column: String, unit unitColumn: String, of key: FieldKey) throws(RuleError) -> Rational? {
        let value = text(column)
        guard !value.isEmpty else { return nil }
        guard let number = Rational(decimal: value) else { throw fail(column, .badNumber(value)) }
        let factor: Rational
        do throws(RuleFault) { factor = try directory.factor(from: text(unitColumn), to: key) } catch {
            throw fail(unitColumn, error)
        }
        do { return try number.multiplied(by: factor) } catch { throw fail(column, .overflow(value)) }
    }

    /// The line of the columns operator, value, value2, unit; nil when no value is given.
    func line(of key: FieldKey, convention: BoundaryConvention) throws(RuleError) -> LineTest? {
        let sign = text("operator")
        guard let value = try amount("value", unit: "unit", of: key) else { return nil }
        guard let op = LineOperator(sign, convention: convention) else {
            throw fail(
                "operator", sign.isEmpty ? .empty : .unknownWord(sign, allowed: ["≥", "＞", "≤", "＜", "=", "[)"]))
        }
        let upper = try amount("value2", unit: "unit", of: key)
        if case .between = op {
            guard let upper else { throw fail("value2", .empty) }
            guard value <= upper else { throw fail("value2", .ambiguous("区间下限大于上限")) }
        }
        return LineTest(op: op, value: value, upper: upper)
    }

    /// The value as the document prints it, where its unit is another than the quantity's; else empty.
    func printedAmount(of key: FieldKey) -> String {
        let unit = text("unit")
        let own = QuantityDirectory.normal(directory.unitText(key))
        guard !unit.isEmpty, unit != "—", !text("value").isEmpty, QuantityDirectory.normal(unit) != own else {
            return ""
        }
        return "原文 " + text("value") + unit
    }

    /// 10, 7 or 4 characters of an ISO day by `day`, `month`, `year`.
    func digits(_ column: String) -> Int {
        switch text(column) {
        case "year": 4
        case "month": 7
        default: 10
        }
    }
}
