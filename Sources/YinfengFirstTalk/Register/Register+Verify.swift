import Foundation
import GRDB
import YinfengModel

/// What `verify` found to be in order.
package struct VerifyReport: Sendable, Equatable {
    /// Events of the register's own chain.
    package var events = 0
    /// Filings.
    package var filings = 0
    /// Branches and their events.
    package var branchEvents = 0
    /// Records whose contacts are held and fit their digest.
    package var contactsChecked = 0
    /// Records whose contacts are not held here (a public export).
    package var contactsAbsent = 0
    /// Whether a given head stands in the chain, and whether it is the last.
    package var headPosition: Int?
    /// Events whose time lies before that of the one before.
    package var clockAnomalies: [Anomaly] = []
    /// Evidence digests whose file was not found, when files were looked for.
    package var missingEvidence: [String] = []
    /// Evidence digests in all.
    package var evidence = 0
    /// Years whose holiday table is missing though a deadline rests on it.
    package var provisional: [String] = []
    /// The head.
    package var head = ""

    /// A clock that went back.
    package struct Anomaly: Sendable, Equatable {
        /// The event.
        package let event: Int
        /// Seconds before the event that precedes it.
        package let seconds: Int
    }

    /// The report as a person reads it.
    package var chinese: String {
        var parts = ["事件 \(events)", "链完整", "重放与现状一致", "序号无缺", "备案 \(filings)"]
        if branchEvents > 0 { parts.append("分支事件 \(branchEvents)") }
        parts.append("佐证 \(evidence)" + (missingEvidence.isEmpty ? "" : "（缺文件 \(missingEvidence.count)）"))
        if contactsAbsent > 0 { parts.append("未含联系人 \(contactsAbsent)") }
        parts.append("时钟异常 \(clockAnomalies.count)")
        return parts.joined(separator: "，")
    }
}

extension Register {
    /// Recomputes the chain and every projection from the first event; throws `RegisterRefusal` of class integrity
    /// that names the first broken event and field (A701) or the projection that differs (A720).
    ///
    /// `expecting` is a head that must stand in the chain. `isStrict` reports a missing holiday table as an error.
    /// `hasFile` says whether an evidence file with this digest is there; nil looks for none. O(events).
    @discardableResult
    package func verify(
        expecting head: String? = nil, isStrict: Bool = false, hasFile: ((String) -> Bool)? = nil
    ) throws(RegisterRefusal) -> VerifyReport {
        let facts = facts
        return try file.read { db in
            let ledger = self.ledger(db)
            var report = VerifyReport()
            let fold = try Replay(ledger: ledger).run(report: &report, expecting: head?.lowercased())
            try Register.compare(fold, with: ledger, report: &report)
            for item in Set(fold.filings.values.flatMap { Register.digests($0) }).sorted() {
                report.evidence += 1
                if let hasFile, !hasFile(item) { report.missingEvidence.append(item) }
            }
            for (_, tree) in fold.filings {
                let filing = try tree.decoded(Filing.self)
                for deadline in [filing.protection?.to, filing.due].compactMap({ $0 }) where !filing.state.isTerminal {
                    if let text = facts.calendar.settled(deadline, from: nil, nil).provisional {
                        report.provisional.append(text)
                    }
                }
            }
            report.provisional = Set(report.provisional).sorted()
            if let head, report.headPosition == nil {
                throw RegisterRefusal(
                    .integrity, "A705", "登记簿的链中没有 \(head.prefix(16))…：不是同一登记簿，或其后的事件已被改写", field: "head",
                    remedy: "核对回执上的链首")
            }
            if isStrict, let missing = report.provisional.first {
                throw RegisterRefusal(
                    .integrity, "A730", "节假日表缺失：\(missing)", field: "provisional", remedy: "装入该年节假日表后重试")
            }
            return report
        }
    }

    private static func digests(_ tree: JSONTree) -> [String] {
        guard case .array(let items)? = tree["evidence"] else { return [] }
        return items.compactMap { $0["sha256"]?.text }
    }

    private static func compare(_ fold: RegisterFold, with ledger: Ledger, report: inout VerifyReport) throws {
        var count = 0
        let rows = try Row.fetchCursor(ledger.db, sql: "SELECT * FROM filings ORDER BY row")
        while let row = try rows.next() {
            count += 1
            let id: String = row["id"]
            let body: String = row["body"]
            guard let replayed = fold.filings[id] else { throw broken("filings", id, "id", "没有产生它的事件") }
            let stored = try? JSONTree(parsing: Array(body.utf8))
            if stored != replayed {
                let field = firstDifference(stored, replayed)
                throw broken("filings", id, field.path, "存 \(field.stored)，重放得 \(field.replayed)")
            }
            let filing = try replayed.decoded(Filing.self)
            let columns: [(String, String?, String?)] = [
                ("number", row["number"], filing.number), ("state", row["state"], filing.state.rawValue),
                ("filer", row["filer"], filing.filer), ("acceptor", row["acceptor"], filing.acceptor),
                ("seq", (row["seq"] as Int?).map { String($0) }, filing.seq.map { String($0) }),
                ("due", row["due"], filing.due?.end), ("protect_to", row["protect_to"], filing.protection?.to.end),
                ("digest", row["digest"], filing.recordDigest),
            ]
            for (name, stored, replayed) in columns where stored != replayed {
                throw broken("filings", id, name, "存 \(stored ?? "空")，重放得 \(replayed ?? "空")")
            }
        }
        guard count == fold.filings.count else {
            throw broken("filings", "—", "count", "存 \(count) 件，重放得 \(fold.filings.count) 件")
        }
        report.filings = count
        count = 0
        for row in try Row.fetchAll(ledger.db, sql: "SELECT number, body FROM conflicts") {
            count += 1
            let number: String = row["number"]
            let stored = try? JSONTree(parsing: Array((row["body"] as String).utf8))
            guard let replayed = fold.conflicts[number], stored == replayed else {
                throw broken("conflicts", number, "body", "与重放不符")
            }
        }
        guard count == fold.conflicts.count else { throw broken("conflicts", "—", "count", "与重放不符") }
        for (name, value) in fold.serials.merging(["seq": fold.seq, "draft": fold.drafts], uniquingKeysWith: { $1 })
        where value > 0 {
            let stored =
                try Int.fetchOne(ledger.db, sql: "SELECT value FROM counters WHERE name = ?", arguments: [name]) ?? 0
            guard stored == value else { throw broken("counters", name, "value", "存 \(stored)，重放得 \(value)") }
        }
    }

    private static func broken(_ table: String, _ id: String, _ field: String, _ fact: String) -> RegisterRefusal {
        RegisterRefusal(
            .integrity, "A720", "\(table) \(id) 的 \(field) 与事件重放不符：\(fact)", field: field,
            remedy: "事件链可信；用 rebuild 由事件重建，或从备份恢复")
    }

    private static func firstDifference(_ stored: JSONTree?, _ replayed: JSONTree)
        -> (path: String, stored: String, replayed: String)
    {
        let left = Dictionary((stored?.leaves ?? []).map { ($0.path, $0.value) }, uniquingKeysWith: { a, _ in a })
        let right = Dictionary(replayed.leaves.map { ($0.path, $0.value) }, uniquingKeysWith: { a, _ in a })
        let path = Set(left.keys).union(right.keys).sorted().first { left[$0] != right[$0] } ?? "body"
        return (path, left[path]?.canonical ?? "空", right[path]?.canonical ?? "空")
    }
}
