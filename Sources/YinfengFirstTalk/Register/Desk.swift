import Crypto
import Foundation
import GRDB
import YinfengModel

/// One move inside one transaction: reads the state, writes events, keeps the projections in step.
struct Desk {
    let ledger: Ledger
    let facts: FirstTalkFacts
    let caller: Caller
    /// The authority that calls.
    let authority: Authority
    /// The parameters in force now and their version.
    let rules: RuleSet
    let rulesVersion: Int
    private(set) var head: (number: Int, time: Int, hash: [UInt8])

    var today: CivilDate { caller.at.day }
    var day: String { today.iso }

    init(ledger: Ledger, facts: FirstTalkFacts, caller: Caller) throws {
        guard let authority = facts.authorities.authority(caller.authority) else {
            let near = facts.authorities.near(caller.authority)
            throw RegisterRefusal(
                .notFound, "T401", "没有机构“\(caller.authority)”", field: "as",
                remedy: near.isEmpty ? "用六位代码，如 532822" : "相近的有：\(near.joined(separator: "、"))")
        }
        guard !caller.clerk.allSatisfy(\.isWhitespace) else {
            throw RegisterRefusal(.usage, "T400", "没有写明经办人", field: "clerk", remedy: "加 --clerk 姓名或工号")
        }
        self.ledger = ledger
        self.facts = facts
        self.caller = caller
        self.authority = authority
        (rulesVersion, rules) = try ledger.currentRules()
        head = try ledger.head()
        let skew = rules.count("clock_skew_seconds") ?? 0
        if head.number > 0, caller.at.seconds < head.time - skew {
            let last = Instant(seconds: head.time)
            throw RegisterRefusal(
                .rule, "T450", "本机时间 \(caller.at.rfc3339) 早于登记簿最后事件 \(last.rfc3339) 超过\(skew)秒", field: "at",
                remedy: "校时后再办")
        }
    }

    /// The settlement under the parameters that a filing came under.
    func settlement(_ filing: Filing) throws -> Settlement {
        Settlement(rules: try rules(of: filing), calendar: facts.calendar)
    }

    func rules(of filing: Filing) throws -> RuleSet {
        filing.ruleSet == rulesVersion || filing.number == nil ? rules : try ledger.rules(filing.ruleSet)
    }

    // MARK: Finding

    /// A filing by number (machine or printed), by handle; throws not found, or the fault of the number.
    func find(_ text: String) throws -> Filing { try Desk.find(text, ledger: ledger) }

    static func find(_ text: String, ledger: Ledger) throws -> Filing {
        let plain = text.filter { !$0.isWhitespace }
        if plain.hasPrefix("D-") || plain.hasPrefix("d-") {
            if let filing = try ledger.filing("D-" + plain.dropFirst(2)) { return filing }
        } else {
            do {
                let number = try SerialNumber(plain)
                if let filing = try ledger.filing(number: number.machine) { return filing }
            } catch let fault as SerialNumber.Fault {
                if case .wrongCheck(let expected) = fault {
                    throw RegisterRefusal(
                        .notFound, "N101", "编号 \(plain) 的校验位不符（应为 \(expected)），可能抄错", field: "no", remedy: "对照回执重新输入")
                }
                throw RegisterRefusal(
                    .notFound, "N102", "“\(plain)”不是备案编号", field: "no", remedy: "写成 FT-2026-532822-000123-H，草稿写 D-17")
            }
        }
        throw RegisterRefusal(.notFound, "N103", "登记簿中没有 \(plain)", field: "no", remedy: "用 firsttalk list 查看全部")
    }

    /// A filing for a move: what time did to it is written first.
    mutating func take(_ text: String) throws -> Filing {
        let filing = try settle(find(text))
        guard !filing.isForeign else {
            throw RegisterRefusal(
                .rule, "T460", "\(filing.name) 由其他登记簿并入，此处只办争议事项", field: "no", remedy: "请在原登记簿办理后重新导入")
        }
        return filing
    }

    /// Writes the steps that time has brought about.
    mutating func settle(_ filing: Filing) throws -> Filing {
        var current = filing
        for step in try settlement(filing).steps(filing, on: today) {
            try append(step.kind, rule: step.rule, subject: current.id, changing: [(current, step.after)])
            current = step.after
        }
        if current.state.isTerminal, filing.state != current.state { try leaveContests(current) }
        return current
    }

    // MARK: Writing

    /// Appends one event, with its changes, to the chain and the projections; returns its number.
    ///
    /// With a `rule` it is the system's event, without it the caller's.
    @discardableResult
    mutating func append(
        _ kind: EventKind, rule: String = "", subject: String, facts members: [String: JSONTree] = [:],
        record: FilingRecord? = nil, changing filings: [(before: Filing?, after: Filing)] = [],
        conflicts: [(before: Conflict?, after: Conflict)] = []
    ) throws -> Int {
        let number = head.number + 1
        var payload: [String: JSONTree] = [:]
        var members = members
        if rule.isEmpty, !caller.reason.isEmpty { members["reason"] = .string(RecordReader.clean(caller.reason)) }
        if !members.isEmpty { payload["facts"] = .object(members) }
        var contacts: (salt: [UInt8], body: String)?
        if let record {
            let parts = split(record)
            payload["record"] = .object(parts.open.mapValues { .string($0) })
            if !parts.closed.isEmpty {
                let body = JSONTree.object(parts.closed.mapValues { .string($0) }).canonical
                let salt = try Ledger.salt(secret: ledger.meta("secret"), event: number)
                contacts = (salt, body)
                payload["contacts"] = .string(Ledger.contactsDigest(salt: salt, body: body))
            }
        }
        var changes: [String: JSONTree] = [:]
        for change in filings {
            guard FilingMachine.allows(kind, from: change.before?.state, to: change.after.state) else {
                throw RegisterRefusal(
                    .integrity, "A711",
                    "不允许的状态变化：\(change.before?.state.chinese ?? "无") → \(change.after.state.chinese)（\(kind.chinese)）")
            }
            changes[change.after.id] = try Delta.between(change.before, change.after)
        }
        if !changes.isEmpty { payload["filings"] = .object(changes) }
        var disputes: [String: JSONTree] = [:]
        for change in conflicts { disputes[change.after.number] = try Delta.between(change.before, change.after) }
        if !disputes.isEmpty { payload["conflicts"] = .object(disputes) }
        let main = filings.first { $0.after.id == subject }
        let event = Event(
            number: number, time: caller.at, kind: kind, subject: subject,
            authority: rule.isEmpty ? authority.code : "", clerk: rule.isEmpty ? caller.clerk : "", rule: rule,
            versions: Event.Versions(before: main?.before?.version ?? 0, after: main?.after.version ?? 0),
            payload: JSONTree.object(payload).canonical)
        let link = try ChainedEvent(event, after: head.hash)
        try ledger.insert(link)
        if let contacts { try ledger.putContacts(event: number, salt: contacts.salt, body: contacts.body) }
        for change in filings { try ledger.put(change.after) }
        for change in conflicts { try ledger.put(change.after) }
        head = (number, caller.at.seconds, link.hash)
        return number
    }

    /// Splits a record into what everybody may read and a person's contacts.
    private func split(_ record: FilingRecord) -> (open: [String: String], closed: [String: String]) {
        var open: [String: String] = [:]
        var closed: [String: String] = [:]
        // A field that the form does not know is kept with the contacts: nobody has said that all may read it.
        let readable = Set(facts.requirements.filter { !$0.isPrivate }.flatMap { [$0.key] + $0.aliases })
        for (key, value) in record.fields {
            if readable.contains(key) { open[key.rawValue] = value } else { closed[key.rawValue] = value }
        }
        return (open, closed)
    }

    /// The record of a filing with its contacts, as far as they are held.
    func record(of filing: Filing) throws -> FilingRecord {
        try ledger.record(
            event: filing.recordEvent, branch: Ledger.branch(of: filing.id, ledger: ledger), evidence: filing.evidence)
    }

    /// A number of the caller's year for an authority.
    mutating func serial(_ kind: SerialNumber.Kind, _ authority: String) throws -> SerialNumber {
        let year = today.year
        let value = try ledger.next(Ledger.counter(kind, authority, year))
        return SerialNumber(kind: kind, year: year, authority: authority, serial: value)
    }

    // MARK: Who may

    /// Whether the caller filed it, under its present code or a former one.
    func isOwn(_ filing: Filing) -> Bool { isCaller(filing.filer) }

    /// Whether a code, present or former, is the caller's.
    func isCaller(_ code: String) -> Bool { facts.authorities.current(code) == authority.code }

    func requireFiler(_ filing: Filing) throws {
        guard isOwn(filing) else {
            throw RegisterRefusal(
                .rule, "T401", "\(authority.name)不是 \(filing.name) 的报送单位（\(facts.authorities.name(filing.filer))）",
                field: "as",
                remedy: "由报送单位办理")
        }
    }

    /// The caller must stand above the filer, at or above the acceptor that holds the filing.
    func requireAcceptor(_ filing: Filing) throws {
        if isOwn(filing) {
            throw RegisterRefusal(
                .rule, "T402", "\(authority.name)是报送单位，不能受理本单位的备案", field: "as",
                remedy: filing.acceptor.map { "由 \(facts.authorities.name($0)) 办理" } ?? "由上级办理")
        }
        guard facts.authorities.isAbove(authority.code, filing.filer) else {
            throw RegisterRefusal(
                .rule, "T403", "\(authority.name)不是 \(facts.authorities.name(filing.filer)) 的上级，不能受理", field: "as",
                remedy: filing.acceptor.map { "由 \(facts.authorities.name($0)) 办理" } ?? "由上级办理")
        }
        if let acceptor = filing.acceptor.map({ facts.authorities.current($0) }), authority.code != acceptor,
            !facts.authorities.isAbove(authority.code, acceptor)
        {
            throw RegisterRefusal(
                .rule, "T406", "\(filing.name) 已由 \(facts.authorities.name(acceptor)) 受理，下级不再办理", field: "as",
                remedy: "由 \(facts.authorities.name(acceptor)) 办理")
        }
    }

    func requireLive(_ filing: Filing) throws {
        guard filing.state.isLive else { throw dead(filing) }
    }

    func dead(_ filing: Filing) -> RegisterRefusal {
        if filing.state == .draft {
            return RegisterRefusal(.rule, "T198", "\(filing.name) 还是草稿，没有编号和权利", field: "no", remedy: "先用 submit 报送")
        }
        let next = filing.successor.map { "后续备案为 \($0)" } ?? "如需继续，重新报送"
        return RegisterRefusal(.rule, "T199", "\(filing.name) 已\(filing.state.chinese)，不能再办", field: "no", remedy: next)
    }

    func wrongState(_ filing: Filing, _ verb: String) -> RegisterRefusal {
        if filing.state.isTerminal || filing.state == .draft { return dead(filing) }
        return RegisterRefusal(
            .rule, "T110", "\(filing.name) 现为“\(filing.state.chinese)”，不能\(verb)", field: "no",
            remedy: "用 firsttalk show 查看下一步")
    }

    func requireReason(_ what: String) throws {
        guard !caller.reason.allSatisfy(\.isWhitespace) else {
            throw RegisterRefusal(.rule, "T408", "\(what)须写明理由", field: "reason", remedy: "加 --reason 理由")
        }
    }
}

extension Ledger {
    /// The salt of an event's contacts: without it a public digest could be searched for a phone number.
    static func salt(secret: String, event: Int) -> [UInt8] {
        Array(SHA256.hash(data: Array("\(secret)/\(event)".utf8)))
    }

    static func contactsDigest(salt: [UInt8], body: String) -> String {
        var hasher = SHA256()
        hasher.update(data: salt)
        hasher.update(data: Array(body.utf8))
        return Hex.text(hasher.finalize())
    }

    static func branch(of id: String, ledger: Ledger) throws -> Int {
        guard let at = id.lastIndex(of: "@") else { return 0 }
        let prefix = String(id[id.index(after: at)...])
        return try Int.fetchOne(
            ledger.db, sql: "SELECT branch FROM branches WHERE substr(identity, 1, ?) = ?",
            arguments: [prefix.count, prefix]) ?? 0
    }

    /// The record that an event holds, contacts included where they are held.
    func record(event number: Int, branch: Int, evidence: [Filing.EvidenceItem]) throws -> FilingRecord {
        var record = FilingRecord(fields: [:], evidence: evidence)
        guard let link = try event(number, branch: branch) else { return record }
        let tree = try JSONTree(parsing: Array(link.event.payload.utf8))
        for (key, value) in tree["record"]?.members ?? [:] { record.fields[FieldKey(rawValue: key)] = value.text }
        if let contacts = try contacts(branch: branch, event: number) {
            for (key, value) in try JSONTree(parsing: Array(contacts.body.utf8)).members ?? [:] {
                record.fields[FieldKey(rawValue: key)] = value.text
            }
        }
        return record
    }
}

/// The change of a projection: the top-level members that differ, null for one that is gone.
enum Delta {
    static func between(_ before: (some Encodable)?, _ after: some Encodable) throws -> JSONTree {
        let new = try JSONTree(encoding: after).members ?? [:]
        guard let before else { return .object(new) }
        let old = try JSONTree(encoding: before).members ?? [:]
        var result: [String: JSONTree] = [:]
        for (key, value) in new where old[key] != value { result[key] = value }
        for key in old.keys where new[key] == nil { result[key] = .null }
        return .object(result)
    }

    static func apply(_ delta: JSONTree, to tree: JSONTree?) -> JSONTree {
        var members = tree?.members ?? [:]
        for (key, value) in delta.members ?? [:] { members[key] = value == .null ? nil : value }
        return .object(members)
    }
}
