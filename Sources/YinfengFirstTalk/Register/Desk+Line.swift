import YinfengModel

extension Desk {
    /// The line of a filing as it stands now.
    func line(_ filing: Filing, notes: [RegisterNote] = []) throws -> RegisterLine {
        try LineMaker(ledger: ledger, facts: facts).line(filing, on: today, head: head.hash, notes: notes)
    }
}

/// Makes lines of filings, for moves and for reading alike.
struct LineMaker {
    let ledger: Ledger
    let facts: FirstTalkFacts

    /// The line of a filing as it reads on a day.
    func line(_ stored: Filing, on day: CivilDate, head: [UInt8], notes: [RegisterNote] = []) throws -> RegisterLine {
        let rules = try ledger.rules(stored.ruleSet)
        let settlement = Settlement(rules: rules, calendar: facts.calendar)
        let filing = settlement.settled(stored, on: day)
        var line = RegisterLine()
        line.no = filing.name
        line.seq = filing.seq
        line.state = filing.state
        line.contested = filing.isContested
        line.filer = filing.filer
        line.acceptor = filing.acceptor
        line.projectName = rules.isSecret(filing.secrecy) ? "（\(filing.secrecy)）" : filing.projectName
        if let protection = filing.protection {
            let end = facts.calendar.settled(protection.to, from: nil, nil)
            line.protectFrom = protection.from
            line.protectTo = end.end
            line.provisional = end.provisional
        }
        if let due = filing.due {
            let settled = settlement.dueDeadline(filing, due)
            line.due = settled.end
            line.provisional = line.provisional ?? settled.provisional
        }
        line.conflicts = try conflicts(filing)
        if let need = filing.escalation, need.level != nil || !need.concurrence.isEmpty {
            var because = need.because + need.concurrence
            if need.specialTeam { because.append("设专班") }
            line.escalation = RegisterLine.LineEscalation(
                level: need.level, acceptor: filing.acceptor, because: because.joined(separator: "；"))
        }
        line.notes = notes
        if filing.isContested, let left = filing.stopped?.daysLeft,
            !notes.contains(where: { $0.code == "T305" })
        {
            line.notes.append(RegisterNote("T305", "争议期间停计，剩余 \(left) 天，裁定后续计"))
        }
        if stored.collaboration != nil, filing.collaboration == nil, !filing.state.isTerminal {
            line.notes.append(RegisterNote("T211", "接收方逾期未确认，流转提议已失效"))
        }
        line.head = Hex.text(head)
        return line
    }

    private func conflicts(_ filing: Filing) throws -> [RegisterLine.LineConflict] {
        let open = try filing.openConflicts.compactMap { try ledger.conflict($0) }
        return (filing.check?.hits ?? []).map { hit in
            RegisterLine.LineConflict(
                no: hit.number, conflict: open.first { $0.parties.contains(hit.filing) }?.number, tier: hit.tier,
                investor: hit.investor, content: hit.content, fields: hit.fields)
        }
    }
}
