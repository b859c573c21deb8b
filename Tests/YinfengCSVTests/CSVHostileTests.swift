import Testing
import YinfengCSV

@Suite("CSV records, hostile and random")
struct CSVHostileTests {
    /// Parses text fed in chunks of `chunk` bytes.
    private func parse(
        _ text: String, chunk: Int = 7, delimiter: UInt8 = 0x2C, maximumCellBytes: Int = 64
    ) -> [CSVRecord] {
        var parser = CSVParser(delimiter: delimiter, maximumCellBytes: maximumCellBytes)
        let bytes = Array(text.utf8)
        var result: [CSVRecord] = []
        var record = CSVRecord()
        var index = 0
        while index < bytes.count {
            let end = min(index + chunk, bytes.count)
            parser.append(bytes[index..<end])
            index = end
            while parser.next(into: &record) { result.append(record) }
        }
        parser.finish()
        while parser.next(into: &record) { result.append(record) }
        return result
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}编号,内容\nx,茶", [["编号", "内容"], ["x", "茶"]]),
        ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
        ("\"两\n行\",x\n", [["两\n行", "x"]]),
        ("a\"b,c\"\n", [["a\"b", "c\""]]),
        ("a,\n,b\n", [["a", ""], ["", "b"]]),
        ("\"ab\"c,d\n", [["abc", "d"]]),
        ("\"\",\n", [["", ""]]),
    ])
    func readsRecords(text: String, expected: [[String]]) {
        for chunk in [1, 2, 3, 5, 64] {
            let records = parse(text, chunk: chunk)
            #expect(records.map(\.cells) == expected, "chunk \(chunk)")
            #expect(records.allSatisfy { $0.fault == nil })
        }
    }

    @Test("Blank lines are rows, as a spreadsheet counts them")
    func countsBlankLines() {
        let records = parse("a\n\n\nb\n")
        #expect(records.map(\.row) == [1, 2, 3, 4])
        #expect(records.map(\.isBlank) == [false, true, true, false])
    }

    @Test("A record of any cells survives writing and reading, whatever the chunks")
    func roundTrip() {
        var generator = SeededGenerator(seed: 11)
        let letters: [Character] = ["a", "茶", "\"", ",", "\n", "\r", " ", "𬭊", "="]
        for _ in 0..<300 {
            let rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                (0..<Int.random(in: 2...4, using: &generator)).map { _ in
                    String(
                        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                            letters.randomElement(using: &generator) ?? "a"
                        })
                }
            }
            var writer = CSVWriter(disarmsFormulas: false)
            for row in rows { writer.record(row) }
            let text = String(decoding: writer.bytes, as: UTF8.self)
            let chunk = Int.random(in: 1...9, using: &generator)
            #expect(parse(text, chunk: chunk).map(\.cells) == rows, "\(rows)")
        }
    }

    @Test("A long cell is cut, measured and does not hurt the next row")
    func cutsLongCells() {
        let long = String(repeating: "x", count: 1000)
        for text in ["1,\(long),b\n2,y,c\n", "1,\"\(long)\",b\n2,y,c\n"] {
            let records = parse(text)
            #expect(records.count == 2)
            #expect(records.first?.fault == .cellTooLong(index: 1, bytes: 1000))
            #expect(records.first?[2] == "b")
            #expect(records.last?.cells == ["2", "y", "c"])
        }
    }

    @Test("A quote that never closes does not swallow the list", arguments: [3, 200])
    func recoversFromStrayQuote(rows: Int) {
        var text = "id,name\n1,\"没有收尾的引号\n"
        for row in 2...rows { text += "\(row),第\(row)个项目\n" }
        let records = parse(text)
        #expect(records.count == rows + 1)
        #expect(records[1].fault == .strayQuote)
        #expect(records[1].cells == ["1", "\"没有收尾的引号"])
        #expect(records.dropFirst(2).allSatisfy { $0.fault == nil && $0.count == 2 })
    }

    @Test("Lines made of opening quotes end, and cost no more than the limit allows")
    func survivesManyStrayQuotes() {
        let line = String(repeating: "\"a,", count: 30) + "\n"
        let records = parse(String(repeating: line, count: 40), chunk: 50)
        #expect(!records.isEmpty)
        #expect(records.allSatisfy { $0.row > 0 })
    }

    @Test("Random bytes never trap and keep the row numbers in order")
    func fuzz() {
        var generator = SeededGenerator(seed: 5)
        let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x41, 0xE8, 0x00, 0xFF]
        for _ in 0..<400 {
            var parser = CSVParser(maximumCellBytes: 16, maximumCells: 5)
            var record = CSVRecord()
            var rows: [Int] = []
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                parser.append(
                    (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                        alphabet.randomElement(using: &generator) ?? 0
                    })
                while parser.next(into: &record) { rows.append(record.row) }
            }
            parser.finish()
            while parser.next(into: &record) {
                rows.append(record.row)
                #expect(record.count <= 5)
            }
            #expect(rows == Array(0..<rows.count).map { $0 + 1 })
        }
    }
}
