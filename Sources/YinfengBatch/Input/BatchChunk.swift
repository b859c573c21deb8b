package import YinfengTabular

/// Some rows of the input on their way to a worker.
package struct BatchChunk: Sendable {
    /// How the rows are held.
    package enum Content: Sendable {
        /// Whole lines of NDJSON; the first has the number `firstRow`.
        case lines([UInt8], firstRow: Int)
        /// A line that is longer than any row may be; its bytes were passed over.
        case longLine(bytes: Int, row: Int)
        /// Rows that were read already.
        case rows([LeadRow])
    }

    /// The rows.
    package let content: Content
    /// Where the input stands after this chunk.
    package let end: InputPosition

    /// A chunk.
    package init(content: Content, end: InputPosition) {
        self.content = content
        self.end = end
    }
}

/// How far an input was read.
package struct InputPosition: Sendable, Equatable {
    /// The offset of the next row in bytes; 0 where rows cannot be found by offset.
    package var offset: Int
    /// The number of rows before it.
    package var rows: Int
    /// The digest of the bytes before the offset.
    package var digest: InputDigest

    /// A position; the default is the start.
    package init(offset: Int = 0, rows: Int = 0, digest: InputDigest = InputDigest()) {
        self.offset = offset
        self.rows = rows
        self.digest = digest
    }
}

/// Gives the input chunk by chunk. Called by one worker at a time.
package protocol ChunkSource: AnyObject {
    /// The next rows, or nil at the end. `shouldStop` is asked while a pipe has nothing to give; when it says yes the
    /// source ends early. Throws `BatchError` or `TabularError`.
    func next(shouldStop: () -> Bool) throws -> BatchChunk?
    /// The file's state now; nil for pipes.
    var identity: InputIdentity? { get }
}
