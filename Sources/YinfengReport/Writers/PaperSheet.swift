import CXLSXWriter
import YinfengCSV

/// A paper to be printed from a spreadsheet: A4 upright, one frame table with the groups at the side, boxes to seal.
package struct PaperSheet: Sendable {
    /// The title line.
    package var title: String
    /// Lines under the title.
    package var subtitle: [String]
    /// Rows of label and value in their groups.
    package var groups: [(name: String, rows: [(label: String, value: String)])]
    /// Boxes to be sealed and signed by hand.
    package var boxes: [String]
    /// Lines under the table.
    package var attachments: [String]
    /// The last line.
    package var note: String

    /// A paper.
    package init(
        title: String, subtitle: [String], groups: [(name: String, rows: [(label: String, value: String)])],
        boxes: [String], attachments: [String], note: String
    ) {
        self.title = title
        self.subtitle = subtitle
        self.groups = groups
        self.boxes = boxes
        self.attachments = attachments
        self.note = note
    }

    /// Widths of the columns in characters: together what stands between the margins of A4.
    private static let widths: [Double] = [6, 22, 58]

    /// Writes the paper; the file appears under its name only when it is complete. Throws `ReportError`.
    package func write(to path: String) throws(ReportError) {
        let book = try XLSXBook(path: path, isStreamed: false)
        let sheet = try book.addSheet(title)
        var pen = PaperPen(sheet: sheet, path: book.path)
        worksheet_set_portrait(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_set_margins(sheet, 0.7, 0.7, 0.8, 0.8)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_center_horizontally(sheet)
        worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        worksheet_set_footer(sheet, "&C第&P页 共&N页")
        for (index, width) in PaperSheet.widths.enumerated() {
            worksheet_set_column(sheet, UInt16(clamping: index), UInt16(clamping: index), width, nil)
        }
        // Sizes by 党政机关公文格式: the title 2号 in 小标宋, the table 小四 in 仿宋.
        func format(_ font: String, _ size: Double, align: lxw_format_alignments? = nil, frame: Bool = false)
            -> UnsafeMutablePointer<lxw_format>?
        {
            let format = workbook_add_format(book.formats.book)
            format_set_font_name(format, font)
            format_set_font_size(format, size)
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            if let align { format_set_align(format, UInt8(align.rawValue)) }
            if frame { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
            return format
        }
        let (song, fang) = ("方正小标宋简体", "仿宋")
        try pen.line(title, height: 36, format(song, 22, align: LXW_ALIGN_CENTER))
        let small = format(fang, 14, align: LXW_ALIGN_CENTER)
        for text in subtitle { try pen.line(text, height: 22, small) }
        let (side, plain) = (format(fang, 12, align: LXW_ALIGN_CENTER, frame: true), format(fang, 12, frame: true))
        for group in groups {
            let first = pen.row
            for row in group.rows {
                let lines = max(
                    PaperPen.lines(row.label, width: PaperSheet.widths[1]),
                    PaperPen.lines(row.value, width: PaperSheet.widths[2]))
                try pen.cells(row.label, row.value, height: Double(lines) * 17 + 3, plain)
            }
            try pen.side(group.name, from: first, side)
        }
        let box = format(fang, 12, align: LXW_ALIGN_RIGHT, frame: true)
        for text in boxes { try pen.line(text, height: 64, box) }
        let under = format(fang, 12)
        if !attachments.isEmpty { try pen.line("附件", height: 20, under) }
        for text in attachments { try pen.line(text, height: 20, under) }
        try pen.line(note, height: 34, format(fang, 9))
        try book.close()
    }
}

/// Writes line by line into the three columns of a paper.
private struct PaperPen {
    let sheet: UnsafeMutablePointer<lxw_worksheet>
    let path: String
    private(set) var row: UInt32 = 0

    init(sheet: UnsafeMutablePointer<lxw_worksheet>, path: String) {
        self.sheet = sheet
        self.path = path
    }

    /// How many lines a text takes in a column; a wide character counts two.
    static func lines(_ text: String, width: Double) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
            $0 + max(1, Int((Double(DisplayWidth.of(String($1))) * 1.15 / width).rounded(.up)))
        }
    }

    /// A line across all columns.
    mutating func line(_ text: String, height: Double, _ format: UnsafeMutablePointer<lxw_format>?) throws(ReportError)
    {
        worksheet_set_row(sheet, row, height, nil)
        try check(worksheet_merge_range(sheet, row, 0, row, 2, SpreadsheetText.disarmed(text), format))
        row += 1
    }

    /// A label and its value.
    mutating func cells(
        _ label: String, _ value: String, height: Double, _ format: UnsafeMutablePointer<lxw_format>?
    ) throws(ReportError) {
        worksheet_set_row(sheet, row, height, nil)
        try check(worksheet_write_string(sheet, row, 1, SpreadsheetText.disarmed(label), format))
        try check(worksheet_write_string(sheet, row, 2, SpreadsheetText.disarmed(value), format))
        row += 1
    }

    /// The name of the group whose rows were just written, beside them.
    func side(_ name: String, from first: UInt32, _ format: UnsafeMutablePointer<lxw_format>?) throws(ReportError) {
        guard row > first else { return }
        if row == first + 1 {
            try check(worksheet_write_string(sheet, first, 0, name, format))
        } else {
            try check(worksheet_merge_range(sheet, first, 0, row - 1, 0, name, format))
        }
    }

    private func check(_ result: lxw_error) throws(ReportError) {
        guard result == LXW_NO_ERROR else {
            throw .cannotWrite(path: path, reason: String(cString: lxw_strerror(result)))
        }
    }
}
