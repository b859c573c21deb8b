import Foundation
import YinfengModel
import YinfengText

/// A record made ready for comparison.
struct PreparedRecord {
    let record: FilingRecord
    let facts: RecordFacts
    let compared: ComparedFiling
}

extension Desk {
    /// Reads a record and makes it ready; throws as `RecordCheck.read`.
    func prepare(_ record: FilingRecord, filer: String, rules: RuleSet) throws -> PreparedRecord {
        try ConflictSearch(ledger: ledger, facts: facts, rules: rules).prepare(record, filer: filer)
    }
}

/// Finds the filings that may be of one subject with a record: candidates by key, then the matrix.
struct ConflictSearch {
    let ledger: Ledger
    let facts: FirstTalkFacts
    let rules: RuleSet

    /// A filing met and how.
    struct Met {
        let filing: Filing
        let outcome: SamenessCheck.Outcome
    }

    func prepare(_ record: FilingRecord, filer: String, isLenient: Bool = false) throws -> PreparedRecord {
        let read = try RecordCheck(facts: facts, rules: rules).read(record, filer: filer, isLenient: isLenient)
        return PreparedRecord(
            record: record, facts: read,
            compared: try compared(read.subject, text: read.text, record))
    }

    func phone(_ record: FilingRecord) throws -> String? {
        let digits = (record["investor_contact_phone"] ?? "").filter { $0.isASCII && $0.isNumber }
        guard digits.count >= 7 else { return nil }
        return Ledger.contactsDigest(salt: Array(try ledger.meta("secret").utf8), body: String(digits.suffix(11)))
    }

    private func compared(_ subject: Subject, text: String, _ record: FilingRecord) throws -> ComparedFiling {
        let phone = try phone(record)
        return ComparedFiling(subject: subject, name: facts.names.read(subject.investor)) { (text, phone) }
    }

    /// A stored filing as a side of a comparison, read from its record.
    func compared(_ filing: Filing) -> ComparedFiling {
        ComparedFiling(subject: filing.subject, name: facts.names.read(filing.subject.investor)) {
            guard let branch = try? Ledger.branch(of: filing.id, ledger: ledger),
                let record = try? ledger.record(event: filing.recordEvent, branch: branch, evidence: [])
            else { return ("", nil) }
            return (RecordCheck.comparable(record[.content] ?? "", facts.folder), (try? phone(record)) ?? nil)
        }
    }

    /// How many filings of a house are looked at, the latest first.
    private static let house = 64
    /// How many filings of a crowd are looked at, the latest first.
    private static let crowd = 32
    /// How many filings that do not decide are listed, the latest first.
    private static let listed = 32

    /// The filings met, by seq, and how many more that do not decide were left out. O(candidates): keys find them, and
    /// only one that is listed is read as a whole. Nothing hard is ever left out.
    func search(_ compared: ComparedFiling, except id: String?, on day: CivilDate) throws -> (
        met: [Met], omitted: Int
    ) {
        let check = SamenessCheck(names: facts.names, rules: rules)
        var hard: [(row: Int64, outcome: SamenessCheck.Outcome)] = []
        var others: [ConflictHit.Tier: [(row: Int64, outcome: SamenessCheck.Outcome)]] = [:]
        let sought = SubjectKeys(names: facts.names).sought(compared)
        for row in try ledger.rows(sought, ofHouse: ConflictSearch.house, ofCrowd: ConflictSearch.crowd) {
            guard let other = try ledger.candidate(row, names: facts.names)?.compared else { continue }
            let outcome = check.compare(compared, other)
            guard let tier = outcome.tier else { continue }
            if tier == .hard { hard.append((row, outcome)) } else { others[tier, default: []].append((row, outcome)) }
        }
        var result = try hard.compactMap { try met($0.row, $0.outcome, except: id, on: day) }
        let rest = [ConflictHit.Tier.soft, .note].flatMap { others[$0] ?? [] }
        var looked = 0
        var listed = 0
        for (row, outcome) in rest where listed < ConflictSearch.listed {
            looked += 1
            guard let met = try met(row, outcome, except: id, on: day) else { continue }
            result.append(met)
            listed += 1
        }
        result.sort { ($0.filing.seq ?? 0, $0.filing.id) < ($1.filing.seq ?? 0, $1.filing.id) }
        return (result, rest.count - looked)
    }

    /// A filing met, settled as of a day; nil when it has ended and bans nobody.
    private func met(_ row: Int64, _ outcome: SamenessCheck.Outcome, except id: String?, on day: CivilDate) throws
        -> Met?
    {
        guard let stored = try ledger.filing(row: row), stored.id != id else { return nil }
        let filing = Settlement(rules: try ledger.rules(stored.ruleSet), calendar: facts.calendar)
            .settled(stored, on: day)
        let isBanned = filing.bannedUntil.flatMap { CivilDate(iso: $0) }.map { $0 >= day } ?? false
        return filing.state.isLive || isBanned ? Met(filing: filing, outcome: outcome) : nil
    }

    /// The hit of a filing met. Another body of the same place with the same talk files one project by two units.
    func hit(_ met: Met, filer: String, talkDate: String?) -> ConflictHit {
        let filing = met.filing
        var hit = ConflictHit(
            filing: filing.id, number: filing.name, seq: filing.seq ?? 0, filer: filing.filer,
            tier: met.outcome.tier ?? .note, investor: met.outcome.investor, content: met.outcome.content,
            fields: rules.isSecret(filing.secrecy) && filing.filer != filer
                ? met.outcome.fields.map { ComparedField.masked($0, side: .there) } : met.outcome.fields)
        hit.isSamePlace =
            filing.filer != filer && filing.filer.prefix(6) == filer.prefix(6) && filing.talkDate == talkDate
            && talkDate != nil && hit.tier == .hard
        if hit.isSamePlace { hit.tier = .note }
        return hit
    }

    /// Hits in the order that they are shown: hard, soft, note, then by seq.
    static func ordered(_ hits: [ConflictHit]) -> [ConflictHit] {
        func rank(_ tier: ConflictHit.Tier) -> Int { ConflictHit.Tier.allCases.firstIndex(of: tier) ?? 0 }
        return hits.sorted { (rank($0.tier), $0.seq, $0.filing) < (rank($1.tier), $1.seq, $1.filing) }
    }

    /// What the notes say of the hits and of those left out.
    func notes(_ hits: [ConflictHit], omitted: Int) -> [RegisterNote] {
        let more = "另有 \(omitted) 件较早的弱冲突或提示未列；只列最近 \(ConflictSearch.listed) 件，强冲突全部列出"
        return hits.compactMap(note) + (omitted > 0 ? [RegisterNote("T311", more)] : [])
    }

    private func note(_ hit: ConflictHit) -> RegisterNote? {
        let place = facts.authorities.name(hit.filer)
        if hit.isSamePlace {
            return RegisterNote("T304", "\(hit.number) 由同地的 \(place) 就同一次洽谈报送：一件备案两家单位，共享考核")
        }
        switch hit.tier {
        case .hard:
            return RegisterNote(
                "T301", "强冲突：与 \(place) 的 \(hit.number)（登记序号\(hit.seq)）\(hit.fields.joined(separator: "；"))")
        case .soft:
            return RegisterNote(
                "T302",
                "弱冲突：与 \(place) 的 \(hit.number)（登记序号\(hit.seq)）\(hit.fields.joined(separator: "；"))；受理时须写明处理理由")
        case .note: return nil
        }
    }
}
