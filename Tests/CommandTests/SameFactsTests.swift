import Foundation
import Testing
import YinfengTabular
import YinfengText

/// One run, every format: whatever a line of NDJSON states is found in one row of each other format.
@Suite struct SameFactsTests {
    private static let list = """
        项目编号,项目名称,主要产品,建设内容及规模,总投资(亿元),固定资产投资（万元）,用地面积（亩）,容积率,建筑系数,开工时间,领导批示
        S1,普洱茶精制,普洱茶,普洱茶发酵和精制,1.2,8640,38,1.3,45%,2026年3月,抓紧
        S2,水泥项目,水泥熟料,日产2000吨水泥熟料,3,25000,200,0.5,20%,2026-05-01,
        S3,坏行,水泥,,-500,1,1,1,,,

        """

    /// The rows of a format as plain words, markup taken away.
    private func rows(_ program: Program, _ arguments: [String], _ format: String) throws -> [String] {
        switch format {
        case "xlsx":
            let path = program.folder.appending(path: "o.xlsx").path
            let run = try program.run(arguments + ["--out", path, "--quiet"])
            try #require(run.status == 0, "\(run.errors)")
            return try WrittenBook(path).rows
        case "docx": return try WordDocument(program, arguments, "o.docx").rows
        case "csv":
            let path = program.folder.appending(path: "o.csv").path
            let run = try program.run(arguments + ["--out", path, "--quiet"])
            try #require(run.status == 0, "\(run.errors)")
            let reader = try TableReader(path: path, folder: try TextFolder())
            var rows: [String] = []
            while let row = try reader.next() { rows.append(row.cells.joined(separator: "\t")) }
            return rows
        default:
            let run = try program.run(arguments + ["--format", format, "--quiet"])
            try #require(run.status == 0, "\(run.errors)")
            guard format == "html" else {
                return run.lines.map { $0.replacing("\\", with: "").replacing("&lt;", with: "<") }
            }
            return run.output.components(separatedBy: "</tr>").map { row in
                row.replacing(/<[^>]*>/, with: "\t").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                    .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            }
        }
    }

    /// What one row must hold, and in which kinds of paper it is told another way.
    private func expectRows(
        _ facts: [[String]], in formats: [String], _ program: Program, _ arguments: [String]
    ) throws {
        for format in formats {
            let rows = try rows(program, arguments, format)
            for fact in facts {
                let words = fact.filter { !$0.isEmpty }
                #expect(
                    rows.contains { row in words.allSatisfy { row.contains($0) } }, "\(format): no row has \(words)")
            }
        }
    }

    /// JSON's rows are NDJSON's lines.
    private func expectSameDocument(_ program: Program, _ arguments: [String], _ records: [[String: Any]]) throws {
        let json = try program.run(arguments + ["--format", "json", "--quiet"])
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let rows = try #require(document["rows"] as? [[String: Any]])
        #expect(NSArray(array: rows) == NSArray(array: records))
        let meta = try #require(document["meta"] as? [String: Any])
        #expect(meta["as_of"] as? String != nil && meta["editions"] as? [Any] != nil)
    }

    private let verdicts = ["refuse": "不予准入", "needs-evidence": "待补证据", "review": "提请研判", "admit": "准入"]
    private let outcomes = ["pass": "符合", "fail": "不符合", "review": "需研判", "missing": "缺证据"]

    @Test func `check states clauses, numbers, conditions, ways in and returned rows alike`() throws {
        let program = try Program()
        defer { program.remove() }
        let arguments = [
            "check", try program.file("l.csv", SameFactsTests.list), "--park", "勐海产业园区", "--as-of", "2026-11-01",
        ]
        let records = try program.run(arguments + ["--format", "ndjson", "--quiet"]).records
        try #require(records.count == 3)
        try expectSameDocument(program, arguments, records)
        var heads: [[String]] = []
        var clauses: [[String]] = []
        var sentences: [[String]] = []
        for record in records where record["error"] == nil {
            let id = try #require(record["id"] as? String)
            heads.append([id, verdicts[record["verdict"] as? String ?? ""] ?? "?"])
            heads.append([id, verdicts[record["so_far"] as? String ?? ""] ?? "?"])
            for clause in record["clauses"] as? [[String: Any]] ?? [] {
                guard let outcome = outcomes[clause["result"] as? String ?? ""] else { continue }
                let text = { (key: String) in clause[key] as? String ?? "" }
                // The papers gather what is met under a heading of its own, without a word a row.
                let isMet = text("result") == "pass"
                clauses.append([
                    text("rule"), isMet ? "" : outcome, text("required"), text("found"), text("margin"),
                    isMet ? "" : text("message"),
                ])
            }
            for condition in record["conditions"] as? [[String: Any]] ?? [] {
                sentences.append([condition["text"] as? String ?? "?", condition["due"] as? String ?? "?"])
            }
            for remedy in record["remedies"] as? [[String: Any]] ?? [] {
                sentences.append([
                    remedy["change"] as? String ?? "?", verdicts[remedy["verdict"] as? String ?? ""] ?? "?",
                ])
            }
            for piece in record["evidence"] as? [[String: Any]] ?? [] {
                sentences.append([piece["name"] as? String ?? "?", piece["paper"] as? String ?? "?"])
            }
        }
        let error = try #require(records[2]["error"] as? [String: Any])
        let returned = ["column", "value", "message"].map { error[$0] as? String ?? "?" }
        #expect(clauses.count > 60 && sentences.count > 12)
        try expectRows(
            heads + clauses + sentences + [returned],
            in: ["table", "csv", "xlsx"], program, arguments)
        try expectRows(
            heads.filter { $0[0] == "S1" } + clauses + sentences + [returned],
            in: ["html", "md", "docx"], program, arguments)
        // The office's own column comes along.
        try expectRows([["抓紧"]], in: ["csv", "xlsx", "html", "md", "docx"], program, arguments)
    }

    @Test func `classify states codes, names, confidence and evidence alike`() throws {
        let program = try Program()
        defer { program.remove() }
        let arguments = ["classify", "--input", try program.file("l.csv", SameFactsTests.list)]
        let records = try program.run(arguments + ["--format", "ndjson", "--quiet"]).records
        try expectSameDocument(program, arguments, records)
        var facts: [[String]] = []
        var shares: [[String]] = []
        for record in records where record["error"] == nil {
            let id = try #require(record["id"] as? String)
            let candidates = try #require(record["candidates"] as? [[String: Any]])
            for (index, candidate) in candidates.prefix(4).enumerated() {
                let code = try #require(candidate["code"] as? String)
                let name = try #require(candidate["name"] as? String)
                facts.append([id, code, name])
                guard index == 0 else { continue }
                for evidence in (candidate["evidence"] as? [[String: Any]] ?? []).prefix(4) {
                    facts.append([id, try #require(evidence["term"] as? String)])
                }
                let confidence = try #require(candidate["confidence"] as? Double)
                shares.append([id, code, "\(Int((confidence * 100).rounded()))%"])
            }
        }
        #expect(facts.count > 6)
        try expectRows(facts, in: ["table", "csv", "xlsx", "html", "md", "docx"], program, arguments)
        try expectRows(shares, in: ["table", "html", "md", "docx"], program, arguments)
    }

    @Test func `the register's list states numbers, states, days and conflicts alike`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        _ = try run.accepted()
        _ = try run.filed(as: RegisterRun.jinghong, at: "2026-03-11")
        _ = try run.call("file", ["--record", try run.subject("云茶", 7)], at: "2026-03-12")
        let arguments = run.arguments("list", at: "2026-03-13")
        let records = try run.program.run(arguments + ["--format", "ndjson"]).records
        try #require(records.count == 3)
        try expectSameDocument(run.program, arguments, records)
        let states = ["accepted": "已备案（保护中）", "submitted": "已报送"]
        var short: [[String]] = []
        var whole: [[String]] = []
        for record in records {
            let number = try #require(record["no"] as? String)
            let seq = try #require(record["seq"] as? Int)
            let state = states[record["state"] as? String ?? ""] ?? ""
            let text = { (key: String) in record[key] as? String ?? "" }
            var row = [number, String(seq), state, text("protect_to"), text("due")]
            if record["contested"] as? Bool == true { row.append("争议") }
            for hit in record["conflicts"] as? [[String: Any]] ?? [] {
                row += [hit["no"] as? String ?? "?", hit["conflict"] as? String ?? ""]
            }
            short.append(row)
            row += [text("protect_from"), text("provisional")]
            row += (record["notes"] as? [[String: Any]] ?? []).map { $0["message"] as? String ?? "?" }
            whole.append(row)
        }
        try expectRows(short, in: ["table"], run.program, arguments)
        try expectRows(whole, in: ["csv", "xlsx", "html", "md", "docx"], run.program, arguments)
    }
}
