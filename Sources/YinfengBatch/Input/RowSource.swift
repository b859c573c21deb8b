package import YinfengTabular

/// Chunks of rows from a file that can only be read from its start (CSV, spreadsheets, other encodings).
package final class RowSource: ChunkSource {
    private let reader: LeadListReader
    private let path: String
    private let size: Int
    private var position = InputPosition()

    /// The rows of a reader, `size` a chunk, after the first `skipping` ones, which are read and dropped. Throws
    /// `TabularError`.
    package init(_ reader: LeadListReader, path: String, size: Int = 128, skipping: Int = 0) throws(TabularError) {
        self.reader = reader
        self.path = path
        self.size = max(1, size)
        while position.rows < skipping, try reader.next() != nil { position.rows += 1 }
    }

    package var identity: InputIdentity? { InputIdentity(path: path) }

    package func next(shouldStop: () -> Bool) throws -> BatchChunk? {
        var rows: [LeadRow] = []
        rows.reserveCapacity(size)
        while rows.count < size, let row = try reader.next() { rows.append(row) }
        if rows.isEmpty { return nil }
        position.rows += rows.count
        return BatchChunk(content: .rows(rows), end: position)
    }
}
