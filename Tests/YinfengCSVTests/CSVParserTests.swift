import Testing
import YinfengCSV

@Suite struct CSVParserTests {
    private func rows(_ text: String, chunk: Int = .max, delimiter: UInt8 = 0x2C, limit: Int = 65_536) -> [[String]] {
        var parser = CSVParser(delimiter: delimiter, maximumCellBytes: limit)
        var record = CSVRecord()
        var result: [[String]] = []
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let end = chunk >= bytes.count - start ? bytes.count : start + chunk
            parser.append(bytes[start..<end])
            while parser.next(into: &record) { result.append(record.cells) }
            start = end
        }
        parser.finish()
        while parser.next(into: &record) { result.append(record.cells) }
        return result
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("\"x,y\",\"he said \"\"好\"\"\"\n", [["x,y", "he said \"好\""]]),
        ("\"line\nbreak\",2\n", [["line\nbreak", "2"]]),
        ("a,\n,b\n", [["a", ""], ["", "b"]]),
        ("a\n\nb\n", [["a"], [""], ["b"]]),
        ("5\" pipe,x\n", [["5\" pipe", "x"]]),
        ("a\rb\r", [["a"], ["b"]]),
    ])
    func `reads records`(text: String, expected: [[String]]) {
        #expect(rows(text) == expected)
    }

    @Test func `any chunking gives the same records`() {
        let text = "\u{FEFF}名称,说明\r\n\"甲,\r\n\"\"乙\"\"\",丙\r\n,\"\"\r\n丁,戊"
        let whole = rows(text)
        for size in 1...40 { #expect(rows(text, chunk: size) == whole) }
    }

    @Test func `rows count as a spreadsheet shows them`() {
        var parser = CSVParser()
        parser.append(Array("h\n\"a\nb\"\n\nc\n".utf8))
        parser.finish()
        var record = CSVRecord()
        var numbers: [Int] = []
        while parser.next(into: &record) { numbers.append(record.row) }
        #expect(numbers == [1, 2, 3, 4])
    }

    @Test func `a huge cell is cut, marked, and the next row is whole`() {
        var parser = CSVParser(maximumCellBytes: 10)
        parser.append(Array((String(repeating: "长", count: 100) + ",b\nc,d\n").utf8))
        parser.finish()
        var record = CSVRecord()
        let read1 = parser.next(into: &record)
        #expect(read1)
        #expect(record.fault == .cellTooLong(index: 0, bytes: 300))
        #expect(record[1] == "b")
        let read2 = parser.next(into: &record)
        #expect(read2)
        #expect(record.fault == nil && record.cells == ["c", "d"])
    }

    @Test func `an open quote at the end is reported`() {
        var parser = CSVParser()
        parser.append(Array("a,\"b".utf8))
        parser.finish()
        var record = CSVRecord()
        let read3 = parser.next(into: &record)
        #expect(read3)
        #expect(record.fault == .unterminatedQuote)
        let again = parser.next(into: &record)
        #expect(!again)
    }

    @Test func `what is written is read back`() {
        let cells = ["", "a,b", "\"", "行\n行", " 空 ", "=1+1", "-5", "+x", "@y", "\tz", "0001"]
        var writer = CSVWriter(disarmsFormulas: false)
        writer.record(cells)
        #expect(rows(String(decoding: writer.bytes, as: UTF8.self)) == [cells])
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("-5", "-5"), ("-5.2", "-5.2"), ("-cmd", "'-cmd"), ("+", "'+"), ("@a", "'@a"),
        ("\ta", "'\ta"), ("a=b", "a=b"),
    ])
    func `exports disarm formulas`(text: String, written: String) {
        #expect(SpreadsheetText.disarmed(text) == written)
    }
}
