import YinfengModel

/// Computes the quantities of a lead, one formula after the other; what it leaves behind is `ProjectFacts`.
struct FactsDerivation {
    private(set) var stated: StatedValues
    private(set) var values: [FieldKey: IndicatorValue] = [:]
    private(set) var questions: [String] = []
    private let acceptsDoubts: Bool
    let energy: EnergyPlace

    init(
        lead: Lead, directory: QuantityDirectory, parameters: EntryParameters, acceptsDoubts: Bool,
        energy: EnergyPlace
    ) {
        self.energy = energy
        // Room for every formula below, so that the table never grows.
        values.reserveCapacity(24)
        stated = StatedValues(lead: lead, directory: directory, parameters: parameters)
        self.acceptsDoubts = acceptsDoubts
    }

    func number(_ key: FieldKey) -> Interval? { stated.number(key) }

    /// The fields and quantities that a formula asks for, the most usual ones, in the order in which they are asked for.
    private static let asked: [FieldKey: [FieldKey]] = [
        .investPerMu: [.fixedInvest, .landArea], .revenuePerMu: [.revenueYear, .landArea],
        .taxPerMu: [.taxYear, .landArea], .outputPerMu: [.outputYear, .landArea], .far: [.floorArea, .landArea],
        .buildingDensity: [.buildingFootprint, .landArea],
        .coverage: [.buildingFootprint, .structureFootprint, .yardArea, .landArea],
        .officeLandShare: [.officeLand, .landArea], .greenRatio: [.greenArea, .landArea],
        .officeFloorShare: [.officeFloorArea, .floorArea], .energyPerOutput: [.energyTCE, .outputYear],
        .taxPerEnergy: [.taxYear, .energyTCE], .co2PerOutput: [.co2, .outputYear],
    ]

    /// What is missing to compute a quantity of which nothing is known; nil where no formula leads to it. Most quantities
    /// of most leads are so, and hardly anybody asks.
    static func wanted(
        for key: FieldKey, _ stated: StatedValues, _ values: [FieldKey: IndicatorValue]
    ) -> [FieldKey]? {
        asked[key]?.filter { stated.number($0) == nil && values[$0]?.interval == nil }
    }

    /// Of a quantity that cannot be computed only what is stated is kept.
    private mutating func leaveOpen(_ key: FieldKey) {
        if let claimed = number(key) { values[key] = IndicatorValue(interval: claimed, inputs: [key]) }
    }
    /// Stores a computed value where none is stated.
    mutating func setValue(_ key: FieldKey, _ value: IndicatorValue) { values[key] = value }
    var directory: QuantityDirectory { stated.directory }

    /// Suspect cells become questions, and count as missing until confirmed.
    private mutating func askAboutDoubts() {
        guard stated.lead.fields.contains(where: { $0.value.isSuspect }) else { return }
        let suspects = stated.lead.fields.filter { $0.value.isSuspect }.sorted { $0.key < $1.key }
        for (key, field) in suspects {
            if !acceptsDoubts, field.location != nil { stated.doubted.insert(key) }
            for doubt in field.doubts where doubt.kind == .suspect {
                questions.append(
                    "\(directory.name(key))：\(doubt.message)"
                        + (doubt.proposal.map { "；若是，请用 --set \(key.rawValue)=\($0) 确认" } ?? ""))
            }
        }
    }

    /// Derives every quantity that this room knows a formula for.
    mutating func run() {
        askAboutDoubts()
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
        deriveEnergy()
        quotient(.officeFloorShare, .officeFloorArea, .floorArea, factor: 100)
        quotient(.energyPerOutput, .energyTCE, .outputYear, factor: 1)
        quotient(.taxPerEnergy, .taxYear, .energyTCE, factor: 1)
        quotient(.co2PerOutput, .co2, .outputYear, factor: 1)
        checkRanges()
    }

    /// The square metres of the parcel: exactly 10000/15 a mu.
    private func squareMetres(_ land: Interval) -> Interval? {
        guard let factor = Rational(2000, 3) else { return nil }
        return try? land.scaled(by: factor)
    }

    /// Stores a computed value beside a stated one; the computed one counts, a contradiction is asked about.
    private mutating func store(_ key: FieldKey, _ computed: IndicatorValue) {
        let claimed = number(key)
        if let claimed, let interval = computed.interval {
            if interval.low == nil || interval.high == nil {
                // A mere bound never replaces a stated number.
                values[key] = IndicatorValue(interval: claimed, inputs: [key])
                return
            }
            // A range that a missing field leaves open does not outweigh a number inside it.
            if !computed.wanted.isEmpty, let point = claimed.point, let low = interval.low, let high = interval.high,
                low <= point, point <= high
            {
                values[key] = IndicatorValue(interval: claimed, inputs: [key])
                return
            }
            if contradicts(claimed, interval) {
                questions.append(
                    "\(directory.name(key))：填报 \(claimed.text())\(directory.unitText(key))，按 \(computed.formula) "
                        + "计算为 \(interval.text())\(directory.unitText(key))，请核对；本次按计算值")
            }
        }
        if computed.interval == nil, let claimed {
            values[key] = IndicatorValue(interval: claimed, inputs: [key])
        } else {
            values[key] = computed
        }
    }

    private func contradicts(_ claimed: Interval, _ computed: Interval) -> Bool {
        guard let a = claimed.point, let b = computed.point, !b.isZero,
            let gap = try? a.subtracting(b).divided(by: b).magnitude
        else { return false }
        return stated.parameters.tolerance < gap
    }

    private mutating func perLand(_ key: FieldKey, _ amount: FieldKey, _ land: Interval?) {
        guard let money = number(amount), let land, let result = try? money.divided(by: land) else {
            return leaveOpen(key)
        }
        let directory = directory
        store(
            key,
            IndicatorValue(
                interval: result,
                formula: { "\(directory.show(amount, money)) ÷ \(directory.show(.landArea, land))" },
                inputs: [amount, .landArea]))
    }

    /// Fixed assets are part of the total: where only the total is known it bounds the intensity from above.
    private mutating func boundInvestment(_ land: Interval?) {
        guard values[.investPerMu]?.interval == nil, let total = number(.totalInvest), let land,
            let bound = try? total.divided(by: land), let high = bound.high
        else { return }
        let directory = directory
        values[.investPerMu] = IndicatorValue(
            interval: Interval(low: nil, high: high, highOpen: bound.highOpen, isApproximate: bound.isApproximate),
            formula: { "不超过 \(directory.show(.totalInvest, total)) ÷ \(directory.show(.landArea, land))" },
            inputs: [.totalInvest, .landArea], wanted: [.fixedInvest], note: "固定资产投资未填，以总投资为上限")
    }

    private mutating func deriveFloorRatio(_ land: Interval?) {
        let metres = land.flatMap(squareMetres)
        let directory = directory
        if let counted = number(.floorAreaFAR), let land, let metres, let result = try? counted.divided(by: metres) {
            store(
                .far,
                IndicatorValue(
                    interval: result,
                    formula: { "\(directory.show(.floorAreaFAR, counted)) ÷ \(directory.show(.landArea, land))" },
                    inputs: [.floorAreaFAR, .landArea]))
            return
        }
        guard let floor = number(.floorArea), let land, let metres else { return leaveOpen(.far) }
        if let high = number(.floorAreaOver8), let counted = try? floor.adding(high),
            let result = try? counted.divided(by: metres)
        {
            store(
                .far,
                IndicatorValue(
                    interval: result,
                    formula: {
                        "（\(directory.show(.floorArea, floor)) + \(directory.show(.floorAreaOver8, high))加倍部分）÷ "
                            + directory.show(.landArea, land)
                    },
                    inputs: [.floorArea, .floorAreaOver8, .landArea]))
            return
        }
        // Floors above 8 m count double, so the ratio lies between once and twice the plain quotient.
        guard let plain = try? floor.divided(by: metres), let double = try? plain.scaled(by: Rational(2)) else {
            if number(.far) == nil { values[.far] = IndicatorValue(interval: nil, wanted: [.far]) }
            return
        }
        store(
            .far,
            IndicatorValue(
                interval: Interval(
                    low: plain.low, high: double.high, lowOpen: plain.lowOpen, highOpen: plain.highOpen,
                    isApproximate: plain.isApproximate),
                formula: { "\(directory.show(.floorArea, floor)) ÷ \(directory.show(.landArea, land))" },
                inputs: [.floorArea, .landArea], wanted: [.floorAreaOver8], note: "层高超过8米部分未填，按一至两倍计"))
    }

    private mutating func share(_ key: FieldKey, _ parts: [FieldKey], _ land: Interval?) {
        guard land != nil, parts.allSatisfy({ number($0) != nil }) else { return leaveOpen(key) }
        let amounts = parts.map { number($0) }
        var sum: Interval? = Interval(Rational.zero)
        for amount in amounts { sum = amount.flatMap { part in sum.flatMap { try? $0.adding(part) } } }
        guard let sum, let land, let result = percentage(sum, of: land) else { return leaveOpen(key) }
        let directory = directory
        store(
            key,
            IndicatorValue(
                interval: result,
                formula: {
                    let shown = zip(parts, amounts).compactMap { key, amount in
                        amount.map { directory.show(key, $0) }
                    }
                    let top = shown.count > 1 ? "（" + shown.joined(separator: " + ") + "）" : shown.joined()
                    return "\(top) ÷ \(directory.show(.landArea, land))"
                }, inputs: parts + [.landArea]))
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
        let directory = directory
        values[.coverage] = IndicatorValue(
            interval: Interval(low: low, high: nil, isApproximate: density.interval?.isApproximate ?? false),
            formula: {
                density.isComputed
                    ? "不低于 " + density.formula
                    : "不低于 \(directory.name(.buildingDensity)) \(low.decimal(digits: 4))%"
            },
            inputs: density.inputs, wanted: [.structureFootprint, .yardArea], note: "建筑系数未填，以建筑密度为下限")
    }

    private mutating func quotient(_ key: FieldKey, _ top: FieldKey, _ bottom: FieldKey, factor: Int) {
        // What is above the line may itself be computed, as energy is from its carriers.
        let source = number(top) == nil ? values[top] : nil
        let a = number(top) ?? source?.interval
        let b = number(bottom) ?? values[bottom]?.interval
        guard let a, let b, let plain = try? a.divided(by: b), let result = try? plain.scaled(by: Rational(factor))
        else { return leaveOpen(key) }
        let directory = directory
        store(
            key,
            IndicatorValue(
                interval: result,
                formula: {
                    let shown = source.map { "（\($0.formula)）" } ?? directory.show(top, a)
                    return "\(shown) ÷ \(directory.show(bottom, b))"
                },
                inputs: (source?.inputs ?? [top]) + [bottom], wanted: source?.wanted ?? [], note: source?.note ?? "",
                isVerified: source?.isVerified ?? true))
    }

    /// The whole investment in 万美元: stated so, or converted at a dated rate.
    private mutating func deriveDollars() {
        guard let unit = directory.entry(.totalForeign)?.unitText, !unit.isEmpty else { return }
        if let stated = number(.totalForeign) {
            values[.totalInvestUSD] = IndicatorValue(interval: stated, inputs: [.totalForeign])
        } else if let total = number(.totalInvest), let rate = stated.rate(of: unit),
            let inverse = try? Rational.one.divided(by: rate.rate),
            let dollars = try? total.scaled(by: inverse)
        {
            let directory = directory
            values[.totalInvestUSD] = IndicatorValue(
                interval: dollars,
                formula: {
                    "\(directory.show(.totalInvest, total)) ÷ \(rate.rate.decimal())（\(rate.day.iso) 汇率）"
                },
                inputs: [.totalInvest], note: "按 \(rate.day.iso) 汇率折算")
        } else {
            values[.totalInvestUSD] = IndicatorValue(interval: nil, wanted: [.totalForeign, .fxRate, .fxDate])
        }
    }

    /// Writes down what is wanted for all that is open, as things stand before a computed value is put in doubt.
    private mutating func settleOpen() {
        for key in FactsDerivation.asked.keys where values[key] == nil && number(key) == nil {
            let wanted = FactsDerivation.wanted(for: key, stated, values) ?? []
            values[key] = IndicatorValue(interval: nil, wanted: wanted)
        }
    }

    /// A computed value outside the plausible range is a slip of a unit: asked about, and missing until confirmed.
    private mutating func checkRanges() {
        let computed = values.lazy.filter { $0.value.isComputed && $0.value.interval?.point != nil }
        for (key, value) in computed.sorted(by: { $0.key < $1.key }) {
            guard let point = value.interval?.point,
                let range = directory.entry(key)?.range, point < range.low || range.high < point,
                !value.inputs.contains(where: { stated.lead.fields[$0]?.location == nil })
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
                settleOpen()
                values[key] = IndicatorValue(interval: nil, wanted: value.inputs, note: "数值存疑，确认前按缺少处理")
                stated.doubted.insert(key)
            }
        }
    }
}
