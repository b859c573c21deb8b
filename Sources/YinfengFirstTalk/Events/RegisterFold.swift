import Foundation

/// The register as a fold over its events, in memory: what replay, `--as-of` and imports rest on.
struct RegisterFold {
    /// Filings by id, as canonical trees.
    private(set) var filings: [String: JSONTree] = [:]
    /// Conflicts by number.
    private(set) var conflicts: [String: JSONTree] = [:]
    /// Parameters by version.
    private(set) var rules: [Int: JSONTree] = [:]
    /// The last order given.
    private(set) var seq = 0
    /// The last draft handle given.
    private(set) var drafts = 0
    /// Last serial by counter name.
    private(set) var serials: [String: Int] = [:]
    /// Filing ids by idempotency key.
    private(set) var requests: [String: String] = [:]
    /// How many events of each register merged in are seen here, directly or through another, by its mark.
    private(set) var merged: [String: Int] = [:]

    /// What an event breaks.
    struct Fault: Error {
        let event: Int
        let field: String
        let message: String
    }

    init(rules: JSONTree) { self.rules[1] = rules }

    /// Takes the next event; throws `Fault` when it breaks an invariant of the model.
    mutating func apply(_ event: Event) throws(Fault) {
        let payload: JSONTree
        do {
            payload = try JSONTree(parsing: Array(event.payload.utf8))
        } catch {
            throw Fault(event: event.number, field: "payload", message: "内容无法解析")
        }
        if event.clerk.isEmpty, event.rule.isEmpty {
            throw Fault(event: event.number, field: "clerk", message: "没有经办人，也没有规则")
        }
        // Several filings born of one ruling take their orders in turn.
        func order(_ delta: JSONTree) -> Int { if case .int(let seq)? = delta["seq"] { seq } else { 0 } }
        for (id, delta) in (payload["filings"]?.members ?? [:]).sorted(by: {
            (order($0.value), $0.key) < (order($1.value), $1.key)
        }) {
            try apply(delta, to: id, event)
        }
        for (number, delta) in payload["conflicts"]?.members ?? [:] {
            conflicts[number] = Delta.apply(delta, to: conflicts[number])
            note(number: number)
            for ruling in list(conflicts[number]?["rulings"]) { note(number: ruling["number"]?.text) }
        }
        if event.kind == .rulesetChanged, case .int(let version)? = payload["facts"]?["version"] {
            guard version == (rules.keys.max() ?? 0) + 1 else {
                throw Fault(event: event.number, field: "facts.version", message: "参数版本不连续")
            }
            rules[version] = payload["facts"]?["rules"]
        }
        note(number: payload["facts"]?["escalation"]?.text)
        note(number: payload["facts"]?["collaboration"]?.text)
        if let key = payload["facts"]?["key"]?.text { requests[key] = event.subject }
    }

    private mutating func apply(_ delta: JSONTree, to id: String, _ event: Event) throws(Fault) {
        func fault(_ field: String, _ message: String) -> Fault {
            Fault(event: event.number, field: "filings.\(id).\(field)", message: message)
        }
        let before = filings[id]
        let after = Delta.apply(delta, to: before)
        let from = before?["state"]?.text.flatMap { FilingState(rawValue: $0) }
        guard let to = after["state"]?.text.flatMap({ FilingState(rawValue: $0) }) else {
            throw fault("state", "状态不明")
        }
        guard before == nil || from != nil, FilingMachine.allows(event.kind, from: from, to: to) else {
            throw fault("state", "不允许的状态变化 \(from?.rawValue ?? "无") → \(to.rawValue)（\(event.kind.rawValue)）")
        }
        guard case .int(let version)? = after["version"] else { throw fault("version", "没有版本") }
        if case .int(let old)? = before?["version"], version != old + 1 { throw fault("version", "版本不连续") }
        if let given = delta["seq"], given != .null {
            guard given == .int(seq + 1) else { throw fault("seq", "登记序号不连续：应为 \(seq + 1)") }
            seq += 1
        }
        if to != .draft, to != .withdrawn {
            if list(after["evidence"]).isEmpty { throw fault("evidence", "没有佐证而离开草稿") }
            if let acceptor = after["acceptor"]?.text, acceptor == after["filer"]?.text {
                throw fault("acceptor", "报送与受理为同一机构")
            }
        }
        if let number = delta["number"]?.text {
            if before?["number"]?.text != nil { throw fault("number", "编号被改") }
            note(number: number)
        }
        if before == nil, let serial = Int(id.prefix { $0 != "@" }.dropFirst(2)) { drafts = max(drafts, serial) }
        filings[id] = after
    }

    /// Holds a filing that came in from another register.
    mutating func take(_ tree: JSONTree, _ id: String) { filings[id] = tree }

    /// Counts the events seen of a register merged in; a count never falls.
    mutating func note(merged mark: String, _ events: Int) { merged[mark] = max(merged[mark] ?? 0, events) }

    private func list(_ tree: JSONTree?) -> [JSONTree] {
        if case .array(let items)? = tree { items } else { [] }
    }

    private mutating func note(number text: String?) {
        guard let text, let number = try? SerialNumber(text) else { return }
        let counter = Ledger.counter(number.kind, number.authority, number.year)
        serials[counter] = max(serials[counter] ?? 0, number.serial)
    }

    /// A filing as a value; nil when there is none.
    func filing(_ id: String) throws -> Filing? { try filings[id]?.decoded(Filing.self) }
}
