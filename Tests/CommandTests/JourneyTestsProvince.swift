import Foundation
import Testing

/// The days of a provincial coordinator, a prefecture's arbiter and an auditor, through the built program.
@Suite struct ProvinceJourneyTests {
    // MARK: J3 the provincial coordinator

    @Test func `a coordinator sees what waits, imports a register once, and counts the month`() throws {
        let county = try RegisterRun.made()
        defer { county.remove() }
        let no = try county.filed()
        let waiting = try county.call("due", ["--days", "5"], as: RegisterRun.banna, at: "2026-03-10")
        #expect(waiting.records.contains { $0["no"] as? String == no })
        let late = try county.call("due", ["--days", "0"], as: RegisterRun.banna, at: "2026-03-20")
        #expect(late.records.contains { $0["no"] as? String == no }, "what is late is due too")
        let export = county.program.folder.appending(path: "events.ndjson").path
        let exported = try county.call("export", ["--out", export], at: "2026-03-10")
        #expect(exported.status == 0)
        let province = try RegisterRun.made()
        defer { province.remove() }
        let taken = try province.call("import", [export], as: "530000", at: "2026-03-11")
        #expect(taken.status == 0, "\(taken.output)\(taken.errors)")
        #expect(taken.line["head"] as? String == exported.line["head"] as? String)
        let again = try province.call("import", [export], as: "530000", at: "2026-03-11")
        #expect(again.status == 0 && again.line["imported"] as? Int == 0, "\(again.output)")
        let lines = try String(contentsOfFile: export, encoding: .utf8).split(separator: "\n").map(String.init)
        let hole = try province.program.file(
            "缺.ndjson", lines.enumerated().filter { $0.offset != 2 }.map(\.element).joined(separator: "\n") + "\n")
        let other = try RegisterRun.made()
        defer { other.remove() }
        let refused = try other.call("import", [hole], as: "530000", at: "2026-03-11")
        #expect(refused.status == 7 && refused.refusal == "M701", "\(refused.output)")
        let stats = try province.call("stats", ["--month", "2026-03", "--by", "州市"], as: "530000", at: "2026-03-31")
        #expect(stats.status == 0 && !stats.records.isEmpty)
    }

    @Test func `ten parks across prefectures, each with its reasons and what it lacks`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("l.csv", "项目编号,主要产品,总投资(亿元),用地面积（亩）\nP99,铝板带箔,12,380\n")
        let run = try program.run(["rank", file, "--region", "云南省", "--top", "10", "--format", "json", "--quiet"])
        let document = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let rows = try #require(document["rows"] as? [[String: Any]])
        #expect(rows.count == 10)
        let places = Set(rows.compactMap { (($0["park"] as? [String: Any])?["name"] as? String) })
        #expect(places.count == 10)
        for row in rows {
            let reasons = (row["parts"] as? [[String: Any]] ?? []).compactMap { $0["reason"] as? String }
            #expect(reasons.count >= 8 && reasons.allSatisfy { !$0.isEmpty })
            #expect((row["evidence"] as? [[String: Any]])?.isEmpty == false)
        }
    }

    // MARK: J4 the arbiter

    @Test func `an arbiter reads both sides, may not rule at home, and rules with a reason`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let first = try run.filed()
        let second = try run.call("file", ["--record", try run.record()], as: RegisterRun.jinghong)
        let conflict = try #require(
            ((second.line["conflicts"] as? [[String: Any]])?.first)?["conflict"] as? String)
        let shown = try run.call("show", [conflict], as: RegisterRun.banna)
        #expect(shown.status == 0 && shown.output.contains(first))
        #expect(try run.call("rule", [conflict, "--keep", first], reason: "我方在先").refusal == "T402")
        #expect(
            try run.call("rule", [conflict, "--keep", first], as: RegisterRun.banna).status == 4, "no reason, no ruling"
        )
        let ruled = try run.call(
            "rule", [conflict, "--keep", first], as: RegisterRun.banna, clerk: "王五", reason: "先谈且按期报送")
        #expect(ruled.status == 0, "\(ruled.output)")
        #expect(try run.call("show", [first]).line["contested"] as? Bool == false)
    }

    // MARK: J6 the auditor

    @Test func `an auditor proves the chain, follows a filing, and gets the same verdict again`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.accepted()
        let copy = run.program.folder.appending(path: "copy.db").path
        #expect(try run.call("backup", ["--out", copy], at: "2026-03-11").status == 0)
        let audit = ["--register", copy, "--as", "530000", "--clerk", "审计", "--at", "2026-03-12T10:00:00+08:00"]
        let head = try #require(try run.call("show", [no], at: "2026-03-11").line["head"] as? String)
        let verified = try run.program.run(["firsttalk", "verify", "--head", head] + audit)
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        let events = try run.program.run(["firsttalk", "replay", no] + audit)
        #expect(events.records.count >= 2 && events.records.allSatisfy { $0["kind"] is String })
        var bytes = try Data(contentsOf: URL(filePath: copy))
        let name = Data("普洱茶精深加工及茶多酚".utf8)
        let place = try #require(bytes.firstRange(of: name))
        bytes.replaceSubrange(place.lowerBound..<place.lowerBound + 3, with: Data("红".utf8))
        try bytes.write(to: URL(filePath: copy))
        let broken = try run.program.run(["firsttalk", "verify"] + audit)
        #expect(broken.status == 7, "one byte changed: \(broken.output)")
        let file = try run.program.file("a.csv", "项目编号,主要产品,固定资产投资（万元）,用地面积（亩）\nR1,普洱茶,8400,50\n")
        let check = ["check", file, "--park", "勐海产业园区", "--as-of", "2026-03-01", "--format", "json", "--quiet"]
        #expect(try run.program.run(check).output == run.program.run(check + ["--jobs", "1"]).output)
    }
}
