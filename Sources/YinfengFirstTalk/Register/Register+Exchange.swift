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
        try chain.requireHeads()
        try ledger.append(chain, from: 0, branch: 0)
        for branch in chain.branches { try ledger.keep(branch) }
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
            try chain.requireHeads()
            try ledger.append(chain, from: head.number, branch: 0)
            for branch in chain.branches { try ledger.keep(branch) }
            try project(ledger, facts)
            report.imported = chain.links.count - head.number
        }
        report.head = Hex.text(try ledger.head().hash)
    }

    /// `rebuild`: makes every projection again from the events.
    package func rebuild() throws(RegisterRefusal) {
        let facts = facts
        try file.write { try Register.project(self.ledger($0), facts) }
    }

    static func project(_ ledger: Ledger, _ facts: FirstTalkFacts) throws {
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

    /// Appends the events of a chain from one on, contacts with them.
    fileprivate func append(_ chain: ImportedChain, from start: Int, branch: Int) throws {
        for index in start..<chain.links.count {
            try insert(chain.links[index], branch: branch)
            if let contacts = chain.contacts[index + 1] {
                try putContacts(branch: branch, event: index + 1, salt: contacts.salt, body: contacts.body)
            }
        }
    }

    /// The branch that keeps a register's chain; nil when there is none.
    func branch(identity: String) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT branch FROM branches WHERE identity = ?"), arguments: [identity])
    }

    /// Keeps a chain as a branch, or what is new of one that is kept: only a plain continuation is taken.
    @discardableResult
    fileprivate func keep(_ chain: ImportedChain) throws -> (branch: Int, known: Int) {
        let branch: Int
        var start = 0
        if let held = try self.branch(identity: chain.identity) {
            branch = held
            start = min(try head(branch: branch).number, chain.links.count)
            if start > 0 {
                guard let mine = try event(start, branch: branch), mine.hash == chain.links[start - 1].hash else {
                    throw RegisterRefusal(
                        .integrity, "M702", "登记簿 \(chain.identity.prefix(8)) 的链与先前导入的不同，事件 \(start) 之前已分叉",
                        field: "import", remedy: "核对来源；以一份为准")
                }
            }
        } else {
            branch = (try Int.fetchOne(db, sql: "SELECT max(branch) FROM branches") ?? 0) + 1
            try db.execute(
                sql: "INSERT INTO branches (branch, identity, origin, rules) VALUES (?, ?, ?, ?)",
                arguments: [branch, chain.identity, Hex.text(chain.origin), chain.rules])
        }
        try append(chain, from: start, branch: branch)
        return (branch, start)
    }

    /// How many events of each register merged in are held, by its mark.
    fileprivate func merged() throws -> [String: Int] {
        var result: [String: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT branch, identity FROM branches") {
            result[RegisterFold.mark(row["identity"])] = try head(branch: row["branch"]).number
        }
        return result
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
    /// Keeps another register's chain as a branch, with those that it had merged in, and opens the conflicts between the
    /// filings that came and those that were here.
    mutating func merge(_ chain: ImportedChain, _ report: inout ImportReport) throws {
        let own = try ledger.meta("identity")
        guard !chain.branches.contains(where: { $0.identity == own }) else {
            throw RegisterRefusal(
                .rule, "M703", "该登记簿已并入本簿的链，不能再并回本簿", field: "import", remedy: "并入只能由下而上；请导入其并入之前的导出文件")
        }
        try chain.requireHeads()
        let before = try ledger.merged()
        let (branch, start) = try ledger.keep(chain)
        for origin in chain.branches { try ledger.keep(origin) }
        report.known = start
        guard let end = chain.end, end.last > start else { return }
        report.imported = end.last - start
        let step = MergeStep(end, from: start + 1, with: chain.branches.compactMap(\.end))
        try append(.mergedIn, subject: "", facts: step.facts)
        let fold = try Replay(ledger: ledger).fold(branch: branch, to: chain.links.count)
        let arriving = fold.leaving(chain.identity)
        for (id, tree) in arriving {
            let stored = try ledger.filing(id).map { try JSONTree(encoding: $0) }
            let isStale = RegisterFold.mark(ofFiling: id).map {
                RegisterFold.isStale($0, in: fold, known: before)
            }
            guard let view = RegisterFold.view(of: stored, arriving: tree, isStale: isStale ?? false) else { continue }
            let filing = try view.decoded(Filing.self)
            try ledger.put(filing)
            try Register.index(filing, ledger, facts)
        }
        // Two that came together were seen together there: their dispute is that register's own.
        let together = Set(arriving.map(\.id))
        for id in together.sorted(by: FilingOrder.precedes) { try openBetween(id, apart: together, &report) }
    }

    /// Opens the conflicts of a filing that came in with those of other registers.
    private mutating func openBetween(_ id: String, apart together: Set<String>, _ report: inout ImportReport) throws {
        guard let filing = try ledger.filing(id), filing.state.isLive else { return }
        let search = ConflictSearch(ledger: ledger, facts: facts, rules: rules)
        let met = try search.search(search.compared(filing), except: id, on: today).met.filter { met in
            met.outcome.tier == .hard && met.filing.state.isLive && met.filing.filer != filing.filer
                && !together.contains(met.filing.id)
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
