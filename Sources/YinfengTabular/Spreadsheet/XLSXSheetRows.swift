import YinfengCSV

/// Collects the rows of one sheet as its XML streams by.
final class XLSXSheetRows: XMLEvents {
    /// Complete rows, to be taken by the reader.
    var rows: [CSVRecord] = []
    /// Columns that the sheet hides, from 0.
    private(set) var hiddenColumns: Set<Int> = []
    /// Rows with content that the sheet hides, at most the first thousand.
    private(set) var hiddenRows: [Int] = []
    /// Whether the data ended; what follows (merges, drawings) is not needed.
    private(set) var isEnded = false

    private enum Kind {
        case number
        case shared
        case plain
        case flag
    }

    private static let maximumColumns = 16_384
    /// As for CSV.
    private static let maximumCellBytes = 65_536

    private let book: XLSXWorkbook
    private let strings: XLSXStrings
    private var record = CSVRecord()
    private var row = 0
    private var column = 0
    private var kind = Kind.number
    private var style = 0
    private var value: [UInt8] = []
    private var valueBytes = 0
    private var isInValue = false
    private var hasValue = false
    private var formula: [UInt8] = []
    private var hasFormula = false
    private var isInFormula = false
    private var isHiddenRow = false
    private var isInPhonetic = false

    init(book: XLSXWorkbook, strings: XLSXStrings) {
        self.book = book
        self.strings = strings
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name.is("c") {
            beginCell(attributes)
        } else if name.is("v") || name.is("t") {
            isInValue = !isInPhonetic
            hasValue = true
        } else if name.is("f") {
            hasFormula = true
            isInFormula = true
        } else if name.is("row") {
            beginRow(attributes)
        } else if name.is("rPh") {
            isInPhonetic = true
        } else if name.is("col"), attributes.flag("hidden") {
            let first = attributes.integer("min") ?? 1
            let last = min(attributes.integer("max") ?? first, XLSXSheetRows.maximumColumns)
            if first >= 1, first <= last { hiddenColumns.formUnion(first - 1...last - 1) }
        }
    }

    func end(_ name: XMLName) {
        if name.is("v") || name.is("t") {
            isInValue = false
        } else if name.is("f") {
            isInFormula = false
        } else if name.is("c") {
            endCell()
        } else if name.is("row") {
            guard !record.isBlank else { return }
            rows.append(record)
            if isHiddenRow, hiddenRows.count < 1_000 { hiddenRows.append(row) }
        } else if name.is("rPh") {
            isInPhonetic = false
        } else if name.is("sheetData") {
            isEnded = true
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isInFormula, formula.count < 200 { formula.append(contentsOf: bytes.prefix(200 - formula.count)) }
        guard isInValue else { return }
        valueBytes += bytes.count
        let room = XLSXSheetRows.maximumCellBytes - value.count
        if room > 0 { value.append(contentsOf: bytes.prefix(room)) }
    }

    private func beginRow(_ attributes: XMLAttributes) {
        // Row numbers only go up; a file that says otherwise is counted on.
        row = max(row + 1, min(attributes.integer("r") ?? 0, 1 << 30))
        column = 0
        isHiddenRow = attributes.flag("hidden")
        record.begin(row: row)
    }

    private func beginCell(_ attributes: XMLAttributes) {
        if let reference = attributes.value("r") {
            var index = 0
            var place = reference
            while case let letter = UInt8(bitPattern: place.pointee) & 0xDF, (0x41...0x5A).contains(letter),
                index < 20_000
            {
                index = index * 26 + Int(letter - 0x40)
                place += 1
            }
            if index >= 1 { column = max(column, index - 1) }
        }
        style = attributes.integer("s") ?? 0
        kind = .number
        if let type = attributes.value("t") {
            switch UInt8(bitPattern: type.pointee) {
            case 0x73: kind = type[1] == 0 ? .shared : .plain  // s, str
            case 0x69, 0x65, 0x64: kind = .plain  // inlineStr, e, d
            case 0x62: kind = .flag  // b
            default: kind = .number
            }
        }
        value.removeAll(keepingCapacity: true)
        valueBytes = 0
        hasValue = false
        formula.removeAll(keepingCapacity: true)
        hasFormula = false
    }

    private func endCell() {
        defer { column += 1 }
        if hasFormula, !hasValue {
            // A program wrote the formula but never computed it: the cell is not blank, it is unknown.
            value = Array("=".utf8) + formula
            valueBytes = value.count
            kind = .plain
        }
        // Blank cells are often only formatted; they end up as gaps.
        guard valueBytes > 0, column < XLSXSheetRows.maximumColumns else { return }
        while record.count < column { record.append(cell: []) }
        switch kind {
        case .shared: append(strings[Int(String(decoding: value, as: UTF8.self)) ?? -1])
        case .plain: append(value[...])
        case .flag: append(Array((value.first == 0x31 ? "TRUE" : "FALSE").utf8)[...])
        case .number:
            let style = style < book.kinds.count && style >= 0 ? book.kinds[style] : .plain
            let text = StoredNumber.text(String(decoding: value, as: UTF8.self), kind: style, is1904: book.is1904)
            append(Array(text.utf8)[...])
        }
        if valueBytes > XLSXSheetRows.maximumCellBytes {
            record.mark(.cellTooLong(index: column, bytes: valueBytes))
        }
    }

    private func append(_ bytes: ArraySlice<UInt8>) {
        if bytes.count > XLSXSheetRows.maximumCellBytes {
            record.append(cell: bytes.prefix(XLSXSheetRows.maximumCellBytes))
            record.mark(.cellTooLong(index: column, bytes: bytes.count))
        } else {
            record.append(cell: bytes)
        }
    }
}
