import YinfengCSV

/// RFC 4180 with Chinese headings and flat cells; formulas are disarmed.
struct CSVReportWriter: ReportWriter {
    private let sink: any ByteSink
    private let byteOrderMark: Bool
    private var csv = CSVWriter()
    private var columns: [ReportColumn] = []

    init(sink: any ByteSink, byteOrderMark: Bool) {
        self.sink = sink
        self.byteOrderMark = byteOrderMark
    }

    mutating func begin(_ head: ReportHead) throws(ReportError) {
        columns = head.columns
        if byteOrderMark { try sink.write([0xEF, 0xBB, 0xBF]) }
        csv.record(columns.map(\.heading))
        try flush()
    }

    mutating func row(_ row: ReportObject) throws(ReportError) {
        for column in columns { csv.cell(column.cell(row).flat) }
        csv.endRecord()
        try flush()
    }

    mutating func end() throws(ReportError) { try sink.finish() }

    private mutating func flush() throws(ReportError) {
        try sink.write(csv.bytes)
        csv.reset()
    }
}
