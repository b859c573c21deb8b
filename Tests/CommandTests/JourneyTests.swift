import Foundation
import Testing

/// The days of a county clerk and of a park's reviewer, through the built program.
@Suite struct JourneyTests {
    /// A ledger as offices keep it: title, remark line, two levels of headings, mixed units, a total, GB 18030.
    private static let ledger = """
        勐海县2026年招商引资在谈项目台账,,,,,,,,
        填报单位:勐海县投资促进局,,,,,,填报日期:2026年3月6日,,
        序号,项目名称,客商,项目内容,投资情况,,用地,联系电话,主管领导批示
        ,,,,总投资(亿元),固定资产投资(万元),用地面积(亩),,
        1,普洱茶精深加工,上海某某茶业科技有限公司,新建普洱茶精制生产线,1.2,9600,45,13900000000,同意
        2,建材,云南某某建材有限公司,建筑石膏板,30000,8000,60,1.39E+10,
        3,咖啡,云南某某食品有限公司,咖啡烘焙,约5000万,4000,３０,13900000002,
        合计,,,,,,,,

        """

    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

    // MARK: J1 the county clerk

    @Test func `a clerk reads the office's ledger as it is`() throws {
        let program = try Program()
        defer { program.remove() }
        let bytes = try #require(JourneyTests.ledger.data(using: JourneyTests.gb18030))
        let file = try program.file("台账.csv", bytes)
        let inspect = try program.run(["leads", "inspect", file, "--format", "ndjson"])
        #expect(inspect.status == 0)
        for words in ["GB18030", "标题行 1", "表头 3–4", "合计行 8", "主管领导批示"] {
            #expect(inspect.errors.contains(words), "\(words): \(inspect.errors)")
        }
        #expect(inspect.records.count == 3)
        let doubts = inspect.records.map {
            ($0["doubts"] as? [[String: Any]] ?? []).compactMap { $0["field"] as? String }
        }
        #expect(doubts[0].isEmpty)
        #expect(doubts[1].contains("total_invest") && doubts[1].contains("contact_phone"))
        #expect(!inspect.output.contains("13900000000"), "phones stay away")
        let ranked = try program.run(["rank", file, "--park", "勐海产业园区", "--format", "ndjson", "--quiet"])
        #expect(ranked.records.count == 3)
        #expect((ranked.records[0]["extra"] as? [String: Any])?["主管领导批示"] as? String == "同意")
        let coded = try program.run(["classify", "--input", file, "--top", "3", "--format", "ndjson", "--quiet"])
        let best = (coded.records.first?["candidates"] as? [[String: Any]])?.first
        #expect(best?["code"] as? String == "1530")
        #expect((best?["evidence"] as? [[String: Any]])?.isEmpty == false)
    }

    @Test func `a clerk's slips are named with place and remedy`() throws {
        let program = try Program()
        defer { program.remove() }
        let missing = try program.file("缺列.csv", "序号,甲乙,丙丁\n1,茶叶加工,某某公司\n")
        let unknown = try program.run(["rank", missing])
        #expect(unknown.status == 65 && unknown.errors.contains("错误[L203]") && unknown.errors.contains("--map"))
        let mapped = try program.run(["rank", missing, "--map", "甲乙=content", "--top", "1", "--format", "ndjson"])
        #expect(mapped.status == 0 && mapped.records.count == 1, "\(mapped.errors)")
        var cut = try #require(JourneyTests.ledger.data(using: JourneyTests.gb18030))
        cut.insert(contentsOf: [0xFF, 0xFF], at: 400)
        let broken = try program.run(["leads", "inspect", try program.file("断.csv", cut)])
        #expect(broken.status == 65)
        #expect(broken.errors.contains("错误[L111]") && broken.errors.contains("字节") && broken.errors.contains("UTF-8"))
    }

    @Test func `a clerk files a talk from the ledger, once, and prints the receipt`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let checked = try run.call("check", ["--record", try run.record()])
        #expect(checked.status == 0 && (checked.line["conflicts"] as? [Any])?.isEmpty == true)
        let minutes = try run.program.file("纪要.pdf", "纪要")
        let half = try run.record([
            "investor_contact_name": nil, "tax_year": nil, "energy_tce": nil, "talk_summary": "见面",
        ])
        let refused = try run.call("file", ["--record", half, "--evidence", minutes, "--kind", "洽谈纪要"])
        #expect(refused.status == 4)
        let message = (refused.line["error"] as? [String: Any])?["message"] as? String ?? ""
        #expect(message.contains("联系人") && message.contains("税收"), "\(message)")
        let drafts = try run.call("list", ["--state", "draft"])
        #expect(drafts.line["no"] as? String == "D-1")
        let record = try run.record()
        let filed = try run.call("file", ["--record", record, "--key", "k1"])
        let no = try #require(filed.line["no"] as? String)
        #expect(filed.line["seq"] as? Int == 1 && filed.line["acceptor"] as? String == RegisterRun.banna)
        #expect(filed.line["due"] as? String == "2026-03-12", "three working days")
        #expect(try run.call("file", ["--record", record, "--key", "k1"]).line["no"] as? String == no)
        let receipt = try run.call("receipt", [no, "--format", "table"])
        for words in ["滇招首谈〔2026〕532822-000001号", "登记序号", "链首"] { #expect(receipt.output.contains(words), "\(words)") }
        #expect(!receipt.output.contains("13900000000"))
        let head = try #require(filed.line["head"] as? String)
        #expect(receipt.output.contains(head))
    }

    // MARK: J2 the park's reviewer

    @Test func `a reviewer sees value, line, margin and source, then what people must fill`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file(
            "app.csv", "项目编号,项目名称,主要产品,固定资产投资（万元）,用地面积（亩）,容积率,建筑系数(%)\nR1,茶叶加工,普洱茶,8400,50,1.1,45\n")
        let lines = try program.file(
            "线.csv",
            "quantity,operator,value,unit,industry,force,document,clause,effective_from,effective_to\ninvest_per_mu,>=,200,万元/亩,,mandatory,园区指标,M3,2026-01-01,\n"
        )
        let arguments = ["check", file, "--park", "勐海产业园区", "--rules", lines, "--format", "ndjson", "--quiet"]
        let run = try program.run(arguments)
        #expect(run.status == 0, "\(run.errors)")
        let record = try #require(run.records.first)
        #expect(record["verdict"] as? String == "refuse")
        let clauses = record["clauses"] as? [[String: Any]] ?? []
        let clause = try #require(
            clauses.first { $0["result"] as? String == "fail" && ($0["document"] as? String)?.contains("园区指标") == true }
        )
        #expect(clause["found"] as? String == "168万元/亩")
        #expect(clause["required"] as? String == "≥ 200万元/亩")
        #expect(clause["margin"] as? String == "-32万元/亩 (-16%)")
        let remedies = record["remedies"] as? [[String: Any]] ?? []
        #expect(remedies.contains { ($0["change"] as? String)?.contains("42亩") == true }, "\(remedies)")
        #expect(try program.run(arguments + ["--fail-on", "refuse"]).status == 1)
        let fixed = try program.run(arguments + ["--set", "land_area=42亩"])
        #expect(fixed.records.first?["verdict"] as? String != "refuse")
    }

    @Test func `a reviewer is asked about slips of unit, and a lapsed rule is counted`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file(
            "app.csv", "项目编号,主要产品,总投资(亿元),固定资产投资（万元）,用地面积（亩）,容积率\nR9,普洱茶,5,50000,6.7,120\n")
        let run = try program.run(["check", file, "--park", "勐海产业园区", "--format", "ndjson"])
        let questions = (run.records.first?["questions"] as? [String] ?? []).joined()
        #expect(questions.contains("6.7公顷") && questions.contains("7462.69") && questions.contains("far=1.2"))
        #expect(run.records.first?["verdict"] as? String == "needs-evidence")
        #expect(run.errors.contains("不在有效期内") && run.errors.contains("--as-of"))
        let sure = try program.run(
            [
                "check", file, "--park", "勐海产业园区", "--set", "far=1.2", "--set", "land_area=6.7公顷", "--format", "ndjson",
                "--quiet",
            ])
        #expect((sure.records.first?["questions"] as? [String])?.isEmpty == true)
    }

    @Test func `an average of two peers is no line`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("app.csv", "项目编号,主要产品,固定资产投资（万元）,用地面积（亩）,年营业收入(万元)\nR1,普洱茶,8400,50,9000\n")
        let peers = try program.file(
            "企业.csv",
            "企业名称,行业代码,年份,固定资产投资（万元）,用地面积（亩）,年营业收入(万元)\n甲,1530,2025,9000,30,20000\n乙,1530,2025,9000,30,20000\n")
        let run = try program.run(
            ["check", file, "--park", "勐海产业园区", "--firms", peers, "--format", "ndjson", "--quiet"])
        let clauses = run.records.first?["clauses"] as? [[String: Any]] ?? []
        let peer = clauses.filter { ($0["message"] as? String)?.contains("同类") == true }
        #expect(!peer.isEmpty && peer.allSatisfy { $0["result"] as? String != "fail" }, "\(peer)")
    }
}
