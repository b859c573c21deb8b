import YinfengModel

extension Register {
    /// `transfer` (T15): proposes to hand the subject over with sharing lines; waits for the receiver.
    @discardableResult
    package func transfer(_ no: String, to target: String, shares: [ShareLine], by caller: Caller)
        throws(RegisterRefusal)
        -> RegisterLine
    {
        try move(caller) { desk in
            let filing = try desk.take(no)
            if !desk.isOwn(filing) { try desk.requireAcceptor(filing) }
            guard filing.state.isProtected else { throw desk.wrongState(filing, "流转") }
            if filing.isContested {
                throw RegisterRefusal(.rule, "T404", "\(filing.name) 在争议中，暂不办流转", field: "no", remedy: "裁定后再办")
            }
            guard let receiver = desk.facts.authorities.authority(target) else {
                let near = desk.facts.authorities.near(target)
                throw RegisterRefusal(
                    .notFound, "T401", "没有机构“\(target)”", field: "to",
                    remedy: near.isEmpty ? "用六位代码" : "相近的有：\(near.joined(separator: "、"))")
            }
            guard receiver.code != filing.filer,
                let coordinator = desk.facts.authorities.commonAncestor([filing.filer, receiver.code])
            else {
                throw RegisterRefusal(
                    .rule, "T210", "不能流转给 \(receiver.name)：须是另一机构，且有共同上级", field: "to", remedy: "核对接收方代码")
            }
            try Desk.requireShares(shares)
            guard filing.collaboration == nil else {
                throw RegisterRefusal(
                    .rule, "T212",
                    "\(filing.name) 已有流转提议，待 \(desk.facts.authorities.name(filing.collaboration?.to ?? "")) 确认",
                    field: "no", remedy: "等待确认或由对方 decline")
            }
            let number = try desk.serial(.collaboration, filing.filer)
            let wait = try desk.rules(of: filing).period("confirm_days") ?? Period(0, .day)
            let collaboration = Collaboration(
                number: number.machine, to: receiver.code, shares: shares, proposed: desk.day,
                confirmBy: desk.facts.calendar.deadline(from: desk.today, wait))
            var after = filing
            after.version += 1
            after.collaboration = collaboration
            try desk.append(
                .collaborationProposed, subject: filing.id,
                facts: [
                    "collaboration": .string(number.machine), "to": .string(receiver.code),
                    "coordinator": .string(coordinator),
                ],
                changing: [(filing, after)])
            return try desk.line(
                after,
                notes: [
                    RegisterNote(
                        "T213", "流转提议 \(number.machine) 待 \(receiver.name) 在 \(collaboration.confirmBy.end) 前确认")
                ])
        }
    }

    /// `confirm`: by the receiver or the coordinator; the successor is accepted in the old order.
    @discardableResult
    package func confirm(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            let collaboration = try desk.requireProposal(filing)
            let tree = desk.facts.authorities
            let isCoordinator =
                tree.isAbove(desk.authority.code, filing.filer) && tree.isAbove(desk.authority.code, collaboration.to)
            guard desk.authority.code == collaboration.to || isCoordinator else {
                throw RegisterRefusal(
                    .rule, "T401", "\(desk.authority.name)不是接收方（\(tree.name(collaboration.to))）或共同上级", field: "as",
                    remedy: "由接收方或共同上级确认")
            }
            var confirmed = filing
            confirmed.version += 1
            confirmed.collaboration?.confirmedBy = desk.authority.code
            try desk.append(.collaborationConfirmed, subject: filing.id, changing: [(filing, confirmed)])
            let old = try desk.succeed(confirmed, collaboration)
            return try desk.line(
                old,
                notes: [RegisterNote("T214", "已流转至 \(tree.name(collaboration.to))，后续备案 \(old.successor ?? "")，顺序不变")])
        }
    }

    /// `decline`: the receiver says no; the filing stays as it is.
    @discardableResult
    package func decline(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            let collaboration = try desk.requireProposal(filing)
            guard desk.authority.code == collaboration.to || desk.isOwn(filing) else {
                throw RegisterRefusal(
                    .rule, "T401", "\(desk.authority.name)不是接收方（\(desk.facts.authorities.name(collaboration.to))）",
                    field: "as", remedy: "由接收方办理")
            }
            var after = filing
            after.version += 1
            after.collaboration = nil
            try desk.append(.collaborationDeclined, subject: filing.id, changing: [(filing, after)])
            return try desk.line(after)
        }
    }
}

extension Desk {
    func requireProposal(_ filing: Filing) throws -> Collaboration {
        if filing.state.isTerminal { throw dead(filing) }
        guard let collaboration = filing.collaboration, collaboration.confirmedBy == nil else {
            throw RegisterRefusal(
                .rule, "T211", "\(filing.name) 没有待确认的流转提议（或已逾期失效）", field: "no", remedy: "由报送单位重新提出 transfer")
        }
        return collaboration
    }

    /// The successor: its own number and seq, the old order, the first holder named, the protection that was left.
    mutating func succeed(_ filing: Filing, _ collaboration: Collaboration) throws -> Filing {
        let tree = facts.authorities
        var new = filing
        new.id = "D-\(try ledger.next("draft"))"
        new.number = try serial(.filing, collaboration.to).machine
        new.seq = try ledger.next("seq")
        new.order = filing.order
        new.state = .accepted
        new.version = 1
        new.filer = collaboration.to
        let held = filing.acceptor.flatMap { tree.authority($0)?.level } ?? .prefecture
        new.acceptor = tree.ancestor(collaboration.to, atLeast: held) ?? tree.ancestors(collaboration.to).first
        new.origin = filing.number
        new.firstHolder = filing.firstHolder ?? filing.filer
        new.previous = nil
        new.asked = nil
        new.warnedOn = nil
        new.openConflicts = []
        new.check = ConflictCheck(hits: [], version: 1, ruleSet: filing.ruleSet, catalogs: facts.editions)
        try settlement(filing).report(&new, from: today)
        var old = filing
        old.version += 1
        old.state = .transferred
        old.successor = new.number
        old.due = nil
        old.asked = nil
        try append(
            .transferred, subject: filing.id,
            facts: ["successor": .string(new.name), "collaboration": .string(collaboration.number)],
            changing: [(filing, old), (nil, new)])
        try ledger.copyKeys(from: filing.id, to: new.id)
        return old
    }
}
