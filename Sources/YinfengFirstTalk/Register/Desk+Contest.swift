import GRDB
import YinfengModel

extension Desk {
    /// Opens a conflict over a filing's hard hits, or joins it to one that is open over any of them.
    mutating func openContest(_ id: String) throws {
        guard let filing = try ledger.filing(id), let hits = filing.check?.hits else { return }
        let hard = hits.filter { $0.tier == .hard }
        guard !hard.isEmpty else { return }
        // A ruling that left two filings side by side settled their sameness.
        var parties: [String] = []
        for hit in hard where !filing.sharedWith.contains(hit.number) { parties.append(hit.filing) }
        guard !parties.isEmpty else { return }
        let because = hard.map { "\($0.number)：\($0.fields.joined(separator: "；"))" }.joined(separator: "／")
        try openContest(among: parties + [id], openedBy: "system", because: because, rule: "B6")
    }

    /// Opens a conflict among filings; returns its number.
    @discardableResult
    mutating func openContest(
        among ids: [String], openedBy: String, because: String, rule: String, evidence: [Filing.EvidenceItem] = [],
        members: [String: JSONTree] = [:],
        hits: [String: [ConflictHit]] = [:]
    ) throws -> Conflict {
        var filings: [Filing] = []
        for id in ids {
            guard let stored = try ledger.filing(id) else { continue }
            filings.append(try settle(stored))
        }
        filings = filings.filter { $0.state.isLive }
        // Joining keeps one dispute one dispute, however many counties come.
        var existing: Conflict?
        for number in filings.flatMap(\.openConflicts).sorted() where existing == nil {
            if let found = try ledger.conflict(number), found.isOpen { existing = found }
        }
        var conflict: Conflict
        let filers = filings.map(\.filer)
        if let before = existing {
            conflict = before
            conflict.version += 1
            for filing in filings where !conflict.parties.contains(filing.id) { conflict.parties.append(filing.id) }
            let all = try conflict.parties.compactMap { try ledger.filing($0)?.filer }
            // A wider dispute goes to a higher arbiter, never to a lower one.
            if let common = facts.authorities.commonAncestor(all),
                facts.authorities.isAbove(common, conflict.arbiter)
            {
                conflict.arbiter = common
            }
        } else {
            let arbiter =
                facts.authorities.commonAncestor(filers) ?? filings.compactMap(\.acceptor).max { $0 > $1 }
                ?? authority.code
            let until = rules.period("statement_days").map { facts.calendar.deadline(from: today, $0) }
            conflict = Conflict(
                number: try serial(.conflict, arbiter).machine, parties: filings.map(\.id), arbiter: arbiter,
                openedBy: openedBy, because: because, opened: day,
                statementsUntil: until ?? Deadline(raw: today, end: today))
        }
        conflict.evidence += evidence
        var changes: [(before: Filing?, after: Filing)] = []
        for filing in filings where !filing.openConflicts.contains(conflict.number) {
            var after = filing
            after.version += 1
            after.openConflicts.append(conflict.number)
            if let found = hits[filing.id] {
                var check =
                    after.check
                    ?? ConflictCheck(hits: [], version: after.version, ruleSet: rulesVersion, catalogs: facts.editions)
                check.hits += found
                after.check = check
            }
            try mirror(&after, others: filings.map { with(hits[$0.id] ?? [], $0) })
            try widen(&after, filers: filers)
            if after.state.canBeContested { try settlement(filing).stop(&after, on: today) }
            changes.append((filing, after))
        }
        var members = members
        members["because"] = .string(because)
        try append(
            .contestOpened, rule: rule, subject: conflict.number, facts: members, changing: changes,
            conflicts: [(existing, conflict)])
        return conflict
    }

    private func with(_ hits: [ConflictHit], _ filing: Filing) -> Filing {
        guard !hits.isEmpty else { return filing }
        var result = filing
        result.check = ConflictCheck(
            hits: (filing.check?.hits ?? []) + hits, version: filing.version, ruleSet: rulesVersion,
            catalogs: facts.editions)
        return result
    }

    /// Two filers of two prefectures raise what either requires (B7); a level once required never falls.
    private func widen(_ filing: inout Filing, filers: [String]) throws {
        let places = Set(filers.compactMap { facts.authorities.prefecture($0) })
        guard places.count > 1, !filing.isVoluntary else { return }
        let rules = try rules(of: filing)
        let record = try record(of: filing)
        guard
            let read = try? RecordCheck(facts: facts, rules: rules).read(record, filer: filing.filer, isLenient: true)
        else { return }
        let wider = need(of: filing, read.escalation, with: places.sorted(), rules: rules)
        if wider.because.count > filing.escalation?.because.count ?? 0 { filing.escalation = wider }
    }

    /// Shows on a filing the hard hits that later ones had on it.
    private func mirror(_ filing: inout Filing, others: [Filing]) throws {
        var check =
            filing.check
            ?? ConflictCheck(hits: [], version: filing.version, ruleSet: filing.ruleSet, catalogs: facts.editions)
        for other in others where other.id != filing.id && !check.hits.contains(where: { $0.filing == other.id }) {
            guard let hit = other.check?.hits.first(where: { $0.filing == filing.id }) else { continue }
            var mirrored = ConflictHit(
                filing: other.id, number: other.name, seq: other.seq ?? 0, filer: other.filer, tier: hit.tier,
                investor: hit.investor, content: hit.content,
                fields: try isSecret(other) ? hit.fields.map { ComparedField.masked($0, side: .here) } : hit.fields)
            mirrored.isSamePlace = hit.isSamePlace
            check.hits.append(mirrored)
        }
        check.hits = ConflictSearch.ordered(check.hits)
        filing.check = check
    }

    private func isSecret(_ filing: Filing) throws -> Bool {
        try rules(of: filing).isSecret(filing.secrecy)
    }

    /// Takes a filing that has ended out of its contests; a contest with one party left is over.
    mutating func leaveContests(_ gone: Filing) throws {
        for number in gone.openConflicts {
            guard let conflict = try ledger.conflict(number), conflict.isOpen else { continue }
            let parties = try conflict.parties.compactMap { try ledger.filing($0) }.filter { $0.state.isLive }
            guard parties.count <= 1 else { continue }
            var closed = conflict
            closed.version += 1
            closed.state = .closed
            let changes = try parties.map { party -> (before: Filing?, after: Filing) in
                (party, try released(party, from: number))
            }
            try append(
                .contestClosed, rule: "B8", subject: number, facts: ["because": .string("只余一方")], changing: changes,
                conflicts: [(conflict, closed)])
        }
    }

    /// The filing without this contest; its clock runs again when it was the last.
    func released(_ filing: Filing, from conflict: String) throws -> Filing {
        var after = filing
        after.version += 1
        after.openConflicts.removeAll { $0 == conflict }
        if after.openConflicts.isEmpty { try settlement(filing).resume(&after, on: today) }
        return after
    }

    /// Ends a filing by a move: out of its contests, nothing due any more.
    mutating func end(
        _ filing: Filing, _ state: FilingState, _ kind: EventKind, facts members: [String: JSONTree] = [:],
        bannedUntil: String? = nil
    ) throws -> Filing {
        var after = filing
        after.version += 1
        after.state = state
        after.due = nil
        after.asked = nil
        after.collaboration = nil
        after.bannedUntil = bannedUntil
        try append(kind, subject: filing.id, facts: members, changing: [(filing, after)])
        try leaveContests(after)
        return try reload(after)
    }

    /// A conflict by its number, or the open one of a filing.
    func findConflict(_ text: String) throws -> Conflict {
        let plain = text.filter { !$0.isWhitespace }
        if plain.uppercased().hasPrefix("CF"), let conflict = try ledger.conflict(plain.uppercased()) {
            return conflict
        }
        if !plain.uppercased().hasPrefix("CF") {
            let filing = try find(plain)
            for number in filing.openConflicts.reversed() {
                if let conflict = try ledger.conflict(number) { return conflict }
            }
            // A ruled contest is no longer on the filing, but may still be appealed.
            let bodies = try String.fetchCursor(
                ledger.db, sql: "SELECT body FROM conflicts WHERE instr(body, ?) ORDER BY number DESC",
                arguments: ["\"\(filing.id)\""])
            while let body = try bodies.next() {
                let conflict = try Ledger.decode(body, as: Conflict.self)
                if conflict.parties.contains(filing.id) { return conflict }
            }
            throw RegisterRefusal(.notFound, "T411", "\(filing.name) 没有争议", field: "no", remedy: "用 contest 提出争议")
        }
        throw RegisterRefusal(.notFound, "N103", "登记簿中没有争议 \(plain)", field: "no", remedy: "用 show 备案编号查看争议编号")
    }

    /// The caller must stand above all parties and be the arbiter or above it.
    func requireArbiter(_ conflict: Conflict, _ parties: [Filing]) throws {
        let name = facts.authorities.name(conflict.arbiter)
        let filers = parties.map(\.filer)
        let isAboveAll = filers.allSatisfy { facts.authorities.isAbove(authority.code, $0) }
        if authority.code == conflict.arbiter
            || (isAboveAll && facts.authorities.isAbove(authority.code, conflict.arbiter))
        {
            return
        }
        if filers.contains(authority.code) || filers.contains(where: { facts.authorities.isAbove(authority.code, $0) })
        {
            throw RegisterRefusal(
                .rule, "T402", "\(authority.name)是当事方或其一方的上级，不能裁定；应由 \(name) 裁定", field: "as", remedy: "由 \(name) 裁定")
        }
        throw RegisterRefusal(.rule, "T403", "\(authority.name)不是各方的共同上级，不能裁定", field: "as", remedy: "由 \(name) 裁定")
    }
}
