import YinfengCSV

/// Gives the records of a table, sheet by sheet: what CSV and spreadsheets have in common.
protocol RecordSource: AnyObject {
    /// The sheet that is being read, or nil for a text file.
    var sheet: String? { get }
    /// A line for a person about how the file is stored: `编码 GB18030`.
    var storage: String { get }
    /// Columns that the sheet hides, from 0.
    var hiddenColumns: Set<Int> { get }
    /// Rows that the sheet hides (a filter left on), as far as they were read, at most the first thousand.
    var hiddenRows: [Int] { get }
    /// Cells that are merged downwards.
    var merges: MergedCells { get }
    /// Reads the next record of the sheet; false at its end. Throws `TabularError`.
    func next(into record: inout CSVRecord) throws(TabularError) -> Bool
    /// Goes to the next sheet; false when there is none. Throws `TabularError`.
    func nextSheet() throws(TabularError) -> Bool
}

extension RecordSource {
    var hiddenRows: [Int] { [] }
    var merges: MergedCells { MergedCells() }
}

/// The records of a CSV or TSV text.
final class CSVRecordSource: RecordSource {
    let sheet: String? = nil
    let hiddenColumns: Set<Int> = []
    private let stream: TextStream
    private var parser: CSVParser
    private var isEnded = false

    /// Opens a text; the delimiter is taken from the first lines unless the format fixes it. Throws `TabularError`.
    init(_ stream: TextStream, format: InputFormat) throws(TabularError) {
        self.stream = stream
        let head = try stream.read() ?? []
        parser = CSVParser(delimiter: format == .tsv ? 0x09 : Delimiter.guess(head))
        parser.append(head)
        if head.isEmpty {
            parser.finish()
            isEnded = true
        }
    }

    var storage: String {
        let delimiter =
            switch parser.delimiter {
            case 0x09: "制表符"
            case 0x3B: "分号"
            default: "逗号"
            }
        return "编码 \(stream.encoding.rawValue)；分隔符 \(delimiter)"
    }

    func next(into record: inout CSVRecord) throws(TabularError) -> Bool {
        while !parser.next(into: &record) {
            if isEnded { return false }
            if let chunk = try stream.read() {
                parser.append(chunk)
            } else {
                parser.finish()
                isEnded = true
            }
        }
        return true
    }

    func nextSheet() -> Bool { false }
}

/// The byte between the cells of a text whose name does not tell.
enum Delimiter {
    /// The delimiter that most of the first lines hold: tab, comma or semicolon; comma when there is none.
    static func guess(_ head: [UInt8]) -> UInt8 {
        var lines = [UInt8: Int]()
        for line in head.prefix(32 * 1024).split(separator: 0x0A).prefix(40) {
            for candidate in [0x09, 0x2C, 0x3B] as [UInt8] where line.contains(candidate) {
                lines[candidate, default: 0] += 1
            }
        }
        let (tabs, commas, semicolons) = (lines[0x09] ?? 0, lines[0x2C] ?? 0, lines[0x3B] ?? 0)
        if tabs > commas { return 0x09 }
        return semicolons > 0 && commas == 0 ? 0x3B : 0x2C
    }
}
