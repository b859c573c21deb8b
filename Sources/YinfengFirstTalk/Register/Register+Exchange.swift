import Crypto
import Foundation
import GRDB
import YinfengModel

/// What an import did.
package struct ImportReport: Sendable, Equatable {
    /// Events taken in.
    package var imported = 0
    /// Events that were there already.
    package var known = 0
    /// Whether the register was empty and now is the other one.
    package var isAdopted = false
    /// Conflicts opened between registers.
    package var conflicts: [String] = []
    /// The register's head after it.
    package var head = ""
    /// The identity of the other register.
    package var identity = ""
}

extension Register {
    /// `export`: the whole chain as NDJSON, a header line first. Contacts only when asked for. O(events).
    package func export(withContacts: Bool = false, to write: (String) throws -> Void) throws(RegisterRefusal) {
        try file.read { db in
            let ledger = self.ledger(db)
            let head = try ledger.head()
            var header: [String: JSONTree] = [
                "register": .int(1), "identity": .string(try ledger.meta("identity")),
                "rules": .string(try ledger.meta("rules")), "events": .int(head.number),
                "head": .string(Hex.text(head.hash)),
            ]
            header["contacts"] = .bool(withContacts)
            try write(JSONTree.object(header).canonical)
            try ledger.writeEvents(branch: 0, withContacts: withContacts, to: write)
            // The chains that were merged in travel along: without them nobody could replay the register.
            for row in try Row.fetchAll(db, sql: "SELECT branch, identity, rules FROM branches ORDER BY branch") {
                let branch: Int = row["branch"]
                let last = try ledger.head(branch: branch)
                try write(
                    JSONTree.object([
                        "branch": .int(branch), "identity": .string(row["identity"]), "rules": .string(row["rules"]),
                        "events": .int(last.number), "head": .string(Hex.text(last.hash)),
                    ]).canonical)
                try ledger.writeEvents(branch: branch, withContacts: withContacts, to: write)
            }
        }
    }

    /// `import`: takes in an exported chain. An empty register becomes the other one, with the same head; a living one
    /// keeps it as a branch, opens conflicts between registers and writes one `merged-in` event. Twice changes nothing.
    ///
    /// `asBranch` keeps it as a branch even in an empty register: a prefecture that gathers its counties' registers must
    /// not become the first of them. A hole, a broken link or another chain under the same identity is refused whole,
    /// with the event number.
    @discardableResult
    package func importChain(_ lines: [String], asBranch: Bool = false, by caller: Caller) throws(RegisterRefusal)
        -> ImportReport
    {
        let chain = try ImportedChain(lines)
        let facts = facts
        return try file.write { db in
            let ledger = self.ledger(db)
            let own = try ledger.meta("identity")
            var report = ImportReport()
            report.identity = chain.identity
            let head = try ledger.head()
            if head.number == 0, own != chain.identity, !asBranch {
                try Register.adopt(chain, ledger, facts, &report)
                return report
            }
            if own == chain.identity {
                try Register.resume(chain, ledger, facts, head, &report)
                return report
            }
            var desk = try Desk(ledger: ledger, facts: facts, caller: caller)
            try desk.merge(chain, &report)
            report.head = Hex.text(desk.head.hash)
            return report
        }
    }

    /// An empty register becomes the other one.
    private static func adopt(
        _ chain: ImportedChain, _ ledger: Ledger, _ facts: FirstTalkFacts, _ report: inout ImportReport
    )
        throws
    {
        // Meta is fixed for every ordinary move; only an empty register may take over another's origin.
        try ledger.db.execute(sql: "DROP TRIGGER meta_never_changes")
        for (key, value) in [("identity", chain.identity), ("rules", chain.rules)] {
            try ledger.db.execute(sql: "UPDATE meta SET value = ? WHERE key = ?", arguments: [value, key])
        }
        try ledger.db.execute(
            sql:
                "CREATE TRIGGER meta_never_changes BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'meta is fixed at init'); END"
        )
        try ledger.putRules(1, chain.rules)
        try insert(chain, from: 0, branch: 0, ledger)
        try ledger.putBranches(chain)
        try project(ledger, facts)
        report.imported = chain.links.count
        report.isAdopted = true
        report.head = Hex.text(try ledger.head().hash)
    }

    /// The register's own chain, perhaps longer elsewhere: only a plain continuation is taken.
    private static func resume(
        _ chain: ImportedChain, _ ledger: Ledger, _ facts: FirstTalkFacts,
        _ head: (number: Int, time: Int, hash: [UInt8]),
        _ report: inout ImportReport
    ) throws {
        let shared = min(head.number, chain.links.count)
        if shared > 0 {
            guard let mine = try ledger.event(shared), mine.hash == chain.links[shared - 1].hash else {
                throw RegisterRefusal(
                    .integrity, "M702", "与本簿同源，但事件 \(shared) 之前已分叉", field: "import", remedy: "两份登记簿各自写过；请以一份为准")
            }
        }
        report.known = shared
        if chain.links.count > head.number {
            try insert(chain, from: head.number, branch: 0, ledger)
            try ledger.putBranches(chain)
            try project(ledger, facts)
            report.imported = chain.links.count - head.number
        }
        report.head = Hex.text(try ledger.head().hash)
    }

    static func insert(_ chain: ImportedChain, from start: Int, branch: Int, _ ledger: Ledger) throws {
        for index in start..<chain.links.count {
            try ledger.insert(chain.links[index], branch: branch)
            if let contacts = chain.contacts[index + 1] {
                try ledger.putContacts(branch: branch, event: index + 1, salt: contacts.salt, body: contacts.body)
            }
        }
    }

    /// `rebuild`: makes every projection again from the events.
    package func rebuild() throws(RegisterRefusal) {
        let facts = facts
        try file.write { try Register.project(self.ledger($0), facts) }
    }

    private static func project(_ ledger: Ledger, _ facts: FirstTalkFacts) throws {
        var report = VerifyReport()
        let fold = try Replay(ledger: ledger).run(report: &report, expecting: nil)
        for table in ["keys", "subjects", "filings", "conflicts", "counters", "requests"] {
            try ledger.db.execute(sql: "DELETE FROM \(table)")
        }
        for (version, tree) in fold.rules { try ledger.putRules(version, tree.canonical) }
        for filing in try fold.filings.values.map({ try $0.decoded(Filing.self) }).sorted(by: {
            FilingOrder.precedes($0.id, $1.id)
        }) {
            try ledger.put(filing)
            try index(filing, ledger, facts)
        }
        for (_, tree) in fold.conflicts.sorted(by: { $0.key < $1.key }) {
            try ledger.put(try tree.decoded(Conflict.self))
        }
        for (name, value) in fold.serials.merging(["seq": fold.seq, "draft": fold.drafts], uniquingKeysWith: { $1 }) {
            try ledger.raise(name, to: value)
        }
        for (key, id) in fold.requests { try ledger.putRequest(key, filing: id) }
    }

    /// Stores the keys of a filing, from its record.
    static func index(_ filing: Filing, _ ledger: Ledger, _ facts: FirstTalkFacts) throws {
        guard filing.seq != nil else { return }
        let search = ConflictSearch(ledger: ledger, facts: facts, rules: try ledger.rules(filing.ruleSet))
        let compared = search.compared(filing)
        try ledger.putKeys(SubjectKeys(names: facts.names).stored(compared), of: compared, filing: filing.id)
    }
}

extension Ledger {
    /// Writes the events of a chain, one a line.
    fileprivate func writeEvents(branch: Int, withContacts: Bool, to write: (String) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM events WHERE branch = ? ORDER BY number", arguments: [branch])
        while let row = try rows.next() {
            let link = try Ledger.link(row)
            var line = link.event.header.members ?? [:]
            line["payload"] = .string(link.event.payload)
            line["fingerprints"] = .string(Hex.text(link.fingerprints))
            line["previous"] = .string(Hex.text(link.previous))
            line["hash"] = .string(Hex.text(link.hash))
            if withContacts, let held = try contacts(branch: branch, event: link.event.number) {
                line["contacts"] = .object(["salt": .string(Hex.text(held.salt)), "body": .string(held.body)])
            }
            try write(JSONTree.object(line).canonical)
        }
    }

    /// Keeps the branches that an adopted register brought along.
    fileprivate func putBranches(_ chain: ImportedChain) throws {
        for (index, branch) in chain.branches.enumerated() {
            let known = try Int.fetchOne(
                db, sql: "SELECT branch FROM branches WHERE identity = ?", arguments: [branch.identity])
            let number = known ?? index + 1
            if known == nil {
                try db.execute(
                    sql: "INSERT INTO branches (branch, identity, origin, rules) VALUES (?, ?, ?, ?)",
                    arguments: [number, branch.identity, Hex.text(branch.origin), branch.rules])
            }
            try Register.insert(
                branch, from: min(try head(branch: number).number, branch.links.count), branch: number, self)
        }
    }
}

/// The order in which filings were born: by the number of their handle.
enum FilingOrder {
    static func precedes(_ left: String, _ right: String) -> Bool {
        func parts(_ id: String) -> (String, Int) {
            let pieces = id.split(separator: "@")
            return (pieces.count > 1 ? String(pieces[1]) : "", Int(pieces.first?.dropFirst(2) ?? "") ?? 0)
        }
        return parts(left) < parts(right)
    }
}

extension Desk {
    /// Keeps another register's chain as a branch and opens the conflicts between the two.
    mutating func merge(_ chain: ImportedChain, _ report: inout ImportReport) throws {
        let known = try Int.fetchOne(
            ledger.db, sql: "SELECT branch FROM branches WHERE identity = ?", arguments: [chain.identity])
        let branch: Int
        var start = 0
        if let known {
            branch = known
            let last = try ledger.head(branch: branch)
            start = min(last.number, chain.links.count)
            if start > 0 {
                guard let mine = try ledger.event(start, branch: branch), mine.hash == chain.links[start - 1].hash
                else {
                    throw RegisterRefusal(
                        .integrity, "M702", "该登记簿的链与先前导入的不同，事件 \(start) 之前已分叉", field: "import", remedy: "核对来源；以一份为准")
                }
            }
        } else {
            branch = (try Int.fetchOne(ledger.db, sql: "SELECT max(branch) FROM branches") ?? 0) + 1
            try ledger.db.execute(
                sql: "INSERT INTO branches (branch, identity, origin, rules) VALUES (?, ?, ?, ?)",
                arguments: [branch, chain.identity, Hex.text(chain.origin), chain.rules])
        }
        guard chain.branches.isEmpty else {
            throw RegisterRefusal(
                .rule, "M703", "该登记簿自身已并入其他登记簿，不能再作分支并入", field: "import", remedy: "请分别导入各原登记簿的导出文件")
        }
        report.known = start
        guard chain.links.count > start else { return }
        try Register.insert(chain, from: start, branch: branch, ledger)
        report.imported = chain.links.count - start
        guard let last = chain.links.last else { return }
        try append(
            .mergedIn, subject: "",
            facts: [
                "identity": .string(chain.identity), "from": .int(start + 1), "to": .int(chain.links.count),
                "head": .string(Hex.text(last.hash)),
            ])
        // The other register's own conflicts stay in its branch; only its filings are seen here.
        let suffix = "@" + String(chain.identity.prefix(12))
        let fold = try chain.folded()
        var ids: [String] = []
        for (id, tree) in fold.filings.sorted(by: { FilingOrder.precedes($0.key, $1.key) }) {
            guard tree["state"]?.text != FilingState.draft.rawValue else { continue }
            let own = RegisterFold.renamed(tree, suffix: suffix)
            let stored = try ledger.filing(id + suffix)
            let result = try stored.map { RegisterFold.refreshed(try JSONTree(encoding: $0), with: own) } ?? own
            let filing = try result.decoded(Filing.self)
            try ledger.put(filing)
            try Register.index(filing, ledger, facts)
            ids.append(filing.id)
        }
        for id in ids { try openBetween(id, &report) }
    }

    /// Opens the conflicts of a filing that came in with those of other registers.
    private mutating func openBetween(_ id: String, _ report: inout ImportReport) throws {
        guard let filing = try ledger.filing(id), filing.state.isLive else { return }
        let search = ConflictSearch(ledger: ledger, facts: facts, rules: rules)
        let origin = id.split(separator: "@").last
        let met = try search.search(search.compared(filing), except: id, on: today).met.filter { met in
            met.outcome.tier == .hard && met.filing.state.isLive && met.filing.filer != filing.filer
                && met.filing.id.split(separator: "@").last != origin
        }
        guard !met.isEmpty else { return }
        let already = try filing.openConflicts.compactMap { try ledger.conflict($0) }
        let fresh = met.filter { other in !already.contains { $0.parties.contains(other.filing.id) } }
        guard !fresh.isEmpty else { return }
        let because = fresh.map { "\($0.filing.name)：\($0.outcome.fields.joined(separator: "；"))" }.joined(
            separator: "／")
        let conflict = try openContest(
            among: fresh.map(\.filing.id) + [id], openedBy: "system", because: because, rule: "B6/merged-in",
            hits: [id: fresh.map { search.hit($0, filer: filing.filer, talkDate: nil) }])
        if !report.conflicts.contains(conflict.number) { report.conflicts.append(conflict.number) }
    }
}

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

    /// The fold of all its events; throws `RegisterRefusal` of class integrity.
    func folded() throws -> RegisterFold {
        guard let tree = try? JSONTree(parsing: Array(rules.utf8)) else {
            throw RegisterRefusal(.integrity, "A701", "建簿参数无法解析", field: "rules")
        }
        var fold = RegisterFold(rules: tree)
        for link in links {
            do {
                try fold.apply(link.event)
            } catch let fault {
                throw RegisterRefusal(.integrity, "A721", "事件 \(fault.event)：\(fault.message)", field: fault.field)
            }
        }
        return fold
    }
}
