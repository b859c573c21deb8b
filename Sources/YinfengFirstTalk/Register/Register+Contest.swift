import GRDB
import YinfengModel

extension Register {
    /// `contest`: opens a conflict over a filing by an authority, or on a complaint with its evidence.
    ///
    /// The parties are the filing and those that it met (hard or soft); a complaint may concern one filing alone.
    @discardableResult
    package func contest(
        _ no: String, isComplaint: Bool = false, evidence: [Filing.EvidenceItem] = [], by caller: Caller
    ) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            try desk.requireReason(isComplaint ? "投诉" : "提出争议")
            if no.uppercased().hasPrefix("CF") {
                var conflict = try desk.findConflict(no)
                guard conflict.isOpen else {
                    throw RegisterRefusal(
                        .rule, "T411", "\(conflict.number) 已裁定，不在争议中", field: "no", remedy: "不服可在期限内 appeal")
                }
                let before = conflict
                conflict.version += 1
                conflict.evidence += evidence
                conflict.statements.append(
                    Conflict.Statement(authority: desk.authority.code, text: caller.reason, day: desk.day))
                try desk.append(.statementFiled, subject: conflict.number, conflicts: [(before, conflict)])
                return try desk.conflictLine(conflict)
            }
            let filing = try desk.settle(desk.find(no))
            try desk.requireLive(filing)
            var ids = (filing.check?.hits ?? []).filter { $0.tier != .note }.map(\.filing)
            ids = try ids.filter {
                try desk.ledger.filing($0).map { try desk.settlement($0).settled($0, on: desk.today).state.isLive }
                    ?? false
            }
            ids.append(filing.id)
            guard ids.count > 1 || isComplaint else {
                throw RegisterRefusal(
                    .rule, "T410", "\(filing.name) 没有与之相冲突的备案", field: "no", remedy: "第三方反映问题用 --complaint 并附证据")
            }
            let conflict = try desk.openContest(
                among: ids, openedBy: isComplaint ? "complaint" : desk.authority.code, because: caller.reason, rule: "",
                evidence: evidence, members: isComplaint ? ["complaint": .bool(true)] : [:])
            return try desk.line(
                try desk.reload(filing),
                notes: [
                    RegisterNote(
                        "T307", "争议 \(conflict.number) 已立案，由 \(desk.facts.authorities.name(conflict.arbiter)) 裁定")
                ])
        }
    }

    /// `state`: a party's statement, within `statement_days`.
    @discardableResult
    package func state(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            try desk.requireReason("陈述")
            var conflict = try desk.findConflict(no)
            let before = conflict
            guard conflict.isOpen else {
                throw RegisterRefusal(
                    .rule, "T411", "\(conflict.number) 已裁定，不再收陈述", field: "no", remedy: "不服可在期限内 appeal")
            }
            let parties = try conflict.parties.compactMap { try desk.ledger.filing($0) }
            guard parties.contains(where: { desk.isOwn($0) }) else {
                throw RegisterRefusal(
                    .rule, "T401", "\(desk.authority.name)不是 \(conflict.number) 的当事方", field: "as", remedy: "由当事方陈述")
            }
            let until = desk.facts.calendar.settled(conflict.statementsUntil, from: nil, nil).endDay
            guard desk.today <= until else {
                throw RegisterRefusal(.rule, "T415", "陈述期限 \(until.iso) 已过", field: "no", remedy: "可向裁定机构当面说明")
            }
            conflict.version += 1
            conflict.statements.append(
                Conflict.Statement(authority: desk.authority.code, text: caller.reason, day: desk.day))
            try desk.append(.statementFiled, subject: conflict.number, conflicts: [(before, conflict)])
            return try desk.conflictLine(conflict)
        }
    }

    /// What a ruling decides.
    package enum RulingChoice: Sendable, Equatable {
        /// These are kept, all others fall.
        case keep([String])
        /// All stay and share by these lines.
        case share([ShareLine])
        /// All fall.
        case void
    }

    /// `rule`: decides an open conflict, in force at once; after an appeal it is final.
    @discardableResult
    package func rule(_ no: String, _ choice: RulingChoice, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            try desk.rule(try desk.findConflict(no), choice)
        }
    }

    /// `appeal`: a party's appeal within `appeal_days`; opens the contest again at the next level, once.
    @discardableResult
    package func appeal(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            try desk.requireReason("申诉")
            return try desk.appeal(try desk.findConflict(no))
        }
    }
}

extension Desk {
    /// The line of a conflict: that of its first living party, with the conflict named.
    func conflictLine(_ conflict: Conflict, notes: [RegisterNote] = []) throws -> RegisterLine {
        let parties = try conflict.parties.compactMap { try ledger.filing($0) }
        let shown = parties.first { $0.state.isLive } ?? parties.first
        let name = facts.authorities.name(conflict.arbiter)
        let word: String
        switch conflict.state {
        case .open: word = "争议中，由 \(name) 裁定"
        case .appealed: word = "申诉中，由 \(name) 决定"
        case .ruled: word = "已裁定"
        case .closed: word = "已终结"
        }
        let own = RegisterNote("T308", "\(conflict.number) \(word)")
        guard let shown else {
            var line = RegisterLine()
            line.no = conflict.number
            line.notes = [own] + notes
            line.head = Hex.text(head.hash)
            return line
        }
        return try line(shown, notes: [own] + notes)
    }

    mutating func rule(_ conflict: Conflict, _ choice: Register.RulingChoice) throws -> RegisterLine {
        let parties = try conflict.parties.compactMap { try ledger.filing($0) }
        guard conflict.isOpen else {
            throw RegisterRefusal(.rule, "T411", "\(conflict.number) 不在争议中", field: "no", remedy: "不服裁定由当事方 appeal")
        }
        try requireArbiter(conflict, parties)
        try requireReason("裁定")
        let isFinal = conflict.state == .appealed
        var kept: [Filing] = []
        var shares: [ShareLine] = []
        let outcome: Conflict.Ruling.Outcome
        switch choice {
        case .void: outcome = .void
        case .share(let lines):
            outcome = .share
            try Desk.requireShares(lines)
            shares = lines
            kept = parties.filter { $0.state.isLive }
        case .keep(let numbers):
            outcome = .keep
            for text in numbers {
                let filing = try find(text)
                guard conflict.parties.contains(filing.id) else {
                    throw RegisterRefusal(
                        .rule, "T416", "\(filing.name) 不是 \(conflict.number) 的当事备案", field: "keep", remedy: "只能保留当事备案")
                }
                kept.append(filing)
            }
            guard !kept.isEmpty else {
                throw RegisterRefusal(.usage, "T400", "没有写明保留哪一件", field: "keep", remedy: "加 --keep 编号；都不保留用 --void")
            }
        }
        let number = try serial(.ruling, authority.code)
        var changes: [(before: Filing?, after: Filing)] = []
        var fallen: [String] = []
        var before: [String: String] = [:]
        var reborn: [Filing] = []
        let bans = findsFault(caller.reason)
        for party in parties {
            let isKept = kept.contains { $0.id == party.id }
            if isKept, party.state.isTerminal {
                // Only an appeal can find for a filing that has fallen: it goes on as a new one in its old order.
                guard isFinal, let was = lastStateBefore(party.id, conflict) else {
                    throw RegisterRefusal(
                        .rule, "T199", "\(party.name) 已\(party.state.chinese)，不能再保留", field: "keep", remedy: "另行报送")
                }
                reborn.append(try reinstated(party, as: was, rulingKept: kept.map(\.name)))
                continue
            }
            guard party.state.isLive else { continue }
            if isKept {
                var after = try released(party, from: conflict.number)
                after.ruledBy = authority.code
                if kept.count > 1 { after.sharedWith = kept.filter { $0.id != party.id }.map(\.name) }
                changes.append((party, after))
            } else if party.state.canBeContested {
                before[party.id] = party.state.rawValue
                fallen.append(party.id)
                var after = try released(party, from: conflict.number)
                after.openConflicts = []
                after.state = party.state.isProtected ? .revoked : .rejected
                after.due = nil
                after.asked = nil
                after.collaboration = nil
                if bans, let ban = rules.period("ban_days") { after.bannedUntil = today.adding(days: ban.count).iso }
                changes.append((party, after))
            } else {
                changes.append((party, try released(party, from: conflict.number)))
            }
        }
        var after = conflict
        after.version += 1
        let appealBy =
            isFinal || facts.authorities.ancestors(authority.code).isEmpty
            ? nil : rules.period("appeal_days").map { facts.calendar.deadline(from: today, $0) }
        after.state = appealBy == nil ? .closed : .ruled
        after.parties += reborn.map(\.id)
        after.rulings.append(
            Conflict.Ruling(
                number: number.machine, authority: authority.code, outcome: outcome,
                kept: kept.map(\.id) + reborn.map(\.id),
                fallen: fallen, before: before, reason: caller.reason, day: day, appealBy: appealBy, shares: shares))
        let members: [String: JSONTree] = [
            "ruling": .string(number.machine), "outcome": .string(outcome.rawValue), "basis": .string("B6/B8"),
            "compared": .string(conflict.because),
        ]
        try append(
            isFinal ? .appealDecided : .ruled, subject: conflict.number, facts: members,
            changing: changes + reborn.map { (nil, $0) }, conflicts: [(conflict, after)])
        for filing in reborn { try copyKeys(from: parties, to: filing) }
        for party in parties where fallen.contains(party.id) { try leaveOthers(party, but: conflict.number) }
        var notes = [RegisterNote("T309", "裁定 \(number.machine)：\(outcome.chinese)")]
        if let appealBy { notes.append(RegisterNote("T417", "不服可在 \(appealBy.end) 前申诉一次")) }
        let shown = try (kept.first.map { try reload($0) } ?? parties.first.map { try reload($0) })
        let first = reborn.first ?? shown
        guard let first else { return try conflictLine(after, notes: notes) }
        return try line(first, notes: notes)
    }

    /// A fallen party may have stood in other contests too.
    private mutating func leaveOthers(_ party: Filing, but conflict: String) throws {
        var gone = party
        gone.openConflicts.removeAll { $0 == conflict }
        try leaveContests(gone)
    }

    private func lastStateBefore(_ id: String, _ conflict: Conflict) -> FilingState? {
        for ruling in conflict.rulings.reversed() {
            if let state = ruling.before[id] { return FilingState(rawValue: state) }
        }
        return nil
    }

    /// A new filing in the old order: a terminal one is never opened again.
    private mutating func reinstated(_ old: Filing, as state: FilingState, rulingKept: [String]) throws -> Filing {
        var new = old
        new.id = "D-\(try ledger.next("draft"))"
        new.number = try serial(.filing, old.filer).machine
        new.seq = try ledger.next("seq")
        new.state = state == .returned ? .submitted : state
        new.version = 1
        new.previous = old.number
        new.openConflicts = []
        new.bannedUntil = nil
        new.stopped = nil
        new.ruledBy = authority.code
        let settlement = try settlement(old)
        if new.state.isProtected, let protection = old.protection {
            // The days that the wrong ruling took are given back.
            let end = old.stopped?.daysLeft ?? max(0, protection.to.rawDay.dayNumber - today.dayNumber)
            new.protection = Filing.Protection(from: protection.from, to: facts.calendar.moved(today.adding(days: end)))
            settlement.report(&new, from: today)
        } else if let period = settlement.rules.period("review_days") {
            new.due = facts.calendar.deadline(from: today, period)
            new.dueFrom = day
        }
        return new
    }

    private func copyKeys(from parties: [Filing], to filing: Filing) throws {
        guard let old = parties.first(where: { $0.number == filing.previous }) else { return }
        try ledger.copyKeys(from: old.id, to: filing.id)
    }

    /// Whether a reason finds false evidence or an excluded kind, which brings the ban.
    func findsFault(_ reason: String) -> Bool {
        (rules.values["ban_words"] ?? "").split(separator: "|").contains { reason.contains($0) }
    }

    mutating func appeal(_ conflict: Conflict) throws -> RegisterLine {
        let parties = try conflict.parties.compactMap { try ledger.filing($0) }
        guard parties.contains(where: { isOwn($0) }) else {
            throw RegisterRefusal(
                .rule, "T401", "\(authority.name)不是 \(conflict.number) 的当事方", field: "as", remedy: "由当事方申诉")
        }
        guard conflict.state == .ruled, let ruling = conflict.rulings.last, let until = ruling.appealBy else {
            let fact = conflict.isOpen ? "尚未裁定" : "已终结，只可申诉一次"
            throw RegisterRefusal(.rule, "T413", "\(conflict.number) \(fact)", field: "no", remedy: "裁定后方可申诉一次")
        }
        let end = facts.calendar.settled(until, from: CivilDate(iso: ruling.day), rules.period("appeal_days")).endDay
        guard today <= end else {
            throw RegisterRefusal(.rule, "T412", "申诉期限 \(end.iso) 已过", field: "no", remedy: "裁定已生效")
        }
        guard let next = facts.authorities.ancestors(ruling.authority).first else {
            throw RegisterRefusal(.rule, "T413", "\(facts.authorities.name(ruling.authority))的裁定为最终裁定", field: "no")
        }
        var after = conflict
        after.version += 1
        after.state = .appealed
        after.arbiter = next
        if let period = rules.period("statement_days") {
            after.statementsUntil = facts.calendar.deadline(from: today, period)
        }
        var changes: [(before: Filing?, after: Filing)] = []
        for party in parties where party.state.canBeContested {
            var contested = party
            contested.version += 1
            contested.openConflicts.append(conflict.number)
            try settlement(party).stop(&contested, on: today)
            changes.append((party, contested))
        }
        try append(.appealed, subject: conflict.number, changing: changes, conflicts: [(conflict, after)])
        return try conflictLine(after)
    }

    static func requireShares(_ lines: [ShareLine]) throws {
        guard !lines.isEmpty else {
            throw RegisterRefusal(
                .rule, "S200", "没有利益分享条目", field: "shares",
                remedy: "用 --shares 文件.csv，列 item,base,attract,host,third,years,from,until,count")
        }
        for line in lines {
            if let fault = line.fault { throw RegisterRefusal(.rule, "S210", fault, field: "shares", remedy: "改正后重试") }
        }
    }
}

extension Conflict.Ruling.Outcome {
    /// 保留 / 共享 / 均失效.
    var chinese: String {
        switch self {
        case .keep: "保留"
        case .share: "共享"
        case .void: "均失效"
        }
    }
}
