import Crypto
import YinfengModel

/// What `file` and `submit` take beside the record.
package struct FileRequest: Sendable {
    /// The record.
    package var record: FilingRecord
    /// Keep a draft only.
    package var isDraft: Bool
    /// File below every floor all the same.
    package var isVoluntary: Bool
    /// `--key`: the same key gives the first answer again.
    package var key: String?
    /// The number of an earlier filing that this continues.
    package var previous: String?

    /// A request.
    package init(
        record: FilingRecord, isDraft: Bool = false, isVoluntary: Bool = false, key: String? = nil,
        previous: String? = nil
    ) {
        self.record = record
        self.isDraft = isDraft
        self.isVoluntary = isVoluntary
        self.key = key
        self.previous = previous
    }
}

extension Register {
    /// `file`: keeps a draft or submits at once (T1, T2). One transaction checks, numbers, inserts and hashes.
    ///
    /// A record that a rule refuses is kept as a draft, which the refusal names, so nothing is lost; it burns no
    /// number. Throws `RegisterRefusal` (4 by a rule, 65 for an unreadable record).
    @discardableResult
    package func file(_ request: FileRequest, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        // ICU's pinyin rules take longer to open than a filing to write: never while others wait for the lock.
        _ = facts.names.pinyin.spellings(facts.names.read(request.record[.investorName] ?? "").core)
        let answer: Result<RegisterLine, RegisterRefusal> = try move(caller) { desk in
            if let key = request.key, let first = try desk.ledger.filing(request: key), first.state != .draft {
                let note = RegisterNote("T002", "与先前的同一请求（--key \(key)）相同，返回原编号 \(first.name)，未重复登记")
                return .success(try desk.line(try desk.settle(first), notes: [note]))
            }
            var record = request.record
            desk.complete(&record)
            let draft = try desk.keepDraft(record, request: request)
            if request.isDraft {
                let missing = try desk.missing(record)
                let notes =
                    missing.isEmpty
                    ? [] : [RegisterNote("T101", "还缺 \(missing.count) 项必填：\(missing.joined(separator: "、"))")]
                return .success(try desk.line(draft, notes: notes))
            }
            do {
                return .success(try desk.submit(draft, record, request))
            } catch let refusal as RegisterRefusal where refusal.kind == .rule {
                return .failure(refusal.adding(remedy: "草稿已存 \(draft.id)，补齐后用 submit \(draft.id) --record 文件"))
            }
        }
        return try answer.get()
    }

    /// `submit`: submits a draft, or a returned filing after its defects are cured (T2, T3); the record may amend it.
    @discardableResult
    package func submit(
        _ no: String, record: FilingRecord? = nil, isVoluntary: Bool = false, key: String? = nil, by caller: Caller
    )
        throws(RegisterRefusal) -> RegisterLine
    {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireFiler(filing)
            guard filing.state == .draft || filing.state == .returned else {
                throw filing.state.isTerminal
                    ? desk.dead(filing)
                    : RegisterRefusal(
                        .rule, "T110", "\(filing.name) 已报送（\(filing.state.chinese)）", field: "no", remedy: "更正用 correct"
                    )
            }
            var full = try desk.record(of: filing)
            if let record { full = full.merging(record) }
            desk.complete(&full)
            let request = FileRequest(
                record: full, isVoluntary: isVoluntary || filing.isVoluntary, key: key, previous: filing.previous)
            return filing.state == .draft
                ? try desk.submit(filing, full, request) : try desk.resubmit(filing, full)
        }
    }

    /// `correct`: changes fields of a live filing by a new event; conflicts are looked for again.
    @discardableResult
    package func correct(_ no: String, record: FilingRecord, by caller: Caller) throws(RegisterRefusal) -> RegisterLine
    {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireFiler(filing)
            if filing.state == .draft {
                var full = try desk.record(of: filing).merging(record)
                desk.complete(&full)
                return try desk.line(try desk.amendDraft(filing, full))
            }
            try desk.requireLive(filing)
            try desk.requireReason("更正")
            var full = try desk.record(of: filing).merging(record)
            desk.complete(&full)
            let rules = try desk.rules(of: filing)
            let prepared = try desk.prepare(full, filer: filing.filer, rules: rules)
            var after = filing
            after.version += 1
            let notes = try desk.recheck(&after, prepared, rules: rules)
            try desk.write(.corrected, record: prepared, from: filing, to: after)
            try desk.openContest(after.id)
            return try desk.line(try desk.reload(after), notes: notes)
        }
    }

    /// `evidence`: adds a document.
    @discardableResult
    package func addEvidence(_ no: String, _ item: Filing.EvidenceItem, by caller: Caller) throws(RegisterRefusal)
        -> RegisterLine
    {
        try move(caller) { desk in
            let filing = try desk.take(no)
            try desk.requireFiler(filing)
            guard filing.state == .draft || filing.state.isLive else { throw desk.dead(filing) }
            try desk.requireDate(item.date, "佐证材料“\(item.kind)”的日期")
            var after = filing
            after.version += 1
            if !after.evidence.contains(where: { $0.sha256 == item.sha256 }) { after.evidence.append(item) }
            try desk.append(
                .evidenceAdded, subject: filing.id, facts: ["evidence": try JSONTree(encoding: item)],
                changing: [(filing, after)])
            return try desk.line(after)
        }
    }
}

extension Desk {
    /// Fills in what the call itself says.
    func complete(_ record: inout FilingRecord) {
        record.fields["filer_code"] = authority.code
        record.fields["filer_name"] = authority.name
        record.fields["filer_level"] = authority.level.chinese
        if record["clerk"] == nil { record.fields["clerk"] = caller.clerk }
    }

    func missing(_ record: FilingRecord) throws -> [String] {
        let check = RecordCheck(facts: facts, rules: rules)
        return check.missing(record, try check.read(record, filer: authority.code)).map(\.text)
    }

    /// Keeps a draft; the same words by the same filer again are the same draft.
    mutating func keepDraft(_ record: FilingRecord, request: FileRequest) throws -> Filing {
        let digest = Desk.digest(record)
        if let key = request.key, let earlier = try ledger.filing(request: key) {
            return earlier.recordDigest == digest ? earlier : try amendDraft(earlier, record)
        }
        if request.key == nil, let same = try ledger.draft(filer: authority.code, digest: digest) { return same }
        // Types are tested before anything is kept: an unreadable record leaves no trace.
        let check = RecordCheck(facts: facts, rules: rules)
        let reading = Result { () throws(RegisterRefusal) in try check.read(record, filer: authority.code) }
        if case .failure(let refusal) = reading, refusal.kind != .rule { throw refusal }
        let subject = (try? reading.get())?.subject ?? Subject(investor: record[.investorName] ?? "")
        let draft = Filing(
            id: "D-\(try ledger.next("draft"))", number: nil, seq: nil, order: nil, state: .draft, version: 1,
            filer: authority.code, acceptor: nil, ruleSet: rulesVersion, recordEvent: head.number + 1,
            recordDigest: digest, subject: subject, projectName: record[.projectName] ?? "",
            secrecy: record["secrecy"] ?? "", talkDate: nil, submittedAt: nil, evidence: record.evidence,
            previous: request.previous)
        var facts: [String: JSONTree] = [:]
        if let key = request.key { facts["key"] = .string(key) }
        try append(.drafted, subject: draft.id, facts: facts, record: record, changing: [(nil, draft)])
        if let key = request.key { try ledger.putRequest(key, filing: draft.id) }
        return draft
    }

    mutating func amendDraft(_ draft: Filing, _ record: FilingRecord) throws -> Filing {
        try requireFiler(draft)
        var after = draft
        after.version += 1
        after.recordDigest = Desk.digest(record)
        after.recordEvent = head.number + 1
        after.projectName = record[.projectName] ?? ""
        after.secrecy = record["secrecy"] ?? ""
        after.evidence = record.evidence
        try append(.corrected, subject: draft.id, record: record, changing: [(draft, after)])
        return after
    }

    static func digest(_ record: FilingRecord) -> String {
        var members: [String: JSONTree] = [:]
        for (key, value) in record.fields { members[key.rawValue] = .string(value) }
        members["evidence"] = .array(record.evidence.map { .string($0.sha256) })
        return Hex.text(SHA256.hash(data: JSONTree.object(members).bytes))
    }

    func requireDate(_ iso: String, _ what: String) throws {
        guard let date = CivilDate(iso: iso) else {
            throw RegisterRefusal(.unreadable, "R110", "\(what)“\(iso)”不是日期", field: "date", remedy: "写成 2026-03-05")
        }
        guard date <= today else {
            throw RegisterRefusal(.rule, "T111", "\(what) \(iso) 晚于今天 \(day)", field: "date", remedy: "核对日期")
        }
    }

    /// T2: tests the record by every rule, gives number and order, looks for conflicts and opens them.
    mutating func submit(_ draft: Filing, _ record: FilingRecord, _ request: FileRequest) throws -> RegisterLine {
        let prepared = try prepare(record, filer: authority.code, rules: rules)
        var notes = prepared.facts.notes
        try requireComplete(prepared)
        try requireAdmissible(prepared, isVoluntary: request.isVoluntary)
        guard let acceptor = authority.parent else {
            throw RegisterRefusal(.rule, "T409", "\(authority.name)没有上级受理单位", field: "as", remedy: "由下级机构报送")
        }
        var after = draft
        after.version += 1
        after.state = .submitted
        after.acceptor = acceptor
        after.ruleSet = rulesVersion
        after.submittedAt = caller.at.seconds
        after.previous = request.previous
        after.isLate = try isLate(prepared.facts.talkDate)
        if after.isLate { notes.append(RegisterNote("T121", "迟报，理由已记；不享先谈优先")) }
        after.isVoluntary = !isKeyProject(prepared.facts)
        if after.isVoluntary { notes.append(RegisterNote("T130", "低于重点项目线，自愿备案；不提级")) }
        if let key = request.key { try ledger.putRequest(key, filing: draft.id) }
        notes += try recheck(&after, prepared, rules: rules)
        notes += RecordCheck(facts: facts, rules: rules).openPhones(record)
        if let own = after.check?.hits.first(where: { isCaller($0.filer) && $0.tier == .hard }) {
            throw RegisterRefusal(
                .rule, "T303", "本单位已就同一项目备案 \(own.number)，不重复登记", field: "investor_name",
                remedy: "用 show \(own.number) 查看，变更用 correct")
        }
        // All is well: only now are numbers taken.
        after.number = try serial(.filing, authority.code).machine
        after.seq = try ledger.next("seq")
        after.order = after.seq
        if let period = rules.period("review_days") { after.due = facts.calendar.deadline(from: today, period) }
        after.dueFrom = day
        var members: [String: JSONTree] = ["number": .string(after.name)]
        if let key = request.key { members["key"] = .string(key) }
        try write(.submitted, record: prepared, from: draft, to: after, facts: members)
        try openContest(after.id)
        return try line(try reload(after), notes: notes)
    }

    /// T3: in time the order stays, late it is taken anew.
    mutating func resubmit(_ filing: Filing, _ record: FilingRecord) throws -> RegisterLine {
        let rules = try rules(of: filing)
        let prepared = try prepare(record, filer: filing.filer, rules: rules)
        try requireComplete(prepared)
        var notes = prepared.facts.notes
        var after = filing
        after.version += 1
        after.state = .submitted
        if let due = filing.due, today > (try settlement(filing)).dueDeadline(filing, due).endDay {
            after.seq = try ledger.next("seq")
            after.order = after.seq
            notes.append(RegisterNote("T150", "逾期补正，原登记顺序失效，新序号 \(after.seq ?? 0)"))
        }
        if let period = rules.period("review_days") { after.due = facts.calendar.deadline(from: today, period) }
        after.dueFrom = day
        notes += try recheck(&after, prepared, rules: rules)
        try write(.resubmitted, record: prepared, from: filing, to: after)
        try openContest(after.id)
        return try line(try reload(after), notes: notes)
    }

    /// Writes an event that carries a record, and the keys under which the filing is found.
    mutating func write(
        _ kind: EventKind, record prepared: PreparedRecord, from before: Filing, to after: Filing,
        facts members: [String: JSONTree] = [:]
    ) throws {
        var after = after
        after.recordEvent = head.number + 1
        after.recordDigest = Desk.digest(prepared.record)
        try append(kind, subject: after.id, facts: members, record: prepared.record, changing: [(before, after)])
        let keys = SubjectKeys(names: facts.names).stored(prepared.compared)
        try ledger.putKeys(keys, of: prepared.compared, filing: after.id)
    }

    func reload(_ filing: Filing) throws -> Filing { try ledger.filing(filing.id) ?? filing }

    /// Reads the subject anew and stores the conflict check with the versions that it rests on.
    func recheck(_ filing: inout Filing, _ prepared: PreparedRecord, rules: RuleSet) throws -> [RegisterNote] {
        filing.subject = prepared.facts.subject
        filing.projectName = prepared.record[.projectName] ?? ""
        filing.secrecy = prepared.record["secrecy"] ?? ""
        filing.evidence = prepared.record.evidence
        filing.talkDate = prepared.facts.talkDate?.iso
        let search = ConflictSearch(ledger: ledger, facts: facts, rules: rules)
        let (met, omitted) = try search.search(prepared.compared, except: filing.id, on: today)
        for other in met {
            // A ban outlives its filing; nothing else of a dead one counts.
            guard let until = other.filing.bannedUntil, other.filing.state.isTerminal, other.outcome.tier == .hard,
                isOwn(other.filing)
            else { continue }
            throw RegisterRefusal(
                .rule, "T160", "\(other.filing.name) 被撤销，本单位在 \(until) 前不得就同一项目再次报送", field: "investor_name",
                remedy: "\(until) 之后再报")
        }
        let hits = met.filter { $0.filing.state.isLive }.map {
            search.hit($0, filer: filing.filer, talkDate: filing.talkDate)
        }
        filing.check = ConflictCheck(
            hits: ConflictSearch.ordered(hits), version: filing.version, ruleSet: filing.ruleSet,
            catalogs: facts.editions)
        let others = hits.filter { $0.tier == .hard }.compactMap { facts.authorities.prefecture($0.filer) }
        filing.escalation = need(of: filing, prepared.facts.escalation, with: others, rules: rules)
        return search.notes(filing.check?.hits ?? [], omitted: omitted)
    }

    /// The level that a filing requires when these prefectures are concerned as well, and by when.
    func need(of filing: Filing, _ project: EscalationFacts, with others: [String], rules: RuleSet) -> EscalationNeed {
        guard !filing.isVoluntary else { return EscalationNeed() }
        var project = project
        project.prefectures = Set(project.prefectures + others).sorted()
        var need = rules.escalation(project)
        if let level = need.level.flatMap({ Authority.Level(rawValue: $0) }), let acceptor = filing.acceptor,
            let held = facts.authorities.authority(acceptor)?.level, level < held,
            let period = rules.period("escalate_days")
        {
            need.deadline = facts.calendar.deadline(from: today, period)
        }
        return need
    }
}
