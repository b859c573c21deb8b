package import YinfengModel

/// What is taken away elsewhere so that new projects may come (`--sources F`): every source is spent once.
package struct SubstitutionLedger: Sendable {
    /// One source.
    package struct Source: Sendable, Equatable {
        /// The id that projects name in their 能耗替代来源 / 产能置换来源.
        package let id: String
        /// Who gives it up.
        package let owner: String
        /// `energy_swap` or `capacity_swap`.
        package let kind: FieldKey
        /// How much, in the unit of the ledger's kind (tce, or 吨 of capacity).
        package let amount: Rational
        /// The share that counts (折算系数), 1 when none is stated.
        package let share: Rational
        /// The last day on which it may be used, or nil.
        package let validTo: CivilDate?

        /// A source.
        package init(
            id: String, owner: String, kind: FieldKey, amount: Rational, share: Rational = .one,
            validTo: CivilDate? = nil
        ) {
            self.id = id
            self.owner = owner
            self.kind = kind
            self.amount = amount
            self.share = share
            self.validTo = validTo
        }
    }

    /// What a lead gets of its sources.
    package struct Allocation: Sendable, Equatable {
        /// The lead's id.
        package let lead: String
        /// The energy that counts, in tce; nil when the lead names no source of the ledger.
        package let energy: Rational?
        /// Sources already spent, unknown or expired, in Chinese.
        package let notes: [String]
    }

    /// The sources, by id.
    package let sources: [String: Source]

    /// A ledger; the first row of an id counts.
    package init(sources list: [Source]) {
        sources = Dictionary(list.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Gives each lead the sources that it names, in the order of the list: a source goes to the first that names it,
    /// whatever the number of jobs later. O(leads × sources named).
    package func allocate(_ leads: [Lead], on day: CivilDate) -> [Allocation] {
        var spent: [String: String] = [:]
        return leads.map { lead in
            var energy: Rational?
            var notes: [String] = []
            for kind in ["energy_swap", "capacity_swap"] as [FieldKey] {
                let named = (lead.text(kind) ?? "").split(whereSeparator: { ";；,，、 ".contains($0) }).map(String.init)
                for id in named {
                    guard let source = sources[id], source.kind == kind else {
                        if kind == "energy_swap", !sources.isEmpty { notes.append("替代来源“\(id)”不在来源台账中，未计入") }
                        continue
                    }
                    if let validTo = source.validTo, validTo < day {
                        notes.append("替代来源 \(id)（\(source.owner)）已于 \(validTo.iso) 到期，未计入")
                    } else if let other = spent[id], other != lead.id {
                        notes.append("替代来源 \(id)（\(source.owner)）已用于项目 \(other)，不得重复使用")
                    } else {
                        spent[id] = lead.id
                        if kind == "energy_swap", let part = try? source.amount.multiplied(by: source.share) {
                            energy = try? (energy ?? .zero).adding(part)
                        }
                    }
                }
            }
            return Allocation(lead: lead.id, energy: energy, notes: notes)
        }
    }

    /// The lead with its substituted energy as the ledger proves it; a statement above it no longer counts.
    package func applied(_ allocation: Allocation, to lead: Lead) -> Lead {
        guard allocation.energy != nil || !allocation.notes.isEmpty else { return lead }
        var changed = lead
        let amount = allocation.energy ?? .zero
        changed.fields["energy_swap_tce"] = FieldValue(
            raw: amount.decimal() + "tce", content: .quantity(Quantity(amount, unit: "tce")),
            doubts: allocation.notes.map { Doubt(kind: .note, message: $0) },
            location: lead.fields["energy_swap"]?.location ?? lead.location)
        return changed
    }
}
