/// An aligned table for a terminal: columns by East Asian width. Where the terminal is too narrow, long words go below
/// their row (`　　说明：…`) and the other words wrap within their column, so that nothing is lost.
///
/// The first rows are kept until `sample` of them are seen, then the widths are fixed and rows stream.
struct TableReportWriter: ReportWriter {
    private let sink: any ByteSink
    private let terminalWidth: Int?
    private let usesColor: Bool
    private let sample: Int
    private var columns: [ReportColumn] = []
    private var layout: Layout?
    private var waiting: [[String]] = []

    init(sink: any ByteSink, terminalWidth: Int?, usesColor: Bool, sample: Int = 500) {
        self.sink = sink
        self.terminalWidth = terminalWidth
        self.usesColor = usesColor
        self.sample = sample
    }

    mutating func begin(_ head: ReportHead) throws(ReportError) { columns = head.columns.filter(\.isInTable) }

    mutating func row(_ row: ReportObject) throws(ReportError) {
        let cells = columns.map { DisplayWidth.sanitized(TableReportWriter.text(of: $0, in: row)) }
        if let layout { return try line(cells, layout) }
        waiting.append(cells)
        if waiting.count >= sample { try release() }
    }

    mutating func end() throws(ReportError) {
        if layout == nil { try release() }
        try sink.finish()
    }

    static func text(of column: ReportColumn, in row: ReportObject) -> String {
        let value = column.cell(row)
        if case .percent(let digits) = column.style, let share = value.spreadsheetNumber {
            return ReportValue.measured(share * 100, digits: digits).flat + "%"
        }
        if case .score(let digits) = column.style {
            switch value {
            case .number(let number, _): return ReportValue.number(number, digits: digits).flat
            case .measured(let number, _): return ReportValue.measured(number, digits: digits).flat
            default: break
            }
        }
        return value.flat
    }

    private mutating func release() throws(ReportError) {
        let layout = makeLayout()
        self.layout = layout
        try screenLine(layout.beside.map { columns[$0].heading }, layout, isHeading: true)
        for cells in waiting { try line(cells, layout) }
        waiting = []
    }

    /// Which columns stand side by side with which widths, and which go below their row.
    private struct Layout {
        var beside: [Int]
        var widths: [Int]
        var below: [Int] = []
    }

    /// The natural widths, or, when they pass the terminal's, long words below their row and the widest columns of words
    /// narrowed evenly; numbers and verdicts keep their width.
    private func makeLayout() -> Layout {
        let natural = columns.indices.map { index in
            waiting.reduce(DisplayWidth.of(columns[index].heading)) { max($0, DisplayWidth.of($1[index])) }
        }
        var layout = Layout(beside: Array(columns.indices), widths: natural)
        guard let terminalWidth else { return layout }
        func excess() -> Int { layout.widths.reduce(0, +) + 2 * max(0, layout.widths.count - 1) - terminalWidth }
        if excess() > 0, columns.contains(where: { $0.style != .wrapped }) {
            layout.below = columns.indices.filter { columns[$0].style == .wrapped }
            layout.beside = columns.indices.filter { columns[$0].style != .wrapped }
            layout.widths = layout.beside.map { natural[$0] }
        }
        for least in [20, 10, 6] {
            while excess() > 0 {
                let words = layout.beside.indices.filter {
                    isWords(columns[layout.beside[$0]]) && layout.widths[$0] > least
                }
                guard let widest = words.max(by: { layout.widths[$0] < layout.widths[$1] }) else { break }
                layout.widths[widest] -= 1
            }
        }
        return layout
    }

    private func isWords(_ column: ReportColumn) -> Bool {
        switch column.style {
        case .text, .wrapped: true
        case .number, .score, .percent, .verdict: false
        }
    }

    /// One row, and below it the long words that have no column.
    private func line(_ cells: [String], _ layout: Layout) throws(ReportError) {
        let shown = layout.beside.map { cells[$0] }
        let pieces = zip(shown, layout.widths).map { cell, width in
            terminalWidth == nil ? [cell] : DisplayWidth.wrapped(cell, to: width, lines: TableReportWriter.maximumLines)
        }
        for row in 0..<(pieces.map(\.count).max() ?? 1) {
            try screenLine(pieces.map { row < $0.count ? $0[row] : "" }, verdicts: shown, layout)
        }
        guard let terminalWidth else { return }
        for index in layout.below where !cells[index].isEmpty {
            let text = columns[index].heading + "：" + cells[index]
            let lines = DisplayWidth.wrapped(text, to: terminalWidth - 4, lines: TableReportWriter.maximumLines)
            for line in lines { try sink.write(Array(("    " + line + "\n").utf8)) }
        }
    }

    /// A cell of more lines than this is cut: the whole stands in the other formats.
    private static let maximumLines = 12

    private func screenLine(
        _ cells: [String], verdicts: [String] = [], _ layout: Layout, isHeading: Bool = false
    ) throws(ReportError) {
        var parts: [String] = []
        for (place, cell) in cells.enumerated() {
            let column = columns[layout.beside[place]]
            let isNumber = !isWords(column) && column.style != .verdict
            let isLast = place == cells.count - 1
            var text =
                isLast && !isNumber ? cell : DisplayWidth.padded(cell, to: layout.widths[place], isRight: isNumber)
            if usesColor {
                if isHeading {
                    text = "\u{1B}[1m" + text + "\u{1B}[0m"
                } else if column.style == .verdict, let color = TerminalColor(verdict: verdicts[place]) {
                    text = color.paint(text)
                }
            }
            parts.append(text)
        }
        var line = parts.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        try sink.write(Array((line + "\n").utf8))
    }
}
