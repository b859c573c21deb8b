import YinfengEntry
import YinfengModel
import YinfengParks
import YinfengTabular

/// One row of the list as `check` assesses it: changes made, sources counted, the register asked.
struct CheckInput: Sendable {
    /// The row as read.
    let row: LeadRow
    /// The lead after `--set` and `--sources`; nil for a row that cannot be used.
    let lead: Lead?
    /// What it gets of the sources; nil without `--sources`.
    let allocation: SubstitutionLedger.Allocation?
    /// What the register says, one a park; empty without `--register`.
    let firstTalk: [FirstTalkStatus]

    /// The rows in the order of the list. Sources are given out before any work is shared among threads.
    static func prepared(
        _ rows: [LeadRow], changes: [FieldChange], sources: SubstitutionFile?, register: RegisterStanding?,
        positions: [Int], places: PlaceBook, asOf: CivilDate
    ) throws -> [CheckInput] {
        var leads = rows.map { row in
            row.lead.map { lead in
                var lead = lead
                for change in changes { change.apply(to: &lead) }
                return lead
            }
        }
        var allocations: [Int: SubstitutionLedger.Allocation] = [:]
        if let sources {
            let usable = leads.indices.filter { leads[$0] != nil }
            for (index, proven) in zip(usable, sources.applied(to: leads.compactMap(\.self), on: asOf)) {
                leads[index] = proven.lead
                allocations[index] = proven.allocation
            }
        }
        return try rows.enumerated().map { index, row in
            let lead = leads[index]
            let talks =
                try register.map { register in
                    try positions.map { position in
                        try lead.map { try register.status(of: $0, at: places.parks.place(at: position)) } ?? .notFiled
                    }
                } ?? []
            return CheckInput(row: row, lead: lead, allocation: allocations[index], firstTalk: talks)
        }
    }

    /// Tells on standard error what did not count.
    static func report(_ inputs: [CheckInput], file: String) {
        for input in inputs {
            for note in input.allocation?.notes ?? [] {
                StandardError.hint(.substitutionLeftOut, "项目 \(input.allocation?.lead ?? "")：\(note)")
            }
        }
    }
}
