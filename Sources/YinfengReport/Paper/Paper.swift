/// A printable document made of plain values: the same paper becomes a page for A4 (`page`), a Word document (`word`) or
/// Markdown (`markdown`).
///
/// A command builds blocks and hands the paper over; nothing in it is markup, so whatever a cell of a list holds stays
/// words. Example: `Paper(title: "路线图", blocks: [.heading("一、缺口"), .table(table)]).page.render()`. A picture of
/// one's own (an SVG tree) goes in as `.picture`.
package struct Paper: Sendable {
    /// The title, centred at the top.
    package let title: String
    /// Short lines under the title.
    package let subtitle: [String]
    /// Whether the paper lies on its side, for wide tables.
    package let isLandscape: Bool
    /// What stands on it, in order.
    package var blocks: [PaperBlock]

    /// A paper.
    package init(title: String, subtitle: [String] = [], isLandscape: Bool = false, blocks: [PaperBlock] = []) {
        self.title = title
        self.subtitle = subtitle
        self.isLandscape = isLandscape
        self.blocks = blocks
    }
}

/// A piece of a paper.
package indirect enum PaperBlock: Sendable {
    /// A heading of level 1 (a chapter) to 3.
    case heading(String, level: Int = 2)
    /// A paragraph.
    case text([PaperSpan])
    /// A paragraph in small quiet letters.
    case note(String)
    /// Lines in the smallest letters, close together: sources and editions, which are looked up rather than read.
    case fine([String])
    /// Numbers that sum the paper up, side by side.
    case figures([PaperFigure])
    /// A two-column form: label and value.
    case form([(label: String, value: [PaperSpan])])
    /// A table whose headings repeat on each page.
    case table(PaperTable)
    /// Horizontal bars made of segments.
    case bars(PaperBars)
    /// Places that people fill in by hand, with a line to sign.
    case boxes([PaperBox])
    /// A picture (inline SVG) and the words that tell the same where no picture can be shown.
    case picture(HTMLNode, words: String)
    /// Blocks that stay on one page where they fit.
    case together([PaperBlock])
    /// What follows begins on a new page.
    case pageBreak
}

/// How good a value is, for its colour.
package enum PaperTone: String, Sendable {
    /// Green.
    case good
    /// Yellow.
    case caution
    /// Red.
    case bad
    /// Grey.
    case quiet
    /// No colour.
    case plain

    /// The tone of a verdict or a clause result, by its contract word or its Chinese name, also with a remark in
    /// brackets behind it (`准入（附条件）`).
    package init(verdict text: String) {
        let bare = text.split(separator: "（", maxSplits: 1).first.map(String.init) ?? text
        switch TerminalColor(verdict: text) ?? TerminalColor(verdict: bare) {
        case .good: self = .good
        case .caution: self = .caution
        case .bad: self = .bad
        case .quiet: self = .quiet
        case nil: self = .plain
        }
    }
}

/// Words with a look.
package enum PaperSpan: Sendable, ExpressibleByStringLiteral {
    /// Plain words.
    case plain(String)
    /// Words that stand out.
    case strong(String)
    /// Words marked with a pen: evidence in a text.
    case marked(String)
    /// A verdict on its colour.
    case badge(String, PaperTone)

    /// Plain words.
    package init(stringLiteral value: String) { self = .plain(value) }

    /// The words without their look.
    package var words: String {
        switch self {
        case .plain(let text), .strong(let text), .marked(let text), .badge(let text, _): text
        }
    }
}

/// A number with what it counts.
package struct PaperFigure: Sendable {
    /// What is counted.
    package let name: String
    /// The number.
    package let value: String
    /// How good it is.
    package let tone: PaperTone

    /// A figure.
    package init(_ name: String, _ value: String, tone: PaperTone = .plain) {
        self.name = name
        self.value = value
        self.tone = tone
    }
}

/// A table of cells.
package struct PaperTable: Sendable {
    /// A column.
    package struct Column: Sendable {
        /// The heading.
        package let heading: String
        /// The share of the width in percent; nil = as wide as its words ask.
        package let share: Int?
        /// Whether cells stand to the right.
        package let isNumber: Bool

        /// A column.
        package init(_ heading: String, share: Int? = nil, isNumber: Bool = false) {
            self.heading = heading
            self.share = share
            self.isNumber = isNumber
        }
    }

    /// A cell: words, and the colour behind them.
    package struct Cell: Sendable, ExpressibleByStringLiteral {
        /// The words.
        package let spans: [PaperSpan]
        /// The colour.
        package let tone: PaperTone

        /// A cell.
        package init(_ spans: [PaperSpan], tone: PaperTone = .plain) {
            self.spans = spans
            self.tone = tone
        }

        /// A cell of plain words.
        package init(_ text: String, tone: PaperTone = .plain) { self.init([.plain(text)], tone: tone) }

        /// A cell of plain words.
        package init(stringLiteral value: String) { self.init(value) }

        /// A verdict on its colour.
        package static func verdict(_ text: String) -> Cell { Cell(text, tone: PaperTone(verdict: text)) }
    }

    /// The columns.
    package let columns: [Column]
    /// The rows; each has as many cells as there are columns.
    package var rows: [[Cell]]
    /// Whether lines stand close together, for long tables that are looked up rather than read.
    package let isCompact: Bool

    /// A table.
    package init(columns: [Column], rows: [[Cell]] = [], isCompact: Bool = false) {
        self.columns = columns
        self.rows = rows
        self.isCompact = isCompact
    }
}

/// A place to fill in by hand.
package struct PaperBox: Sendable {
    /// Whose opinion stands here.
    package let title: String
    /// Answers to tick.
    package let choices: [String]
    /// What is signed at the foot (`签字：`, `（盖章）`, `年　月　日`).
    package let signature: String

    /// A box.
    package init(_ title: String, choices: [String] = [], signature: String = "签字（盖章）：　　　　　　　　　　年　　月　　日") {
        self.title = title
        self.choices = choices
        self.signature = signature
    }
}
