/// Writes a report row by row: `begin`, any number of `row`, `end`. Memory does not grow with the rows, except for the
/// terminal table, which looks at the first rows to align its columns.
package protocol ReportWriter {
    /// Writes what stands before the rows; throws `ReportError`.
    mutating func begin(_ head: ReportHead) throws(ReportError)
    /// Writes one row; throws `ReportError`.
    mutating func row(_ row: ReportObject) throws(ReportError)
    /// Writes what stands after the rows and makes the result visible (a file is renamed into place); throws
    /// `ReportError`.
    mutating func end() throws(ReportError)
}

extension ReportWriter {
    /// Writes a whole report; throws `ReportError`.
    package mutating func write(_ head: ReportHead, rows: some Sequence<ReportObject>) throws(ReportError) {
        try begin(head)
        for row in rows { try self.row(row) }
        try end()
    }
}

/// Where and how a report is written.
package struct ReportOptions: Sendable {
    /// The format.
    package var format: OutputFormat
    /// The file, or nil for standard output.
    package var path: String?
    /// Whether ndjson gets a first line with the meta facts.
    package var includesMeta = false
    /// The terminal's width in columns, or nil when unknown: then nothing is cut.
    package var terminalWidth: Int?
    /// Whether the terminal shows colours.
    package var usesColor = false
    /// Whether CSV starts with a byte order mark, which Excel needs to read UTF-8.
    package var byteOrderMark = false

    /// Options for a format and a file (nil = standard output).
    package init(format: OutputFormat, path: String? = nil) {
        self.format = format
        self.path = path
    }

    /// The writer that the options ask for; opens the file. Throws `ReportError.cannotCreate` or `.needsFile`.
    package func makeWriter() throws(ReportError) -> any ReportWriter {
        if format.needsFile {
            guard let path, path != "-" else { throw .needsFile(format: format.rawValue) }
            if format == .xlsx { return XLSXReportWriter(path: path) }
        }
        return try makeWriter(
            to: path.map { path throws(ReportError) in try FileSink(path: path) } ?? FileSink.standardOutput)
    }

    /// The writer of a text format over a sink; throws `ReportError.needsFile` for xlsx.
    package func makeWriter(to sink: any ByteSink) throws(ReportError) -> any ReportWriter {
        switch format {
        case .table: TableReportWriter(sink: sink, terminalWidth: terminalWidth, usesColor: usesColor)
        case .csv: CSVReportWriter(sink: sink, byteOrderMark: byteOrderMark)
        case .json: JSONReportWriter(sink: sink)
        case .ndjson: NDJSONReportWriter(sink: sink, includesMeta: includesMeta)
        case .html, .markdown, .docx: PaperReportWriter(sink: sink, format: format)
        case .xlsx: throw .needsFile(format: format.rawValue)
        }
    }
}
