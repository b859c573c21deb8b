import FoundationEssentials
import Testing
import YinfengCSV
import YinfengModel
import YinfengReport

@Suite("Text formats")
struct WriterTests {
    @Test("NDJSON keeps the contract's keys and order; meta only when asked")
    func ndjson() throws {
        let lines = try Sample.text(.ndjson).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(
            lines[0]
                == #"{"id":"P-1","park":{"code":"YN-1","name":"勐海产业园区"},"score":62.63,"verdict":"admit","parts":[{"name":"行业契合","points":30.25},{"name":"链条","points":12}]}"#
        )
        #expect(
            lines[2] == #"{"id":"7","error":{"row":7,"column":"总投资","value":"-500","message":"不能为负"}}"#)
        let more = try Sample.text(.ndjson) { $0.includesMeta = true }.split(separator: "\n")
        #expect(more.count == 4)
        #expect(
            more[0]
                == #"{"meta":{"as_of":"2026-11-21","version":"0.1.0","editions":[{"id":"a-1","title":"《先》"},{"id":"z-1","title":"后"}],"notes":{"权重":"行业契合 40"}}}"#
        )
        #expect(Array(more.dropFirst()) == lines)
    }

    private struct Document: Decodable {
        struct Meta: Decodable {
            let asOf: String
            let version: String

            enum CodingKeys: String, CodingKey {
                case version
                case asOf = "as_of"
            }
        }
        struct Row: Decodable { let id: String }
        let meta: Meta
        let rows: [Row]
    }

    @Test("JSON is one document that a parser reads, also without rows")
    func json() throws {
        let document = try JSONDecoder().decode(Document.self, from: Data(Sample.text(.json).utf8))
        #expect(document.meta.asOf == "2026-11-21" && document.meta.version == "0.1.0")
        #expect(document.rows.map(\.id) == ["P-1", "=cmd|' /C calc'!A0", "7"])
        let sink = MemorySink()
        var writer = try ReportOptions(format: .json).makeWriter(to: sink)
        try writer.write(Sample.head, rows: [])
        #expect(try JSONDecoder().decode(Document.self, from: Data(sink.bytes)).rows.isEmpty)
    }

    @Test("CSV has the Chinese headings, flat cells and no live formula")
    func csv() throws {
        var parser = CSVParser()
        parser.append(Array(try Sample.text(.csv).utf8))
        parser.finish()
        var record = CSVRecord()
        var rows: [[String]] = []
        while parser.next(into: &record) { rows.append(record.cells) }
        #expect(rows[0] == ["线索", "园区", "得分", "结论", "退回原因"])
        #expect(rows[1] == ["P-1", "勐海产业园区", "62.63", "准入", ""])
        #expect(rows[2][0] == "'=cmd|' /C calc'!A0")
        #expect(rows[3] == ["7", "", "", "", "第7行“总投资”列“-500”：不能为负"])
        #expect(try Sample.text(.csv) { $0.byteOrderMark = true }.hasPrefix("\u{FEFF}"))
    }

    @Test("The table aligns by display width and keeps to the terminal")
    func table() throws {
        let lines = try Sample.text(.table).split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        // The second column starts at one display column in every line.
        for line in lines.dropFirst().prefix(1) { #expect(line.contains("勐海产业园区")) }
        let starts = [("园区", 0), ("勐海产业园区", 1), ("<b>磨憨</b>", 2)].map { word, place in
            lines[place].firstRange(of: word).map { DisplayWidth.of(String(lines[place][..<$0.lowerBound])) }
        }
        #expect(Set(starts.map { $0 ?? -1 }).count == 1)
        let narrow = try Sample.text(.table) { $0.terminalWidth = 50 }.split(separator: "\n")
        #expect(narrow.allSatisfy { DisplayWidth.of(String($0)) <= 50 })
        // What has no room beside the others stands whole below its row.
        #expect(narrow.contains { $0.contains("退回原因：") && $0.contains("不能为负") })
        #expect(!(try Sample.text(.table).contains("\u{1B}")))
        #expect(try Sample.text(.table) { $0.usesColor = true }.contains("\u{1B}[31m不予准入"))
    }

    @Test("A cell never becomes markup or a terminal command")
    func escapes() throws {
        let page = try Sample.text(.html)
        #expect(page.contains("&lt;b&gt;磨憨&lt;/b&gt;") && !page.contains("<b>"))
        #expect(page.contains("@page{size:A4") && !page.contains("http"))
        #expect(DisplayWidth.sanitized("a\u{1B}[31mb\nc\u{7}") == "a[31mb c")
        #expect(HTMLText.escaped("<a href=\"x\">'&\u{0}") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;")
    }

    @Test("All formats state the same facts", arguments: [OutputFormat.table, .csv, .json, .ndjson, .html, .markdown])
    func sameFacts(format: OutputFormat) throws {
        let text = try Sample.text(format)
        for fact in ["P-1", "勐海产业园区", "62.63", "不能为负", "总投资"] { #expect(text.contains(fact), "\(fact)") }
    }

    @Test(arguments: [
        ("茶", 2), ("ab", 2), ("ａ", 2), ("é", 1), ("e\u{301}", 1), ("𠮷", 2), ("①", 1), ("", 0), ("\u{200B}", 0),
        ("👍", 2),
    ])
    func widths(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

    @Test func cutsBetweenCharacters() {
        #expect(DisplayWidth.truncated("勐海产业园区", to: 7) == "勐海产…")
        #expect(DisplayWidth.truncated("勐海产业园区", to: 8) == "勐海产…")
        #expect(DisplayWidth.truncated("abc", to: 3) == "abc")
        #expect(DisplayWidth.truncated("abc", to: 0) == "")
    }

    @Test func pathsAndLists() {
        let row: ReportObject = ["a": .object(["b": [1, 2]]), "c": [.object(["d": "x"]), .object(["d": "y"])]]
        #expect(row.value(at: ["a", "b"]).flat == "1；2")
        #expect(row.value(at: ["c", "d"]).flat == "x；y")
        #expect(row.value(at: ["a", "z"]).isNull)
    }
}
