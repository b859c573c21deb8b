import Foundation
import Testing

/// The printable papers and the sameness of facts in all formats.
@Suite struct PaperTests {
    private static let hostile = """
        项目编号,项目名称,主要产品,建设内容及规模,总投资(亿元),固定资产投资（万元）,用地面积（亩）,容积率,联系电话
        H1,"<script>alert('坏')</script>|*_`",普洱茶,"\u{202E}倒写</td><img src=x onerror=alert(1)>& 普洱茶发酵",1.2,8640,38,1.3,13800000000
        H2,水泥项目,水泥熟料,日产2000吨水泥熟料,3,25000,200,0.5,
        H3,坏行,水泥,,-500,1,1,1,

        """

    private func text(_ program: Program, _ arguments: [String], _ name: String) throws -> String {
        let path = program.folder.appending(path: name).path
        let run = try program.run(arguments + ["--out", path, "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test(arguments: [["rank", "l.csv", "--region", "532800", "--top", "2"], ["check", "l.csv", "--park", "勐海产业园区"]])
    func `a page takes nothing from outside and lets nothing in`(arguments: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("l.csv", PaperTests.hostile)
        let page = try text(program, arguments, "o.html")
        #expect(page.contains("&lt;script&gt;") && !page.contains("<script") && !page.contains("<img"))
        #expect(!page.contains("\u{202E}"))
        #expect(count("<[^>]*[ ](src|href)=", page) == 0 && !page.contains("@import") && !page.contains("url("))
        #expect(page.replacing("http://www.w3.org/2000/svg", with: "").contains("http") == false)
        #expect(page.contains("size:A4") && page.contains("table-header-group"))
        #expect(page.contains("退回行") && page.contains("不能为负") || page.contains("-500"))
        #expect(!page.contains("13800000000"))
        for tag in ["table", "tr", "td", "th", "thead", "tbody", "div", "p", "svg", "span"] {
            #expect(count("<\(tag)[ >]", page) == count("</\(tag)>", page), "\(tag)")
        }
        let words = try text(program, arguments, "o.md")
        #expect(words.contains("&lt;script&gt;") && !words.contains("<script"))
        #expect(words.contains("\\|") && words.hasPrefix("# "))
    }

    @Test func `a cell of seventy thousand letters is shown in part and says so`() throws {
        let program = try Program()
        defer { program.remove() }
        let long = String(repeating: "甲乙丙丁", count: 15_000) + "普洱茶" + String(repeating: "戊", count: 2_000)
        _ = try program.file("l.csv", "项目编号,项目名称,建设内容及规模\nL1,长,\(long)\n")
        let run = try program.run(["rank", "l.csv", "--region", "532800", "--top", "1", "--out", "o.html", "--quiet"])
        let path = program.folder.appending(path: "o.html").path
        if run.status == 0 {
            let page = try String(contentsOfFile: path, encoding: .utf8)
            #expect(page.count < 40_000)
            #expect(page.contains("节选") || page.contains("退回"))
        } else {
            #expect(run.status == 65)
        }
    }

    @Test func `a paper has what a committee signs`() throws {
        let program = try Program()
        defer { program.remove() }
        let ledger = try String(contentsOf: Program.root.appending(path: "Tools/examples/ledger.csv"), encoding: .utf8)
        let lines = ledger.split(separator: "\n")
        _ = try program.file(
            "one.csv", (lines.prefix(1) + lines.filter { $0.contains("2026-YN-C-018") }).joined(separator: "\n") + "\n")
        let arguments = [
            "check", "one.csv", "--park", "勐海产业园区", "--rules", Program.example("park-lines.csv"), "--firms",
            Program.example("firms-menghai.csv"), "--finding", "S004-15=pass,县工信局,意见〔2026〕1号,2026-03-01",
        ]
        let page = try text(program, arguments, "o.html")
        for words in [
            "入园评审意见书", "核对结论", "12000万元（原填 1.2）", "符合的条款", "227.3684万元/亩", "≥ 180万元/亩", "+47.3684万元/亩 (+26.32%)",
            "附条件", "签约前", "研判意见", "县工信局", "意见〔2026〕1号", "待补证据", "总平面图及经济技术指标表", "投资方（设计单位）", "怎样能进", "37.81亩",
            "不适用于本项目的条款",
            "签字", "不予入园", "虚构示例", "自然资发〔2023〕72号",
        ] { #expect(page.contains(words), "\(words)") }
        let markdown = try text(program, arguments, "o.md")
        for words in ["入园评审意见书", "227.3684万元/亩", "签约前", "37.81亩"] { #expect(markdown.contains(words), "\(words)") }
        let word = try WordDocument(program, arguments, "意见书.docx")
        for words in ["入园评审意见书", "227.3684万元/亩", "+47.3684万元/亩 (+26.32%)", "县工信局", "37.81亩", "□ 不予入园", "签字"] {
            #expect(word.text.contains(words), "\(words)")
        }
    }

    @Test func `an opinion tells a thing once and stays short`() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("l.csv", PaperTests.hostile)
        let arguments = ["check", "l.csv", "--park", "勐海产业园区"]
        let run = try program.run(arguments + ["--format", "ndjson", "--quiet"])
        let lead = try #require(run.records.first)
        let clauses = try #require(lead["clauses"] as? [[String: Any]])
        let count = { (word: String) in clauses.count { ($0["message"] as? String ?? "").contains(word) } }
        // Several documents ask for the ratio; the paper names them all beside one sentence.
        #expect(count("本目录无此限值（容积率）") > 3)
        let page = try text(program, arguments + ["--set", "project_id=H1"], "o.html")
        let opinion = try #require(page.components(separatedBy: "class=\"break\"").dropFirst().first)
        #expect(opinion.components(separatedBy: "本目录无此限值（容积率）").count == 2)
        for clause in clauses where clause["result"] as? String != "not-applicable" {
            let rule = try #require(clause["rule"] as? String)
            #expect(opinion.contains(rule), "\(rule)")
        }
        // What does not concern the project is counted, by document.
        let outside = clauses.count { $0["result"] as? String == "not-applicable" }
        #expect(opinion.contains("不适用于本项目的条款（\(outside)）"))
        let counts = opinion.matches(of: /[ ](\d+)条(；|。)/).compactMap { Int($0.1) }
        #expect(counts.reduce(0, +) == outside)
        #expect(!opinion.contains("H049"))
    }

    @Test func `a Word document is well formed and lets nothing in`() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("l.csv", PaperTests.hostile)
        for arguments in [
            ["check", "l.csv", "--park", "勐海产业园区"], ["rank", "l.csv", "--region", "532800", "--top", "2"],
            ["rank", "l.csv", "--region", "532800", "--one-page", "H1"],
        ] {
            let word = try WordDocument(program, arguments, "o.docx")
            #expect(word.text.contains("<script>") && !word.markup.contains("<script"), "\(arguments)")
            #expect(!word.text.contains("\u{202E}"))
        }
        let refused = try program.run(["check", "l.csv", "--park", "勐海产业园区", "--format", "docx", "--quiet"])
        #expect(refused.status == 64 && refused.errors.contains("--out 文件名.docx"), "\(refused.errors)")
    }

    @Test func `the ranked list states the same facts in every format`() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("l.csv", PaperTests.hostile)
        let arguments = ["rank", "l.csv", "--region", "532800", "--top", "1"]
        let lines = try program.run(arguments + ["--format", "ndjson", "--quiet"])
        var facts: [String] = []
        for record in lines.records where record["error"] == nil {
            let park = try #require(record["park"] as? [String: Any])
            facts += [try #require(record["id"] as? String), try #require(park["name"] as? String)]
        }
        #expect(facts.count == 4)
        facts += ["H3", "总投资", "-500"]
        let scores = lines.records.compactMap { ($0["score"] as? NSNumber)?.doubleValue }
        for format in ["table", "csv", "json", "html", "md"] {
            let run = try program.run(arguments + ["--format", format, "--quiet"])
            #expect(run.status == 0, "\(run.errors)")
            for fact in facts { #expect(run.output.contains(fact), "\(format): \(fact)") }
            for score in scores {
                let whole = String(Int(score))
                #expect(run.output.contains(whole + "."), "\(format): \(score)")
            }
        }
        // Lists that people act on say what is missing, in words or as a list.
        for format in ["csv", "json", "html", "md"] {
            let run = try program.run(arguments + ["--format", format, "--quiet"])
            #expect(run.output.contains("行政办公及生活服务设施用地"), "\(format)")
        }
    }

    @Test func `a narrow terminal loses nothing and is never overrun`() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("l.csv", PaperTests.hostile)
        for arguments in [
            ["rank", "l.csv", "--region", "532800", "--top", "1"], ["check", "l.csv", "--park", "勐海产业园区"],
            ["policy", "年产10万吨隔膜法烧碱"], ["classify", "年产5万吨磷酸铁锂正极材料"],
        ] {
            let run = try program.run(
                arguments + ["--format", "table", "--quiet"], environment: ["COLUMNS": "80", "NO_COLOR": "1"])
            #expect(run.status == 0, "\(run.errors)")
            for line in run.lines { #expect(width(line) <= 80, "\(line)") }
            #expect(!run.output.contains("\u{1B}"))
        }
    }

    @Test func `a brief message fits into 140 characters`() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("l.csv", PaperTests.hostile)
        let arguments = ["rank", "l.csv", "--region", "532800", "--top", "1", "--brief", "--quiet", "--format"]
        let lines = try program.run(arguments + ["ndjson"])
        #expect(lines.records.count == 3)
        for record in lines.records where record["error"] == nil {
            #expect(record["parts"] == nil)
            let text = try #require(record["brief"] as? String)
            #expect(text.count <= 140 && text.contains("→") && !text.contains("\n"))
        }
        let screen = try program.run(arguments + ["table"])
        #expect(screen.lines.count == 4)
    }

    private func count(_ pattern: String, _ text: String) -> Int {
        (try? Regex(pattern)).map { text.matches(of: $0).count } ?? -1
    }

    /// Columns of a terminal: everything from the CJK blocks on takes two.
    private func width(_ line: String) -> Int {
        line.unicodeScalars.reduce(0) { sum, scalar in
            let value = scalar.value
            return sum
                + ((0x2E80...0xD7A3).contains(value) || (0xF900...0xFAFF).contains(value)
                    || (0xFF01...0xFF60).contains(value) ? 2 : 1)
        }
    }
}
