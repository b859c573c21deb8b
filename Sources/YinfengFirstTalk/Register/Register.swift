import Foundation
import GRDB
import YinfengModel

/// 首谈登记簿: a file of filings whose every move is one event of a hash chain.
///
/// Many processes may use one file: readers never wait, a writer waits up to five seconds for another and is then
/// refused as busy. Every call is one transaction: it happened whole, or not at all.
package final class Register: Sendable {
    let file: RegisterFile
    let facts: FirstTalkFacts
    private let rulesCache = RulesCache()

    init(file: RegisterFile, facts: FirstTalkFacts) {
        self.file = file
        self.facts = facts
    }

    /// What makes one register different from every other; random bytes that the edge provides.
    package struct Identity: Sendable, Equatable {
        /// Names the register in merges; travels with exports.
        package let name: String
        /// Protects the digests of contacts; never leaves the file.
        package let secret: String

        /// An identity from hex texts.
        package init(name: String, secret: String) {
            self.name = name
            self.secret = secret
        }

        /// A new identity from the system's randomness.
        package static func random() -> Identity {
            var generator = SystemRandomNumberGenerator()
            func hex(_ count: Int) -> String {
                Hex.text((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
            }
            return Identity(name: hex(16), secret: hex(32))
        }
    }

    /// Makes an empty register; throws `RegisterRefusal` when the file exists or cannot be written.
    package static func create(
        path: String, facts: FirstTalkFacts, rules: RuleSet? = nil, identity: Identity = .random()
    ) throws(RegisterRefusal) -> Register {
        try make(RegisterFile.open(path, creates: true), facts, rules, identity)
    }

    /// Makes an empty register in memory.
    package static func inMemory(
        facts: FirstTalkFacts, rules: RuleSet? = nil, identity: Identity = .random()
    ) throws(RegisterRefusal) -> Register {
        try make(RegisterFile.inMemory(), facts, rules, identity)
    }

    private static func make(_ file: RegisterFile, _ facts: FirstTalkFacts, _ rules: RuleSet?, _ identity: Identity)
        throws(RegisterRefusal) -> Register
    {
        let rules = rules ?? facts.defaultRules
        if let fault = rules.firstFault {
            throw RegisterRefusal(
                .unreadable, "C410", "参数“\(fault)”缺失或不是应有的单位", field: fault, remedy: "对照 parameters.csv 补正")
        }
        try file.write { db in
            let body = try JSONTree(encoding: rules).canonical
            for (key, value) in [("identity", identity.name), ("secret", identity.secret), ("rules", body)] {
                try db.execute(sql: "INSERT INTO meta (key, value) VALUES (?, ?)", arguments: [key, value])
            }
            try Ledger(db: db).putRules(1, body)
            try Ledger(db: db).putKeyScheme()
        }
        return Register(file: file, facts: facts)
    }

    /// Opens an existing register; throws `RegisterRefusal`.
    package static func open(path: String, facts: FirstTalkFacts) throws(RegisterRefusal) -> Register {
        let register = Register(file: try RegisterFile.open(path, creates: false), facts: facts)
        try register.bringKeysUp()
        return register
    }

    /// Keys of an older program are made anew, once; a current register is only looked at.
    private func bringKeysUp() throws(RegisterRefusal) {
        guard try file.read({ try !self.ledger($0).hasCurrentKeys }) else { return }
        let facts = facts
        try file.write { db in
            let ledger = self.ledger(db)
            guard try !ledger.hasCurrentKeys else { return }
            try ledger.dropKeys()
            if try Int.fetchOne(db, sql: "SELECT count(*) FROM branches") ?? 0 > 0 {
                // Filings merged in were projected without their disputes.
                try Register.project(ledger, facts)
                return try ledger.putKeyScheme()
            }
            for id in try String.fetchAll(db, sql: "SELECT id FROM filings WHERE seq IS NOT NULL ORDER BY row") {
                if let filing = try ledger.filing(id) { try Register.index(filing, ledger, facts) }
            }
            try ledger.putKeyScheme()
        }
    }

    /// The tables inside a transaction.
    func ledger(_ db: Database) -> Ledger { Ledger(db: db, rules: rulesCache) }

    /// One move: one transaction, one caller.
    func move<T>(_ caller: Caller, _ body: (inout Desk) throws -> T) throws(RegisterRefusal) -> T {
        let facts = facts
        return try file.write { db in
            var desk = try Desk(ledger: self.ledger(db), facts: facts, caller: caller)
            return try body(&desk)
        }
    }

    /// The head of the chain as hex.
    package func head() throws(RegisterRefusal) -> String {
        try file.read { Hex.text(try self.ledger($0).head().hash) }
    }

    /// Copies the register while others write.
    package func backup(to path: String) throws(RegisterRefusal) { try file.backup(to: path) }

    /// A new version of the parameters, for later filings; returns its number.
    ///
    /// Throws `RegisterRefusal` when a parameter is missing or of a wrong unit.
    package func setRules(_ rules: RuleSet, by caller: Caller) throws(RegisterRefusal) -> Int {
        if let fault = rules.firstFault {
            throw RegisterRefusal(
                .unreadable, "C410", "参数“\(fault)”缺失或不是应有的单位", field: fault, remedy: "对照 parameters.csv 补正")
        }
        return try move(caller) { desk in
            let version = desk.rulesVersion + 1
            let tree = try JSONTree(encoding: rules)
            try desk.append(.rulesetChanged, subject: "", facts: ["version": .int(version), "rules": tree])
            try desk.ledger.putRules(version, tree.canonical)
            return version
        }
    }

    /// The parameters in force and their version.
    package func rules() throws(RegisterRefusal) -> (version: Int, rules: RuleSet) {
        try file.read { try self.ledger($0).currentRules() }
    }
}
