import Foundation
import Testing

/// What a lead does to a park, where else it could go, and laws that every score keeps.
@Suite struct RankEffectTests {
    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }
    private func code(_ record: [String: Any]) -> String? { (record["park"] as? [String: Any])?["code"] as? String }

    @Test func `a missing link beats a covered one and overlap is told`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file(
            "l.csv", "项目编号,主要产品,国民经济行业代码,年产值(万元)\nG,预焙阳极,3091,20000\nH,电解铝,3216,20000\n")
        let parks = try program.file("p.csv", "编码,名称,区划代码,级别,类型,首位产业\nX1,甲园,532622,省级,工业园区,绿色铝\n")
        func firms(_ code: String, _ product: String) throws -> String {
            try program.file(
                "f\(code).csv",
                "企业名称,主要产品,国民经济行业代码,所在园区,年产值(万元),年份\n"
                    + (1...4).map { "企业\($0),\(product),\(code),甲园,30000,2025\n" }.joined()
                    + "企业5,铝板带,3252,甲园,30000,2025\n企业6,印刷,2311,甲园,60000,2025\n")
        }
        func run(_ firms: String) throws -> [String: [String: Any]] {
            let run = try program.run(
                [
                    "rank", leads, "--parks", parks, "--firms", firms, "--format", "ndjson", "--quiet", "--as-of",
                    "2026-06-01",
                ])
            #expect(run.status == 0, "\(run.errors)")
            return Dictionary(run.records.map { ($0["id"] as? String ?? "", $0) }, uniquingKeysWith: { a, _ in a })
        }
        let smelters = try run(try firms("3216", "电解铝"))
        let anodes = try run(try firms("3091", "预焙阳极"))
        for (covered, open, id) in [(smelters, anodes, "H"), (anodes, smelters, "G")] {
            let chain = try #require(covered[id]?["chain"] as? [String: Any])
            #expect(chain["status"] as? String == "covered" && chain["overlap"] as? Bool == true)
            let other = try #require(open[id]?["chain"] as? [String: Any])
            #expect(other["status"] as? String == "missing" && other["overlap"] as? Bool == false)
            #expect(number(open[id]?["score"]) > number(covered[id]?["score"]))
        }
        // Leading: 4 × 30000 and 30000 of 210000; the lead adds 20000 to both.
        let share = try #require(smelters["H"]?["concentration"] as? [String: Any])
        #expect(abs(number(share["before"]) - 0.7143) < 1e-9)
        #expect(abs(number(share["after"]) - 0.7391) < 1e-9)
        #expect(number(share["target"]) == 0.6)
    }

    @Test func `a park profile at fault makes every match a review`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", "项目编号,主要产品\nA,普洱茶\n")
        func verdict(_ industries: String) throws -> (faults: [String], record: [String: Any]) {
            let parks = try program.file("p.csv", "编码,名称,区划代码,级别,类型,首位产业,潜力产业\nX1,甲园,532822,省级,工业园区,\(industries)\n")
            let run = try program.run(
                ["rank", leads, "--parks", parks, "--format", "ndjson", "--quiet", "--as-of", "2026-06-01"])
            let record = try #require(run.records.first)
            return (record["profile_faults"] as? [String] ?? [], record)
        }
        let good = try verdict("茶叶,医药;食品")
        let bad = try verdict("茶叶;橡胶,医药;食品")
        #expect(good.faults.isEmpty)
        #expect(bad.faults.count == 1 && bad.faults[0].contains("首位产业应为1个"))
        #expect(bad.record["verdict"] as? String != "admit" && bad.record["so_far"] as? String != "admit")
    }

    @Test func `a lead is handed on with a draft for the shares`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", "项目编号,项目名称,主要产品\nA,炼油项目,汽油、柴油、石油焦\nB,茶厂,普洱茶\n")
        let run = try program.run(
            ["rank", leads, "--park", "勐海产业园区", "--redirect", "--top", "3", "--format", "ndjson", "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        let first = run.records[0]
        let list = try #require(first["redirect"] as? [[String: Any]])
        #expect(list.count == 3)
        for park in list {
            #expect(abs(number(park["gain"]) - number(park["score"]) + number(first["score"])) < 1e-9)
            #expect(number(park["gain"]) > 0)
            #expect((park["because"] as? String)?.isEmpty == false)
        }
        let draft = try #require(first["draft"] as? [String: Any])
        #expect(draft["to"] as? String == list[0]["authority"] as? String)
        let shares = try #require(draft["shares"] as? [[String: Any]])
        let keys = ["item", "base", "attract", "host", "third", "years", "from", "until", "count"]
        #expect(!shares.isEmpty && shares.allSatisfy { line in keys.allSatisfy { line[$0] != nil } })
        #expect(try program.run(["rank", leads, "--redirect"]).status == 64)
    }

    @Test func `a page for a lead and one for a park hold no markup of the list`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file(
            "l.csv", "项目编号,项目名称,投资方名称,主要产品\nA,<script>alert(1)</script>,某&某公司,普洱茶\n")
        let page = program.folder.appending(path: "a.html").path
        #expect(try program.run(["rank", leads, "--one-page", "A", "--out", page, "--region", "530000"]).status == 0)
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(!text.contains("<script>") && text.contains("&lt;script&gt;") && text.contains("某&amp;某公司"))
        #expect(text.contains("size:A4") && text.contains("合计") && text.contains("适合的园区"))
        #expect(try program.run(["rank", leads, "--one-page", "Z", "--out", page]).status == 66)
        #expect(try program.run(["rank", leads, "--one-page", "A", "--format", "csv"]).status == 64)
        let park = program.folder.appending(path: "p.html").path
        #expect(try program.run(["park", "show", "勐海产业园区", "--out", park]).status == 0)
        let zone = try String(contentsOfFile: park, encoding: .utf8)
        #expect(zone.contains("茶叶") && zone.contains("未知") && zone.contains("导向与校验"))
    }

    @Test(arguments: [
        ("光谷", "42103001"), ("亦庄", "11101001"), ("松山湖高新区", "44103008"), ("昆山开发区", "32101003"), ("苏州园区", "32101004"),
        ("滇中新区", "53102001"),
    ])
    func `parks are found by the names people use`(name: String, code: String) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["park", "show", name, "--format", "csv", "--quiet"])
        #expect(run.status == 0, "\(name): \(run.errors)")
        #expect(run.output.contains(code), "\(name): \(run.output.prefix(120))")
    }

    @Test func `a better number never lowers a score, and other rows never change it`() throws {
        let program = try Program()
        defer { program.remove() }
        let heading = "项目编号,主要产品,总投资(亿元),固定资产投资（万元）,用地面积（亩）,年营收(万元),年税收(万元),年综合能耗(吨标准煤)\n"
        let base: [Double] = [2, 12000, 60, 20000, 900, 3000]
        // One number at a time in ten steps: investment, turnover and tax up, land and energy down.
        for (column, factor) in [(1, 1.6), (2, 0.7), (3, 1.6), (4, 1.6), (5, 0.6)] {
            var lines = heading
            var values = base
            values[column] = base[column] * (factor > 1 ? 0.05 : 20)
            for step in 0..<10 {
                lines += "S\(step),锂离子电池正极材料," + values.map { String($0) }.joined(separator: ",") + "\n"
                values[column] *= factor
            }
            let leads = try program.file("l\(column).csv", lines)
            let run = try program.run(
                ["rank", leads, "--region", "530000", "--top", "200", "--brief", "--format", "ndjson", "--quiet"])
            #expect(run.status == 0, "\(run.errors)")
            var last: [String: Double] = [:]
            for record in run.records {
                guard let code = code(record) else { continue }
                let score = number(record["score"])
                if let before = last[code] {
                    #expect(score >= before - 1e-9, "列\(column) \(code) \(record["id"] ?? "")")
                }
                last[code] = score
            }
            #expect(last.count > 50)
            let alone = try program.file("one.csv", heading + lines.split(separator: "\n")[5] + "\n")
            let single = try program.run(
                ["rank", alone, "--region", "530000", "--top", "200", "--brief", "--format", "ndjson", "--quiet"])
            let among = run.lines.filter { $0.hasPrefix("{\"id\":\"S4\"") }
            #expect(single.lines == among && !among.isEmpty)
        }
    }
}
