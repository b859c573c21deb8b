import Foundation
import Testing

@Suite struct RankTrustTests {
    private static let list = """
        项目编号,项目名称,投资方名称,主要产品,总投资(亿元),固定资产投资（万元）,用地面积（亩）,年综合能耗(吨标准煤)
        B1,电池项目一,福建某某新能源有限公司,锂离子电池,20,150000,300,9000
        B2,电池项目二,广东某某新能源有限公司,锂离子电池,10,80000,200,4000
        B3,茶叶项目,云南某某茶业有限公司,普洱茶,1.2,8640,40,100
        B4,电池项目三,江苏某某新能源有限公司,锂离子电池,6,40000,150,2000
        B5,坏行,某某公司,水泥,-500,1,1,1

        """
    private static let parks = """
        编码,名称,州市,区划代码,级别,类型,首位产业,潜力产业,可用土地(公顷),能耗指标
        X1,甲园,昆明市,530181,省级,工业园区,新能源电池,,24,10000
        X2,乙园,楚雄州,532302,省级,工业园区,光伏,新能源电池,15,
        X3,丙园,西双版纳州,532822,省级,工业园区,茶叶,医药,0,

        """

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }
    private func code(_ value: Any?) -> String? { (value as? [String: Any])?["code"] as? String }

    @Test func `an allocation keeps the land in any unit and says that it is the best`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", RankTrustTests.list)
        let parks = try program.file("p.csv", RankTrustTests.parks)
        let run = try program.run(["rank", leads, "--parks", parks, "--allocate", "--format", "ndjson"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.records.map { $0["id"] as? String } == ["B1", "B2", "B3", "B4", "B5"])
        #expect(run.errors.contains("已证明最优"))
        #expect(run.records[4]["error"] != nil)
        let land = ["B1": 300.0, "B2": 200, "B3": 40, "B4": 150]
        var used: [String: Double] = [:]
        for record in run.records.prefix(4) {
            guard let park = code(record["park"]) else {
                #expect(record["park"] is NSNull && record["score"] is NSNull)
                continue
            }
            used[park, default: 0] += land[record["id"] as? String ?? ""] ?? 0
            let loss = number((record["first_choice"] as? [String: Any])?["score"]) - number(record["score"])
            #expect(abs(loss - number(record["loss"])) < 1e-9 && loss > -1e-9)
            let parts = try #require(record["parts"] as? [[String: Any]])
            #expect(abs(parts.map { number($0["points"]) }.reduce(0, +) - number(record["score"])) < 1e-9)
        }
        // 24 and 15 hectares, none at all.
        #expect(used["X1", default: 0] <= 360 && used["X2", default: 0] <= 225 && used["X3"] == nil)
        #expect(used.values.reduce(0, +) >= 300)
    }

    @Test func `an allocation does not depend on the order of the file`() throws {
        let program = try Program()
        defer { program.remove() }
        let lines = RankTrustTests.list.split(separator: "\n").map(String.init)
        let parks = try program.file("p.csv", RankTrustTests.parks)
        let one = try program.file("a.csv", lines.joined(separator: "\n") + "\n")
        let two = try program.file("b.csv", ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n")
        let arguments = ["--parks", parks, "--allocate", "--brief", "--format", "ndjson", "--quiet"]
        let first = try program.run(["rank", one] + arguments).lines.dropLast()
        let second = try program.run(["rank", two, "--jobs", "3"] + arguments).lines.dropFirst()
        #expect(first.count == 4 && Array(first) == second.reversed())
    }

    @Test func `without capacities every lead has its first park`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", RankTrustTests.list)
        let plan = try program.run(
            ["rank", leads, "--region", "530000", "--allocate", "--brief", "--format", "ndjson"])
        for record in plan.records.prefix(4) {
            #expect(code(record["park"]) == code(record["first_choice"]))
            #expect(number(record["loss"]) == 0)
        }
        #expect(plan.errors.contains("不限量"))
    }

    @Test func `each weight moves and each place has its range`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", RankTrustTests.list)
        let plain = try program.run(["rank", leads, "--top", "3", "--format", "ndjson", "--quiet"])
        let run = try program.run(["rank", leads, "--top", "3", "--sensitivity", "--format", "ndjson", "--quiet"])
        #expect(plain.records.map { code($0["park"]) } == run.records.map { code($0["park"]) })
        for record in run.records where record["error"] == nil {
            let range = try #require(record["sensitivity"] as? [String: Any])
            let (best, worst) = (number(range["best"]), number(range["worst"]))
            #expect(best <= number(record["rank"]) && number(record["rank"]) <= worst)
            let parts = try #require(range["parts"] as? [[String: Any]])
            #expect(parts.count == (record["parts"] as? [Any])?.count)
            for part in parts {
                for key in ["minus", "plus"] { #expect(best <= number(part[key]) && number(part[key]) <= worst) }
            }
        }
        let parks = try program.run(
            ["rank", leads, "--park", "安宁产业园区", "--by", "park", "--sensitivity", "--format", "ndjson", "--quiet"])
        #expect(parks.records.count == 5 && parks.records[0]["sensitivity"] != nil)
    }

    @Test(arguments: [["安宁产业园区", "禄丰产业园区"], ["B1", "B2"]])
    func `a comparison adds up part by part`(names: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", RankTrustTests.list)
        let run = try program.run(["rank", "--compare"] + names + [leads, "--format", "ndjson", "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        for record in run.records where record["error"] == nil {
            let scores = ["a", "b"].map { number((record[$0] as? [String: Any])?["score"]) }
            let parts = try #require(record["parts"] as? [[String: Any]])
            #expect(abs(scores[0] - scores[1] - number(record["difference"])) < 1e-9)
            #expect(abs(parts.map { number($0["difference"]) }.reduce(0, +) - number(record["difference"])) < 1e-9)
            for part in parts {
                #expect(abs(number(part["a"]) - number(part["b"]) - number(part["difference"])) < 1e-9)
            }
            #expect((record["because"] as? String)?.isEmpty == false)
        }
        #expect(run.records.count == (names[0] == "B1" ? 2 : 5) || names[0] == "B1" && run.records.count == 1)
    }

    @Test(
        arguments: zip(
            [["--compare", "甲"], ["--allocate", "--sensitivity"], ["--compare", "没有这个园区", "也没有"]],
            [64, 64, 66] as [Int32]))
    func `wrong use is told`(arguments: [String], status: Int32) throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("l.csv", RankTrustTests.list)
        let run = try program.run(["rank", leads] + arguments)
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains("错误"))
    }
}
