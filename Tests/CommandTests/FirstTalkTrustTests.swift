import Foundation
import GRDB
import Testing

/// What makes the register trustworthy: locks, tampering, races, exchange, privacy.
@Suite struct FirstTalkTrustTests {
    @Test func `a writer waits, then says busy and writes nothing`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let record = try run.record()
        let other = try DatabaseQueue(path: run.path)
        try other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            let start = Date()
            let outcome = try run.call("file", ["--record", record])
            #expect(outcome.status == 6)
            #expect(outcome.refusal == "G106")
            #expect(Date().timeIntervalSince(start) >= 4.5, "it waits before it gives up")
            // Readers never wait for a writer.
            #expect(try run.call("list").status == 0)
            try db.execute(sql: "ROLLBACK")
        }
        try other.close()
        #expect(try run.call("list").lines.isEmpty)
        #expect(try run.call("file", ["--record", record]).line["seq"] as? Int == 1)
    }

    @Test func `a changed event is found and named`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.accepted()
        let database = try DatabaseQueue(path: run.path)
        try database.write { db in
            try db.execute(sql: "DROP TRIGGER events_never_change")
            try db.execute(
                sql: "UPDATE events SET payload = replace(payload, '9600', '9700') WHERE number = 2")
        }
        try database.close()
        let verify = try run.call("verify", at: "2026-03-11")
        #expect(verify.status == 7)
        #expect(verify.refusal == "A701")
        #expect(verify.output.contains("事件 2"))
        #expect(verify.output.contains("fixed_invest"))
        #expect(no.isEmpty == false)
    }

    @Test func `a changed projection is found, and rebuilt from the events`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        _ = try run.accepted()
        let database = try DatabaseQueue(path: run.path)
        try database.write { try $0.execute(sql: "UPDATE filings SET state = 'signed'") }
        try database.close()
        let verify = try run.call("verify", at: "2026-03-11")
        #expect(verify.status == 7)
        #expect(verify.refusal == "A720")
        #expect(try run.call("rebuild", at: "2026-03-11").status == 0)
        #expect(try run.call("verify", at: "2026-03-11").status == 0)
    }

    @Test func `sixteen processes file at once and the order has no gap`() async throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let words = ["清泉", "远山", "大成", "宏图", "金穗", "蓝海", "绿源", "紫光", "红土", "白鹭", "青松", "黑土", "银河", "朝霞", "晨曦", "暮云"]
        let filers = [RegisterRun.menghai, RegisterRun.jinghong, RegisterRun.mengla]
        let calls = try words.enumerated().map { index, word in
            run.arguments(
                "file", ["--record", try run.subject(word, index), "--key", "k\(index)"], as: filers[index % 3])
        }
        let program = run.program
        let outcomes = try await withThrowingTaskGroup(of: Program.Outcome.self) { group in
            for call in calls {
                // A thread each: a call waits for its process.
                group.addTask {
                    try await withCheckedThrowingContinuation {
                        (done: CheckedContinuation<Program.Outcome, any Error>) in
                        Thread.detachNewThread { done.resume(with: Result { try program.run(call) }) }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes.map(\.output))")
        #expect(outcomes.compactMap { $0.line["seq"] as? Int }.sorted() == Array(1...16))
        #expect(Set(outcomes.compactMap { $0.line["no"] as? String }).count == 16)
        let listed = try run.call("list").records
        #expect(listed.compactMap { $0["seq"] as? Int } == Array(1...16), "listed in order")
        #expect(try run.call("verify").status == 0)
    }

    @Test func `a filing that was acknowledged outlives kill -9`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let filers = [RegisterRun.menghai, RegisterRun.jinghong, RegisterRun.mengla]
        let start = Date()
        var acknowledged: Set<String> = [try run.filed(as: filers[0])]
        let span = Date().timeIntervalSince(start)
        let words = "春夏秋冬东南西北梅兰竹菊松柏桃李"
        for round in 0..<50 {
            let word = String(words.map { $0 }[round % 16]) + String(words.map { $0 }[round / 16 + 3]) + "庄"
            let call = run.arguments("file", ["--record", try run.subject(word, round)], as: filers[round % 3])
            // Spread over the whole run of the program, a little beyond its end.
            let moment = span * 1.1 * Double((round * 37) % 50) / 50
            let outcome = try run.program.run(call, killedAfter: moment)
            for record in outcome.records { if let no = record["no"] as? String { acknowledged.insert(no) } }
            if round % 10 == 9 { #expect(try run.call("verify").status == 0, "round \(round)") }
        }
        let listed = try run.call("list").records.filter { !($0["seq"] is NSNull) }
        #expect(listed.compactMap { $0["seq"] as? Int } == Array(1...listed.count), "no gap")
        #expect(acknowledged.isSubset(of: listed.compactMap { $0["no"] as? String }))
        #expect(try run.call("verify").status == 0)
    }

    @Test func `a prefecture gathers its counties and takes their later events`() throws {
        let prefecture = try RegisterRun.made()
        let filers = [RegisterRun.menghai, RegisterRun.jinghong, RegisterRun.mengla]
        let counties = try filers.map { _ in try RegisterRun.made() }
        defer { for run in counties + [prefecture] { run.remove() } }
        func export(_ index: Int) throws -> String {
            let path = counties[index].program.folder.appending(path: "out.ndjson").path
            try? FileManager.default.removeItem(atPath: path)
            #expect(try counties[index].call("export", ["--out", path], at: "2026-03-12").status == 0)
            return path
        }
        for (index, filer) in filers.enumerated() { _ = try counties[index].filed(as: filer) }
        let files = try filers.indices.map { try export($0) }
        let merged = try prefecture.call("import", files, as: RegisterRun.banna, at: "2026-03-12", clerk: "王五")
        #expect(merged.status == 0, "\(merged.output)\(merged.errors)")
        #expect(merged.records.allSatisfy { $0["adopted"] as? Bool == false })
        let listed = try prefecture.call("list", at: "2026-03-12").records
        #expect(listed.count == 3)
        #expect(listed.allSatisfy { $0["contested"] as? Bool == true })
        _ = try counties[0].call("file", ["--record", try counties[0].subject("远山", 3)], at: "2026-03-12")
        let again = try prefecture.call(
            "import", [try export(0), "--branch"], as: RegisterRun.banna, at: "2026-03-13", clerk: "王五")
        #expect(again.status == 0, "\(again.output)")
        #expect(again.line["imported"] as? Int == 2)
        #expect(try prefecture.call("list", at: "2026-03-13").records.count == 4)
        #expect(try prefecture.call("verify", at: "2026-03-13").status == 0)
    }

    @Test func `export and import carry the chain whole`() throws {
        let run = try RegisterRun.made()
        let copy = try RegisterRun.made()
        defer {
            run.remove()
            copy.remove()
        }
        _ = try run.accepted()
        let file = run.program.folder.appending(path: "all.ndjson").path
        let exported = try run.call("export", ["--out", file])
        #expect(exported.status == 0)
        let imported = try copy.call("import", [file], as: RegisterRun.banna, at: "2026-03-11")
        #expect(imported.status == 0, "\(imported.output)")
        #expect(imported.line["head"] as? String == exported.line["head"] as? String)
        #expect(imported.line["adopted"] as? Bool == true)
        let again = try copy.call("import", [file], as: RegisterRun.banna, at: "2026-03-12")
        #expect(again.status == 0)
        #expect(again.line["imported"] as? Int == 0)
        #expect(again.line["head"] as? String == imported.line["head"] as? String, "twice changes nothing")
        var lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
        lines.remove(at: 2)
        let holed = try run.program.file("hole.ndjson", lines.joined(separator: "\n"))
        let empty = try RegisterRun.made()
        defer { empty.remove() }
        let refused = try empty.call("import", [holed], as: RegisterRun.banna)
        #expect(refused.status == 7)
        #expect(refused.refusal == "M701")
        #expect(refused.output.contains("事件 2"))
        #expect(try empty.call("list").lines.isEmpty)
    }

    @Test func `a merge opens the contests between registers`() throws {
        let one = try RegisterRun.made()
        let two = try RegisterRun.made()
        defer {
            one.remove()
            two.remove()
        }
        _ = try one.filed()
        _ = try two.filed(as: RegisterRun.jinghong)
        let file = two.program.folder.appending(path: "two.ndjson").path
        #expect(try two.call("export", ["--out", file]).status == 0)
        let merged = try one.call("import", [file], as: RegisterRun.banna, at: "2026-03-12", clerk: "王五")
        #expect(merged.status == 0, "\(merged.output)")
        #expect((merged.line["conflicts"] as? [String])?.count == 1)
        let listed = try one.call("list", at: "2026-03-12").records
        #expect(listed.count == 2)
        #expect(listed.allSatisfy { $0["contested"] as? Bool == true })
        let again = try one.call("import", [file], as: RegisterRun.banna, at: "2026-03-13", clerk: "王五")
        #expect(again.line["imported"] as? Int == 0)
        #expect(again.line["head"] as? String == merged.line["head"] as? String)
        #expect(try one.call("verify", at: "2026-03-13").status == 0)
    }

    @Test func `contacts are shown only when asked for`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let (phone, person) = ("13987654321", "欧阳示例")
        let changes: [String: Any?] = [
            "investor_contact_phone": phone, "investor_contact_name": person, "their_people": [person],
        ]
        let no = try run.accepted(changes)
        _ = try run.call(
            "file", ["--record", try run.record(changes)], as: RegisterRun.jinghong, at: "2026-03-11", reason: "迟报")
        let folder = run.program.folder
        for format in ["html", "docx", "txt", "csv"] {
            _ = try run.call("form", [no, "--out", folder.appending(path: "form.\(format)").path], at: "2026-03-11")
        }
        var words = ""
        for verb in ["show", "form", "receipt", "replay"] { words += try run.call(verb, [no], at: "2026-03-11").output }
        for verb in ["list", "due", "stats", "export", "replay", "verify"] {
            words += try run.call(verb, at: "2026-03-11").output
        }
        words += try run.call("check", ["--record", try run.record(changes)], at: "2026-03-11").output
        words += try run.call("file", ["--record", try run.record(changes)], at: "2026-03-11").output
        for format in ["html", "docx", "txt", "csv"] {
            words += String(decoding: try Data(contentsOf: folder.appending(path: "form.\(format)")), as: UTF8.self)
        }
        #expect(!words.contains(phone))
        #expect(!words.contains(person))
        #expect(words.contains("139****4321"))
        #expect(try run.call("form", [no, "--with-contacts"], at: "2026-03-11").output.contains(phone))
        #expect(try run.call("export", ["--with-contacts"], at: "2026-03-11").output.contains(phone))
    }

    @Test func `a backup is a whole register`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        _ = try run.accepted()
        let target = run.program.folder.appending(path: "copy.db").path
        let made = try run.call("backup", ["--out", target], at: "2026-03-11")
        #expect(made.status == 0)
        let verify = try run.program.run(["firsttalk", "verify", "--register", target])
        #expect(verify.status == 0)
        #expect(verify.line["head"] as? String == made.line["head"] as? String)
        #expect(try run.call("backup", ["--out", target]).status == 73, "an old backup is never written over")
    }
}
