package import YinfengModel

/// A lead as the clauses see it: numbers derived exactly, with formulas, doubts and what is missing.
///
/// Suspect values are missing until confirmed. Values set on the command line (without a place) count as confirmed.
package struct ProjectFacts: Sendable {
    /// The lead.
    package let lead: Lead
    /// Its industry.
    package let industry: ProjectIndustry
    /// Questions about suspect or contradictory values, in Chinese.
    package private(set) var questions: [String] = []
    let directory: QuantityDirectory
    let parameters: EntryParameters
    let acceptsDoubts: Bool
    private var values: [FieldKey: IndicatorValue] = [:]
    private var doubted: Set<FieldKey> = []

    /// Derives every quantity once. `acceptsDoubts` reads suspect values as they stand.
    package init(
        lead: Lead, industry: ProjectIndustry, directory: QuantityDirectory, parameters: EntryParameters,
        acceptsDoubts: Bool = false
    ) {
        self.lead = lead
        self.industry = industry
        self.directory = directory
        self.parameters = parameters
        self.acceptsDoubts = acceptsDoubts
        for key in lead.fields.keys.sorted() {
            guard let field = lead.fields[key], field.isSuspect else { continue }
            if !acceptsDoubts, field.location != nil { doubted.insert(key) }
            for doubt in field.doubts where doubt.kind == .suspect {
                questions.append(
                    "\(directory.name(key))：\(doubt.message)"
                        + (doubt.proposal.map { "；若是，请用 --set \(key.rawValue)=\($0) 确认" } ?? ""))
            }
        }
        derive()
    }

    /// The derived or stated number of a quantity; never nil, but its interval may be.
    package func value(_ key: FieldKey, definition: String = "") -> IndicatorValue {
        if !definition.isEmpty, let value = defined(key, definition) { return value }
        if let value = values[key] { return value }
        if let interval = number(key) { return IndicatorValue(interval: interval, inputs: [key]) }
        return IndicatorValue(interval: nil, wanted: [key])
    }

    /// The words of a field; `text` joins all that say what the project is. Nil when nothing is stated.
    package func words(_ key: FieldKey) -> String? {
        guard key == .allText else { return lead.text(key) }
        let keys: [FieldKey] = [.projectName, .content, .products, .process, "raw_materials", .industryText]
        let parts = keys.compactMap { lead.text($0) }
        return parts.isEmpty ? nil : parts.joined(separator: "；")
    }

    /// Whether a field states something that is not «no».
    package func isPresent(_ key: FieldKey) -> Bool {
        if key == .allText { return words(key) != nil }
        guard let field = lead.fields[key], !doubted.contains(key) else { return false }
        switch field.content {
        case .missing: return false
        case .flag(let flag): return flag
        case .items(let items): return !items.isEmpty
        case .quantity, .date: return true
        case .text(let text):
            let word = text.filter { !$0.isWhitespace }
            return !word.isEmpty && !["无", "否", "没有", "未办", "未取得", "未办理", "不涉及", "0", "-", "/", "待定"].contains(word)
        }
    }

    /// Whether a field was answered at all, even with «no».
    package func isStated(_ key: FieldKey) -> Bool {
        guard let field = lead.fields[key], !doubted.contains(key) else { return false }
        if case .missing = field.content { return false }
        return true
    }

    /// The place of a field's cell, or nil.
    package func location(_ key: FieldKey) -> SourceLocation? { lead.fields[key]?.location }

    /// Evaluates a condition on the evidence.
    ///
    /// With `closed`, words that nobody states count as absent: for triggers and breaches, which only a declaration
    /// sets off. Numbers that are not stated stay unknown either way.
    package func test(_ condition: Condition, closed: Bool = false) -> Truth {
        switch condition {
        case .all(let parts): return parts.reduce(.yes) { $0.and(test($1, closed: closed)) }
        case .any(let parts): return parts.reduce(.no) { $0.or(test($1, closed: closed)) }
        case .compare(let key, let line):
            guard let interval = value(key).interval, let wide = try? interval.widened(by: parameters.approxWidth)
            else { return .unknown }
            return line.holds(for: wide)
        case .present(let key): return isPresent(key) ? .yes : closed || isStated(key) ? .no : .unknown
        case .absent(let key): return isPresent(key) ? .no : closed || isStated(key) ? .yes : .unknown
        case .contains(let key, let words):
            guard let text = self.words(key) else { return closed ? .no : .unknown }
            return words.contains { text.contains($0) } ? .yes : .no
        case .lacks(let key, let words):
            guard let text = self.words(key) else { return closed ? .yes : .unknown }
            return words.contains { text.contains($0) } ? .no : .yes
        }
    }

    /// A stated number in its canonical unit; foreign money only with a dated rate.
    func number(_ key: FieldKey) -> Interval? {
        guard !doubted.contains(key), let field = lead.fields[key], case .quantity(let quantity) = field.content
        else { return nil }
        guard quantity.unit.hasPrefix("万"), quantity.unit != directory.unitText(key), quantity.unit.hasSuffix("元"),
            directory.unitText(key).hasPrefix("万元")
        else { return quantity.interval }
        return rate(of: quantity.unit).flatMap { try? quantity.interval.scaled(by: $0.rate) }
    }

    /// The dated rate of a currency: the lead's own, else the profile's.
    func rate(of unit: String) -> EntryParameters.DatedRate? {
        if case .quantity(let own)? = lead.fields[.fxRate]?.content, let rate = own.interval.point,
            let day = lead.date(.fxDate)?.day
        {
            return EntryParameters.DatedRate(rate: rate, day: day)
        }
        return parameters.rates[unit]
    }
}

// MARK: - Derivation

extension ProjectFacts {
    private mutating func derive() {
        let land = number(.landArea)
        perLand(.investPerMu, .fixedInvest, land)
        boundInvestment(land)
        perLand(.revenuePerMu, .revenueYear, land)
        perLand(.taxPerMu, .taxYear, land)
        perLand(.outputPerMu, .outputYear, land)
        deriveFloorRatio(land)
        share(.buildingDensity, [.buildingFootprint], land)
        deriveCoverage(land)
        share(.officeLandShare, [.officeLand], land)
        share(.greenRatio, [.greenArea], land)
        deriveDollars()
        quotient(.officeFloorShare, .officeFloorArea, .floorArea, factor: 100)
        quotient(.energyPerOutput, .energyTCE, .outputYear, factor: 1)
        quotient(.co2PerOutput, .co2, .outputYear, factor: 1)
        checkRanges()
    }

    /// The square metres of the parcel: exactly 10000/15 a mu.
    private func squareMetres(_ land: Interval) -> Interval? {
        guard let factor = Rational(2000, 3) else { return nil }
        return try? land.scaled(by: factor)
    }

    private func show(_ key: FieldKey, _ interval: Interval) -> String {
        directory.name(key) + " " + interval.text() + directory.unitText(key)
    }

    /// Stores a computed value beside a stated one; the computed one counts, a contradiction is asked about.
    private mutating func store(_ key: FieldKey, _ computed: IndicatorValue) {
        let stated = number(key)
        if let stated, let interval = computed.interval {
            if interval.low == nil || interval.high == nil {
                // A mere bound never replaces a stated number.
                values[key] = IndicatorValue(interval: stated, inputs: [key])
                return
            }
            if contradicts(stated, interval) {
                questions.append(
                    "\(directory.name(key))：填报 \(stated.text())\(directory.unitText(key))，按 \(computed.formula) "
                        + "计算为 \(interval.text())\(directory.unitText(key))，请核对；本次按计算值")
            }
        }
        if computed.interval == nil, let stated {
            values[key] = IndicatorValue(interval: stated, inputs: [key])
        } else {
            values[key] = computed
        }
    }

    private func contradicts(_ stated: Interval, _ computed: Interval) -> Bool {
        guard let a = stated.point, let b = computed.point, !b.isZero,
            let gap = try? a.subtracting(b).divided(by: b).magnitude
        else { return false }
        return parameters.tolerance < gap
    }

    private mutating func perLand(_ key: FieldKey, _ amount: FieldKey, _ land: Interval?) {
        let money = number(amount)
        guard let money, let land, let result = try? money.divided(by: land) else {
            let wanted = (money == nil ? [amount] : []) + (land == nil ? [FieldKey.landArea] : [])
            store(key, IndicatorValue(interval: nil, wanted: wanted))
            return
        }
        store(
            key,
            IndicatorValue(
                interval: result, formula: "\(show(amount, money)) ÷ \(show(.landArea, land))",
                inputs: [amount, .landArea]))
    }

    /// Fixed assets are part of the total: where only the total is known it bounds the intensity from above.
    private mutating func boundInvestment(_ land: Interval?) {
        guard values[.investPerMu]?.interval == nil, let total = number(.totalInvest), let land,
            let bound = try? total.divided(by: land), let high = bound.high
        else { return }
        values[.investPerMu] = IndicatorValue(
            interval: Interval(low: nil, high: high, highOpen: bound.highOpen, isApproximate: bound.isApproximate),
            formula: "不超过 \(show(.totalInvest, total)) ÷ \(show(.landArea, land))",
            inputs: [.totalInvest, .landArea], wanted: [.fixedInvest], note: "固定资产投资未填，以总投资为上限")
    }

    private mutating func deriveFloorRatio(_ land: Interval?) {
        let metres = land.flatMap(squareMetres)
        if let counted = number(.floorAreaFAR), let land, let metres, let result = try? counted.divided(by: metres) {
            store(
                .far,
                IndicatorValue(
                    interval: result, formula: "\(show(.floorAreaFAR, counted)) ÷ \(show(.landArea, land))",
                    inputs: [.floorAreaFAR, .landArea]))
            return
        }
        guard let floor = number(.floorArea), let land, let metres else {
            store(
                .far,
                IndicatorValue(
                    interval: nil,
                    wanted: (number(.floorArea) == nil ? [.floorArea] : []) + (land == nil ? [.landArea] : [])))
            return
        }
        if let high = number(.floorAreaOver8), let counted = try? floor.adding(high),
            let result = try? counted.divided(by: metres)
        {
            store(
                .far,
                IndicatorValue(
                    interval: result,
                    formula:
                        "（\(show(.floorArea, floor)) + \(show(.floorAreaOver8, high))加倍部分）÷ \(show(.landArea, land))",
                    inputs: [.floorArea, .floorAreaOver8, .landArea]))
            return
        }
        // Floors above 8 m count double, so the ratio lies between once and twice the plain quotient.
        guard let plain = try? floor.divided(by: metres), let double = try? plain.scaled(by: Rational(2)) else {
            return
        }
        store(
            .far,
            IndicatorValue(
                interval: Interval(
                    low: plain.low, high: double.high, lowOpen: plain.lowOpen, highOpen: plain.highOpen,
                    isApproximate: plain.isApproximate),
                formula: "\(show(.floorArea, floor)) ÷ \(show(.landArea, land))",
                inputs: [.floorArea, .landArea], wanted: [.floorAreaOver8], note: "层高超过8米部分未填，按一至两倍计"))
    }

    private mutating func share(_ key: FieldKey, _ parts: [FieldKey], _ land: Interval?) {
        let amounts = parts.map { number($0) }
        var sum: Interval? = Interval(Rational.zero)
        for amount in amounts { sum = amount.flatMap { part in sum.flatMap { try? $0.adding(part) } } }
        guard let sum, let land, let result = percentage(sum, of: land) else {
            let wanted = zip(parts, amounts).filter { $0.1 == nil }.map(\.0) + (land == nil ? [.landArea] : [])
            store(key, IndicatorValue(interval: nil, wanted: wanted))
            return
        }
        let shown = zip(parts, amounts).compactMap { key, amount in amount.map { show(key, $0) } }
        let top = shown.count > 1 ? "（" + shown.joined(separator: " + ") + "）" : shown.joined()
        store(
            key,
            IndicatorValue(
                interval: result, formula: "\(top) ÷ \(show(.landArea, land))", inputs: parts + [.landArea]))
    }

    private func percentage(_ area: Interval, of land: Interval) -> Interval? {
        guard let metres = squareMetres(land), let quotient = try? area.divided(by: metres) else { return nil }
        return try? quotient.scaled(by: Rational(100))
    }

    /// 建筑系数 is at least 建筑密度: what stands there proves a lower bound, never an upper one.
    private mutating func deriveCoverage(_ land: Interval?) {
        share(.coverage, [.buildingFootprint, .structureFootprint, .yardArea], land)
        guard values[.coverage]?.interval == nil else { return }
        guard let density = values[.buildingDensity], let low = density.interval?.low else { return }
        values[.coverage] = IndicatorValue(
            interval: Interval(low: low, high: nil, isApproximate: density.interval?.isApproximate ?? false),
            formula: density.formula.isEmpty
                ? "不低于 \(directory.name(.buildingDensity)) \(low.decimal(digits: 4))%" : "不低于 " + density.formula,
            inputs: density.inputs, wanted: [.structureFootprint, .yardArea], note: "建筑系数未填，以建筑密度为下限")
    }

    private mutating func quotient(_ key: FieldKey, _ top: FieldKey, _ bottom: FieldKey, factor: Int) {
        let a = number(top)
        let b = number(bottom)
        guard let a, let b, let plain = try? a.divided(by: b), let result = try? plain.scaled(by: Rational(factor))
        else {
            store(
                key, IndicatorValue(interval: nil, wanted: (a == nil ? [top] : []) + (b == nil ? [bottom] : [])))
            return
        }
        store(
            key,
            IndicatorValue(
                interval: result, formula: "\(show(top, a)) ÷ \(show(bottom, b))", inputs: [top, bottom]))
    }

    /// The whole investment in 万美元: stated so, or converted at a dated rate.
    private mutating func deriveDollars() {
        guard let unit = directory.entry(.totalForeign)?.unitText, !unit.isEmpty else { return }
        if let stated = number(.totalForeign) {
            values[.totalInvestUSD] = IndicatorValue(interval: stated, inputs: [.totalForeign])
        } else if let total = number(.totalInvest), let rate = rate(of: unit),
            let inverse = try? Rational.one.divided(by: rate.rate),
            let dollars = try? total.scaled(by: inverse)
        {
            values[.totalInvestUSD] = IndicatorValue(
                interval: dollars,
                formula: "\(show(.totalInvest, total)) ÷ \(rate.rate.decimal())（\(rate.day.iso) 汇率）",
                inputs: [.totalInvest], note: "按 \(rate.day.iso) 汇率折算")
        } else {
            values[.totalInvestUSD] = IndicatorValue(interval: nil, wanted: [.totalForeign, .fxRate, .fxDate])
        }
    }

    /// A definition that differs from the usual one, by its name in the rule.
    private func defined(_ key: FieldKey, _ definition: String) -> IndicatorValue? {
        guard key == .investPerMu else { return nil }
        switch definition {
        case "total":
            guard let total = number(.totalInvest), let land = number(.landArea),
                let result = try? total.divided(by: land)
            else {
                return IndicatorValue(
                    interval: nil,
                    wanted: (number(.totalInvest) == nil ? [.totalInvest] : [])
                        + (number(.landArea) == nil ? [.landArea] : []))
            }
            return IndicatorValue(
                interval: result, formula: "\(show(.totalInvest, total)) ÷ \(show(.landArea, land))",
                inputs: [.totalInvest, .landArea])
        case "without_land_cost":
            // No field holds the land price apart, so the usual intensity is only an upper bound.
            guard let value = values[key], let high = value.interval?.high else {
                return IndicatorValue(interval: nil, wanted: values[key]?.wanted ?? [.fixedInvest, .landArea])
            }
            return IndicatorValue(
                interval: Interval(low: nil, high: high), formula: "不超过 " + value.formula, inputs: value.inputs,
                wanted: ["land_cost"], note: "定义不含土地费用，土地费用未填")
        default: return nil
        }
    }

    /// A computed value outside the plausible range is a slip of a unit: asked about, and missing until confirmed.
    private mutating func checkRanges() {
        for key in values.keys.sorted() {
            guard let value = values[key], !value.formula.isEmpty, let point = value.interval?.point,
                let range = directory.entry(key)?.range, point < range.low || range.high < point,
                !value.inputs.contains(where: { lead.fields[$0]?.location == nil })
            else { continue }
            let unit = directory.unitText(key)
            var text =
                "\(directory.name(key))：\(value.formula) = \(point.decimal(digits: 2))\(unit)，"
                + "超出常见范围 \(range.low.decimal())–\(range.high.decimal())\(unit)，请核对单位"
            if value.inputs.contains(.landArea), let land = number(.landArea)?.point,
                let other = try? point.divided(by: Rational(15)), range.low <= other, other <= range.high
            {
                text += "；用地面积是否为 \(land.decimal())公顷？若是，请用 --set land_area=\(land.decimal())公顷 确认"
            }
            questions.append(text)
            if !acceptsDoubts {
                values[key] = IndicatorValue(interval: nil, wanted: value.inputs, note: "数值存疑，确认前按缺少处理")
                doubted.insert(key)
            }
        }
    }
}
