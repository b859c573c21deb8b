import YinfengModel

extension FactsDerivation {
    /// Sums standard coal and carbon dioxide over the carriers that the lead states; a stated total counts first.
    ///
    /// A carrier that nobody states is unknown, never zero: then the sum is a lower bound.
    mutating func deriveEnergy() {
        for quantity in [FieldKey.energyTCE, .energyEquivalent, .co2] where number(quantity) == nil { sum(quantity) }
    }

    private mutating func sum(_ quantity: FieldKey) {
        let fields = energy.factors.fields(of: quantity)
        guard fields.contains(where: { number($0) != nil }) else { return }
        var total = Interval(Rational.zero)
        var shown: [EnergyFactors.Part] = []
        var inputs: [FieldKey] = []
        var open: [FieldKey] = []
        // Stated, but the catalogue holds no factor in force for it.
        var lacking: [FieldKey] = []
        var documents: [String] = []
        var isVerified = true
        for field in fields {
            guard let amount = number(field) else {
                open.append(field)
                continue
            }
            inputs.append(field)
            if amount.point == .zero { continue }
            guard
                let part = energy.factors.part(quantity, field, amount, on: energy.day, province: energy.province),
                let product = EnergyInterval.product(amount, part.perUnit), let next = try? total.adding(product)
            else {
                lacking.append(field)
                continue
            }
            total = next
            shown.append(part)
            isVerified = isVerified && part.citation.isVerified
            let name = part.citation.clause + " " + part.citation.document
            if !documents.contains(name) { documents.append(name) }
        }
        let directory = directory
        var notes: [String] = []
        if !documents.isEmpty { notes.append("系数：" + documents.joined(separator: "、")) }
        if quantity == .co2 { notes.append("只计能源活动，不含生产过程排放") }
        if !open.isEmpty {
            notes.append(
                "未填" + open.map { directory.name($0) }.joined(separator: "、") + "，合计按下限（没有的填0）")
        }
        if !lacking.isEmpty {
            notes.append("没有" + lacking.map { directory.name($0) }.joined(separator: "、") + "的折算系数，合计按下限")
        }
        let interval =
            open.isEmpty && lacking.isEmpty
            ? total : Interval(low: total.low, high: nil, lowOpen: total.lowOpen, isApproximate: total.isApproximate)
        setValue(
            quantity,
            IndicatorValue(
                interval: interval,
                formula: { [shown] in
                    shown.isEmpty
                        ? "各项均为0"
                        : shown.map { "\(directory.show($0.field, $0.amount)) × \($0.factor)" }.joined(separator: " + ")
                }, inputs: inputs,
                wanted: open + (lacking.isEmpty ? [] : [quantity]), note: notes.joined(separator: "；"),
                isVerified: isVerified))
    }
}

/// The product of two non-negative intervals.
enum EnergyInterval {
    static func product(_ a: Interval, _ b: Interval) -> Interval? {
        var low: Rational?
        var high: Rational?
        if let x = a.low, let y = b.low {
            guard let value = try? x.multiplied(by: y) else { return nil }
            low = value
        }
        if let x = a.high, let y = b.high {
            guard let value = try? x.multiplied(by: y) else { return nil }
            high = value
        }
        return Interval(
            low: low, high: high, lowOpen: a.lowOpen || b.lowOpen, highOpen: a.highOpen || b.highOpen,
            isApproximate: a.isApproximate || b.isApproximate)
    }
}
