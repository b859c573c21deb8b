/// What a cell said and what it was read as.
package struct FieldValue: Sendable, Equatable {
    /// The reading of a cell.
    package enum Content: Sendable, Equatable {
        /// Nothing is stated (待定, 面议, /): unknown, never zero.
        case missing
        /// Words.
        case text(String)
        /// A number in the field's canonical unit, or in a currency that needs a dated rate (`万美元`).
        case quantity(Quantity)
        /// Yes or no.
        case flag(Bool)
        /// A day or a span of days.
        case date(DateRange)
        /// A list of words or codes.
        case items([String])
    }

    /// The cell as written.
    package let raw: String
    /// The reading.
    package let content: Content
    /// Doubts about the reading; a value with an unsettled `suspect` doubt is missing to every clause.
    package let doubts: [Doubt]
    /// Where the cell stood, or nil when the value came from the command line.
    package let location: SourceLocation?

    /// A value.
    package init(raw: String, content: Content, doubts: [Doubt] = [], location: SourceLocation? = nil) {
        self.raw = raw
        self.content = content
        self.doubts = doubts
        self.location = location
    }

    /// Whether a clause must treat the value as missing until a person confirms it.
    package var isSuspect: Bool { doubts.contains { $0.kind == .suspect } }
}

/// A question about a cell: what looks wrong and the proposed reading.
package struct Doubt: Sendable, Equatable {
    /// How serious it is.
    package enum Kind: String, Sendable {
        /// Out of the field's range or at odds with its heading: missing until confirmed.
        case suspect
        /// Understood, with a remark (phases, a second amount).
        case note
    }

    /// How serious it is.
    package let kind: Kind
    /// The question, in Chinese.
    package let message: String
    /// The proposed reading as text that `--set` accepts (`1.2`, `100公顷`), or nil.
    package let proposal: String?

    /// A doubt.
    package init(kind: Kind, message: String, proposal: String? = nil) {
        self.kind = kind
        self.message = message
        self.proposal = proposal
    }
}

/// Where a value stood in a file: row and column as the spreadsheet shows them, heading = row 1.
package struct SourceLocation: Sendable, Hashable {
    /// The file as the user named it, or `-` for standard input.
    package let file: String
    /// The sheet, or nil for a text file.
    package let sheet: String?
    /// The row, from 1.
    package let row: Int
    /// The heading of the column as written, or nil when the whole row is meant.
    package let column: String?

    /// A place in a file.
    package init(file: String, sheet: String? = nil, row: Int, column: String? = nil) {
        self.file = file
        self.sheet = sheet
        self.row = row
        self.column = column
    }

    /// `文件“a.csv” 第17行“总投资”列`.
    package var text: String {
        "文件“\(file)”" + (sheet.map { "工作表“\($0)”" } ?? "") + " 第\(row)行" + (column.map { "“\($0)”列" } ?? "")
    }
}
