import Foundation
import Testing
import YinfengBatch
import YinfengModel
import YinfengTabular

@Suite struct PipelineTests {
    /// Lines of all sorts: good, blank, broken, not UTF-8 apart, with carriage returns, long and short.
    static func list(rows: Int, seed: UInt64) -> String {
        var random = SeededGenerator(seed: seed)
        var lines: [String] = []
        for row in 1...rows {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: lines.append("")
            case 1: lines.append("{\"content\":")
            case 2: lines.append("{\"project_id\":\"P\(row)\",\"land_area\":\"#REF!\"}")
            case 3: lines.append("{\"project_id\":\"P\(row)\",\"content\":\"引号\\\"和\\n换行\"}\r")
            case 4: lines.append("{\"content\":\"\(String(repeating: "长", count: row % 97))\",\"jobs\":\(row)}")
            default:
                lines.append("{\"project_id\":\"P\(row)\",\"content\":\"年产\(row)吨磷酸铁锂\",\"total_invest\":\"\(row)万元\"}")
            }
        }
        return lines.joined(separator: "\n") + (rows % 2 == 0 ? "\n" : "")
    }

    @Test(arguments: [1, 2, 5], [1, 50, 700, 1 << 20])
    func `one line in, one line out, the same bytes for any jobs and chunks`(jobs: Int, chunk: Int) throws {
        let support = try Support()
        defer { support.remove() }
        for seed in 0..<3 as Range<UInt64> {
            let rows = 200 + Int(seed)
            let input = try support.file("leads.ndjson", PipelineTests.list(rows: rows, seed: seed))
            try support.run(input, to: support.path("plain"), jobs: 1, chunk: 256)
            let outcome = try support.run(input, to: support.path("out"), jobs: jobs, chunk: chunk)
            let plain = try support.text(support.path("plain"))
            #expect(try support.text(support.path("out")) == plain)
            #expect(plain.split(separator: "\n").count == rows)
            #expect(outcome.tally.rows == rows)
            #expect(outcome.tally.errors == plain.split(separator: "\n").count { $0.contains("\"error\":{") })
            #expect(outcome.tally.errors > 0)
        }
    }

    @Test func `a bad line is an error in its place, with its row`() throws {
        let support = try Support()
        defer { support.remove() }
        let input = try support.file(
            "a.ndjson",
            "{\"project_id\":\"A\"}\n[1]\n\n{\"project_id\":\"D\",\"total_invest\":\"-500\"}\n{\"content\":\"末行\"}")
        let outcome = try support.run(input, to: support.path("out"))
        let lines = try support.text(support.path("out")).split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        #expect(lines[0].hasPrefix("{\"id\":\"A\""))
        #expect(lines[1].hasPrefix("{\"id\":\"2\",\"error\":{\"row\":2,"))
        #expect(lines[2].hasPrefix("{\"id\":\"3\",\"error\":{\"row\":3,"))
        #expect(lines[3].contains("\"row\":4,\"column\":\"total_invest\",\"value\":\"-500\""))
        #expect(lines[4] == "{\"id\":\"5\",\"content\":\"末行\",\"row\":5}")
        #expect(outcome.tally.errors == 3)
        #expect(outcome.tally.faults == ["": 2, "total_invest": 1])
    }

    @Test func `rows keep the numbers that they were given`() throws {
        let support = try Support()
        defer { support.remove() }
        let input = try support.file("a.ndjson", "{\"content\":\"x\"}\n7\t{\"content\":\"甲\"}\n907\t坏\n")
        try support.run(input, to: support.path("out"), isNumbered: true)
        let lines = try support.text(support.path("out")).split(separator: "\n").map(String.init)
        #expect(lines[1] == "{\"id\":\"7\",\"content\":\"甲\",\"row\":7}")
        #expect(lines[2].hasPrefix("{\"id\":\"907\",\"error\":{\"row\":907,"))
    }

    @Test(arguments: [1, 3], [30, 4096])
    func `the run ends with the bad row that is one too many, wherever chunks end`(jobs: Int, chunk: Int) throws {
        let support = try Support()
        defer { support.remove() }
        let good = "{\"content\":\"好\"}\n"
        let input = try support.file("a.ndjson", good + "坏\n" + good + "坏\n" + good + "坏\n" + good)
        let outcome = try support.run(input, to: support.path("out"), jobs: jobs, chunk: chunk, mostErrors: 1)
        #expect(outcome.ending == .tooManyErrors)
        #expect(outcome.tally.rows == 4 && outcome.tally.errors == 2)
        #expect(try support.text(support.path("out")).split(separator: "\n").count == 4)
        let all = try support.run(input, to: support.path("all"), jobs: jobs, chunk: chunk, mostErrors: 3)
        #expect(all.ending == .finished && all.tally.rows == 7)
    }

    @Test func `a line beyond the limit is passed over and the next one is read`() throws {
        let support = try Support()
        defer { support.remove() }
        let long = String(repeating: "a", count: JSONLineReader.longestLine + 3_000_000)
        let input = try support.file(
            "a.ndjson", "{\"content\":\"前\"}\n{\"content\":\"\(long)\"}\n{\"content\":\"后\"}\n")
        try support.run(input, to: support.path("out"), chunk: 1000)
        let lines = try support.text(support.path("out")).split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("{\"id\":\"2\",\"error\":{\"row\":2,") && lines[1].contains("6 MB"))
        #expect(lines[2] == "{\"id\":\"3\",\"content\":\"后\",\"row\":3}")
        try support.run(input, to: support.path("other"), jobs: 1, chunk: 1 << 20)
        #expect(try support.text(support.path("other")) == lines.joined(separator: "\n") + "\n")
    }

    @Test func `bytes that are no text spoil their own line only`() throws {
        let support = try Support()
        defer { support.remove() }
        var bytes = Data("{\"content\":\"一二三四五六七八九十\"}\n".utf8)
        bytes.append(contentsOf: [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D, 0x0A])
        bytes.append(Data("{\"content\":\"好\"}\n".utf8))
        try bytes.write(to: support.folder.appending(path: "a.ndjson"))
        try support.run(support.path("a.ndjson"), to: support.path("out"))
        let lines = try support.text(support.path("out")).split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        #expect(lines[1].contains("\"error\"") && lines[1].contains("UTF-8"))
        #expect(lines[2].contains("好"))
    }

    @Test func `a table gives a line a row`() throws {
        let support = try Support()
        defer { support.remove() }
        let body = (1...500).map { "P\($0),\"第\($0)个,\n项目\",\($0)万元" }.joined(separator: "\n")
        let input = try support.file("a.csv", "项目编号,项目内容,总投资\n" + body + "\n")
        let outcome = try support.run(input, to: support.path("out"), jobs: 3, chunk: 2_000)
        #expect(outcome.tally.rows == 500 && outcome.tally.errors == 0)
        let lines = try support.text(support.path("out")).split(separator: "\n")
        #expect(lines.count == 500)
        #expect(lines[499].contains("\"id\":\"P500\",\"content\":\"第500个,"))
    }
}
