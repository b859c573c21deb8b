import YinfengCSV
package import YinfengModel

/// Some rows of texts, end to end in one reused buffer of UTF-8: what a worker is given at a time.
package struct TextBlock: Sendable {
    /// One row's places in the buffer.
    package struct Row: Sendable {
        /// The row as the spreadsheet shows it.
        package let number: Int
        /// The bytes of the id.
        package let id: Range<Int>
        /// The bytes of the text.
        package let text: Range<Int>
        /// Why the row cannot be used, or nil.
        package let issue: RowIssue?
    }

    /// The buffer.
    package private(set) var bytes: [UInt8] = []
    /// The rows in order.
    package private(set) var rows: [Row] = []

    /// An empty block, to be filled by `TextListReader.fill(_:limit:)`.
    package init() {}

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
    }

    mutating func append(_ row: TextRow) {
        let start = bytes.count
        bytes.append(contentsOf: row.id.utf8)
        let middle = bytes.count
        bytes.append(contentsOf: row.text.utf8)
        rows.append(
            Row(number: row.location.row, id: start..<middle, text: middle..<bytes.count, issue: row.issue))
    }

    /// Adds a record; a row without an id of its own is known by its number.
    mutating func append(_ record: CSVRecord, text: Int, id: Int?, issue: RowIssue?) {
        let start = bytes.count
        if let id, !record.isEmpty(id) {
            record.withBytes(of: id) { bytes.append(contentsOf: $0) }
        } else {
            bytes.append(contentsOf: String(record.row).utf8)
        }
        let middle = bytes.count
        record.withBytes(of: text) { bytes.append(contentsOf: $0) }
        rows.append(Row(number: record.row, id: start..<middle, text: middle..<bytes.count, issue: issue))
    }
}
