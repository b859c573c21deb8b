import YinfengModel

/// One JSON document `{"meta":{…},"rows":[…]}`, one row a line so that it stays readable and diffable.
struct JSONReportWriter: ReportWriter {
    private let sink: any ByteSink
    private var json = JSONWriter()
    private var isFirst = true

    init(sink: any ByteSink) { self.sink = sink }

    mutating func begin(_ head: ReportHead) throws(ReportError) {
        head.metaObject.write(to: &json)
        try sink.write(Array("{\"meta\":".utf8))
        try sink.write(json.bytes)
        try sink.write(Array(",\"rows\":[".utf8))
    }

    mutating func row(_ row: ReportObject) throws(ReportError) {
        json.reset()
        row.write(to: &json)
        try sink.write(Array((isFirst ? "\n" : ",\n").utf8))
        isFirst = false
        try sink.write(json.bytes)
    }

    mutating func end() throws(ReportError) {
        try sink.write(Array((isFirst ? "]}\n" : "\n]}\n").utf8))
        try sink.finish()
    }
}
