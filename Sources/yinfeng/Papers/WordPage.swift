import YinfengReport

/// A page of headings, paragraphs and tables as a Word document: what an office goes on writing in.
struct WordPage {
    let nodes: [HTMLNode]
    /// Together the 174 mm between the margins.
    private static let width = 9_864

    /// The file.
    var bytes: [UInt8] { WordFile(body: nodes.map(block).joined()).bytes }

    private func block(_ node: HTMLNode) -> String {
        switch node {
        case .text(let text): WordText.paragraph(text, size: 24)
        case .fragment(let nodes): nodes.map(block).joined()
        case .element("h1", _, let children):
            WordText.paragraph(words(children), size: 44, font: "方正小标宋简体", align: "center")
        case .element("h2", _, let children): WordText.paragraph(words(children), size: 32, font: "黑体")
        case .element("h3", _, let children): WordText.paragraph(words(children), size: 28, font: "黑体")
        case .element("table", _, let children): table(rows(children))
        case .element(_, let attributes, let children):
            WordText.paragraph(words(children), size: attributes.contains { $0.value == "note" } ? 18 : 24)
        }
    }

    /// The rows of a table, whatever wraps them, as the words of their cells.
    private func rows(_ nodes: [HTMLNode]) -> [[String]] {
        nodes.flatMap { node -> [[String]] in
            switch node {
            case .element("tr", _, let cells): [cells.map { words([$0]) }]
            case .element(_, _, let children), .fragment(let children): rows(children)
            case .text: []
            }
        }
    }

    private func table(_ rows: [[String]]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        guard columns > 0 else { return "" }
        // A label needs less room than what stands beside it.
        let first = columns == 2 ? WordPage.width / 4 : WordPage.width / columns
        let widths = [first] + Array(repeating: (WordPage.width - first) / max(1, columns - 1), count: columns - 1)
        let lines = rows.map { row in
            WordText.row(
                zip(row + Array(repeating: "", count: columns - row.count), widths).map { text, width in
                    "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr>"
                        + WordText.paragraph(text, size: 21) + "</w:tc>"
                })
        }
        return WordText.tableHead(widths) + lines.joined() + "</w:tbl>" + WordText.paragraph("", size: 12)
    }

    private func words(_ nodes: [HTMLNode]) -> String {
        nodes.map { node in
            switch node {
            case .text(let text): text
            case .element(_, _, let children), .fragment(let children): words(children)
            }
        }.joined()
    }
}
