import YinfengCSV
package import YinfengModel
package import YinfengText

/// One row of a plain table.
package struct TableRow: Sendable, Equatable {
    /// Where it stands.
    package let location: SourceLocation
    /// The cells as written, one a heading; cells beyond the headings follow.
    package let cells: [String]
    /// Why the row cannot be trusted, in Chinese, or nil.
    package let fault: String?
}

/// Reads a table with one heading row, whatever its headings mean: park lines, park tables, gold lists, shares.
///
/// Encoding and delimiter are found as for lists of leads. The heading is the first row that holds one of the wanted
/// headings, else the first row that is not blank.
package final class TableReader {
    /// The headings as written, on one line each.
    package let headings: [String]
    /// The row of the headings.
    package let headingRow: Int
    private let source: any RecordSource
    private let name: String
    private let folder: TextFolder
    private var waiting: [CSVRecord] = []
    private var record = CSVRecord()

    /// Opens a file, `-` for standard input; throws `TabularError`.
    package convenience init(path: String, wanted: [String] = [], folder: TextFolder) throws(TabularError) {
        try self.init(source: FileSource(path: path), wanted: wanted, folder: folder)
    }

    /// Opens a source of bytes; throws `TabularError` when it is empty, no table, or in no known encoding.
    package convenience init(source: any ByteSource, wanted: [String] = [], folder: TextFolder) throws(TabularError) {
        let head = try InputHead.read(source)
        guard !head.isEmpty else { throw .empty(file: source.name) }
        let format = try InputFormat(name: source.name, head: head)
        guard let records = try RecordSources.open(source, head: head, format: format) else {
            throw .unsupported(file: source.name, kind: " JSON", remedy: "请改为带表头的 CSV 或 .xlsx")
        }
        try self.init(records: records, name: source.name, wanted: wanted, folder: folder)
    }

    init(
        records: any RecordSource, name: String, wanted: [String], folder: TextFolder
    ) throws(TabularError) {
        source = records
        self.name = name
        self.folder = folder
        let keys = Set(wanted.map { TableReader.key($0, folder) })
        var sample: [CSVRecord] = []
        var found: Int?
        var first: Int?
        var record = CSVRecord()
        while sample.count < 20, found == nil, try records.next(into: &record) {
            if !record.isBlank, first == nil { first = sample.count }
            if record.cells.contains(where: { keys.contains(TableReader.key($0, folder)) }) { found = sample.count }
            sample.append(record)
        }
        guard let place = found ?? first else { throw .empty(file: name) }
        headings = sample[place].cells.map { $0.split { $0.isWhitespace }.joined(separator: " ") }
        headingRow = sample[place].row
        waiting = Array(sample[(place + 1)...].reversed())
    }

    /// The position of a heading, compared without width, case and blanks; nil when there is none.
    package func column(_ names: String...) -> Int? {
        let keys = names.map { TableReader.key($0, folder) }
        return headings.firstIndex { keys.contains(TableReader.key($0, folder)) }
    }

    /// The position of a heading that must be there; throws `TabularError.noColumn` with the nearest ones.
    package func requiredColumn(_ heading: String) throws(TabularError) -> Int {
        if let index = column(heading) { return index }
        throw .noColumn(file: name, column: heading, near: Nearest.names(to: heading, in: headings))
    }

    /// The next row that is not blank, or nil at the end; throws `TabularError`.
    package func next() throws(TabularError) -> TableRow? {
        guard let record = try nextRecord() else { return nil }
        return TableRow(location: location(of: record), cells: record.cells, fault: fault(record))
    }

    /// Where a record stands.
    func location(of record: CSVRecord) -> SourceLocation {
        SourceLocation(file: name, sheet: source.sheet, row: record.row)
    }

    /// The next record that is not blank, as bytes, or nil at the end; throws `TabularError`.
    func nextRecord() throws(TabularError) -> CSVRecord? {
        while true {
            if let kept = waiting.popLast() {
                record = kept
            } else if try !source.next(into: &record) {
                return nil
            }
            if !record.isBlank { return record }
        }
    }

    /// All rows that are left.
    package func rest() throws(TabularError) -> [TableRow] {
        var rows: [TableRow] = []
        while let row = try next() { rows.append(row) }
        return rows
    }

    /// Why a record cannot be trusted, in Chinese, or nil.
    func fault(_ record: CSVRecord) -> String? {
        switch record.fault {
        case .cellTooLong: return "单元格超过上限 64 KB；请删减"
        case .tooManyCells: return "单元格太多；请检查该行的分隔符"
        case .unterminatedQuote, .strayQuote: return "引号不成对；请补上或删去引号"
        case nil: break
        }
        let rest = record.count > headings.count && (headings.count..<record.count).contains { !record.isEmpty($0) }
        return rest ? "该行有\(record.count)个单元格，表头只有\(headings.count)列；请给含逗号的内容加上引号" : nil
    }

    private static func key(_ heading: String, _ folder: TextFolder) -> String {
        folder.folded(heading).filter { !$0.isWhitespace }
    }
}
