package import YinfengModel

/// The rules of one edition, or of one file that a user gave.
package struct RuleSet: Sendable {
    /// What the rules of a set share.
    package struct Source: Sendable {
        /// The edition's id, or the file's name.
        package let id: String
        /// The document's title with its number.
        package let document: String
        /// First day in force.
        package let effectiveFrom: CivilDate?
        /// Last day in force.
        package let effectiveTo: CivilDate?
        /// Whether the set holds only when it is asked for (examples of other places).
        package let isOptional: Bool
        /// Whether the set as a whole was read in a published copy.
        package let isVerified: Bool
        /// How exactly the days are known, in characters of the ISO day.
        package let digits: (from: Int, to: Int)

        /// A source.
        package init(
            id: String, document: String, effectiveFrom: CivilDate? = nil, effectiveTo: CivilDate? = nil,
            isOptional: Bool = false, isVerified: Bool = true, digits: (from: Int, to: Int) = (10, 10)
        ) {
            self.id = id
            self.document = document
            self.effectiveFrom = effectiveFrom
            self.effectiveTo = effectiveTo
            self.isOptional = isOptional
            self.isVerified = isVerified
            self.digits = digits
        }
    }

    /// What the rules share.
    package let source: Source
    /// The rules in the file's order.
    package let rules: [Rule]

    /// A set of ready rules.
    package init(source: Source, rules: [Rule]) {
        self.source = source
        self.rules = rules
    }

    /// Compiles the rows of a rule file (`clauses`), its value table (`values`) and its duty tiers (`tiers`).
    ///
    /// Every row is a dictionary of column to cell, with its number as the spreadsheet shows it. Throws `RuleError`
    /// for the first fault: unknown words, units, codes, dates, duplicate ids, overlapping or reversed bands.
    package init(
        source: Source, clauses: [(row: Int, cells: [String: String])], values: [(row: Int, cells: [String: String])],
        tiers: [(row: Int, cells: [String: String])], categories: [(row: Int, cells: [String: String])] = [],
        directory: QuantityDirectory,
        classification: IndustryClassification
    ) throws(RuleError) {
        func reader(_ file: String, _ row: (row: Int, cells: [String: String])) -> RuleRow {
            RuleRow(
                cells: row.cells, file: source.id + "/" + file, number: row.row, directory: directory,
                classification: classification)
        }
        var tables: [String: [RuleRow]] = [:]
        for row in values {
            let reader = reader("values.csv", row)
            tables[try reader.required("table"), default: []].append(reader)
        }
        var duties: [String: [DutyTier]] = [:]
        for row in tiers {
            let reader = reader("tiers.csv", row)
            duties[try reader.required("rule"), default: []].append(try RuleSet.tier(reader))
        }
        var list: DutyList?
        if !categories.isEmpty { list = try RuleSet.dutyList(categories.map { reader("categories.csv", $0) }) }
        var rules: [Rule] = []
        var seen: Set<String> = []
        for row in clauses {
            let reader = reader("clauses.csv", row)
            let rule = try RuleSet.rule(reader, source: source, tables: tables, duties: duties, list: list)
            guard seen.insert(rule.id).inserted else { throw reader.fail("id", .duplicate(rule.id)) }
            rules.append(rule)
        }
        self.init(source: source, rules: rules)
    }

    private static func rule(
        _ row: RuleRow, source: Source, tables: [String: [RuleRow]], duties: [String: [DutyTier]],
        list: DutyList?
    ) throws(RuleError) -> Rule {
        let id = try row.required("id")
        let naming = try row.naming("quantity")
        let convention: BoundaryConvention = try row.word("convention", default: .civilCode)
        let shape: RuleShape = try row.word("shape")
        var line: LineTest?
        if let key = naming?.key, shape != .thresholdBy { line = try row.line(of: key, convention: convention) }
        let table = row.text("table")
        var values: [ValueRow] = []
        let usesList = table == "categories" && list != nil
        if !table.isEmpty, !usesList {
            guard let rows = tables[table], let key = naming?.key else { throw row.fail("table", .unknownField(table)) }
            for value in rows { values.append(try RuleSet.value(value, of: key)) }
            // The operator of the clause holds for every row of the table.
            guard let op = LineOperator(row.text("operator"), convention: convention) else {
                throw row.fail("operator", .unknownWord(row.text("operator"), allowed: ["≥", "≤"]))
            }
            line = LineTest(op: op, value: .zero)
        }
        return Rule(
            id: id, citation: try citation(row, source: source), quote: row.text("quote"),
            subject: try row.word("subject", default: .project), force: try row.force("force"), shape: shape,
            scope: try scope(row), quantity: naming?.key,
            definition: row.text("definition").isEmpty ? naming?.definition ?? "" : row.text("definition"), line: line,
            table: table, values: values, tiers: duties[id] ?? [], duties: usesList ? list : nil,
            against: try row.naming("against")?.key,
            test: try row.condition("test"), breach: try row.condition("breach"),
            otherwise: try row.word("otherwise", default: .fail), unknown: try row.word("unknown", default: .missing),
            anyOf: row.text("any_of"), exempts: row.list("exempts"), benefit: row.text("benefit"),
            text: row.text("text"), due: row.text("due"), confidence: row.text("confidence"),
            printedLine: naming.map { row.printedAmount(of: $0.key) } ?? "")
    }

    private static func citation(_ row: RuleRow, source: Source) throws(RuleError) -> Citation {
        let from = try row.date("effective_from")
        let to = try row.date("effective_to")
        if let from, let to, to < from { throw row.fail("effective_to", .reversedDates(from.iso, to.iso)) }
        let document = row.text("document")
        let mark = row.text("verified")
        return Citation(
            edition: source.id, document: document.isEmpty ? source.document : document, clause: row.text("clause"),
            effectiveFrom: from ?? source.effectiveFrom, effectiveTo: to ?? source.effectiveTo,
            isVerified: mark.isEmpty ? source.isVerified : mark == "yes",
            fromDigits: from == nil ? source.digits.from : row.digits("date_known"),
            toDigits: to == nil ? source.digits.to : row.digits("to_known"))
    }

    private static func scope(_ row: RuleRow) throws(RuleError) -> RuleScope {
        RuleScope(
            regions: try row.regions("regions"), parkLevels: row.list("park_levels"),
            parkTypes: row.list("park_types"), parks: row.list("parks"), industries: try row.industries("industries"),
            excluded: try row.industries("industries_except"), asked: try row.industries("industries_ask"),
            ask: row.text("ask"), kinds: row.list("kinds"), when: try row.condition("when"))
    }

    private static func value(_ row: RuleRow, of key: FieldKey) throws(RuleError) -> ValueRow {
        var grades: ClosedRange<Int>?
        let from = row.text("grade_from")
        let to = row.text("grade_to")
        if !from.isEmpty || !to.isEmpty {
            guard let low = Int(from), let high = Int(to), low <= high else {
                throw row.fail("grade_from", .badNumber(from + "–" + to))
            }
            grades = low...high
        }
        let printed = row.printedAmount(of: key)
        return ValueRow(
            industries: try row.industries("industries"), excluded: try row.industries("industries_except"),
            grades: grades, value: try row.amount("value", unit: "unit", of: key),
            label: printed.isEmpty ? row.text("label") : row.text("label") + "，" + printed,
            isVerified: row.text("verified") == "yes")
    }

    /// The rows of a classified list that apply (`categories.csv`).
    private static func dutyList(_ rows: [RuleRow]) throws(RuleError) -> DutyList {
        var list: [(label: String, industries: [IndustryCode], name: String, rank: Int, text: String)] = []
        for row in rows where row.text("applies") == "yes" {
            guard let rank = Int(row.text("level_rank")) else {
                throw row.fail("level_rank", .badNumber(row.text("level_rank")))
            }
            let industries = try row.industries("industries")
            guard !industries.isEmpty else { continue }
            list.append(
                (
                    "第\(row.text("number"))项 \(row.text("category"))", industries, row.text("level"), rank,
                    row.text("condition")
                ))
        }
        return DutyList(rows: list)
    }

    private static func tier(_ row: RuleRow) throws(RuleError) -> DutyTier {
        DutyTier(
            when: try row.condition("when"), duty: row.text("duty"), document: try row.naming("document")?.key,
            text: row.text("text"), due: row.text("due"), absent: try row.word("absent", default: .condition))
    }
}
