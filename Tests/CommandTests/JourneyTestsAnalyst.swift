import Foundation
import Testing

/// The days of a policy analyst, a data engineer and a new developer, through the built program.
@Suite struct AnalystJourneyTests {
    // MARK: J5 the policy analyst

    @Test func `an analyst adds an edition, and a wrong one is refused with file, row and column`() throws {
        let program = try Program()
        defer { program.remove() }
        let list = Program.root.appending(path: "Catalogs/lists/western-2025")
        let names = try FileManager.default.contentsOfDirectory(atPath: list.path).filter { $0.hasSuffix(".csv") }
            .sorted()
        let name = try #require(names.first)
        let table = try String(contentsOf: list.appending(path: name), encoding: .utf8)
        let good = try program.file("新.csv", table)
        let add = { (file: String) in
            [
                "catalog", "add", "western-2030", "--like", "western-2025", "--table", "\(name)=\(file)", "--into",
                "本局目录",
                "--title", "示例目录（2030年本）", "--effective-from", "2030-01-01", "--supersedes", "western-2025",
            ]
        }
        let added = try program.run(add(good))
        #expect(added.status == 0, "\(added.errors)")
        let listed = try program.run(["catalog", "list", "--catalogs", "本局目录", "--format", "ndjson"])
        #expect(listed.output.contains("western-2030"))
        #expect(try program.run(["catalog", "validate", "--catalogs", "本局目录"]).status == 0)
        let found = try program.run(["catalog", "search", "茶", "--format", "ndjson"])
        let editions = Set(found.records.compactMap { $0["edition"] as? String })
        #expect(editions.count >= 3, "classes, lists, chains and parks at once: \(editions)")
    }

    // MARK: J7 the data engineer

    @Test func `an engineer streams a list: order kept, jobs equal, bad rows in place, a summary`() throws {
        let program = try Program()
        defer { program.remove() }
        var text = ""
        for number in 1...300 {
            let land = number % 37 == 0 ? "\"-5\"" : "\(20 + number % 80)"
            text +=
                "{\"project_id\":\"L\(number)\",\"products\":\"\(["普洱茶", "铝板带", "磷酸铁锂"][number % 3])\",\"land_area\":\(land)}\n"
        }
        let file = try program.file("leads.ndjson", text)
        func batch(_ jobs: String, _ out: String) throws -> Data {
            let run = try program.run([
                "batch", "--input", file, "--out", out, "--region", "532800", "--top", "1", "--jobs", jobs, "--summary",
                "s.json",
            ])
            #expect(run.status == 0, "\(run.errors)")
            return try Data(contentsOf: program.folder.appending(path: out))
        }
        let one = try batch("1", "a.ndjson")
        #expect(try batch("2", "b.ndjson") == one)
        let lines = String(decoding: one, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 300)
        #expect(lines[0].hasPrefix("{\"id\":\"L1\"") && lines[299].hasPrefix("{\"id\":\"L300\""))
        #expect(lines[36].contains("\"error\""))
        let summary = try #require(
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: program.folder.appending(path: "s.json"))) as? [String: Any])
        #expect(summary["rows"] as? Int == 300 && summary["errors"] as? Int == 8)
        let stopped = try program.run([
            "batch", "--input", file, "--out", "c.ndjson", "--region", "532800", "--max-errors", "2",
        ])
        #expect(stopped.status == 65, "\(stopped.errors)")
    }

    // MARK: J8 the new developer

    @Test func `a developer's first minutes: doctor, help, a wrong option, a wrong folder, a plain locale`() throws {
        let program = try Program()
        defer { program.remove() }
        let doctor = try program.run(["doctor"])
        #expect(doctor.status == 0 && doctor.output.contains("ICU") && doctor.output.contains("校验：通过"))
        let help = try program.run(["firsttalk", "submit", "--help"])
        #expect(help.status == 0 && help.output.contains("例：") && help.output.contains("用法："))
        let slip = try program.run(["check", "x.csv", "--prak", "勐海"])
        #expect(slip.status == 64 && slip.errors.contains("--park"))
        let nowhere = try program.run(["firsttalk", "list", "--register", "no.db"])
        #expect(nowhere.status == 66 && nowhere.errors.contains("D201") && nowhere.errors.contains("init"))
        let plain = try program.run(
            ["classify", "普洱茶", "--format", "ndjson"], environment: ["LANG": "C", "LC_ALL": "C"])
        #expect(plain.output.contains("精制茶加工"))
    }
}
