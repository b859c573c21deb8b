import YinfengModel

/// The numbers that a lead states, before anything is derived.
struct StatedValues: Sendable {
    let lead: Lead
    let directory: QuantityDirectory
    let parameters: EntryParameters
    /// Fields whose value is suspect and not confirmed.
    var doubted: Set<FieldKey> = []
    /// The numbers that are stated, doubted or not, and the digests of their keys: few, and asked for often.
    private var digests: [UInt64] = []
    private var keys: [FieldKey] = []
    private var intervals: [Interval] = []
    /// One bit a digest: most quantities are not stated, and fail here.
    private var mask: UInt64 = 0

    init(lead: Lead, directory: QuantityDirectory, parameters: EntryParameters) {
        self.lead = lead
        self.directory = directory
        self.parameters = parameters
        for (key, field) in lead.fields {
            if case .quantity(let quantity) = field.content, let interval = canonical(quantity, of: key) {
                digests.append(key.digest)
                keys.append(key)
                intervals.append(interval)
                mask |= 1 << (key.digest & 63)
            }
        }
    }

    /// A stated number in its canonical unit; foreign money only with a dated rate.
    func number(_ key: FieldKey) -> Interval? {
        guard mask & (1 << (key.digest & 63)) != 0 else { return nil }
        for place in digests.indices where digests[place] == key.digest && keys[place] == key {
            return doubted.contains(key) ? nil : intervals[place]
        }
        return nil
    }

    private func canonical(_ quantity: Quantity, of key: FieldKey) -> Interval? {
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
