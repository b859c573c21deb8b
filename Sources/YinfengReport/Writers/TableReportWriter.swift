/// An aligned table for a terminal: columns by East Asian width, long cells cut with … when the width is known.
///
/// The first rows are kept until `sample` of them are seen, then the widths are fixed and rows stream.
struct TableReportWriter: ReportWriter {
    private let sink: any ByteSink
    private let terminalWidth: Int?
    private let usesColor: Bool
    private let sample: Int
    private var columns: [ReportColumn] = []
    private var widths: [Int]?
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
        if let widths { return try line(cells, widths: widths) }
        waiting.append(cells)
        if waiting.count >= sample { try release() }
    }

    mutating func end() throws(ReportError) {
        if widths == nil { try release() }
        try sink.finish()
    }

    static func text(of column: ReportColumn, in row: ReportObject) -> String {
        let value = column.cell(row)
        if case .percent(let digits) = column.style, let share = value.spreadsheetNumber {
            return ReportValue.measured(share * 100, digits: digits).flat + "%"
        }
        return value.flat
    }

    private mutating func release() throws(ReportError) {
        let widths = layout()
        self.widths = widths
        try line(columns.map(\.heading), widths: widths, isHeading: true)
        for cells in waiting { try line(cells, widths: widths) }
        waiting = []
    }

    /// The natural widths, or, when they pass the terminal's, the widest columns cut down evenly.
    private func layout() -> [Int] {
        var widths = columns.indices.map { index in
            waiting.reduce(DisplayWidth.of(columns[index].heading)) { max($0, DisplayWidth.of($1[index])) }
        }
        guard let terminalWidth else { return widths }
        let least = columns.map { min(8, DisplayWidth.of($0.heading)) }
        var excess = widths.reduce(0, +) + 2 * max(0, widths.count - 1) - terminalWidth
        while excess > 0 {
            guard
                let widest = widths.indices.filter({ widths[$0] > max(4, least[$0]) }).max(by: {
                    widths[$0] < widths[$1]
                })
            else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [String], widths: [Int], isHeading: Bool = false) throws(ReportError) {
        var parts: [String] = []
        for (index, cell) in cells.enumerated() {
            // The first rows fixed the width; a later, longer cell is cut only where the terminal would wrap.
            let shown = terminalWidth == nil ? cell : DisplayWidth.truncated(cell, to: widths[index])
            let isNumber = if case .number = columns[index].style { true } else { false }
            let isLast = index == cells.count - 1
            var text =
                isLast && !isNumber ? shown : DisplayWidth.padded(shown, to: widths[index], isRight: isNumber)
            if usesColor {
                if isHeading {
                    text = "\u{1B}[1m" + text + "\u{1B}[0m"
                } else if columns[index].style == .verdict, let color = TerminalColor(verdict: cell) {
                    text = color.paint(text)
                }
            }
            parts.append(text)
        }
        try sink.write(Array((parts.joined(separator: "  ") + "\n").utf8))
    }
}
