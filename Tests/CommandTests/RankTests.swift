import Foundation
import Testing

@Suite struct RankTests {
    private static let list = """
        项目编号,项目名称,投资方名称,主要产品,总投资(亿元),固定资产投资（万元）,用地面积（亩）,拟落地园区,备用列
        A1,茶叶精深加工项目,云南某某茶业有限公司,普洱茶,1.2,8640,38,勐海产业园区,=1+1
        A2,电池项目,福建某某新能源有限公司,锂离子电池,20,150000,300,,x
        A3,坏行,某某公司,水泥,-500,1,1,,y

        """

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    @Test func `the parts add up to the score and the weights to a hundred`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("l.csv", RankTests.list)
        let run = try program.run(["rank", file, "--top", "7", "--format", "ndjson"])
        #expect(run.status == 0)
        #expect(run.records.count == 15)
        for record in run.records where record["error"] == nil {
            let parts = try #require(record["parts"] as? [[String: Any]])
            #expect(parts.count >= 8)
            #expect(abs(parts.map { number($0["points"]) }.reduce(0, +) - number(record["score"])) < 1e-9)
            #expect(abs(parts.map { number($0["weight"]) }.reduce(0, +) - 100) < 1e-9)
            for part in parts {
                #expect((part["reason"] as? String)?.isEmpty == false)
                #expect(abs(number(part["value"]) * number(part["weight"]) - number(part["points"])) < 1e-4)
            }
        }
    }

    @Test func `a bad row stands in its place with row, column, value and message`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("l.csv", RankTests.list)
        let run = try program.run(["rank", file, "--top", "1", "--format", "ndjson"])
        #expect(run.records.map { $0["id"] as? String } == ["A1", "A2", "A3"])
        let error = try #require(run.records.last?["error"] as? [String: Any])
        #expect(error["row"] as? Int == 4)
        #expect(error["column"] as? String == "总投资(亿元)")
        #expect(error["value"] as? String == "-500")
        #expect((error["message"] as? String)?.isEmpty == false)
        #expect(run.errors.contains("退回 1 行"))
        #expect(try program.run(["rank", file, "--strict", "--format", "ndjson"]).status == 65)
    }

    @Test func `a stated park that fits comes first`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("l.csv", RankTests.list)
        let run = try program.run(["rank", file, "--top", "1", "--format", "ndjson", "--quiet"])
        let park = try #require(run.records.first?["park"] as? [String: Any])
        #expect(park["code"] as? String == "53299043")
    }

    @Test(arguments: [["--jobs", "2"], ["--jobs", "5"]])
    func `any number of jobs gives the same bytes`(jobs: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        let leads = Program.example("ledger.csv")
        let one = try program.run(["rank", leads, "--region", "530000", "--format", "ndjson", "--quiet", "--jobs", "1"])
        let many = try program.run(["rank", leads, "--region", "530000", "--format", "ndjson", "--quiet"] + jobs)
        #expect(one.status == 0 && !one.output.isEmpty)
        #expect(one.output == many.output)
    }

    @Test func `an encoding does not change the answer`() throws {
        let program = try Program()
        defer { program.remove() }
        let utf8 = try program.file("u.csv", "\u{FEFF}" + RankTests.list.replacing("\n", with: "\r\n"))
        let converted = try #require(
            RankTests.list.data(
                using: String.Encoding(
                    rawValue: 0x8000_0632)))  // GB 18030
        let gb = try program.file("g.csv", converted)
        let arguments = ["--top", "2", "--format", "ndjson", "--quiet"]
        let one = try program.run(["rank", utf8] + arguments)
        let two = try program.run(["rank", gb] + arguments)
        #expect(one.status == 0)
        #expect(one.output == two.output)
    }

    @Test func `leads for a park and the region's parks`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("l.csv", RankTests.list)
        let run = try program.run(["rank", file, "--park", "云南勐海工业园区", "--by", "park", "--format", "ndjson", "--quiet"])
        #expect(run.records.compactMap { $0["rank"] as? Int } == [1, 2])
        #expect(run.records.first?["id"] as? String == "A1")
        let region = try program.run(["rank", file, "--region", "勐海", "--format", "ndjson", "--quiet"])
        let codes = Set(region.records.compactMap { ($0["park"] as? [String: Any])?["code"] as? String })
        #expect(codes == ["53299043"])
    }

    @Test(
        arguments: zip(
            [
                ["--park", "没有这个园区"], ["--region", "没有这个地方"], ["--top", "0"], ["--by", "zone"], ["--format", "doc"],
                ["--as-of", "2026-02-30"], ["--out", "/nonexistent-folder/x.csv"],
            ], [66, 66, 64, 64, 64, 64, 73] as [Int32]))
    func `what cannot be done is refused with its status`(arguments: [String], status: Int32) throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("l.csv", RankTests.list)
        let run = try program.run(["rank", file] + arguments)
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains("错误"))
    }

    @Test func `no such file, no heading, no row`() throws {
        let program = try Program()
        defer { program.remove() }
        #expect(try program.run(["rank", "missing.csv"]).status == 66)
        let strange = try program.file("x.csv", "foo,bar\n1,2\n")
        let run = try program.run(["rank", strange])
        #expect(run.status == 65 && run.errors.contains("--map"))
        let bare = try program.file("b.csv", "项目编号,主要产品\n")
        #expect(try program.run(["rank", bare]).status == 65)
        let empty = try program.file("e.csv", "")
        #expect(try program.run(["rank", empty]).status == 65)
    }

    @Test func `exports disarm formulas and write real spreadsheets`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file(
            "f.csv", "项目编号,项目名称,主要产品\n=2+3,\"=cmd|' /C calc'!A0\",茶叶\n@x,普通,水泥\n")
        let csv = program.folder.appending(path: "out.csv").path
        #expect(try program.run(["rank", file, "--top", "1", "--out", csv]).status == 0)
        let text = try String(contentsOfFile: csv, encoding: .utf8)
        #expect(text.contains("'=2+3") && text.contains("'=cmd") && text.contains("'@x"))
        let xlsx = program.folder.appending(path: "out.xlsx").path
        #expect(try program.run(["rank", file, "--top", "1", "--out", xlsx]).status == 0)
        #expect(try Data(contentsOf: URL(filePath: xlsx)).prefix(2) == Data("PK".utf8))
    }

    @Test func `json and meta carry the day, the editions and the version`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("l.csv", RankTests.list)
        let json = try program.run(["rank", file, "--top", "1", "--format", "json", "--as-of", "2026-03-10", "--quiet"])
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let meta = try #require(document["meta"] as? [String: Any])
        #expect(meta["as_of"] as? String == "2026-03-10")
        #expect((meta["editions"] as? [Any])?.isEmpty == false)
        #expect((meta["version"] as? String)?.contains("yinfeng") == true)
        let lines = try program.run(["rank", file, "--top", "1", "--format", "ndjson", "--meta", "--quiet"])
        #expect(lines.records.count == 4)
    }

    @Test func `a user's own parks replace the catalogue's`() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("l.csv", RankTests.list)
        let parks = try program.file(
            "p.csv",
            "编码,名称,州市,区划代码,级别,类型,首位产业,潜力产业,工业总产值(亿元),可用土地(亩)\nX1,甲园,西双版纳州,532822,省级,工业园区,茶叶,医药;食品,60,500\nX2,乙园,昆明市,530181,省级,工业园区,新能源电池,,,\n"
        )
        let run = try program.run(["rank", file, "--parks", parks, "--top", "1", "--format", "ndjson", "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        let codes = run.records.map { ($0["park"] as? [String: Any])?["code"] as? String }
        #expect(codes == ["X1", "X2", nil])
    }
}
