package import YinfengModel

/// What a carrier of energy is worth in standard coal and in carbon dioxide, by day and province: data, never code.
package struct EnergyFactors: Sendable {
    /// One published factor.
    package struct Factor: Sendable, Equatable {
        /// The row's id.
        package let id: String
        /// 折标系数, 电力排放因子, 燃料排放因子.
        package let kind: String
        /// What it is a factor of (`原煤`, `省级电力平均`).
        package let subject: String
        /// The province, or nil for the whole country.
        package let province: RegionCode?
        /// The factor, or its range.
        package let value: Interval
        /// Where it stands, with its dates and whether it was read in a published copy.
        package let citation: Citation

        /// A factor.
        package init(
            id: String, kind: String, subject: String, province: RegionCode?, value: Interval, citation: Citation
        ) {
            self.id = id
            self.kind = kind
            self.subject = subject
            self.province = province
            self.value = value
            self.citation = citation
        }
    }

    /// Which factor turns a field into a quantity.
    package struct Carrier: Sendable, Equatable {
        /// `energy_tce` or `co2`.
        package let quantity: FieldKey
        /// The field (`power_kwh`).
        package let field: FieldKey
        /// The factor's kind.
        package let kind: String
        /// The factor's subjects; several give the range from the least to the greatest.
        package let subjects: [String]
        /// Whether only the factor of the project's province fits.
        package let isByProvince: Bool
        /// The number that turns field unit × factor unit into the quantity's unit.
        package let scale: Rational

        /// A carrier.
        package init(
            quantity: FieldKey, field: FieldKey, kind: String, subjects: [String], isByProvince: Bool, scale: Rational
        ) {
            self.quantity = quantity
            self.field = field
            self.kind = kind
            self.subjects = subjects
            self.isByProvince = isByProvince
            self.scale = scale
        }
    }

    /// One summand of a quantity.
    struct Part: Sendable {
        let field: FieldKey
        let amount: Interval
        /// Quantity per unit of the field.
        let perUnit: Interval
        let citation: Citation
        let factor: String
    }

    /// What a factor is found by.
    private struct Key: Hashable {
        let kind: String
        let subject: String
        let province: RegionCode?
    }

    private let factors: [Key: [Factor]]
    private let carriers: [Carrier]
    private let fieldsByQuantity: [FieldKey: [FieldKey]]

    /// Factors and carriers; of several carriers for one field the first that finds a factor counts.
    package init(factors: [Factor] = [], carriers: [Carrier] = []) {
        self.factors = Dictionary(grouping: factors) {
            Key(kind: $0.kind, subject: $0.subject, province: $0.province)
        }
        self.carriers = carriers
        fieldsByQuantity = Dictionary(grouping: carriers, by: \.quantity).mapValues { carriers in
            var seen: Set<FieldKey> = []
            return carriers.map(\.field).filter { seen.insert($0).inserted }
        }
    }

    /// The fields that a quantity is summed over, in the order of the table.
    func fields(of quantity: FieldKey) -> [FieldKey] { fieldsByQuantity[quantity] ?? [] }

    /// The summand of a field, nil when no factor is in force.
    func part(
        _ quantity: FieldKey, _ field: FieldKey, _ amount: Interval, on day: CivilDate, province: RegionCode?
    ) -> Part? {
        for carrier in carriers where carrier.quantity == quantity && carrier.field == field {
            if carrier.isByProvince, province == nil { continue }
            let found = carrier.subjects.flatMap { subject in
                factors[
                    Key(kind: carrier.kind, subject: subject, province: carrier.isByProvince ? province : nil),
                    default: []
                ].filter { $0.citation.isInForce(on: day) }
            }
            let lows = found.compactMap(\.value.low)
            guard let first = found.first, let low = lows.min(), let high = found.compactMap(\.value.high).max(),
                let perUnit = try? Interval(low: low, high: high).scaled(by: carrier.scale)
            else { continue }
            let text = Interval(low: low, high: high).text()
            return Part(
                field: field, amount: amount, perUnit: perUnit, citation: first.citation,
                factor: carrier.subjects.joined(separator: "至") + " " + text)
        }
        return nil
    }
}

/// The factors with the day and the province that choose among them.
package struct EnergyPlace: Sendable {
    /// All factors.
    package let factors: EnergyFactors
    /// The day.
    package let day: CivilDate
    /// The province of the project, nil when it is not known: then national means count.
    package let province: RegionCode?

    /// No factor at all: nothing is computed.
    package init() {
        self.init(factors: EnergyFactors(), day: CivilDate(dayNumber: 0), province: nil)
    }

    /// Factors on a day in a province.
    package init(factors: EnergyFactors, day: CivilDate, province: RegionCode?) {
        self.factors = factors
        self.day = day
        self.province = province
    }
}
