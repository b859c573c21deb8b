import YinfengModel

extension Register {
    /// `withdraw` (T10): with a reason; a draft needs none.
    @discardableResult
    package func withdraw(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireFiler(filing)
            guard !filing.state.isTerminal else { throw desk.dead(filing) }
            if filing.state != .draft { try desk.requireReason("撤回") }
            return try desk.line(try desk.end(filing, .withdrawn, .withdrawn))
        }
    }

    /// `progress`: dated progress of a kind; `qualifies` says whether it renews (B11).
    @discardableResult
    package func progress(
        _ no: String, kind: String, date: String, evidence: Filing.EvidenceItem? = nil, by caller: Caller
    ) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireFiler(filing)
            try desk.requireLive(filing)
            try desk.requireDate(date, "进展日期")
            let rules = try desk.rules(of: filing)
            let known = rules.progressKind(kind)
            let qualifies = known?.qualifies ?? false
            var after = filing
            after.version += 1
            after.lastProgress = max(after.lastProgress ?? date, date)
            if qualifies { after.lastQualifying = max(after.lastQualifying ?? date, date) }
            if let evidence, !after.evidence.contains(where: { $0.sha256 == evidence.sha256 }) {
                after.evidence.append(evidence)
            }
            if filing.state.isProtected, !filing.isContested {
                try desk.settlement(filing).report(&after, from: desk.today)
            }
            var members: [String: JSONTree] = [
                "kind": .string(known?.kind ?? kind), "date": .string(date), "qualifies": .bool(qualifies),
            ]
            if let evidence { members["evidence"] = try JSONTree(encoding: evidence) }
            try desk.append(.progressAdded, subject: filing.id, facts: members, changing: [(filing, after)])
            var notes: [RegisterNote] = []
            if known == nil { notes.append(RegisterNote("T175", "进展种类“\(kind)”不在目录中，已登记，不算实质进展")) }
            if qualifies, evidence == nil { notes.append(RegisterNote("T174", "未附佐证；受理单位可要求补交")) }
            var line = try desk.line(after, notes: notes)
            line.qualifies = qualifies
            return line
        }
    }

    /// `extend` (T7): the filer asks, the acceptor grants; an acceptor alone does both. Counted from the old raw end.
    @discardableResult
    package func extend(_ no: String, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            let isFiler = desk.isOwn(filing)
            if !isFiler { try desk.requireAcceptor(filing) }
            if filing.state == .expired {
                let end = filing.protection?.to.end ?? ""
                throw RegisterRefusal(
                    .rule, "T171", "\(filing.name) 已于 \(end) 到期，延期应在期内提出", field: "no", remedy: "如需继续，重新报送")
            }
            guard filing.state.isProtected, let protection = filing.protection else {
                throw desk.wrongState(filing, "延期")
            }
            if filing.isContested {
                throw RegisterRefusal(.rule, "T404", "\(filing.name) 在争议中，计时停止，暂不办延期", field: "no", remedy: "裁定后再办")
            }
            let rules = try desk.rules(of: filing)
            let most = rules.count("max_extensions") ?? 0
            guard filing.extensions < most else {
                throw RegisterRefusal(
                    .rule, "T172", "已延期 \(filing.extensions) 次，至多 \(most) 次", field: "no", remedy: "在到期前签约，或到期后重新报送")
            }
            let granted = filing.lastGrant ?? protection.from
            guard let last = filing.lastQualifying, last >= granted else {
                throw RegisterRefusal(
                    .rule, "T173", "自 \(granted) 以来没有实质进展，不能延期", field: "no",
                    remedy:
                        "先用 progress 登记实质进展：\(rules.progress.filter(\.qualifies).map(\.kind).joined(separator: "、"))")
            }
            var after = filing
            after.version += 1
            if isFiler {
                guard filing.asked == nil else {
                    return try desk.line(
                        filing, notes: [RegisterNote("T176", "延期申请已在 \(filing.asked?.day ?? "") 提出，待受理单位准许")])
                }
                after.asked = Filing.AskedMove(verb: "extend", day: desk.day)
                try desk.append(
                    .asked, subject: filing.id, facts: ["verb": .string("extend")], changing: [(filing, after)])
                return try desk.line(after, notes: [RegisterNote("T176", "延期申请已提出，待受理单位准许")])
            }
            let moved = desk.facts.calendar.settled(protection.to, from: nil, nil)
            let start = rules.values["extend_from"] == "moved" ? moved.endDay : protection.to.rawDay
            guard let period = rules.period("extension_months") else { throw desk.wrongState(filing, "延期") }
            after.protection = Filing.Protection(
                from: protection.from, to: desk.facts.calendar.deadline(from: start, period))
            after.state = .extended
            after.extensions += 1
            after.asked = nil
            after.lastGrant = desk.day
            try desk.settlement(filing).report(&after, from: desk.today)
            try desk.append(
                .extended, subject: filing.id,
                facts: ["from": .string(protection.to.raw), "to": .string(after.protection?.to.raw ?? "")],
                changing: [(filing, after)])
            return try desk.line(after)
        }
    }

    /// `sign` (T13): the contract's date and digest; the clock ends.
    @discardableResult
    package func sign(_ no: String, contractDate: String, contract sha256: String, by caller: Caller)
        throws(RegisterRefusal) -> RegisterLine
    {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireFiler(filing)
            guard filing.state.isProtected, let protection = filing.protection else {
                throw desk.wrongState(filing, "签约")
            }
            guard let date = CivilDate(iso: contractDate) else {
                throw RegisterRefusal(
                    .unreadable, "R110", "合同日期“\(contractDate)”不是日期", field: "contract_date", remedy: "写成 2026-03-05")
            }
            guard sha256.count == 64, Hex.bytes(sha256) != nil else {
                throw RegisterRefusal(
                    .rule, "T182", "签约须附合同文件（摘要 SHA-256）", field: "evidence", remedy: "加 --evidence 合同文件")
            }
            guard date.iso >= protection.from else {
                throw RegisterRefusal(
                    .rule, "T181", "合同日期 \(date.iso) 早于备案日 \(protection.from)", field: "contract_date",
                    remedy: "核对合同日期；先签后备不算首谈")
            }
            guard date <= desk.today else {
                throw RegisterRefusal(
                    .rule, "T111", "合同日期 \(date.iso) 晚于今天 \(desk.day)", field: "contract_date", remedy: "核对日期")
            }
            var notes: [RegisterNote] = []
            if filing.isContested {
                let numbers = filing.openConflicts.joined(separator: "、")
                switch desk.rules.values["freeze_signing"] ?? "warn" {
                case "block":
                    throw RegisterRefusal(.rule, "T414", "争议 \(numbers) 未决，暂不得签约", field: "no", remedy: "先由共同上级裁定")
                case "off": break
                default: notes.append(RegisterNote("T414", "争议 \(numbers) 未决；签约不影响裁定"))
                }
            }
            var after = filing
            after.version += 1
            after.state = .signed
            after.contract = Filing.Contract(date: date.iso, sha256: sha256.lowercased())
            after.due = nil
            after.asked = nil
            // It stays a party to its conflicts until they are ruled.
            after.stopped = nil
            try desk.append(
                .signed, subject: filing.id,
                facts: ["contract_date": .string(date.iso), "contract": .string(sha256.lowercased())],
                changing: [(filing, after)])
            return try desk.line(after, notes: notes)
        }
    }

    /// `land` (T14): the filer asks with evidence of 开工, the acceptor confirms.
    @discardableResult
    package func land(_ no: String, evidence: Filing.EvidenceItem? = nil, by caller: Caller) throws(RegisterRefusal)
        -> RegisterLine
    {
        try confirm(no, verb: "land", word: "落地", from: .signed, to: .landed, kind: .landed, evidence, caller)
    }

    /// `close` (T14): the filer asks with evidence of 投产, the acceptor confirms.
    @discardableResult
    package func close(_ no: String, evidence: Filing.EvidenceItem? = nil, by caller: Caller) throws(RegisterRefusal)
        -> RegisterLine
    {
        try confirm(no, verb: "close", word: "办结", from: .landed, to: .closed, kind: .closed, evidence, caller)
    }

    private func confirm(
        _ no: String, verb: String, word: String, from: FilingState, to: FilingState, kind: EventKind,
        _ evidence: Filing.EvidenceItem?, _ caller: Caller
    ) throws(RegisterRefusal) -> RegisterLine {
        try move(caller) { desk in
            let filing = try desk.take(no)
            let isFiler = desk.isOwn(filing)
            if !isFiler { try desk.requireAcceptor(filing) }
            guard filing.state == from else { throw desk.wrongState(filing, word) }
            var after = filing
            after.version += 1
            if let evidence {
                try desk.requireDate(evidence.date, "\(word)材料的日期")
                if !after.evidence.contains(where: { $0.sha256 == evidence.sha256 }) { after.evidence.append(evidence) }
            } else if filing.asked?.verb != verb {
                throw RegisterRefusal(
                    .rule, "T183", "\(word)须附\(verb == "land" ? "开工" : "投产")证明", field: "evidence",
                    remedy: "加 --evidence 文件 --kind 种类 --date 日期")
            }
            var members: [String: JSONTree] = ["verb": .string(verb)]
            if let evidence { members["evidence"] = try JSONTree(encoding: evidence) }
            if isFiler {
                after.asked = Filing.AskedMove(verb: verb, day: desk.day)
                try desk.append(.asked, subject: filing.id, facts: members, changing: [(filing, after)])
                return try desk.line(after, notes: [RegisterNote("T176", "\(word)已报，待受理单位确认")])
            }
            after.state = to
            after.asked = nil
            try desk.append(kind, subject: filing.id, facts: members, changing: [(filing, after)])
            if after.state.isTerminal { try desk.leaveContests(after) }
            return try desk.line(after)
        }
    }
}
