import YinfengModel

/// The numbers that a lead states, before anything is derived.
struct StatedValues: Sendable {
    let lead: Lead
    let directory: QuantityDirectory
    let parameters: EntryParameters
    /// Fields whose value is suspect and not confirmed.
    var doubted: Set<FieldKey>

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
