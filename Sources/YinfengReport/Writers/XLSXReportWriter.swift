import CXLSXWriter
import Glibc
import YinfengCSV

/// A spreadsheet in constant memory: one sheet a `ReportSheet` and a last sheet 说明 with the day, editions and version.
///
/// Headings are frozen and filtered, verdicts coloured by rules, formulas disarmed. The file appears under its name
/// only when it is complete.
struct XLSXReportWriter: ReportWriter {
    private let path: String
    private var book: XLSXBook?
    private var sheets: [(plan: ReportSheet, sheet: XLSXSheet)] = []
    private var meta: ReportMeta?

    init(path: String) { self.path = path }

    mutating func begin(_ head: ReportHead) throws(ReportError) {
        let book = try XLSXBook(path: path)
        self.book = book
        meta = head.meta
        let plans =
            head.sheets.isEmpty
            ? [ReportSheet(name: head.title, columns: head.columns, rows: { [$0] })] : head.sheets
        for plan in plans {
            sheets.append((plan: plan, sheet: try XLSXSheet(book: book, name: plan.name, columns: plan.columns)))
        }
    }

    mutating func row(_ row: ReportObject) throws(ReportError) {
        for index in sheets.indices {
            for line in sheets[index].plan.rows(row) { try sheets[index].sheet.add(line) }
        }
    }

    mutating func end() throws(ReportError) {
        guard let book else { return }
        for index in sheets.indices { try sheets[index].sheet.finish() }
        if let meta { try addNotes(meta, to: book) }
        try book.close()
        self.book = nil
    }

    private func addNotes(_ meta: ReportMeta, to book: XLSXBook) throws(ReportError) {
        let columns = [
            ReportColumn("项目", "name", width: 24), ReportColumn("内容", "value", style: .wrapped, width: 90),
        ]
        var sheet = try XLSXSheet(book: book, name: "说明", columns: columns)
        var lines = [("截至日期", meta.asOf), ("程序版本", meta.version)]
        lines += meta.editions.map { ("依据 " + $0.id, $0.title) }
        lines += meta.notes.map { ($0.name, $0.value) }
        for line in lines { try sheet.add(["name": .text(line.0), "value": .text(line.1)]) }
        try sheet.finish()
    }
}

/// The file of a spreadsheet while it is being written.
final class XLSXBook {
    let path: String
    private let temporary: String
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var names: Set<String> = []
    let formats: XLSXFormats

    /// A book whose rows are written once and in order (`isStreamed`), or one whose cells may be merged.
    init(path: String, isStreamed: Bool = true) throws(ReportError) {
        let target = AtomicFile.resolved(path)
        self.path = target
        temporary = AtomicFile.temporaryName(for: target)
        // The library opens the file only at the end; a folder that cannot be written to is told at once.
        let probe = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard probe >= 0 else { throw .cannotCreate(path: path, reason: AtomicFile.reason(errno)) }
        Glibc.close(probe)
        guard let book = isStreamed ? yf_xlsx_open(temporary, nil) : workbook_new(temporary) else {
            unlink(temporary)
            throw .cannotCreate(path: path, reason: "无法建立电子表格")
        }
        self.book = book
        formats = XLSXFormats(book: book)
    }

    deinit {
        // An unfinished book is closed to free its memory, and its file removed.
        guard let book else { return }
        workbook_close(book)
        unlink(temporary)
    }

    /// Adds a sheet under a name that the format allows and that no other sheet has.
    func addSheet(_ wanted: String) throws(ReportError) -> UnsafeMutablePointer<lxw_worksheet> {
        var name = String(wanted.filter { !"[]:*?/\\'".contains($0) }.prefix(28))
        if name.isEmpty { name = "表" }
        var unique = name
        var number = 2
        while !names.insert(unique.lowercased()).inserted {
            unique = name + "\(number)"
            number += 1
        }
        guard let book, let sheet = workbook_add_worksheet(book, unique) else {
            throw .cannotWrite(path: path, reason: "无法建立工作表“\(unique)”")
        }
        return sheet
    }

    func close() throws(ReportError) {
        guard let book else { return }
        self.book = nil
        let result = workbook_close(book)
        guard result == LXW_NO_ERROR else {
            unlink(temporary)
            let system = errno
            let reason = system == ENOSPC ? AtomicFile.reason(system) : String(cString: lxw_strerror(result))
            throw .cannotWrite(path: path, reason: reason)
        }
        try AtomicFile.replace(path, with: temporary)
    }
}

/// The cell formats of a book, made once.
final class XLSXFormats {
    let heading: UnsafeMutablePointer<lxw_format>?
    let text: UnsafeMutablePointer<lxw_format>?
    let wrapped: UnsafeMutablePointer<lxw_format>?
    /// A row that shows how a form is filled.
    let example: UnsafeMutablePointer<lxw_format>?
    let verdicts: [(words: [String], format: UnsafeMutablePointer<lxw_format>?)]
    let book: UnsafeMutablePointer<lxw_workbook>
    private var numbers: [String: UnsafeMutablePointer<lxw_format>] = [:]

    init(book: UnsafeMutablePointer<lxw_workbook>) {
        self.book = book
        heading = workbook_add_format(book)
        format_set_bold(heading)
        format_set_text_wrap(heading)
        format_set_align(heading, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        format_set_bg_color(heading, 0xDDE6F0)
        format_set_border(heading, UInt8(LXW_BORDER_THIN.rawValue))
        text = workbook_add_format(book)
        format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        wrapped = workbook_add_format(book)
        format_set_text_wrap(wrapped)
        format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        example = workbook_add_format(book)
        format_set_italic(example)
        format_set_font_color(example, 0x7F7F7F)
        verdicts = TerminalColor.verdictWords.map { color, words in
            let format = workbook_add_format(book)
            format_set_bg_color(format, color.fill.background)
            format_set_font_color(format, color.fill.text)
            return (words: words, format: format)
        }
    }

    /// The format of a number column (`0.00`, `0.0%`).
    func number(_ pattern: String) -> UnsafeMutablePointer<lxw_format>? {
        if let format = numbers[pattern] { return format }
        guard let format = workbook_add_format(book) else { return nil }
        format_set_num_format(format, pattern)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        numbers[pattern] = format
        return format
    }
}

/// One sheet while it is being written; rows past the format's limit go on in a further sheet.
struct XLSXSheet {
    private let book: XLSXBook
    private let name: String
    private let columns: [ReportColumn]
    private var sheet: UnsafeMutablePointer<lxw_worksheet>
    private var row: UInt32 = 0
    /// The format's most characters in a cell.
    private static let maximumCharacters = 32_767
    /// The format's most rows in a sheet, and the last row index.
    private static let lastRow: UInt32 = 1_048_575

    init(book: XLSXBook, name: String, columns: [ReportColumn]) throws(ReportError) {
        self.book = book
        self.name = name
        self.columns = columns
        sheet = try book.addSheet(name)
        try begin()
    }

    private mutating func begin() throws(ReportError) {
        row = 0
        worksheet_freeze_panes(sheet, 1, 0)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_repeat_rows(sheet, 0, 0)
        for (index, column) in columns.enumerated() {
            let column16 = UInt16(clamping: index)
            worksheet_set_column(sheet, column16, column16, Double(column.width ?? XLSXSheet.width(of: column)), nil)
        }
        for (index, column) in columns.enumerated() {
            try check(worksheet_write_string(sheet, 0, UInt16(clamping: index), column.heading, book.formats.heading))
        }
        row = 1
    }

    private static func width(of column: ReportColumn) -> Int {
        let heading = DisplayWidth.of(column.heading) + 4
        switch column.style {
        case .text: return max(14, heading)
        case .wrapped: return 48
        case .number, .score, .percent: return max(10, heading)
        case .verdict: return max(16, heading)
        }
    }

    mutating func add(_ line: ReportObject) throws(ReportError) {
        if row > XLSXSheet.lastRow {
            try finish()
            sheet = try book.addSheet(name)
            try begin()
        }
        for (index, column) in columns.enumerated() {
            try write(column.cell(line), style: column.style, at: UInt16(clamping: index))
        }
        row += 1
    }

    private func write(_ value: ReportValue, style: ReportColumn.Style, at column: UInt16) throws(ReportError) {
        if value.isNull { return }
        if let number = value.spreadsheetNumber {
            let pattern =
                switch style {
                case .number(let digits), .score(let digits):
                    "0" + (digits > 0 ? "." + String(repeating: "0", count: digits) : "")
                case .percent(let digits): "0" + (digits > 0 ? "." + String(repeating: "0", count: digits) : "") + "%"
                case .text, .wrapped, .verdict: "General"
                }
            return try check(worksheet_write_number(sheet, row, column, number, book.formats.number(pattern)))
        }
        var text = SpreadsheetText.disarmed(value.flat)
        if text.isEmpty { return }
        if text.utf16.count > XLSXSheet.maximumCharacters {
            text = String(text.prefix(XLSXSheet.maximumCharacters / 2)) + "…"
        }
        let format = style == .wrapped ? book.formats.wrapped : book.formats.text
        try check(worksheet_write_string(sheet, row, column, text, format))
    }

    /// Sets the filter and the colour rules, which need the last row.
    mutating func finish() throws(ReportError) {
        let last = max(1, row - 1)
        if !columns.isEmpty { worksheet_autofilter(sheet, 0, 0, last, UInt16(clamping: columns.count - 1)) }
        for (index, column) in columns.enumerated() {
            if case .score = column.style {
                try check(yf_xlsx_mark_bar(sheet, 1, last, UInt16(clamping: index), 0x9DC3E6))
            }
        }
        for (index, column) in columns.enumerated() where column.style == .verdict {
            for (words, format) in book.formats.verdicts {
                for word in words {
                    try check(
                        yf_xlsx_mark_text(sheet, 1, last, UInt16(clamping: index), "\"\(word)\"", format))
                }
            }
        }
    }

    private func check(_ result: lxw_error) throws(ReportError) {
        guard result == LXW_NO_ERROR else {
            throw .cannotWrite(path: book.path, reason: String(cString: lxw_strerror(result)))
        }
    }
}
