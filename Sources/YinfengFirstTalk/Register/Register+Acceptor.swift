import YinfengModel

extension Register {
    /// `accept` (T4): protection begins on the day of acceptance.
    @discardableResult
    package func accept(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireAcceptor(filing)
            guard filing.state == .submitted else { throw desk.wrongState(filing, "受理") }
            if filing.isContested {
                throw RegisterRefusal(
                    .rule, "T404", "\(filing.name) 有未决的强冲突（\(filing.openConflicts.joined(separator: "、"))），不能受理",
                    field: "no",
                    remedy: "先由共同上级裁定")
            }
            try desk.requireLevel(filing)
            let soft = try (filing.check?.hits ?? []).filter { $0.tier == .soft }.filter { hit in
                guard let other = try desk.ledger.filing(hit.filing) else { return false }
                return try desk.settlement(other).settled(other, on: desk.today).state.isLive
            }
            if !soft.isEmpty, caller.reason.allSatisfy(\.isWhitespace) {
                throw RegisterRefusal(
                    .rule, "T302", "与 \(soft.map(\.number).joined(separator: "、")) 有弱冲突，受理须写明处理理由", field: "reason",
                    remedy: "加 --reason 理由")
            }
            var after = try desk.settlement(filing).accepted(filing, on: desk.today)
            after.version += 1
            after.acceptor = desk.authority.code
            try desk.append(.accepted, subject: filing.id, changing: [(filing, after)])
            return try desk.line(after)
        }
    }

    /// `return` (T3): names the defects; the filer has `cure_days`.
    @discardableResult
    package func giveBack(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireAcceptor(filing)
            guard filing.state == .submitted else { throw desk.wrongState(filing, "退回") }
            try desk.requireReason("退回补正")
            var after = filing
            after.version += 1
            after.state = .returned
            if let period = try desk.rules(of: filing).period("cure_days") {
                after.due = desk.facts.calendar.deadline(from: desk.today, period)
            }
            after.dueFrom = desk.day
            try desk.append(.returned, subject: filing.id, changing: [(filing, after)])
            return try desk.line(after)
        }
    }

    /// `reject` (T5): refuses a submitted filing, or what an accepted one asked for.
    @discardableResult
    package func reject(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireAcceptor(filing)
            try desk.requireReason("不予备案或不准所请")
            if let asked = filing.asked {
                var after = filing
                after.version += 1
                after.asked = nil
                try desk.append(
                    .extensionRefused, subject: filing.id, facts: ["asked": .string(asked.verb)],
                    changing: [(filing, after)])
                return try desk.line(try desk.settle(after))
            }
            guard filing.state == .submitted || filing.state == .returned else {
                throw desk.wrongState(filing, "作不予备案处理")
            }
            return try desk.line(try desk.end(filing, .rejected, .rejected))
        }
    }

    /// `warn`: the warning that must precede a forfeit.
    @discardableResult
    package func warn(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireAcceptor(filing)
            guard filing.state.isProtected, !filing.isContested else { throw desk.wrongState(filing, "警告") }
            var after = filing
            after.version += 1
            after.warnedOn = desk.day
            try desk.append(.warned, subject: filing.id, changing: [(filing, after)])
            let wait = try desk.rules(of: filing).period("warning_days")?.chinese ?? ""
            return try desk.line(after, notes: [RegisterNote("T190", "已警告；\(wait)内仍无进展可作失权处理")])
        }
    }

    /// `forfeit` (T9): after a warning, its waiting time and `stale_days` without progress.
    @discardableResult
    package func forfeit(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireAcceptor(filing)
            guard filing.state.isProtected else { throw desk.wrongState(filing, "作失权处理") }
            if filing.isContested {
                throw RegisterRefusal(
                    .rule, "T404", "\(filing.name) 在争议中，计时停止，不能作失权处理", field: "no", remedy: "先由共同上级裁定")
            }
            let settlement = try desk.settlement(filing)
            guard let lapse = settlement.forfeitDay(filing) else {
                throw RegisterRefusal(
                    .rule, "T191", "\(filing.name) 尚未警告（或警告后已有进展）", field: "no", remedy: "先用 warn 警告，期满仍无进展再办")
            }
            guard desk.today > lapse else {
                throw RegisterRefusal(
                    .rule, "T192", "警告期或无进展期限到 \(lapse.iso) 才满", field: "no", remedy: "\(lapse.iso) 之后再办")
            }
            return try desk.line(try desk.end(filing, .forfeited, .forfeited))
        }
    }

    /// `revoke` (T11): for false evidence or an excluded kind, with a ban; a revocation that carries out a ruling bans
    /// nobody (say 裁定 in the reason).
    @discardableResult
    package func revoke(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireAcceptor(filing)
            try desk.requireLive(filing)
            try desk.requireReason("撤销")
            let isRuling = caller.reason.contains("裁定") && !desk.findsFault(caller.reason)
            var until: String?
            if !isRuling, let ban = try desk.rules(of: filing).period("ban_days") {
                until = desk.facts.calendar.deadline(from: desk.today, Period(ban.count, .day)).raw
            }
            let ended = try desk.end(
                filing, .revoked, .revoked, facts: until.map { ["banned_until": .string($0)] } ?? [:],
                bannedUntil: until)
            let notes = until.map { [RegisterNote("T161", "原报送单位在 \($0) 前不得就同一项目再次报送")] } ?? []
            return try desk.line(ended, notes: notes)
        }
    }

    /// `escalate` (T16): to the required level, or the next one, or `--to`; the order stays.
    @discardableResult
    package func escalate(_ no: String, to target: String? = nil, by caller: Caller) throws(RegisterRefusal)
        -> RegisterLine
    {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireLive(filing)
            if !desk.isOwn(filing) { try desk.requireAcceptor(filing) }
            guard let acceptor = filing.acceptor else { throw desk.dead(filing) }
            let tree = desk.facts.authorities
            let goal: String
            if let target {
                guard let found = tree.authority(target) else {
                    throw RegisterRefusal(.notFound, "T401", "没有机构“\(target)”", field: "to", remedy: "用六位代码")
                }
                guard found.code == acceptor || tree.isAbove(found.code, acceptor) else {
                    throw RegisterRefusal(
                        .rule, "T407", "提级只升不降：\(found.name)不在现受理单位 \(tree.name(acceptor)) 之上", field: "to",
                        remedy: "写上级机构代码")
                }
                goal = found.code
            } else if let level = filing.escalation?.level.flatMap({ Authority.Level(rawValue: $0) }) {
                let held = tree.authority(acceptor)?.level ?? .county
                goal = held <= level ? acceptor : tree.ancestor(acceptor, atLeast: level) ?? acceptor
            } else {
                goal = tree.ancestors(acceptor).first ?? acceptor
            }
            if goal == acceptor {
                return try desk.line(filing, notes: [RegisterNote("T151", "已在所需层级（\(tree.name(acceptor))），无须提级")])
            }
            let number = try desk.serial(.escalation, filing.filer)
            var after = filing
            after.version += 1
            after.acceptor = goal
            after.escalation?.deadline = nil
            try desk.append(
                .escalated, subject: filing.id,
                facts: ["escalation": .string(number.machine), "from": .string(acceptor), "to": .string(goal)],
                changing: [(filing, after)])
            return try desk.line(after)
        }
    }
}

extension Desk {
    /// A required level above the acting authority must be reached first; at or below its own it counts as done.
    func requireLevel(_ filing: Filing) throws {
        guard let need = filing.escalation, let level = need.level.flatMap({ Authority.Level(rawValue: $0) }),
            level < authority.level
        else { return }
        if let ruled = filing.ruledBy.flatMap({ facts.authorities.authority($0) }), ruled.level <= level { return }
        let target =
            facts.authorities.ancestor(filing.filer, atLeast: level).map { facts.authorities.name($0) } ?? level.chinese
        throw RegisterRefusal(
            .rule, "T405", "\(filing.name) 须先提级报备到 \(target)：\(need.because.joined(separator: "；"))", field: "no",
            remedy: "用 escalate \(filing.name) 提级，由 \(target) 受理")
    }
}
