/// A page with one table of all rows and a foot that names the day, the editions and the program.
struct HTMLReportWriter: ReportWriter {
    private let sink: any ByteSink
    private var head: ReportHead?
    private var count = 0

    init(sink: any ByteSink) { self.sink = sink }

    mutating func begin(_ head: ReportHead) throws(ReportError) {
        self.head = head
        let page = HTMLPage(title: head.title, isLandscape: head.columns.count > 6)
        var bytes = page.opening()
        HTMLNode.tag("h1", head.title).render(into: &bytes)
        HTMLNode.open("table", into: &bytes)
        HTMLNode.tag("thead", [.tag("tr", head.columns.map { .tag("th", $0.heading) })]).render(into: &bytes)
        HTMLNode.open("tbody", into: &bytes)
        bytes.append(0x0A)
        try sink.write(bytes)
    }

    mutating func row(_ row: ReportObject) throws(ReportError) {
        guard let head else { return }
        count += 1
        var bytes: [UInt8] = []
        let cells = head.columns.map { column -> HTMLNode in
            let text = TableReportWriter.text(of: column, in: row)
            return .tag("td", class: HTMLReportWriter.style(column, text), text)
        }
        HTMLNode.tag("tr", cells).render(into: &bytes)
        bytes.append(0x0A)
        try sink.write(bytes)
    }

    mutating func end() throws(ReportError) {
        var bytes: [UInt8] = []
        HTMLNode.close("tbody", into: &bytes)
        HTMLNode.close("table", into: &bytes)
        bytes.append(0x0A)
        if let meta = head?.meta {
            let editions = meta.editions.map { $0.title.isEmpty ? $0.id : $0.title }.joined(separator: "、")
            HTMLNode.tag(
                "p", class: "note", "共 \(count) 行。截至日期 \(meta.asOf)；程序版本 \(meta.version)；依据：\(editions)"
            ).render(into: &bytes)
            for note in meta.notes {
                HTMLNode.tag("p", class: "note", note.name + "：" + note.value).render(into: &bytes)
            }
        }
        bytes.append(contentsOf: HTMLPage.closing)
        try sink.write(bytes)
        try sink.finish()
    }

    private static func style(_ column: ReportColumn, _ text: String) -> String? {
        switch column.style {
        case .text, .wrapped: nil
        case .number, .score, .percent: "number"
        case .verdict:
            switch TerminalColor(verdict: text) {
            case .good: "good"
            case .caution: "caution"
            case .bad: "bad"
            case .quiet: "quiet"
            case nil: nil
            }
        }
    }
}
