import Foundation
import GRDB
import Testing

@testable import YinfengFirstTalk

/// Whoever edits the file behind the register's back is found, and the place is named.
@Suite struct TamperTests {
    /// A register on disk with a short life of a filing and a conflict; its path.
    func made() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "yf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "talks.db").path()
        let facts = try Support.loaded()
        let register = try Register.create(path: path, facts: facts)
        let no = try Support.accepted(register)
        try Support.file(register, "532801", "2026-03-12")
        try register.progress(
            no, kind: "选址", date: "2026-03-13", evidence: Support.document("选址意见", "2026-03-13", "f"),
            by: Support.caller("532822", "2026-03-13"))
        return path
    }

    /// Runs SQL with the guards off, as an intruder would.
    func tamper(_ path: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \(name)")
            }
            try db.execute(sql: sql)
        }
        try queue.close()
    }

    func verified(_ path: String) throws -> RegisterRefusal? {
        let register = try Register.open(path: path, facts: Support.loaded())
        return Support.refusal { try register.verify() }
    }

    @Test func untouchedIsInOrder() throws {
        let path = try made()
        #expect(try verified(path) == nil)
    }

    @Test(arguments: [
        ("UPDATE events SET payload = replace(payload, '3亿元', '9亿元') WHERE number = 2", "A701", "record.total_invest"),
        ("UPDATE events SET clerk = 'x' WHERE number = 3", "A701", "clerk"),
        ("UPDATE events SET time = time + 1 WHERE number = 3", "A701", "time"),
        ("UPDATE events SET authority = '530000' WHERE number = 3", "A701", "authority"),
        ("UPDATE events SET kind = 'withdrawn' WHERE number = 3", "A701", "kind"),
        ("UPDATE events SET kind = 'unheard-of' WHERE number = 3", "A701", "kind"),
        ("UPDATE events SET payload = substr(payload, 2) WHERE number = 2", "A701", "payload"),
        ("UPDATE events SET hash = zeroblob(32) WHERE number = 2", "A701", "hash"),
        ("UPDATE events SET previous = zeroblob(32) WHERE number = 2", "A701", "previous"),
        ("UPDATE events SET fingerprints = zeroblob(length(fingerprints)) WHERE number = 2", "A701", "fingerprints"),
        ("DELETE FROM events WHERE number = 3", "A701", "number"),
        ("UPDATE meta SET value = replace(value, '\"6\"', '\"9\"') WHERE key = 'rules'", "A701", "previous"),
        ("UPDATE contacts SET body = replace(body, '1390000', '1380000')", "A701", "contacts"),
        ("UPDATE filings SET state = 'signed' WHERE seq = 1", "A720", "state"),
        ("UPDATE filings SET seq = 7 WHERE seq = 1", "A720", "seq"),
        ("UPDATE filings SET body = replace(body, '\"532822\"', '\"532801\"') WHERE seq = 1", "A720", "filer"),
        ("DELETE FROM filings WHERE seq = 2", "A720", "count"),
        ("UPDATE conflicts SET body = replace(body, '\"open\"', '\"closed\"')", "A720", "body"),
        ("UPDATE counters SET value = 99 WHERE name = 'seq'", "A720", "value"),
    ])
    func editIsNamed(_ sql: String, _ code: String, _ field: String) throws {
        let path = try made()
        try tamper(path, sql)
        let found = try verified(path)
        #expect(found?.code == code)
        #expect(found?.field == field)
        #expect(found?.exitCode == 7)
    }

    /// One bit anywhere in an event's payload, header or links.
    @Test func everyBitCounts() throws {
        let register = try Support.register()
        try Support.accepted(register)
        let links: [ChainedEvent] = try register.file.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM events ORDER BY number").map { try Ledger.link($0) }
        }
        var random = Seeded(11)
        for _ in 0..<400 {
            guard let link = links.randomElement(using: &random) else { continue }
            let event = link.event
            var payload = Array(event.payload.utf8)
            let index = Int.random(in: payload.indices, using: &random)
            payload[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
            let text = String(decoding: payload, as: UTF8.self)
            guard text != event.payload else { continue }
            let bad = ChainedEvent(
                event: Event(
                    number: event.number, time: event.time, kind: event.kind, subject: event.subject,
                    authority: event.authority, clerk: event.clerk, rule: event.rule, versions: event.versions,
                    payload: text), fingerprints: link.fingerprints, previous: link.previous, hash: link.hash)
            #expect(bad.brokenField(after: link.previous) != nil)
            #expect(link.brokenField(after: link.previous) == nil)
        }
    }

    @Test func guardsRefuseEdits() throws {
        let path = try made()
        let queue = try DatabaseQueue(path: path)
        for sql in [
            "UPDATE events SET clerk = 'x'", "DELETE FROM events", "UPDATE meta SET value = ''",
            "UPDATE contacts SET body = ''",
        ] {
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        }
    }

    @Test func settingsAreDurable() throws {
        let path = try made()
        let register = try Register.open(path: path, facts: Support.loaded())
        let found: (Int?, String?) = try register.file.read { db in
            (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
        }
        #expect(found.0 == 2)
        #expect(found.1 == "wal")
    }

    @Test func headMustStandInTheChain() throws {
        let register = try Support.register()
        let first = try Support.file(register)
        try Support.file(register, "532801")
        #expect(try register.verify(expecting: first.head).headPosition == 2)
        #expect(Support.refusal { try register.verify(expecting: String(repeating: "0", count: 64)) }?.exitCode == 7)
    }

    @Test func rebuildMakesTheSameProjections() throws {
        let path = try made()
        try tamper(path, "DELETE FROM filings WHERE seq = 2")
        let register = try Register.open(path: path, facts: Support.loaded())
        try register.rebuild()
        try register.verify()
        #expect(try register.check(Support.record(), by: Support.caller("532823", "2026-03-14")).conflicts.count == 2)
    }

    @Test func otherFilesAreNoRegisters() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "yf-\(UUID().uuidString).db").path()
        #expect(Support.refusal { try Register.open(path: path, facts: Support.loaded()) }?.kind == .noInput)
        try Data("not a database, certainly not one of ours".utf8).write(to: URL(filePath: path))
        #expect(Support.refusal { try Register.open(path: path, facts: Support.loaded()) }?.exitCode == 7)
        #expect(Support.refusal { try Register.create(path: path, facts: Support.loaded()) }?.exitCode == 4)
    }
}
