import GRDB

/// Reads the chains from their first event, link by link.
struct Replay {
    /// A chain being read: how far, and the chains that it had merged in, each as far as it had. Two registers may have
    /// merged in one and the same chain, the one further than the other, so every chain holds its own view of others.
    private struct Chain {
        let branch: Int
        var fold: RegisterFold
        var number = 0
        var previous: [UInt8]
        var merged: [Int: Chain] = [:]
    }

    let ledger: Ledger
    /// Stops after the last event at or before this time; nil reads all.
    var until: Int?

    init(ledger: Ledger, until: Int? = nil) {
        self.ledger = ledger
        self.until = until
    }

    /// Checks every link and folds; throws `RegisterRefusal` naming the first broken event and field.
    func run(report: inout VerifyReport, expecting head: String?) throws -> RegisterFold {
        let rulesText = try ledger.meta("rules")
        guard let rules = try? JSONTree(parsing: Array(rulesText.utf8)) else {
            throw RegisterRefusal(.integrity, "A701", "建簿参数无法解析", field: "meta.rules", remedy: "从备份恢复")
        }
        var chain = Chain(branch: 0, fold: RegisterFold(rules: rules), previous: try ledger.origin())
        var counted: [Int: Int] = [:]
        if let head, head == Hex.text(chain.previous) { report.headPosition = 0 }
        var time = Int.min
        let rows = try Row.fetchCursor(ledger.db, sql: "SELECT * FROM events WHERE branch = 0 ORDER BY number")
        while let row = try rows.next() {
            let number = chain.number + 1
            let link = try check(row, number: number, previous: chain.previous)
            if let until, link.event.time.seconds > until { break }
            if link.event.time.seconds < time {
                report.clockAnomalies.append(
                    VerifyReport.Anomaly(event: number, seconds: time - link.event.time.seconds))
            }
            time = link.event.time.seconds
            chain.number = number
            chain.previous = link.hash
            if let head, head == Hex.text(link.hash) { report.headPosition = number }
            try checkContacts(link.event, branch: 0, report: &report)
            try apply(link.event, to: &chain, counted: &counted, report: &report)
        }
        report.events = chain.number
        report.head = Hex.text(chain.previous)
        report.branchEvents = counted.values.reduce(0, +)
        return chain.fold
    }

    private func check(_ row: Row, number: Int, previous: [UInt8]) throws -> ChainedEvent {
        let stored: Int = row["number"]
        guard stored == number else {
            throw RegisterRefusal(
                .integrity, "A701", "事件 \(number) 缺失（其后为 \(stored)）；\(number - 1) 之前可信", field: "number",
                remedy: "从备份恢复")
        }
        let link = try Ledger.link(row)
        if let field = link.brokenField(after: previous) {
            throw RegisterRefusal(
                .integrity, "A701", "事件 \(number) 摘要不符；\(number - 1) 之前可信；不符的字段：\(field)", field: field, remedy: "从备份恢复"
            )
        }
        return link
    }

    private func checkContacts(_ event: Event, branch: Int, report: inout VerifyReport) throws {
        guard event.payload.contains("\"contacts\""),
            let digest = try? JSONTree(parsing: Array(event.payload.utf8))["contacts"]?.text
        else { return }
        guard let held = try ledger.contacts(branch: branch, event: event.number) else {
            report.contactsAbsent += 1
            return
        }
        guard Ledger.contactsDigest(salt: held.salt, body: held.body) == digest else {
            throw RegisterRefusal(
                .integrity, "A701", "事件 \(event.number) 的联系人与摘要不符；\(event.number - 1) 之前可信", field: "contacts",
                remedy: "从备份恢复")
        }
        report.contactsChecked += 1
    }

    /// The fold of a register merged in, as its own chain tells it up to an event.
    func fold(branch: Int, to last: Int) throws -> RegisterFold {
        var chain = try chain(branch)
        var counted: [Int: Int] = [:]
        var report = VerifyReport()
        try advance(&chain, to: last, counted: &counted, report: &report)
        return chain.fold
    }

    private func apply(
        _ event: Event, to chain: inout Chain, counted: inout [Int: Int], report: inout VerifyReport
    ) throws {
        do {
            try chain.fold.apply(event)
        } catch let fault {
            let place = chain.branch == 0 ? "" : "分支"
            throw RegisterRefusal(
                .integrity, "A721", "\(place)事件 \(fault.event)：\(fault.message)", field: fault.field, remedy: "从备份恢复")
        }
        if event.kind == .mergedIn { try merge(event, into: &chain, counted: &counted, report: &report) }
    }

    private func merge(
        _ event: Event, into chain: inout Chain, counted: inout [Int: Int], report: inout VerifyReport
    ) throws {
        guard let facts = try JSONTree(parsing: Array(event.payload.utf8))["facts"], let step = MergeStep(facts),
            let branch = try ledger.branch(identity: step.origin.identity)
        else {
            throw RegisterRefusal(
                .integrity, "A701", "事件 \(event.number) 所并入的分支不在登记簿中", field: "facts.identity", remedy: "从备份恢复")
        }
        // Taken out, so that reading on changes it in place.
        var other = try chain.merged.removeValue(forKey: branch) ?? self.chain(branch)
        try advance(&other, to: step.origin.last, counted: &counted, report: &report)
        guard Hex.text(other.previous) == step.origin.head else {
            throw RegisterRefusal(
                .integrity, "A701", "分支 \(step.origin.identity.prefix(8)) 的链首与并入时不符", field: "facts.head",
                remedy: "从备份恢复")
        }
        for origin in step.origins {
            let known = try ledger.branch(identity: origin.identity)
            guard let known, let last = try ledger.event(origin.last, branch: known),
                Hex.text(last.hash) == origin.head
            else {
                throw RegisterRefusal(
                    .integrity, "A701", "分支 \(origin.identity.prefix(8)) 的链首与并入时不符", field: "facts.origins",
                    remedy: "从备份恢复")
            }
        }
        chain.merged[branch] = other
        chain.fold.absorb(other.fold, identity: step.origin.identity, events: step.origin.last)
    }

    private func chain(_ branch: Int) throws -> Chain {
        let body = try String.fetchOne(
            ledger.db, sql: "SELECT rules FROM branches WHERE branch = ?", arguments: [branch])
        guard let body, let rules = try? JSONTree(parsing: Array(body.utf8)) else {
            throw RegisterRefusal(.integrity, "A701", "分支 \(branch) 的建簿参数无法解析", field: "rules", remedy: "从备份恢复")
        }
        return Chain(branch: branch, fold: RegisterFold(rules: rules), previous: try ledger.origin(branch: branch))
    }

    /// Reads a chain on. What two readers of one chain both check is counted once.
    private func advance(
        _ chain: inout Chain, to last: Int, counted: inout [Int: Int], report: inout VerifyReport
    ) throws {
        while chain.number < last {
            let statement = try ledger.db.cachedStatement(sql: "SELECT * FROM events WHERE branch = ? AND number = ?")
            guard let row = try Row.fetchOne(statement, arguments: [chain.branch, chain.number + 1]) else {
                throw RegisterRefusal(
                    .integrity, "A701", "分支 \(chain.branch) 的事件 \(chain.number + 1) 缺失", field: "number",
                    remedy: "从备份恢复")
            }
            let link = try check(row, number: chain.number + 1, previous: chain.previous)
            if link.event.number > counted[chain.branch] ?? 0 {
                try checkContacts(link.event, branch: chain.branch, report: &report)
                counted[chain.branch] = link.event.number
            }
            chain.number += 1
            chain.previous = link.hash
            try apply(link.event, to: &chain, counted: &counted, report: &report)
        }
    }
}
