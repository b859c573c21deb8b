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

    /// One source as one lead names it.
    package struct Use: Sendable, Equatable {
        /// The id as named.
        package let id: String
        /// `energy_swap` or `capacity_swap`.
        package let kind: FieldKey
        /// Who gives it up; empty when the ledger does not hold it.
        package let owner: String
        /// What counts for the lead, share applied; nil when nothing does.
        package let counted: Rational?
        /// Why nothing counts, in Chinese; empty when it counts.
        package let note: String
    }

    /// What a lead gets of its sources.
    package struct Allocation: Sendable, Equatable {
        /// The lead's id.
        package let lead: String
        /// Every source that the lead names, in its order.
        package let uses: [Use]
        /// The energy that counts, in tce; nil when none of its sources counts.
        package var energy: Rational? { sum(of: SubstitutionLedger.energy) }
        /// The capacity that counts, in 吨; nil when none of its sources counts.
        package var capacity: Rational? { sum(of: SubstitutionLedger.capacity) }
        /// Sources already spent, unknown or expired, in Chinese.
        package var notes: [String] { uses.map(\.note).filter { !$0.isEmpty } }

        private func sum(of kind: FieldKey) -> Rational? {
            var sum: Rational?
            for use in uses where use.kind == kind {
                if let part = use.counted { sum = try? (sum ?? .zero).adding(part) }
            }
            return sum
        }
    }

    static let energy: FieldKey = "energy_swap"
    static let capacity: FieldKey = "capacity_swap"
    private static let energyAmount: FieldKey = "energy_swap_tce"
    private static let ratio: FieldKey = "capacity_swap_ratio"

    /// The sources, by id.
    package let sources: [String: Source]

    /// A ledger; the first row of an id counts.
    package init(sources list: [Source]) {
        sources = Dictionary(list.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Gives each lead the sources that it names, in the order of the list: a source goes to the first row that names
    /// it, whatever the number of jobs later. O(leads × sources named).
    package func allocate(_ leads: [Lead], on day: CivilDate) -> [Allocation] {
        var spent: [String: Int] = [:]
        return leads.enumerated().map { row, lead in
            var uses: [Use] = []
            for kind in [SubstitutionLedger.energy, SubstitutionLedger.capacity] {
                let named = (lead.text(kind) ?? "").split(whereSeparator: { ";；,，、 \n".contains($0) }).map(String.init)
                for id in named {
                    let source = sources[id].flatMap { $0.kind == kind ? $0 : nil }
                    let reason =
                        source.map { refusal($0, day, by: spent[id], row: row, leads) } ?? "替代来源“\(id)”不在来源台账中，未计入"
                    if let source, reason.isEmpty {
                        spent[id] = row
                        uses.append(
                            Use(
                                id: id, kind: kind, owner: source.owner,
                                counted: try? source.amount.multiplied(by: source.share), note: ""))
                    } else {
                        uses.append(
                            Use(
                                id: id, kind: kind, owner: source?.owner ?? "", counted: nil,
                                note: reason))
                    }
                }
            }
            return Allocation(lead: lead.id, uses: uses)
        }
    }

    /// Why a source does not count for a row, or an empty text.
    private func refusal(_ source: Source, _ day: CivilDate, by other: Int?, row: Int, _ leads: [Lead]) -> String {
        let name = "替代来源 \(source.id)（\(source.owner)）"
        if let validTo = source.validTo, validTo < day { return "\(name)已于 \(validTo.iso) 到期，未计入" }
        guard let other else { return "" }
        return other == row ? "\(name)在本项目重复列出，只计一次" : "\(name)已用于项目 \(leads[other].id)，不得重复使用"
    }

    /// The lead with its substitution as the ledger proves it: a stated amount that names no source of the ledger no
    /// longer counts. `newCapacity` is the project's new capacity in 吨, nil when its words do not say it.
    package func applied(_ allocation: Allocation, to lead: Lead, newCapacity: Rational? = nil) -> Lead {
        var changed = lead
        let doubts = allocation.notes.map { Doubt(kind: .note, message: $0) }
        func place(_ key: FieldKey) -> SourceLocation { lead.fields[key]?.location ?? lead.location }
        if allocation.uses.contains(where: { $0.kind == SubstitutionLedger.energy }) {
            let amount = allocation.energy ?? .zero
            changed.fields[SubstitutionLedger.energyAmount] = FieldValue(
                raw: amount.decimal() + "tce", content: .quantity(Quantity(amount, unit: "tce")), doubts: doubts,
                location: place(SubstitutionLedger.energy))
        } else if let stated = lead.fields[SubstitutionLedger.energyAmount] {
            changed.fields[SubstitutionLedger.energyAmount] = FieldValue(
                raw: stated.raw, content: .missing,
                doubts: [Doubt(kind: .note, message: "未注明替代来源，填报的能耗替代量未经来源台账核实，未计入")],
                location: stated.location)
        }
        guard allocation.uses.contains(where: { $0.kind == SubstitutionLedger.capacity }) else { return changed }
        let counted = allocation.uses.filter { $0.kind == SubstitutionLedger.capacity && $0.counted != nil }
        changed.fields[SubstitutionLedger.capacity] = FieldValue(
            raw: lead.fields[SubstitutionLedger.capacity]?.raw ?? "", content: .items(counted.map(\.id)),
            doubts: doubts, location: place(SubstitutionLedger.capacity))
        let proven: Rational? =
            if let capacity = allocation.capacity {
                newCapacity.flatMap { $0.isZero ? nil : try? capacity.divided(by: $0) }
            } else { .zero }
        if let proven {
            changed.fields[SubstitutionLedger.ratio] = FieldValue(
                raw: proven.decimal(digits: 4), content: .quantity(Quantity(proven, unit: "")),
                location: place(SubstitutionLedger.capacity))
        }
        return changed
    }
}
