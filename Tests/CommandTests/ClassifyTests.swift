import Foundation
import Testing

@Suite struct ClassifyTests {
    @Test func `every candidate's score is the sum of its evidence, which lies inside the text`() throws {
        let program = try Program()
        defer { program.remove() }
        let text = "拟建年产５万吨磷酸铁鋰正极材料生产线，配套磷酸铁前驱体"
        let run = try program.run(["classify", text, "--format", "ndjson", "--quiet"])
        #expect(run.status == 0)
        let record = try #require(run.records.first)
        #expect(record["id"] as? String == "1")
        let candidates = try #require(record["candidates"] as? [[String: Any]])
        #expect(!candidates.isEmpty && candidates.count <= 10)
        let scalars = Array(text.unicodeScalars)
        for candidate in candidates {
            let evidence = try #require(candidate["evidence"] as? [[String: Any]])
            let sum = evidence.compactMap { $0["weight"] as? Double }.reduce(0, +)
            #expect(abs(sum - (try #require(candidate["score"] as? Double))) < 0.001 * Double(evidence.count + 1))
            for item in evidence {
                let start = try #require(item["start"] as? Int)
                let end = try #require(item["end"] as? Int)
                #expect(start >= 0 && start <= end && end <= scalars.count)
                #expect(item["field"] as? String == "content")
            }
        }
        let codes = candidates.prefix(5).compactMap { $0["code"] as? String }
        #expect(codes.contains { $0 == "3985" || $0 == "2613" })
    }

    @Test func `reads a column of a table, ndjson and plain lines alike`() throws {
        let program = try Program()
        defer { program.remove() }
        let texts = ["精制茶加工", "水泥熟料生产", "锂电池回收"]
        let csv = try program.file(
            "a.csv", "id,说法\n" + texts.enumerated().map { "\($0 + 7),\($1)" }.joined(separator: "\n"))
        let lines = try program.file("a.txt", texts.joined(separator: "\n") + "\n")
        let json = try program.file("a.ndjson", texts.map { "{\"text\":\"\($0)\"}\n" }.joined())
        func codes(_ arguments: [String]) throws -> [String?] {
            try program.run(["classify", "--format", "ndjson", "--quiet", "--top", "1"] + arguments).records.map {
                ($0["candidates"] as? [[String: Any]])?.first?["code"] as? String
            }
        }
        let expected = try codes(texts)
        #expect(expected.count == 3 && expected[0] == "1530" && expected[1] == "3011")
        #expect(try codes(["--input", csv, "--text-column", "说法"]) == expected)
        #expect(try codes(["--input", lines]) == expected)
        #expect(try codes(["--input", json]) == expected)
        let run = try program.run(["classify", "--input", csv, "--text-column", "说法", "--format", "ndjson", "--quiet"])
        #expect(run.records.map { $0["id"] as? String } == ["7", "8", "9"])
    }

    @Test func `a damaged index is rebuilt with a message and gives the same answer`() throws {
        let program = try Program()
        defer { program.remove() }
        let arguments = ["classify", "光伏组件制造", "--format", "ndjson"]
        let first = try program.run(arguments)
        #expect(first.status == 0 && first.errors.contains("索引"))
        let path = program.folder.appending(path: "yinfeng/industries.index")
        var bytes = try Data(contentsOf: path)
        bytes[bytes.count / 2] ^= 0x40
        try bytes.write(to: path)
        let second = try program.run(arguments)
        #expect(second.status == 0 && second.errors.contains("重建"))
        #expect(second.output == first.output)
        let third = try program.run(arguments)
        #expect(third.errors.isEmpty && third.output == first.output)
        try Data("short".utf8).write(to: path)
        #expect(try program.run(arguments).output == first.output)
    }

    @Test func `a user's synonym decides and an overlap is told`() throws {
        let program = try Program()
        defer { program.remove() }
        let table = try program.file("s.csv", "term,code\n凤凰晶片,3973\n")
        let plain = try program.run(["classify", "年产凤凰晶片10万片", "--top", "1", "--format", "ndjson", "--quiet"])
        let helped = try program.run([
            "classify", "年产凤凰晶片10万片", "--top", "1", "--format", "ndjson", "--quiet", "--synonyms", table,
        ])
        func code(_ run: Program.Outcome) -> String? {
            (run.records.first?["candidates"] as? [[String: Any]])?.first?["code"] as? String
        }
        #expect(code(helped) == "3973")
        #expect(plain.status == 0)
        let bad = try program.file("bad.csv", "term,code\n凤凰晶片,99999\n")
        let refused = try program.run(["classify", "x", "--synonyms", bad])
        #expect(refused.status == 65 && refused.errors.contains("第2行"))
    }

    @Test func `words that say nothing abstain instead of guessing`() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["classify", "？？？", "--format", "ndjson", "--quiet"])
        let record = try #require(run.records.first)
        #expect(record["abstain"] as? Bool == true)
        #expect((record["because"] as? String)?.isEmpty == false)
    }

    @Test func `long lists come out in order, the same with any number of workers, bad rows in their place`() throws {
        let program = try Program()
        defer { program.remove() }
        var rows = (1...600).map { "r\($0),年产\($0)万吨" + ["水泥熟料", "铝箔", "普洱茶", "光伏组件"][$0 % 4] }
        rows[300] = "r301,一,二,三"
        let table = try program.file("long.csv", "id,text\n" + rows.joined(separator: "\n") + "\n")
        let arguments = ["classify", "--input", table, "--text-column", "text", "--top", "2", "--quiet"]
        let one = try program.run(arguments + ["--jobs", "1", "--format", "ndjson"])
        let three = try program.run(arguments + ["--jobs", "3", "--format", "ndjson"])
        #expect(one.status == 0 && one.output == three.output)
        #expect(one.records.count == 600 && one.records[299]["id"] as? String == "r300")
        let error = try #require(one.records[300]["error"] as? [String: Any])
        #expect(error["row"] as? Int == 302)
        #expect(try program.run(arguments + ["--strict", "--format", "ndjson"]).status == 65)
        let empty = try program.file("empty.csv", "id,项目内容\n")
        #expect(try program.run(["classify", "--input", empty, "--quiet", "--format", "ndjson"]).status == 65)
    }

    @Test func `an earlier day is answered in the codes of its edition`() throws {
        let program = try Program()
        defer { program.remove() }
        let arguments = ["classify", "配合饲料生产线", "稻谷种植", "--top", "1", "--format", "ndjson"]
        let run = try program.run(arguments + ["--as-of", "2015-01-01"])
        #expect(run.status == 0 && run.errors.contains("GB/T 4754—2011"))
        let candidates = run.records.compactMap { ($0["candidates"] as? [[String: Any]])?.first }
        #expect(candidates.count == 2 && candidates[0]["code"] is NSNull)
        #expect((candidates[0]["origins"] as? [[String: Any]])?.count == 2)
        #expect(candidates[0]["code_current"] as? String == "1329" && candidates[1]["code"] as? String == "0111")
        let today = try program.run(arguments + ["--as-of", "2026-01-01", "--quiet"])
        let first = (today.records.first?["candidates"] as? [[String: Any]])?.first
        #expect(first?["code"] as? String == "1329" && first?["origins"] == nil)
    }

    @Test func `explain and why-not speak to a person`() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["classify", "磷酸铁锂正极材料", "--explain", "--why-not", "2613", "--quiet"])
        #expect(run.status == 0)
        #expect(run.output.contains("第1名") && run.output.contains("2613") && run.output.contains("比第1名少"))
        #expect(try program.run(["classify", "x", "--why-not", "abc"]).status == 64)
    }
}

@Suite struct EvalTests {
    @Test func `prints accuracy by level and the rows that went wrong`() throws {
        let program = try Program()
        defer { program.remove() }
        let gold = try program.file("g.csv", "id,text,code\na,精制茶加工,1530\nb,水泥熟料生产线,3011\nc,精制茶加工,3011\n")
        let run = try program.run(["eval", "--gold", gold, "--format", "ndjson", "--quiet"])
        #expect(run.status == 0)
        let level = try #require(run.records.first { $0["scope"] as? String == "小类" })
        #expect(level["count"] as? Int == 3)
        #expect(abs(((level["first"] as? NSNumber)?.doubleValue ?? 0) - 0.6667) < 1e-9)
        let misses = run.records.filter { $0["measure"] as? String == "归错" }
        #expect(misses.count == 1)
        let list = program.folder.appending(path: "misses.csv").path
        #expect(try program.run(["eval", "--gold", gold, "--confusions", list, "--quiet"]).status == 0)
        let written = try String(contentsOfFile: list, encoding: .utf8)
        #expect(written.contains("c,精制茶加工,3011,水泥制造,1530"))
        let bad = try program.file("b.csv", "id,text,code\na,茶,xyz\n")
        #expect(try program.run(["eval", "--gold", bad]).status == 65)
    }

    /// The floor of short lead texts that the coder must keep: texts written apart from its vocabulary and weights.
    @Test func `short lead texts keep their accuracy`() throws {
        let program = try Program()
        defer { program.remove() }
        let gold = Program.root.appending(path: "Tests/Cases/coding/independent.csv").path
        let run = try program.run(["eval", "--gold", gold, "--format", "ndjson", "--quiet"])
        let level = try #require(run.records.first { $0["scope"] as? String == "小类" })
        #expect(((level["first"] as? NSNumber)?.doubleValue ?? 0) >= 0.85)
        #expect(((level["five"] as? NSNumber)?.doubleValue ?? 0) >= 0.95)
    }
}
