import YinfengModel

/// One JSON object a line, contract keys, uniform lines.
struct NDJSONReportWriter: ReportWriter {
    private let sink: any ByteSink
    private let includesMeta: Bool
    private var json = JSONWriter()

    init(sink: any ByteSink, includesMeta: Bool) {
        self.sink = sink
        self.includesMeta = includesMeta
    }

    mutating func begin(_ head: ReportHead) throws(ReportError) {
        guard includesMeta else { return }
        try line(["meta": .object(head.metaObject)])
    }

    mutating func row(_ row: ReportObject) throws(ReportError) { try line(row) }

    mutating func end() throws(ReportError) { try sink.finish() }

    private mutating func line(_ object: ReportObject) throws(ReportError) {
        json.reset()
        object.write(to: &json)
        json.endLine()
        try sink.write(json.bytes)
    }
}
