import Foundation
import Testing

@Suite struct CheckTests {
    private static let headings =
        "项目编号,主要产品,国民经济行业代码,固定资产投资（万元）,用地面积（亩）,容积率,建筑系数(%),年产值(万元),年营收(万元),年税收(万元),年综合能耗(吨标准煤)\n"
    private static let lines = """
        quantity,operator,value,unit,industry,force,document,clause,effective_from,effective_to
        invest_per_mu,>=,4500,万元/公顷,,mandatory,示例指标,第一条,2025-01-01,
        far,>=,1.0,,,mandatory,示例指标,第二条,2025-01-01,

        """

    private func clauses(_ run: Program.Outcome, _ index: Int = 0) throws -> [String: [String: Any]] {
        let list = try #require(run.records[index]["clauses"] as? [[String: Any]])
        return Dictionary(
            list.compactMap { clause in (clause["rule"] as? String).map { ($0, clause) } },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func `a value exactly on a line in another unit passes, a hair below fails`() throws {
        let program = try Program()
        defer { program.remove() }
        let rules = try program.file("r.csv", CheckTests.lines)
        let leads = try program.file(
            "l.csv",
            CheckTests.headings
                + "A,普洱茶,1530,11400,38,1.0,40,20000,20000,900,200\nB,普洱茶,1530,11399.99,38,0.99,40,20000,20000,900,200\n"
        )
        let run = try program.run([
            "check", leads, "--park", "勐海工业园区", "--rules", rules, "--format", "ndjson", "--quiet",
        ])
        #expect(run.status == 0)
        let own = { (clauses: [String: [String: Any]]) in
            clauses.values.filter { ($0["document"] as? String)?.contains("示例指标") == true }
                .compactMap { $0["result"] as? String }
        }
        #expect(Set(own(try clauses(run, 0))) == ["pass"])
        #expect(Set(own(try clauses(run, 1))) == ["fail"])
        #expect(run.records[1]["verdict"] as? String == "refuse")
        let remedies = try #require(run.records[1]["remedies"] as? [[String: Any]])
        #expect(!remedies.isEmpty)
    }

    @Test func `missing is never zero and never passes`() throws {
        let program = try Program()
        defer { program.remove() }
        let rules = try program.file("r.csv", CheckTests.lines)
        let leads = try program.file("l.csv", "项目编号,主要产品\nA,普洱茶\n")
        let run = try program.run([
            "check", leads, "--park", "53299043", "--rules", rules, "--format", "ndjson", "--quiet",
        ])
        let all = try clauses(run)
        #expect(run.records[0]["verdict"] as? String == "needs-evidence")
        let far = all.values.first {
            ($0["document"] as? String)?.contains("示例指标") == true && ($0["clause"] as? String) == "第二条"
        }
        #expect(try #require(far)["result"] as? String == "missing")
        #expect(try #require(far)["found"] is NSNull)
    }

    @Test func `a suspect value is a question until a person confirms it`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", CheckTests.headings + "A,普洱茶,1530,11400,38,120,40,20000,20000,900,200\n")
        let rules = try program.file("r.csv", CheckTests.lines)
        let base = ["check", leads, "--park", "53299043", "--rules", rules, "--format", "ndjson", "--quiet"]
        let asked = try program.run(base)
        #expect((asked.records[0]["questions"] as? [String])?.isEmpty == false)
        func farResults(_ run: Program.Outcome) throws -> Set<String> {
            Set(
                try clauses(run).values.filter {
                    ($0["message"] as? String)?.hasPrefix("容积率") == true
                        || ($0["message"] as? String)?.contains("核对容积率") == true
                }.compactMap { $0["result"] as? String })
        }
        #expect(!(try farResults(asked)).contains("pass"))
        let settled = try program.run(base + ["--set", "far=1.2"])
        #expect((settled.records[0]["questions"] as? [String])?.isEmpty == true)
        #expect(try farResults(settled).contains("pass"))
    }

    @Test func `fail-on, unknown parks and bad rule files have their statuses`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", CheckTests.headings + "A,普洱茶,1530,11400,38,0.5,40,20000,20000,900,200\n")
        let rules = try program.file("r.csv", CheckTests.lines)
        let base = ["check", leads, "--park", "53299043", "--rules", rules, "--format", "ndjson", "--quiet"]
        #expect(try program.run(base).status == 0)
        #expect(try program.run(base + ["--fail-on", "refuse"]).status == 1)
        #expect(try program.run(base + ["--fail-on", "admit"]).status == 0)
        #expect(try program.run(base + ["--fail-on", "nonsense"]).status == 64)
        #expect(try program.run(["check", leads, "--park", "不存在的园"]).status == 66)
        let bad = try program.file("bad.csv", "quantity,operator,value,unit\nfar,>=,abc,\n")
        let refused = try program.run(base + ["--rules", bad])
        #expect(refused.status == 65 && refused.errors.contains("第2行"), "\(refused.errors)")
        #expect(try program.run(base + ["--set", "nosuch=1"]).status == 64)
        #expect(try program.run(base + ["--set", "far=abc丈"]).status == 64)
    }

    @Test func `expired rules are hidden, counted and shown on request`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", CheckTests.headings + "A,普洱茶,1530,11400,38,1.2,40,20000,20000,900,200\n")
        let base = ["check", leads, "--park", "53299043", "--format", "ndjson", "--as-of", "2026-03-10"]
        let hidden = try program.run(base)
        #expect(hidden.errors.contains("--as-of") && hidden.errors.contains("--include-expired"))
        let shown = try program.run(base + ["--include-expired"])
        #expect(try clauses(shown).count > (try clauses(hidden).count))
    }

    @Test func `the policy lists cite the item`() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["policy", "年产10万吨隔膜法烧碱", "建设幼儿绘本馆", "--format", "ndjson", "--quiet"])
        let hits = try #require(run.records[0]["hits"] as? [[String: Any]])
        #expect(hits.contains { $0["class"] as? String == "淘汰" && $0["item"] as? String == "2024TA-04-02" })
        #expect(hits.allSatisfy { ($0["because"] as? String)?.isEmpty == false })
        #expect((run.records[1]["hits"] as? [Any])?.isEmpty == true)
    }

    @Test func `catalogues validate, list, show and search`() throws {
        let program = try Program()
        defer { program.remove() }
        let valid = try program.run(["catalog", "validate"])
        #expect(valid.status == 0, "\(valid.output)")
        let list = try program.run(["catalog", "list", "--format", "ndjson"])
        #expect(list.records.contains { $0["id"] as? String == "gbt4754-2017" })
        #expect(
            try program.run(["catalog", "show", "structure-2024", "--format", "csv"]).output.contains("2024-02-01"))
        #expect(try program.run(["catalog", "show", "no-such-edition"]).status == 66)
        let hits = try program.run(["catalog", "search", "磷酸铁锂", "--format", "ndjson"])
        #expect(hits.records.contains { $0["edition"] as? String == "gbt4754-2017" })
        let park = try program.run(["park", "show", "勐海产业园区", "--format", "csv"])
        #expect(park.output.contains("53299043") && park.output.contains("茶叶加工"))
    }

    @Test func `inspect shows raw text beside the reading, and never a contact`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", "××县2026年在谈项目台账,,\n项目编号,总投资(亿元),联系电话\nA,约3,13912345678\n合计,3,\n")
        let run = try program.run(["leads", "inspect", leads, "--format", "ndjson"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.records.count == 1)
        let fields = try #require(run.records[0]["fields"] as? [String: [String: Any]])
        #expect(fields["total_invest"]?["raw"] as? String == "约3")
        let value = try #require(fields["total_invest"]?["value"] as? [String: Any])
        #expect((value["low"] as? NSNumber)?.intValue == 30_000 && value["approx"] as? Bool == true)
        #expect(!run.output.contains("13912345678"))
    }
}
