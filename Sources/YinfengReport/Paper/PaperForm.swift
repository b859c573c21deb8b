/// Lines of a form in four columns: two short lines share a row, a long one has a row of its own.
enum PaperForm {
    /// The most columns of text (a Chinese character has two) that fit beside another line.
    private static let shortWidth = 34

    static func rows(_ lines: [(label: String, value: [PaperSpan])]) -> [HTMLNode] {
        pairs(lines).map { pair in .tag("tr", pair.flatMap { cells($0, span: pair.count > 1 ? 1 : 3) }) }
    }

    /// The lines by row: two short neighbours, or one.
    static func pairs(
        _ lines: [(label: String, value: [PaperSpan])]
    ) -> [[(label: String, value: [PaperSpan])]] {
        var rows: [[(label: String, value: [PaperSpan])]] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if isShort(line.value), index + 1 < lines.count, isShort(lines[index + 1].value) {
                rows.append([line, lines[index + 1]])
                index += 2
            } else {
                rows.append([line])
                index += 1
            }
        }
        return rows
    }

    private static func isShort(_ value: [PaperSpan]) -> Bool {
        value.reduce(0) { $0 + DisplayWidth.of($1.words) } <= shortWidth && !value.contains { $0.words.contains("\n") }
    }

    private static func cells(_ line: (label: String, value: [PaperSpan]), span: Int = 1) -> [HTMLNode] {
        let width = span > 1 ? [(name: "colspan", value: String(span))] : []
        return [.tag("th", line.label), .element("td", width, line.value.map(\.html))]
    }
}
