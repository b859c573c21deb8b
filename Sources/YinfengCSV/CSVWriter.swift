/// Writes RFC 4180 records into a byte buffer, LF line ends, quoting only where needed.
package struct CSVWriter: Sendable {
    /// The bytes so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether cells that a spreadsheet would run as a formula get a leading apostrophe.
    package let disarmsFormulas: Bool
    private var isFirst = true

    /// A writer; exports for spreadsheets disarm formulas (`= + - @` or a tab at the start).
    package init(disarmsFormulas: Bool = true) { self.disarmsFormulas = disarmsFormulas }

    /// Forgets what was written but keeps the memory.
    package mutating func reset() { bytes.removeAll(keepingCapacity: true) }

    /// Adds one cell to the current record.
    package mutating func cell(_ text: String) {
        if !isFirst { bytes.append(0x2C) }
        isFirst = false
        let disarmed = disarmsFormulas && SpreadsheetText.isFormula(text)
        let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        if needsQuotes { bytes.append(0x22) }
        if disarmed { bytes.append(0x27) }
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        if needsQuotes { bytes.append(0x22) }
    }

    /// Ends the record.
    package mutating func endRecord() {
        bytes.append(0x0A)
        isFirst = true
    }

    /// Writes a whole record.
    package mutating func record(_ cells: [String]) {
        for text in cells { cell(text) }
        endRecord()
    }
}

/// What a spreadsheet makes of text.
package enum SpreadsheetText {
    /// Whether a spreadsheet would take the text for a formula. Plain numbers such as `-12.5` are harmless.
    package static func isFormula(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        switch first {
        case 0x3D, 0x40, 0x09, 0x0D: return true
        case 0x2B, 0x2D:
            let rest = text.utf8.dropFirst()
            return !rest.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E } || rest.isEmpty
        default: return false
        }
    }

    /// The text as it is written into a spreadsheet cell: formulas get a leading apostrophe.
    package static func disarmed(_ text: String) -> String { isFormula(text) ? "'" + text : text }
}
