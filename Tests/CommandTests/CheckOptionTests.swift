import Foundation
import Testing

/// `check` with what a committee adds to a list: sources, register, two days, a grid, the annex.
@Suite struct CheckOptionTests {
    private static let headings =
        "项目编号,投资方名称,主要产品,国民经济行业代码,建设性质,设计产能,固定资产投资（万元）,用地面积（亩）,建筑系数(%),年产值(万元),年综合能耗(吨标准煤),年用电量(万千瓦时),年煤炭消费量(吨),天然气用量(万立方米),蒸汽用量(吨),能耗替代来源,产能置换来源\n"

    private func clause(_ record: [String: Any], _ rule: String) throws -> [String: Any] {
        let clauses = try #require(record["clauses"] as? [[String: Any]])
        return try #require(clauses.first { $0["rule"] as? String == rule })
    }

    private func answers(_ program: Program, _ rows: String, _ more: [String]) throws -> Program.Outcome {
        let leads = try program.file("l.csv", CheckOptionTests.headings + rows)
        return try program.run(
            ["check", leads, "--park", "53299043", "--format", "ndjson", "--as-of", "2026-06-30"] + more)
    }

    @Test func `a source is spent once, in the order of the list, and each answer says on what it rests`() throws {
        let program = try Program()
        defer { program.remove() }
        let sources = try program.file(
            "s.csv",
            "来源编号,来源单位,类别,数量,计量单位,折算系数,有效期止\nA1,某水泥厂,能耗,2000,吨标准煤,1,2027-12-31\n"
                + "A2,某砖厂,能耗,0.3,万吨标准煤,50%,2026-06-29\nA3,某铝厂,产能,60,万吨,0.9,\n")
        let rows = """
            A,甲,普洱茶,1530,新建,,11400,38,40,20000,2000,,,,,A1;A1,
            B,乙,普洱茶,1530,新建,,11400,38,40,20000,2000,,,,,A1;A2,
            C,丙,电解铝,3216,新建,50万吨/年,500000,380,40,20000,,500,0,0,0,X9,A3
            D,丁,电解铝,3216,新建,10万吨/年,500000,380,40,20000,,500,0,0,0,,A3

            """
        let run = try answers(program, rows, ["--sources", sources])
        #expect(run.status == 0, "\(run.errors)")
        let first = try clause(run.records[0], "S000-07")
        #expect(first["result"] as? String == "pass" && first["found"] as? String == "2000tce")
        #expect((first["message"] as? String)?.contains("重复列出") == true)
        let second = try clause(run.records[1], "S000-07")
        #expect(second["result"] as? String == "review" && second["found"] as? String == "0tce")
        #expect((second["message"] as? String)?.contains("已用于项目 A") == true)
        #expect((second["message"] as? String)?.contains("2026-06-29 到期") == true)
        #expect(try clause(run.records[2], "H066")["result"] as? String == "pass")
        #expect(try clause(run.records[3], "H066")["result"] as? String == "review")
        let uses = try #require(run.records[2]["substitution"] as? [[String: Any]])
        #expect((uses.last?["counted"] as? NSNumber)?.intValue == 540_000)
        #expect(run.errors.contains("X9") && run.errors.contains("不得重复使用"))
        let bad = try program.file("bad.csv", "来源编号,来源单位,类别,数量\nA1,甲,能耗,很多\n")
        let refused = try answers(program, rows, ["--sources", bad])
        #expect(refused.status == 65 && refused.errors.contains("第2行") && refused.errors.contains("数量"))
        let twice = try program.file("twice.csv", "来源编号,来源单位,类别,数量\nA1,甲,能耗,5\nA1,乙,能耗,5\n")
        #expect(try answers(program, rows, ["--sources", twice]).status == 65)
    }

    @Test func `two days: the energy review of one project changes with the edition`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file(
            "l.csv", CheckOptionTests.headings + "C,丙,普洱茶,1530,新建,,50000,100,40,20000,,500,0,0,0,,\n")
        let base = ["check", leads, "--park", "53299043", "--as-of", "2025-08-31", "--quiet"]
        let run = try program.run(base + ["--compare", "2025-09-01", "--format", "ndjson"])
        #expect(run.status == 0, "\(run.errors)")
        let compare = try #require(run.records[0]["compare"] as? [String: Any])
        #expect(compare["days"] as? [String] == ["2025-08-31", "2025-09-01"])
        let changes = try #require(compare["changes"] as? [[String: Any]])
        let old = try #require(changes.first { $0["rule"] as? String == "ENERGY-2023" })
        #expect((old["before"] as? [String: Any])?["result"] as? String == "pass" && old["after"] is NSNull)
        let new = try #require(changes.first { $0["rule"] as? String == "ENERGY-2025" })
        #expect((new["after"] as? [String: Any])?["result"] as? String == "not-applicable")
        let table = try program.run(base + ["--compare", "2025-09-01", "--format", "table"])
        #expect(table.output.contains("2025-08-31 → 2025-09-01"))
        #expect(try program.run(base + ["--compare", "2025-13-01"]).status == 64)
    }

    @Test func `the register decides the first-talk duties and never refuses`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let number = try run.accepted()
        let record = try #require(
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(filePath: Program.example("filing-record.json"))))
                as? [String: Any])
        var lead: [String: Any] = ["project_id": "R1", "industry_code": "1530"]
        for key in ["project_name", "investor_name", "investor_uscc", "content", "products", "total_invest"] {
            if let value = record[key] { lead[key] = value }
        }
        let leads = try run.program.file(
            "l.ndjson", String(decoding: try JSONSerialization.data(withJSONObject: lead), as: UTF8.self) + "\n")
        let base = ["check", leads, "--register", run.path, "--as-of", "2026-03-12", "--format", "ndjson", "--quiet"]
        let own = try run.program.run(base + ["--park", "53299043"])
        #expect(own.status == 0, "\(own.errors)")
        #expect(try clause(own.records[0], "S004-08")["result"] as? String == "pass")
        #expect((try clause(own.records[0], "S004-08")["message"] as? String)?.contains(number) == true)
        let elsewhere = try run.program.run(base + ["--park", "昆明经济技术开发区"])
        #expect(try clause(elsewhere.records[0], "S004-08")["result"] as? String == "review")
        #expect((elsewhere.records[0]["first_talk"] as? [String: Any])?["state"] as? String == "protected-elsewhere")
        let none = try run.program.run([
            "check", leads, "--park", "53299043", "--as-of", "2026-03-12", "--format", "ndjson", "--quiet",
        ])
        #expect(try clause(none.records[0], "S004-08")["result"] as? String == "pass")
        let conditions = none.records[0]["conditions"] as? [[String: Any]] ?? []
        #expect(conditions.contains { ($0["text"] as? String)?.contains("签约前办理首谈备案") == true })
        #expect(try run.program.run(["check", leads, "--park", "53299043", "--register", "none.db"]).status == 66)
    }

    @Test func `the grid has a cell a lead and park, and agrees with the clauses`() throws {
        let program = try Program()
        defer { program.remove() }
        let rows =
            "A,甲,普洱茶,1530,新建,,11400,38,40,20000,2000,,,,,,\nB,乙,普洱茶,1530,新建,,11400,38,30,20000,2000,,,,,,\nC,,,,,,#REF!,,,,,,,,,,\n"
        let leads = try program.file("l.csv", CheckOptionTests.headings + rows)
        let base = ["check", leads, "--park", "53299043", "--park", "昆明经济技术开发区", "--as-of", "2026-06-30", "--quiet"]
        let grid = try program.run(base + ["--matrix", "--format", "ndjson"])
        #expect(grid.status == 0, "\(grid.errors)")
        let lines = try program.run(base + ["--format", "ndjson"])
        #expect(grid.records.count == 3 && lines.records.count == 5)
        for (row, record) in grid.records.enumerated() where record["error"] == nil {
            let cells = try #require(record["verdicts"] as? [[String: Any]])
            #expect(cells.count == 2)
            for (column, cell) in cells.enumerated() {
                #expect(cell["verdict"] as? String == lines.records[row * 2 + column]["verdict"] as? String)
                #expect(cell["so_far"] as? String == lines.records[row * 2 + column]["so_far"] as? String)
            }
        }
        let second = try #require(grid.records[1]["verdicts"] as? [[String: Any]])
        #expect(second[0]["verdict"] as? String == "refuse")
        #expect((second[0]["refusal"] as? [String: Any])?["rule"] as? String == "LC2023-COV")
        let book = program.folder.appending(path: "m.xlsx").path
        #expect(try program.run(base + ["--matrix", "--out", book]).status == 0)
        #expect(try Data(contentsOf: URL(filePath: book)).count > 4000)
        #expect(
            try program.run(["check", leads, "--matrix", "--region", "532800", "--format", "table"]).output.contains(
                "勐海"))
        #expect(
            try program.run(["check", leads, "--matrix", "--region", "532800", "--compare", "2025-01-01"]).status == 64)
        #expect(try program.run(["check", leads]).status == 64)
    }

    @Test func `the annex holds figures, periods and liability, and leaves to people what is theirs`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file(
            "l.csv", CheckOptionTests.headings + "A,<b>甲</b>,普洱茶,1530,新建,,11400,38,40,20000,2000,,,,,,\n")
        let page = program.folder.appending(path: "a.html").path
        let run = try program.run(["check", leads, "--park", "53299043", "--annex", page, "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        let text = try String(contentsOfFile: page, encoding: .utf8)
        for word in ["控制指标", "不低于 40%", "≥ 40%", "期限", "开工前", "违约责任", "____", "&lt;b&gt;甲"] {
            #expect(text.contains(word), "\(word)")
        }
        #expect(try program.run(["check", leads, "--park", "53299043", "--annex", "a.pdf"]).status == 64)
        let word = program.folder.appending(path: "承诺书.docx")
        #expect(try program.run(["check", leads, "--park", "53299043", "--annex", word.path, "--quiet"]).status == 0)
        let bytes = try Data(contentsOf: word)
        #expect(bytes.starts(with: Data("PK".utf8)))
        for part in ["word/document.xml", "“标准地”控制指标承诺书", "违约责任", "<w:tbl>"] {
            #expect(bytes.range(of: Data(part.utf8)) != nil, "\(part)")
        }
    }

    @Test func `own lines laxer than the nation's are reported and never relax`() throws {
        let program = try Program()
        defer { program.remove() }
        let lax = try program.file(
            "lax.csv", "quantity,operator,value,unit,force,document\ncoverage,>=,30,%,mandatory,本园标准\n")
        let strict = try program.file(
            "strict.csv", "quantity,operator,value,unit,force,document\ncoverage,>=,50,%,mandatory,本园标准\n")
        let rows = "A,甲,普洱茶,1530,新建,,11400,38,35,20000,2000,,,,,,\nB,乙,普洱茶,1530,新建,,11400,38,45,20000,2000,,,,,,\n"
        let run = try answers(program, rows, ["--rules", lax, "--rules", strict])
        #expect(run.errors.contains("不得放宽"))
        #expect(run.records.allSatisfy { $0["verdict"] as? String == "refuse" })
        #expect((run.records[0]["notes"] as? [String])?.contains { $0.contains("不得放宽") } == true)
        let own = try answers(program, rows, ["--rules", lax])
        #expect(own.records[0]["verdict"] as? String == "refuse")
        #expect(own.records[1]["verdict"] as? String != "refuse")
        let unknown = try answers(program, rows, ["--finding", "S999=pass,甲,文,2026-01-01"])
        #expect(unknown.errors.contains("S999"))
        #expect(try answers(program, rows, ["--finding", "S999=maybe,甲,文,2026-01-01"]).status == 64)
    }
}
