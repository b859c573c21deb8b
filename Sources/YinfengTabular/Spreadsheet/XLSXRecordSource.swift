import YinfengCSV

/// The rows of a workbook, sheet by sheet; only the shared strings and the current chunk are in memory.
final class XLSXRecordSource: RecordSource {
    private let archive: ZipArchive
    private let book: XLSXWorkbook
    private let strings: XLSXStrings
    private var sheets: VisibleSheets<XLSXWorkbook.Sheet>
    private var member: ZipMember?
    private var scanner: XMLScanner?
    private var rows: XLSXSheetRows
    private var next = 0
    private var expanded: ExpansionLimit

    /// Opens a workbook whose first bytes were read; throws `TabularError.damaged`.
    init(_ source: any ByteSource, head: [UInt8]) throws(TabularError) {
        archive = try ZipArchive(source, head: head)
        book = try XLSXWorkbook(archive)
        expanded = ExpansionLimit(file: archive.name)
        strings = try XLSXStrings(archive)
        sheets = VisibleSheets(book.sheets)
        rows = XLSXSheetRows(book: book, strings: strings)
        try open()
    }

    var sheet: String? { sheets.current.name }
    var hiddenColumns: Set<Int> { rows.hiddenColumns }
    var hiddenRows: [Int] { rows.hiddenRows }
    private(set) var merges = MergedCells()

    var storage: String { "工作簿 .xlsx；" + sheets.storage }

    func next(into record: inout CSVRecord) throws(TabularError) -> Bool {
        while next >= rows.rows.count {
            rows.rows.removeAll(keepingCapacity: true)
            next = 0
            guard let member, let scanner, !rows.isEnded else { return false }
            let bytes = try member.read()
            guard scanner.feed(bytes, isLast: bytes.isEmpty) else {
                // Rows before the damage are good; the rest is not read in silence.
                throw archive.damaged(sheets.current.path, scanner)
            }
            if bytes.isEmpty { self.member = nil }
        }
        swap(&record, &rows.rows[next])
        next += 1
        try expanded.add(record.size)
        return true
    }

    func nextSheet() throws(TabularError) -> Bool {
        guard sheets.advance() else { return false }
        try open()
        return true
    }

    private func open() throws(TabularError) {
        rows = XLSXSheetRows(book: book, strings: strings)
        next = 0
        scanner = XMLScanner(rows)
        let path = sheets.current.path
        member = try archive.member(path, limit: ExpansionLimit.most)
        guard member != nil else {
            throw .damaged(
                file: archive.name, fact: "工作表“\(sheets.current.name)”的内容不在压缩包里", remedy: "在表格软件里打开后另存")
        }
        if let pass = try archive.member(path, limit: ExpansionLimit.most) { merges = try MergedCells(pass) }
    }
}
