extension Paper {
    /// The paper as a Word document on A4: what an office goes on writing in. Pictures and bars become their words.
    package var word: [UInt8] {
        let width = isLandscape ? 14_796 : 9_864
        var body = WordText.paragraph([.plain(title)], size: 36, font: "方正小标宋简体", align: "center", spacing: (0, 60))
        body += subtitle.map { WordText.paragraph([.plain($0)], size: 21, align: "center") }.joined()
        body += blocks.map { $0.word(width) }.joined()
        return WordFile(body: body, isLandscape: isLandscape).bytes
    }
}

/// What stands between two tables: without it Word makes them one.
private let gap = WordText.paragraph([], size: 8)

extension PaperBlock {
    /// The block as markup on a column of this width.
    func word(_ width: Int) -> String {
        switch self {
        case .heading(let text, let level):
            return WordText.paragraph(
                [.plain(text)], size: level < 3 ? 26 : 22, font: "黑体", spacing: (120, 60), keepsNext: true)
        case .text(let spans): return WordText.paragraph(spans, size: 21, spacing: (0, 60))
        case .note(let text): return WordText.paragraph([.plain(text)], size: 17, isQuiet: true)
        case .fine(let lines):
            return lines.map { WordText.paragraph([.plain($0)], size: 15, isQuiet: true) }.joined()
        case .figures(let figures): return PaperBlock.word(figures, width)
        case .form(let lines): return PaperForm.word(lines, width)
        case .table(let table): return table.word(width)
        case .bars(let bars): return WordText.paragraph([.plain(bars.words)], size: 18)
        case .boxes(let boxes): return PaperBlock.word(boxes, width)
        case .picture(_, let words): return WordText.paragraph([.plain(words)], size: 18)
        case .together(let blocks): return blocks.map { $0.word(width) }.joined()
        case .pageBreak: return "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"
        }
    }

    private static func word(_ figures: [PaperFigure], _ width: Int) -> String {
        guard !figures.isEmpty else { return "" }
        let share = width / figures.count
        let cells = figures.map { figure in
            WordText.cell(
                WordText.paragraph([.strong(figure.value)], size: 30, align: "center")
                    + WordText.paragraph([.plain(figure.name)], size: 18, align: "center"),
                width: share, fill: WordText.shade(figure.tone))
        }
        return WordText.tableHead(Array(repeating: share, count: figures.count)) + WordText.row(cells) + "</w:tbl>"
            + gap
    }

    private static func word(_ boxes: [PaperBox], _ width: Int) -> String {
        let rows = boxes.map { box in
            var paragraphs = WordText.paragraph([.strong(box.title)], size: 21)
            if !box.choices.isEmpty {
                paragraphs += WordText.paragraph(
                    [.plain(box.choices.map { "□ " + $0 }.joined(separator: "　"))], size: 21, spacing: (80, 160))
            }
            paragraphs += WordText.paragraph([.plain(box.signature)], size: 21, align: "right")
            return WordText.row([WordText.cell(paragraphs, width: width)], height: 1_250)
        }
        return WordText.tableHead([width]) + rows.joined() + "</w:tbl>" + gap
    }
}

extension PaperForm {
    /// The form as a table of four columns.
    fileprivate static func word(_ lines: [(label: String, value: [PaperSpan])], _ width: Int) -> String {
        guard !lines.isEmpty else { return "" }
        let label = width * 16 / 100
        let value = width / 2 - label
        let rows = pairs(lines).map { pair in
            WordText.row(
                pair.flatMap { line in
                    [
                        WordText.cell(
                            WordText.paragraph([.plain(line.label)], size: 18), width: label,
                            fill: WordText.shade("F6F6F6")),
                        WordText.cell(
                            WordText.paragraph(line.value, size: 18), width: pair.count > 1 ? value : width - label,
                            span: pair.count > 1 ? 1 : 3),
                    ]
                })
        }
        return WordText.tableHead([label, value, label, value]) + rows.joined() + "</w:tbl>" + gap
    }
}

extension PaperTable {
    /// The table as markup; its heading stands on every page.
    fileprivate func word(_ width: Int) -> String {
        guard !columns.isEmpty else { return "" }
        let widths = widths(width)
        let size = isCompact ? 16 : 18
        let head = zip(columns, widths).map { column, width in
            WordText.cell(
                WordText.paragraph([.strong(column.heading)], size: size), width: width, fill: WordText.shade("EEF2F7"))
        }
        let lines = rows.map { row in
            WordText.row(
                zip(zip(columns, widths), row).map { column, cell in
                    WordText.cell(
                        WordText.paragraph(cell.spans, size: size, align: column.0.isNumber ? "right" : nil),
                        width: column.1, fill: WordText.shade(cell.tone))
                })
        }
        return WordText.tableHead(widths) + WordText.row(head, isHeading: true) + lines.joined() + "</w:tbl>" + gap
    }

    /// The columns' widths: their shares, the rest of the width evenly to those without one.
    private func widths(_ width: Int) -> [Int] {
        let free = columns.count { $0.share == nil }
        let rest = max(100 - columns.reduce(0) { $0 + ($1.share ?? 0) }, 8 * free)
        let shares = columns.map { $0.share ?? rest / max(free, 1) }
        let total = max(shares.reduce(0, +), 1)
        return shares.map { width * $0 / total }
    }
}
