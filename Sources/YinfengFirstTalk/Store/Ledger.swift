import Crypto
import Foundation
import GRDB
import YinfengModel

/// The register's tables inside one transaction.
struct Ledger {
    let db: Database
    private let cache: RulesCache

    /// Inside a transaction of a register, with what it has read before.
    init(db: Database, rules cache: RulesCache = RulesCache()) {
        self.db = db
        self.cache = cache
    }

    // MARK: Origin and head

    func meta(_ key: String) throws -> String {
        guard
            let value = try String.fetchOne(
                db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key])
        else {
            throw RegisterRefusal(.integrity, "A704", "登记簿缺少“\(key)”", remedy: "从备份恢复")
        }
        return value
    }

    /// The hash that the first event follows.
    func origin(branch: Int = 0) throws -> [UInt8] {
        let identity: String
        let rules: String
        if branch == 0 {
            identity = try meta("identity")
            rules = try meta("rules")
        } else {
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM branches WHERE branch = ?", arguments: [branch])
            else {
                throw RegisterRefusal(.integrity, "A704", "登记簿缺少分支 \(branch)", remedy: "从备份恢复")
            }
            identity = row["identity"]
            rules = row["rules"]
        }
        return Ledger.origin(identity: identity, rules: rules)
    }

    static func origin(identity: String, rules: String) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: Array("yinfeng firsttalk 1\n\(identity)\n".utf8))
        hasher.update(data: Array(rules.utf8))
        return Array(hasher.finalize())
    }

    /// The last event's number, time and hash.
    func head(branch: Int = 0) throws -> (number: Int, time: Int, hash: [UInt8]) {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT number, time, hash FROM events WHERE branch = ? ORDER BY number DESC LIMIT 1"),
                arguments: [branch])
        else { return (0, Int.min, try origin(branch: branch)) }
        return (row["number"], row["time"], Array(row["hash"] as Data))
    }

    // MARK: Rules

    func currentRules() throws -> (version: Int, rules: RuleSet) {
        let newest = try Int.fetchOne(db.cachedStatement(sql: "SELECT max(version) FROM rulesets"))
        guard let version = newest, let rules = try held(version) else {
            throw RegisterRefusal(.integrity, "A704", "登记簿没有参数", remedy: "从备份恢复")
        }
        return (version, rules)
    }

    /// The parameters of a version; those in force where a merged filing names a version of its own register.
    func rules(_ version: Int) throws -> RuleSet { try held(version) ?? currentRules().rules }

    private func held(_ version: Int) throws -> RuleSet? {
        let statement = try db.cachedStatement(sql: "SELECT body FROM rulesets WHERE version = ?")
        guard let body = try String.fetchOne(statement, arguments: [version]) else { return nil }
        return try cache.rules(body) { try Ledger.decode(body, as: RuleSet.self) }
    }

    func putRules(_ version: Int, _ body: String) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO rulesets (version, body) VALUES (?, ?)", arguments: [version, body])
    }

    // MARK: Filings

    func filing(_ id: String) throws -> Filing? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT body FROM filings WHERE id = ?"), arguments: [id])
            .map { try Ledger.decode($0, as: Filing.self) }
    }

    func filing(number: String) throws -> Filing? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT body FROM filings WHERE number = ? ORDER BY instr(id, '@'), row"),
            arguments: [number]
        ).map { try Ledger.decode($0, as: Filing.self) }
    }

    func put(_ filing: Filing) throws {
        let body = try JSONTree(encoding: filing).canonical
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO filings (id, number, seq, state, filer, acceptor, submitted, due, protect_to, digest, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET number = excluded.number, seq = excluded.seq, state = excluded.state,
                  acceptor = excluded.acceptor, submitted = excluded.submitted, due = excluded.due,
                  protect_to = excluded.protect_to, digest = excluded.digest, body = excluded.body
                """)
        try statement.execute(
            arguments: [
                filing.id, filing.number, filing.seq, filing.state.rawValue, filing.filer, filing.acceptor,
                filing.submittedAt, filing.due?.end, filing.protection?.to.end, filing.recordDigest, body,
            ])
    }

    func conflict(_ number: String) throws -> Conflict? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT body FROM conflicts WHERE number = ?"), arguments: [number]
        )
        .map { try Ledger.decode($0, as: Conflict.self) }
    }

    func put(_ conflict: Conflict) throws {
        try db.execute(
            sql: """
                INSERT INTO conflicts (number, state, body) VALUES (?, ?, ?)
                ON CONFLICT (number) DO UPDATE SET state = excluded.state, body = excluded.body
                """,
            arguments: [conflict.number, conflict.state.rawValue, try JSONTree(encoding: conflict).canonical])
    }

    // MARK: Counters

    /// The next value of a counter, taken: a refused move rolls it back with everything else.
    func next(_ counter: String) throws -> Int {
        try db.cachedStatement(
            sql: """
                INSERT INTO counters (name, value) VALUES (?, 1)
                ON CONFLICT (name) DO UPDATE SET value = value + 1
                """
        ).execute(arguments: [counter])
        return try Int.fetchOne(
            db.cachedStatement(sql: "SELECT value FROM counters WHERE name = ?"), arguments: [counter]) ?? 1
    }

    func raise(_ counter: String, to value: Int) throws {
        try db.execute(
            sql: """
                INSERT INTO counters (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)
                """,
            arguments: [counter, value])
    }

    static func counter(_ kind: SerialNumber.Kind, _ authority: String, _ year: Int) -> String {
        "\(kind.rawValue)/\(authority)/\(year)"
    }

    // MARK: Requests

    func filing(request key: String) throws -> Filing? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT filing FROM requests WHERE key = ?"), arguments: [key]
        ).flatMap { try filing($0) }
    }

    func putRequest(_ key: String, filing id: String) throws {
        try db.execute(sql: "INSERT OR IGNORE INTO requests (key, filing) VALUES (?, ?)", arguments: [key, id])
    }

    func draft(filer: String, digest: String) throws -> Filing? {
        try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT body FROM filings WHERE filer = ? AND digest = ? AND state = 'draft' ORDER BY row LIMIT 1
                    """),
            arguments: [filer, digest]
        ).map { try Ledger.decode($0, as: Filing.self) }
    }

    // MARK: Events

    func insert(_ link: ChainedEvent, branch: Int = 0) throws {
        let event = link.event
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO events (branch, number, time, offset, kind, subject, authority, clerk, rule, before, after,
                  payload, fingerprints, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            branch, event.number, event.time.seconds, event.time.offset, event.kind.rawValue, event.subject,
            event.authority, event.clerk, event.rule, event.versions.before, event.versions.after, event.payload,
            Data(link.fingerprints), Data(link.previous), Data(link.hash),
        ])
    }

    func putContacts(branch: Int = 0, event: Int, salt: [UInt8], body: String) throws {
        try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO contacts (branch, event, salt, body) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [branch, event, Data(salt), body])
    }

    func contacts(branch: Int = 0, event: Int) throws -> (salt: [UInt8], body: String)? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT salt, body FROM contacts WHERE branch = ? AND event = ?"),
                arguments: [branch, event])
        else { return nil }
        return (Array(row["salt"] as Data), row["body"])
    }

    static func link(_ row: Row) throws -> ChainedEvent {
        let number: Int = row["number"]
        guard let kind = EventKind(rawValue: row["kind"]) else {
            throw RegisterRefusal(.integrity, "A701", "事件 \(number) 的种类不明", field: "kind", remedy: "从备份恢复")
        }
        return ChainedEvent(
            event: Event(
                number: number, time: Instant(seconds: row["time"], offset: row["offset"]), kind: kind,
                subject: row["subject"], authority: row["authority"], clerk: row["clerk"], rule: row["rule"],
                versions: Event.Versions(before: row["before"], after: row["after"]), payload: row["payload"]),
            fingerprints: Array(row["fingerprints"] as Data), previous: Array(row["previous"] as Data),
            hash: Array(row["hash"] as Data))
    }

    func event(_ number: Int, branch: Int = 0) throws -> ChainedEvent? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM events WHERE branch = ? AND number = ?"),
            arguments: [branch, number]
        ).map { try Ledger.link($0) }
    }

    func events(subject: String, branch: Int = 0) throws -> [ChainedEvent] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM events WHERE branch = ? AND subject = ? ORDER BY number",
            arguments: [branch, subject]
        ).map { try Ledger.link($0) }
    }

    static func decode<Value: Decodable>(_ text: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
