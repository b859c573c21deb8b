import YinfengCSV

/// The rows of an old workbook (.xls), sheet by sheet.
///
/// Sheets of this format end at row 65,536 and strings are shared, so the file is held whole, within bounds.
final class XLSRecordSource: RecordSource {
    /// The largest file that is taken, in bytes.
    static let maximumFile = 64 << 20

    private let name: String
    private let book: XLSWorkbook
    private var sheets: VisibleSheets<XLSWorkbook.Sheet>
    private var rows = XLSSheet()
    private var expanded: ExpansionLimit

    /// Opens a workbook whose first bytes were read; throws `TabularError`.
    init(_ source: any ByteSource, head: [UInt8]) throws(TabularError) {
        name = source.name
        expanded = ExpansionLimit(file: name)
        var bytes = head
        while let chunk = try source.read() {
            bytes.append(contentsOf: chunk)
            guard bytes.count <= XLSRecordSource.maximumFile else {
                throw .damaged(
                    file: source.name, fact: "旧版工作簿（.xls）超过 \(XLSRecordSource.maximumFile >> 20) MB，不像正常的表格",
                    remedy: "另存为 .xlsx 或“CSV UTF-8”")
            }
        }
        book = try XLSWorkbook(bytes, name: source.name)
        sheets = VisibleSheets(book.sheets)
        try open()
    }

    var sheet: String? { sheets.current.name }
    var hiddenColumns: Set<Int> { rows.hiddenColumns }
    var hiddenRows: [Int] { rows.hiddenRows }
    var merges: MergedCells { rows.merges }

    var storage: String { "旧版工作簿 .xls；" + sheets.storage }

    func next(into record: inout CSVRecord) throws(TabularError) -> Bool {
        repeat {
            guard rows.next(into: &record, of: book) else { return false }
            try expanded.add(record.size)
        } while record.isBlank
        return true
    }

    func nextSheet() throws(TabularError) -> Bool {
        guard sheets.advance() else { return false }
        try open()
        return true
    }

    private func open() throws(TabularError) {
        guard let sheet = XLSSheet(sheets.current, of: book) else { throw XLSWorkbook.damaged(name) }
        rows = sheet
    }
}
