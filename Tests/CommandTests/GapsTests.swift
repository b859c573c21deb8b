import Foundation
import Testing

/// `gaps` through the built program.
@Suite struct GapsTests {
    /// The contract's keys, in its order.
    private static let keys = [
        "park", "chain", "node", "stage", "status", "priority", "firms", "upstream", "downstream", "neighbours", "seek",
        "leads", "overlap", "after", "because",
    ]

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    private func gaps(
        _ park: String, firms: String? = nil, _ more: [String] = [], in program: Program
    ) throws -> Program.Outcome {
        try program.run(
            ["gaps", "--park", park, "--format", "ndjson"] + (firms.map { ["--firms", $0] } ?? []) + more)
    }

    private func node(_ name: String, of chain: String, in run: Program.Outcome) throws -> [String: Any] {
        try #require(run.records.first { $0["node"] as? String == name && $0["chain"] as? String == chain })
    }

    @Test func `every line has the contract's keys, its terms add up, and the most urgent comes first`() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try gaps(
            "安宁产业园区", firms: Program.example("firms-anning.csv"), ["--leads", Program.example("ledger.csv")],
            in: program)
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.records.filter { $0["error"] == nil }
        #expect(lines.count > 50)
        var last = 1.0
        for (line, text) in zip(lines, run.lines) {
            #expect(GapsTests.keys.allSatisfy { line[$0] != nil })
            let places = GapsTests.keys.compactMap { text.range(of: "\"\($0)\":")?.lowerBound }
            #expect(places == places.sorted())
            let priority = number(line["priority"])
            #expect(priority <= last)
            last = priority
            let terms = try #require(line["terms"] as? [[String: Any]])
            #expect(terms.count == 8 && terms.allSatisfy { ($0["reason"] as? String)?.isEmpty == false })
            #expect(abs(terms.map { number($0["points"]) }.reduce(0, +) - priority) < 1e-9)
            if line["status"] as? String == "covered" { #expect((line["leads"] as? [Any])?.isEmpty == true) }
            if line["status"] as? String == "missing" { #expect((line["firms"] as? [Any])?.isEmpty == true) }
            #expect(line["status"] as? String != "upgrade")
        }
        // The firms on no link are told, and the one bad lead comes out in its place at the end.
        #expect(run.errors.contains("未能归入产业链环节的企业"))
        #expect(run.records.count { $0["error"] != nil } == 1)
        let gap = try node("隔膜", of: "新能源电池", in: run)
        let lead = try #require((gap["leads"] as? [[String: Any]])?.first)
        #expect(lead["id"] is String && number(lead["score"]) > 0)
        #expect(gap["status"] as? String == "missing" && gap["after"] as? String != "missing")
    }

    @Test func `cases by hand for three parks`() throws {
        let program = try Program()
        defer { program.remove() }
        let text = try String(
            contentsOf: Program.root.appending(path: "Tests/Cases/matching/gaps.csv"), encoding: .utf8)
        let rows = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows.count > 25)
        for (file, cases) in Dictionary(grouping: rows, by: { String($0[0]) }).sorted(by: { $0.key < $1.key }) {
            let run = try gaps(
                String(cases[0][1]), firms: Program.example(file), ["--as-of", "2026-06-01", "--quiet"], in: program)
            for row in cases {
                let line = try node(String(row[3]), of: String(row[2]), in: run)
                #expect(line["status"] as? String == String(row[4]), "\(row[2])·\(row[3])：\(line["because"] ?? "")")
                let firms = line["firms"] as? [String] ?? []
                #expect(row[5].isEmpty ? firms.isEmpty : firms.contains(String(row[5])), "\(row[3])")
            }
        }
    }

    @Test func `without firms all is unknown, and said so`() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try gaps("禄丰产业园区", in: program)
        #expect(run.status == 0 && run.records.count > 20)
        #expect(run.records.allSatisfy { $0["status"] as? String == "unknown" && $0["after"] as? String == "unknown" })
        #expect(run.errors.contains("不等于缺失"))
    }

    @Test func `a name proves nothing, a bare code does, a list without park names is the park's`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file(
            "f.csv", "企业名称,国民经济行业代码\n勐海某茶饮料有限公司,\n勐海某茶厂,1530\n勐海某检测公司,7452\n")
        let run = try gaps("勐海产业园区", firms: file, in: program)
        let drink = try node("茶饮料", of: "茶", in: run)
        #expect(drink["status"] as? String == "missing")
        let tea = try node("普洱茶精制", of: "茶", in: run)
        #expect(tea["firms"] as? [String] == ["勐海某茶厂"])
        #expect(tea["status"] as? String == "unknown")
        #expect(run.errors.contains("勐海某茶饮料有限公司"))
    }

    @Test func `the front of technology and the dated one`() throws {
        let program = try Program()
        defer { program.remove() }
        func status(_ level: String) throws -> Any? {
            let file = try program.file(
                "f.csv",
                "企业名称,主要产品,国民经济行业代码,所在园区,年产值(万元),工艺装备水平\n"
                    + "甲厂,单晶硅棒,3985,云南禄丰工业园区,720000,国内先进\n"
                    + "乙厂,光伏电池片,3825,云南禄丰工业园区,700000,\(level)\n")
            return try node("光伏电池片", of: "硅光伏", in: gaps("禄丰产业园区", firms: file, ["--quiet"], in: program))["status"]
        }
        #expect(try status("产线老旧") as? String == "upgrade")
        #expect(try status("TOPCon产线") as? String == "covered")
        #expect(try status("") as? String == "covered")
    }

    @Test func `partners and the user's own firms`() throws {
        let program = try Program()
        defer { program.remove() }
        let targets = try program.file(
            "t.csv", "企业名称,主要产品,行业代码\n某隔膜股份有限公司,湿法隔膜,2921\n某电解液有限公司,电解液、六氟磷酸锂,3985\n某餐饮公司,餐饮,6210\n")
        let run = try gaps(
            "安宁产业园区", firms: Program.example("firms-anning.csv"), ["--targets", targets, "--partners", "--quiet"],
            in: program)
        #expect(run.status == 0, "\(run.errors)")
        let film = try node("隔膜", of: "新能源电池", in: run)
        let named = try #require(film["targets"] as? [[String: Any]])
        #expect(named.map { $0["name"] as? String } == ["某隔膜股份有限公司"])
        let kinds = Set(
            run.records.flatMap { $0["partners"] as? [[String: Any]] ?? [] }.compactMap { $0["kind"] as? String })
        #expect(!kinds.isEmpty && kinds.isSubset(of: ["结对共建", "飞地园区", "错位发展", "产业链协作"]))
    }

    @Test func `the printed map has a picture a chain and the spreadsheet its sheets`() throws {
        let program = try Program()
        defer { program.remove() }
        let arguments = [
            "gaps", "--park", "勐海产业园区", "--firms", Program.example("firms-menghai.csv"), "--leads",
            Program.example("ledger.csv"), "--quiet", "--partners", "--out",
        ]
        let page = program.folder.appending(path: "路线图.html").path
        #expect(try program.run(arguments + [page]).status == 0)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        for word in ["产业招商路线图", "虚构示例", "先招什么", "茶产业链", "园区协作建议", "未能归入环节的企业", "小而美"] {
            #expect(html.contains(word), "\(word)")
        }
        #expect(
            !html.contains("http://")
                || html.components(separatedBy: "http://").count
                    == html.components(separatedBy: "http://www.w3.org/2000/svg").count
        )
        let pictures = html.components(separatedBy: "<svg ").count - 1
        #expect(pictures == html.components(separatedBy: "<section class=\"chain\">").count - 1 && pictures > 3)
        // The structure of the tea chain: a box a node, an arrow an edge, states as classes, the legend.
        let tea = try #require(html.components(separatedBy: "<svg ").first { $0.contains("茶产业链图") })
        #expect(tea.components(separatedBy: "data-node=").count - 1 == 21)
        #expect(tea.contains("class=\"node missing\" data-node=\"茶饮料\""))
        #expect(tea.contains("class=\"node covered\" data-node=\"普洱茶精制\""))
        #expect(tea.contains("data-from=\"茶叶初制\" data-to=\"普洱茶精制\""))
        #expect(tea.contains("class=\"legend\""))
        let book = program.folder.appending(path: "路线图.xlsx").path
        #expect(try program.run(arguments + [book]).status == 0)
        #expect(try Data(contentsOf: URL(filePath: book)).prefix(2) == Data("PK".utf8))
        // Same input, same bytes.
        let again = program.folder.appending(path: "b.html").path
        #expect(try program.run(arguments + [again]).status == 0)
        #expect(try String(contentsOfFile: again, encoding: .utf8) == html)
    }

    @Test func `a park without industries and firms gives no line and says why`() throws {
        let program = try Program()
        defer { program.remove() }
        let parks = try program.file(
            "p.csv", "编码,名称,州市,区划代码,级别,类型,首位产业,潜力产业,工业总产值(亿元),可用土地(亩)\nX1,甲园,西双版纳州,532822,省级,工业园区,,,60,500\n")
        let run = try program.run(["gaps", "--park", "X1", "--parks", parks, "--format", "ndjson"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.isEmpty && run.errors.contains("画像不全"))
    }

    @Test(arguments: [["--park", "没有这个园区"], ["--park", "安宁产业园区", "--firms", "没有.csv"]])
    func `what is not there is 66`(arguments: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["gaps"] + arguments)
        #expect(run.status == 66 && run.errors.contains("错误"))
    }

    @Test func `only the chains that are asked for`() throws {
        let program = try Program()
        defer { program.remove() }
        let base = ["gaps", "--park", "安宁产业园区", "--firms", Program.example("firms-anning.csv"), "--quiet"]
        let all = try program.run(base)
        let chains = Set(all.records.compactMap { $0["chain"] as? String }).sorted()
        try #require(chains.count >= 2)
        let one = try program.run(base + ["--chain", chains[0]])
        #expect(one.records.count == all.records.filter { ($0["chain"] as? String) == chains[0] }.count)
        #expect(!one.records.isEmpty)
        let two = try program.run(base + ["--chain", chains[0], "--chain", chains[1]])
        #expect(Set(two.records.compactMap { $0["chain"] as? String }) == Set(chains.prefix(2)))
        let slip = try program.run(base + ["--chain", String(chains[0].dropLast()) + "呢"])
        #expect(slip.status == 66 && slip.errors.contains(chains[0]), "\(slip.errors)")
    }
}
