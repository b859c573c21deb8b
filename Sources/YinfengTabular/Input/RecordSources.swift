/// Opens what gives the records of a table.
enum RecordSources {
    /// The records of a source whose first bytes were read; nil for formats that hold objects. Throws `TabularError`.
    static func open(
        _ source: any ByteSource, head: [UInt8], format: InputFormat
    ) throws(TabularError) -> (any RecordSource)? {
        switch format {
        case .csv, .tsv, .text: try CSVRecordSource(TextStream(source, head: head), format: format)
        case .xlsx: try XLSXRecordSource(source, head: head)
        case .xls: try XLSRecordSource(source, head: head)
        case .ndjson, .json: nil
        }
    }
}
