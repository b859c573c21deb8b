import YinfengModel

/// An exported chain read and checked link by link.
struct ImportedChain {
    let identity: String
    let rules: String
    let links: [ChainedEvent]
    let contacts: [Int: (salt: [UInt8], body: String)]
    /// The chains that it had merged in.
    let branches: [ImportedChain]

    var origin: [UInt8] { Ledger.origin(identity: identity, rules: rules) }

    /// Reads the lines; throws `RegisterRefusal`: 65 for text that is no export, 7 for a hole or a broken link.
    init(_ lines: [String]) throws(RegisterRefusal) {
        let filled = lines.filter { !$0.allSatisfy(\.isWhitespace) }
        // The register's own chain comes first, then those that it had merged in, each after its header.
        let starts = filled.indices.filter { $0 == 0 || filled[$0].hasPrefix("{\"branch\":") }
        var chains: [ImportedChain] = []
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : filled.count
            chains.append(try ImportedChain(section: Array(filled[start..<end]), from: start + 1, isBranch: index > 0))
        }
        guard let own = chains.first else {
            throw RegisterRefusal(
                .unreadable, "M700", "导入文件是空的", field: "import", remedy: "须是 firsttalk export 所出的 NDJSON")
        }
        self.init(
            identity: own.identity, rules: own.rules, links: own.links, contacts: own.contacts,
            branches: Array(chains.dropFirst()))
    }

    private init(
        identity: String, rules: String, links: [ChainedEvent], contacts: [Int: (salt: [UInt8], body: String)],
        branches: [ImportedChain]
    ) {
        self.identity = identity
        self.rules = rules
        self.links = links
        self.contacts = contacts
        self.branches = branches
    }

    private init(section filled: [String], from row: Int, isBranch: Bool) throws(RegisterRefusal) {
        func unreadable(_ line: Int, _ fact: String) -> RegisterRefusal {
            RegisterRefusal(
                .unreadable, "M700", "第\(line)行\(fact)", field: "import", remedy: "须是 firsttalk export 所出的 NDJSON")
        }
        guard let first = filled.first, let header = try? JSONTree(parsing: Array(first.utf8)),
            isBranch || header["register"] == .int(1), let identity = header["identity"]?.text,
            let rules = header["rules"]?.text
        else { throw unreadable(row, "不是登记簿导出文件的首行") }
        var links: [ChainedEvent] = []
        var contacts: [Int: (salt: [UInt8], body: String)] = [:]
        var previous = Ledger.origin(identity: identity, rules: rules)
        let name = isBranch ? "分支 \(identity.prefix(8)) 的" : ""
        for (index, text) in filled.dropFirst().enumerated() {
            let expected = index + 1
            guard let line = try? JSONTree(parsing: Array(text.utf8)), let link = ImportedChain.link(line) else {
                throw unreadable(row + index + 1, "不是事件")
            }
            guard link.event.number == expected else {
                throw RegisterRefusal(
                    .integrity, "M701", "\(name)事件 \(expected) 缺失，\(expected - 1) 后链断；未导入任何事件", field: "number",
                    remedy: "向来源单位索取完整导出")
            }
            if let field = link.brokenField(after: previous) {
                throw RegisterRefusal(
                    .integrity, "A701", "\(name)事件 \(expected) 摘要不符（\(field)）；未导入任何事件", field: field,
                    remedy: "向来源单位索取未改动的导出")
            }
            if let salt = line["contacts"]?["salt"]?.text.flatMap({ Hex.bytes($0) }),
                let body = line["contacts"]?["body"]?.text
            {
                contacts[expected] = (salt, body)
            }
            previous = link.hash
            links.append(link)
        }
        if case .int(let count)? = header["events"], count != links.count {
            throw RegisterRefusal(
                .integrity, "M701", "\(name)事件 \(links.count + 1) 缺失（首行写有 \(count) 个）；未导入任何事件", field: "events",
                remedy: "向来源单位索取完整导出")
        }
        self.init(identity: identity, rules: rules, links: links, contacts: contacts, branches: [])
    }

    private static func link(_ line: JSONTree) -> ChainedEvent? {
        func int(_ key: String) -> Int? { if case .int(let value)? = line[key] { value } else { nil } }
        guard let number = int("number"), let time = int("time"), let offset = int("offset"),
            let kind = line["kind"]?.text.flatMap({ EventKind(rawValue: $0) }), let subject = line["subject"]?.text,
            let authority = line["authority"]?.text, let clerk = line["clerk"]?.text, let rule = line["rule"]?.text,
            let before = int("before"), let after = int("after"), let payload = line["payload"]?.text,
            let fingerprints = line["fingerprints"]?.text.flatMap({ Hex.bytes($0) }),
            let previous = line["previous"]?.text.flatMap({ Hex.bytes($0) }),
            let hash = line["hash"]?.text.flatMap({ Hex.bytes($0) })
        else { return nil }
        return ChainedEvent(
            event: Event(
                number: number, time: Instant(seconds: time, offset: offset), kind: kind, subject: subject,
                authority: authority, clerk: clerk, rule: rule, versions: Event.Versions(before: before, after: after),
                payload: payload),
            fingerprints: fingerprints, previous: previous, hash: hash)
    }

    /// Its identity, length and head; nil for an empty chain.
    var end: MergeStep.Origin? {
        links.last.map { MergeStep.Origin(identity: identity, last: links.count, head: Hex.text($0.hash)) }
    }

    /// Every chain that came along must be the one that a merge named, as long and with the same head, and none may be
    /// missing: so the head of this chain proves them all. Throws `RegisterRefusal` of class integrity.
    func requireHeads() throws(RegisterRefusal) {
        var named: [String: MergeStep.Origin] = [:]
        for event in ([self] + branches).flatMap(\.links).map(\.event) where event.kind == .mergedIn {
            guard let tree = try? JSONTree(parsing: Array(event.payload.utf8))["facts"], let step = MergeStep(tree)
            else {
                continue
            }
            for origin in [step.origin] + step.origins where origin.last > named[origin.identity]?.last ?? 0 {
                named[origin.identity] = origin
            }
        }
        for origin in named.values.sorted(by: { $0.identity < $1.identity }) {
            let held = branches.first { $0.identity == origin.identity }
            let count = held?.links.count ?? 0
            guard count >= origin.last else {
                throw RegisterRefusal(
                    .integrity, "M701",
                    "分支 \(origin.identity.prefix(8)) 的事件 \(count + 1) 缺失（并入时有 \(origin.last) 个）；未导入任何事件",
                    field: "events", remedy: "向来源单位索取完整导出")
            }
        }
        for branch in branches {
            guard branch.end == named[branch.identity] else {
                throw RegisterRefusal(
                    .integrity, "M704", "分支 \(branch.identity.prefix(8)) 的链首与并入事件所记不符；未导入任何事件", field: "branch",
                    remedy: "向来源单位索取未改动的导出")
            }
        }
    }
}
