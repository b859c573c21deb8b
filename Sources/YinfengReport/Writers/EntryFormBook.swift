import CXLSXWriter
import Glibc
import YinfengCSV

/// An empty sheet for people to fill: headings with units, words to choose from, hints, one example row.
package struct EntryForm: Sendable {
    /// A column.
    package struct Column: Sendable {
        /// The heading, unit included: `总投资（万元）`.
        package var heading: String
        /// Whether the sheet asks for it; such headings are marked with a star.
        package var isRequired: Bool
        /// Words to choose from; empty = free.
        package var choices: [String]
        /// What stands in the example row; empty = nothing.
        package var example: String
        /// What is said beside the chosen cell; empty = nothing.
        package var hint: String
        /// Whether cells are text whatever is typed: telephone numbers, codes with leading zeros.
        package var isText: Bool

        /// A column.
        package init(
            heading: String, isRequired: Bool, choices: [String], example: String, hint: String, isText: Bool
        ) {
            self.heading = heading
            self.isRequired = isRequired
            self.choices = choices
            self.example = example
            self.hint = hint
            self.isText = isText
        }
    }

    /// The sheet's name.
    package var name: String
    /// The columns in order.
    package var columns: [Column]
    /// How many rows are made ready below the example.
    package var rows: Int
    /// The sheet 说明: lines of a name and a text.
    package var notes: [(name: String, value: String)]

    /// A form.
    package init(name: String, columns: [Column], rows: Int, notes: [(name: String, value: String)]) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.notes = notes
    }

    /// Writes the form as a spreadsheet; throws `ReportError`.
    package func write(to path: String) throws(ReportError) {
        let book = try XLSXBook(path: path)
        let sheet = try book.addSheet(name)
        let last = UInt32(clamping: rows + 1)
        worksheet_freeze_panes(sheet, 1, 0)
        for (index, column) in columns.enumerated() {
            let place = UInt16(clamping: index)
            let width = Double(min(40, max(12, DisplayWidth.of(column.heading) + 4)))
            worksheet_set_column(sheet, place, place, width, column.isText ? book.formats.number("@") : nil)
        }
        // The book keeps one row in memory: rows are written in order.
        for (index, column) in columns.enumerated() {
            let heading = (column.isRequired ? "*" : "") + column.heading
            try check(
                worksheet_write_string(sheet, 0, UInt16(clamping: index), heading, book.formats.heading), path)
        }
        for (index, column) in columns.enumerated() where !column.example.isEmpty {
            let place = UInt16(clamping: index)
            if !column.isText, let number = Double(column.example) {
                try check(worksheet_write_number(sheet, 1, place, number, book.formats.example), path)
            } else {
                let text = SpreadsheetText.disarmed(column.example)
                try check(worksheet_write_string(sheet, 1, place, text, book.formats.example), path)
            }
        }
        for (index, column) in columns.enumerated() {
            try offer(column, at: UInt16(clamping: index), last: last, on: sheet, path)
        }
        try writeNotes(book, path)
        try book.close()
    }

    private func offer(
        _ column: Column, at place: UInt16, last: UInt32, on sheet: UnsafeMutablePointer<lxw_worksheet>, _ path: String
    ) throws(ReportError) {
        // The format allows 255 characters of words, commas included.
        if !column.choices.isEmpty, column.choices.joined(separator: ",").utf16.count <= 255 {
            var words = column.choices.map { UnsafePointer(strdup($0)) }
            defer { for word in words { free(UnsafeMutablePointer(mutating: word)) } }
            words.append(nil)
            let result = words.withUnsafeMutableBufferPointer {
                yf_xlsx_offer(sheet, 1, last, place, $0.baseAddress)
            }
            return try check(result, path)
        }
        guard !column.hint.isEmpty else { return }
        let title = String(column.heading.prefix(30))
        try check(yf_xlsx_hint(sheet, 1, last, place, title, String(column.hint.prefix(120))), path)
    }

    private func writeNotes(_ book: XLSXBook, _ path: String) throws(ReportError) {
        var sheet = try XLSXSheet(
            book: book, name: "说明",
            columns: [ReportColumn("项目", "name", width: 28), ReportColumn("内容", "value", style: .wrapped, width: 90)])
        for note in notes { try sheet.add(["name": .text(note.name), "value": .text(note.value)]) }
        try sheet.finish()
    }

    private func check(_ result: lxw_error, _ path: String) throws(ReportError) {
        guard result == LXW_NO_ERROR else {
            throw .cannotWrite(path: path, reason: String(cString: lxw_strerror(result)))
        }
    }
}
