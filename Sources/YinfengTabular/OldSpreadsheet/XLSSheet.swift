import YinfengCSV

/// The cells of one sheet of an old workbook, collected and put in the order of rows: files need not keep it.
struct XLSSheet {
    private enum Content {
        /// A number and its cell format.
        case number(Double, format: UInt16)
        /// A string of the workbook's pool.
        case shared(Int)
        /// A string of this sheet's own pool.
        case own(Int)
    }

    private struct Cell {
        let row: UInt16
        let column: UInt16
        let content: Content
    }

    private var cells: [Cell] = []
    private var own = StringPool()
    private var position = 0
    /// The formula whose text comes in the record behind it.
    private var waiting: (row: UInt16, column: UInt16)?
    private var hidden: Set<UInt16> = []

    /// Columns that the sheet hides, from 0.
    private(set) var hiddenColumns: Set<Int> = []
    /// Rows with content that the sheet hides, as far as they were read, at most the first thousand.
    private(set) var hiddenRows: [Int] = []
    /// Cells that are merged downwards.
    private(set) var merges = MergedCells()

    private static let maximumCellBytes = 65_536
    private static let mostHiddenRows = 1_000
    private static let lastColumn = 255

    /// No cells.
    init() {}

    /// Reads the part of the stream that belongs to a sheet; nil when it is broken.
    init?(_ sheet: XLSWorkbook.Sheet, of book: XLSWorkbook) {
        var records = BIFFRecords(book.stream, from: sheet.start)
        guard records.next()?.kind == BIFFRecords.Kind.begin else { return nil }
        // Charts in a sheet are parts within the part.
        var depth = 1
        while depth > 0 {
            guard let record = records.next() else { return nil }
            switch record.kind {
            case BIFFRecords.Kind.begin: depth += 1
            case BIFFRecords.Kind.end: depth -= 1
            case _ where depth > 1: break
            case BIFFRecords.Kind.formulaText: addFormulaText(record.content, records.continuations())
            default: add(record)
            }
        }
        merges.sort()
        cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    /// Fills the next row that has content; false at the end.
    mutating func next(into record: inout CSVRecord, of book: XLSWorkbook) -> Bool {
        guard position < cells.count else { return false }
        let row = cells[position].row
        // Rows count from 0 in the file and from 1 to a reader.
        record.begin(row: Int(row) + 1)
        while position < cells.count, cells[position].row == row {
            let cell = cells[position]
            position += 1
            // Of two cells in one place the first one stands.
            guard Int(cell.column) >= record.count else { continue }
            while record.count < Int(cell.column) { record.append(cell: []) }
            switch cell.content {
            case .number(let value, let format):
                let kind = book.kind(ofCellFormat: Int(format))
                record.append(cell: StoredNumber.text(value, kind: kind, is1904: book.is1904).utf8)
            case .shared(let index): append(book.strings[index], to: &record)
            case .own(let index): append(own[index], to: &record)
            }
        }
        if hidden.contains(row), hiddenRows.count < XLSSheet.mostHiddenRows { hiddenRows.append(Int(row) + 1) }
        return true
    }

    private func append(_ text: ArraySlice<UInt8>, to record: inout CSVRecord) {
        if text.count > XLSSheet.maximumCellBytes {
            record.mark(.cellTooLong(index: record.count, bytes: text.count))
        }
        record.append(cell: text.prefix(XLSSheet.maximumCellBytes))
    }

    private mutating func add(_ record: BIFFRecords.Record) {
        let content = record.content
        switch record.kind {
        case BIFFRecords.Kind.columns: hideColumns(content)
        case BIFFRecords.Kind.row:
            if let row = content.word(at: 0), let options = content.word(at: 12), options & 0x20 != 0 {
                hidden.insert(UInt16(row))
            }
        case BIFFRecords.Kind.merges: addMerges(content)
        case BIFFRecords.Kind.number: addNumber(content, content.double(at: 6))
        case BIFFRecords.Kind.shortNumber: addNumber(content, content.long(at: 6).map(XLSSheet.number))
        case BIFFRecords.Kind.numbers: addNumbers(content)
        case BIFFRecords.Kind.sharedText:
            if let index = content.long(at: 6) { add(content, .shared(index)) }
        case BIFFRecords.Kind.text, BIFFRecords.Kind.richText:
            var text = BIFFText(content, from: 6)
            var bytes: [UInt8] = []
            if text.next(lengthBytes: 2, into: &bytes) { addText(content, bytes) }
        case BIFFRecords.Kind.flag:
            if let value = content.word(at: 6) { addMark(content, UInt8(value & 0xFF), isError: value >> 8 == 1) }
        case BIFFRecords.Kind.formula: addFormula(content)
        default: break
        }
    }

    private mutating func add(_ place: ArraySlice<UInt8>, _ content: Content) {
        guard let row = place.word(at: 0), let column = place.word(at: 2), column <= XLSSheet.lastColumn else { return }
        cells.append(Cell(row: UInt16(row), column: UInt16(column), content: content))
    }

    private mutating func addNumber(_ place: ArraySlice<UInt8>, _ value: Double?) {
        guard let value, let format = place.word(at: 4) else { return }
        add(place, .number(value, format: UInt16(format)))
    }

    /// Neighbours of one row: first column, then format and number each, then the last column.
    private mutating func addNumbers(_ content: ArraySlice<UInt8>) {
        guard let row = content.word(at: 0), let first = content.word(at: 2), content.count >= 6 else { return }
        for index in 0..<(content.count - 6) / 6 where first + index <= XLSSheet.lastColumn {
            guard let format = content.word(at: 4 + 6 * index), let value = content.long(at: 6 + 6 * index) else {
                return
            }
            cells.append(
                Cell(
                    row: UInt16(row), column: UInt16(first + index),
                    content: .number(XLSSheet.number(value), format: UInt16(format))))
        }
    }

    private mutating func addText(_ place: ArraySlice<UInt8>, _ text: some Collection<UInt8>) {
        guard !text.isEmpty else { return }
        own.append(text)
        own.close()
        add(place, .own(own.count - 1))
    }

    private mutating func addMark(_ place: ArraySlice<UInt8>, _ value: UInt8, isError: Bool) {
        let text = isError ? XLSSheet.errors[value] ?? "#N/A" : value == 0 ? "FALSE" : "TRUE"
        addText(place, Array(text.utf8))
    }

    /// What a formula came to: a number, or, told by two bytes that no number has, a text that follows, a flag, an error.
    private mutating func addFormula(_ content: ArraySlice<UInt8>) {
        waiting = nil
        guard content.word(at: 12) == 0xFFFF, let kind = content.word(at: 6), let value = content.word(at: 8) else {
            addResult(content)
            return
        }
        switch kind & 0xFF {
        case 0:
            if let row = content.word(at: 0), let column = content.word(at: 2), column <= XLSSheet.lastColumn {
                waiting = (UInt16(row), UInt16(column))
            }
        case 1: addMark(content, UInt8(value & 0xFF), isError: false)
        case 2: addMark(content, UInt8(value & 0xFF), isError: true)
        default: break
        }
    }

    /// A program that only wrote the formula leaves a zero and asks for computing: the cell is unknown, not nought.
    private mutating func addResult(_ content: ArraySlice<UInt8>) {
        let value = content.double(at: 6)
        if value == 0, let options = content.word(at: 14), options & 0x02 != 0 {
            addText(content, "=…".utf8)
        } else {
            addNumber(content, value)
        }
    }

    private mutating func addFormulaText(_ content: ArraySlice<UInt8>, _ continued: [ArraySlice<UInt8>]) {
        guard let place = waiting else { return }
        waiting = nil
        var text = BIFFText(content, from: 0, continued: continued)
        var bytes: [UInt8] = []
        guard text.next(lengthBytes: 2, into: &bytes), !bytes.isEmpty else { return }
        own.append(bytes)
        own.close()
        cells.append(Cell(row: place.row, column: place.column, content: .own(own.count - 1)))
    }

    private mutating func hideColumns(_ content: ArraySlice<UInt8>) {
        guard let first = content.word(at: 0), let last = content.word(at: 2), let options = content.word(at: 8),
            options & 0x01 != 0, first <= min(last, XLSSheet.lastColumn)
        else { return }
        hiddenColumns.formUnion(first...min(last, XLSSheet.lastColumn))
    }

    private mutating func addMerges(_ content: ArraySlice<UInt8>) {
        for index in 0..<(content.word(at: 0) ?? 0) {
            let start = 2 + 8 * index
            guard let first = content.word(at: start), let last = content.word(at: start + 2),
                let column = content.word(at: start + 4)
            else { return }
            merges.add(column: column, first: first + 1, last: last + 1)
        }
    }

    /// A number in four bytes: a whole number or the upper part of a fraction, perhaps in hundredths.
    private static func number(_ stored: Int) -> Double {
        let value =
            stored & 0x02 != 0
            ? Double(Int32(truncatingIfNeeded: stored) >> 2) : Double(bitPattern: UInt64(stored & ~0x03) << 32)
        return stored & 0x01 != 0 ? value / 100 : value
    }

    private static let errors: [UInt8: String] = [
        0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    ]
}
