/// Lays the rows out as a paper and writes it as a page, a Word document or Markdown. A layout needs all rows, so memory grows with
/// them; a head without a layout gives one table, which `HTMLReportWriter` streams.
struct PaperReportWriter: ReportWriter {
    private let sink: any ByteSink
    private let format: OutputFormat
    private var head: ReportHead?
    private var rows: [ReportObject] = []
    private var table: HTMLReportWriter?

    init(sink: any ByteSink, format: OutputFormat) {
        self.sink = sink
        self.format = format
    }

    mutating func begin(_ head: ReportHead) throws(ReportError) {
        self.head = head
        guard head.layout == nil, format == .html else { return }
        table = HTMLReportWriter(sink: sink)
        try table?.begin(head)
    }

    mutating func row(_ row: ReportObject) throws(ReportError) {
        if table != nil { return try table?.row(row) ?? () }
        rows.append(row)
    }

    mutating func end() throws(ReportError) {
        if table != nil { return try table?.end() ?? () }
        guard let head else { return }
        let paper = head.layout?(rows, head) ?? plainTable(head)
        try sink.write(paper.bytes(format))
        try sink.finish()
    }

    private func plainTable(_ head: ReportHead) -> Paper {
        let columns = head.columns.map { column in
            switch column.style {
            case .number, .score, .percent: PaperTable.Column(column.heading, isNumber: true)
            case .text, .wrapped, .verdict: PaperTable.Column(column.heading)
            }
        }
        let cells = rows.map { row in
            head.columns.map { PaperTable.Cell(TableReportWriter.text(of: $0, in: row)) }
        }
        return Paper(
            title: head.title,
            blocks: [.table(PaperTable(columns: columns, rows: cells))] + head.meta.blocks(rows.count))
    }
}

extension Paper {
    /// The paper as the bytes of a file: a page, a Word document, or Markdown for every other format.
    package func bytes(_ format: OutputFormat) -> [UInt8] {
        switch format {
        case .html: page.render()
        case .docx: word
        default: Array(markdown.utf8)
        }
    }
}

extension ReportMeta {
    /// What a paper says about itself at its end: the day, the program, the texts it rests on, the remarks.
    package func blocks(_ count: Int? = nil) -> [PaperBlock] {
        var facts = "截至日期 \(asOf)；程序版本 \(version)"
        if let count { facts = "共 \(count) 行。" + facts }
        var blocks: [PaperBlock] = [.note(facts)]
        if !editions.isEmpty {
            blocks.append(
                .fine([
                    "依据：" + editions.map { $0.title.isEmpty ? $0.id : $0.title + "（\($0.id)）" }.joined(separator: "；")
                ]))
        }
        if !notes.isEmpty { blocks.append(.fine([notes.map { $0.name + " " + $0.value }.joined(separator: "；")])) }
        return blocks
    }
}
