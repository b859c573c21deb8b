import Foundation
import Testing

/// `score`: the machine's part and the people's part kept apart, and the rating of existing firms.
@Suite struct ScoreTests {
    @Test func `a project gets the machine's points and leaves the people's lines open`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file(
            "l.csv",
            "项目编号,项目名称,项目内容,用地面积（亩）,年产值(万元),年税收(万元)\nA,甲,年产2万吨普洱茶,100,35000,900\nB,乙,年产30万吨隔膜法烧碱,100,,\n")
        let run = try program.run(["score", leads, "--sheet", "SS2", "--format", "ndjson", "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        let items = try #require(run.records[0]["items"] as? [[String: Any]])
        func points(_ items: [[String: Any]], _ name: String) -> Double? {
            (items.first { ($0["item"] as? String)?.hasPrefix(name) == true }?["points"] as? NSNumber)?.doubleValue
        }
        #expect(points(items, "投产产值规模") == 5 && points(items, "产出强度") == 4.5 && points(items, "税收强度") == 9.9)
        #expect(items.filter { $0["by"] as? String == "people" }.allSatisfy { $0["points"] is NSNull })
        #expect((run.records[0]["max_machine"] as? NSNumber)?.intValue == 30 && run.records[0]["grade"] is NSNull)
        let second = try #require(run.records[1]["items"] as? [[String: Any]])
        #expect(points(second, "产业类别") == 0)
        #expect(second.contains { ($0["missing"] as? [String])?.contains("output_year") == true })
        #expect(try program.run(["score", leads, "--sheet", "SS9"]).status == 66)
        #expect(try program.run(["score", "--sheet", "SS2"]).status == 64)
        let closed = try program.run(["score", leads, "--sheet", "SS1", "--format", "ndjson"])
        #expect(closed.errors.contains("由人评定") && (closed.records[0]["max_machine"] as? NSNumber)?.intValue == 0)
    }

    @Test func `existing firms are rated A to D against twice the mean of last year`() throws {
        let program = try Program()
        defer { program.remove() }
        var rows = "企业名称,国民经济行业代码,用地面积（亩）,年营收(万元),年税收(万元),年综合能耗(吨标准煤),年份\n"
        for number in 1...20 {
            rows += "厂\(number),1530,10,\(number * 100),\(number * 10),100,2024\n"
            rows += "厂\(number),1530,10,\(number * 100),\(number * 10),100,2025\n"
        }
        rows += "供电公司,4420,10,9000,900,100,2025\n"
        let firms = try program.file("f.csv", rows)
        let run = try program.run(["score", "--firms", firms, "--sheet", "SS3", "--format", "ndjson", "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.records.count == 21)
        let grades = run.records.map { $0["grade"] as? String ?? "" }
        #expect(grades.count { $0 == "A" } == 4 && grades.count { $0 == "B" } == 8)
        #expect(grades.count { $0 == "C" } == 7 && grades.count { $0 == "D" } == 1 && grades.last == "T")
        let items = try #require(run.records[19]["items"] as? [[String: Any]])
        // 200 over 10 is 20 a mu; the mean is 10.5, twice it 21: 20 ÷ 21 × 45.
        #expect((items[0]["points"] as? NSNumber)?.doubleValue == 42.8571)
        #expect((items[0]["because"] as? String)?.contains("2024年加权平均 10.5 × 2") == true)
        let given = try program.run([
            "score", "--firms", firms, "--sheet", "SS3", "--benchmark", "亩均税收=40万元/亩", "--format", "ndjson", "--quiet",
        ])
        let first = try #require(given.records[19]["items"] as? [[String: Any]])
        #expect((first[0]["points"] as? NSNumber)?.doubleValue == 22.5)
        #expect(try program.run(["score", "--firms", firms, "--sheet", "SS3", "--benchmark", "far=1"]).status == 64)
        let again = try program.run(["score", "--firms", firms, "--sheet", "SS3", "--format", "ndjson", "--quiet"])
        #expect(again.output == run.output)
    }
}
