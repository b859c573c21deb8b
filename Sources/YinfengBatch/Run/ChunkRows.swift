import YinfengTabular

/// The rows of a chunk.
enum ChunkRows {
    /// Reads each row in order.
    static func forEach(
        _ chunk: BatchChunk, reader: JSONLineReader, isNumbered: Bool = false, _ body: (LeadRow) -> Void
    ) {
        switch chunk.content {
        case .rows(let rows): for row in rows { body(row) }
        case .longLine(let bytes, let row): body(reader.tooLong(bytes: bytes, row: row))
        case .lines(let bytes, let first):
            bytes.withUnsafeBufferPointer { bytes in
                var row = first
                var start = 0
                while start < bytes.count {
                    var end = start
                    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
                    if isNumbered, let (number, length) = number(line) {
                        body(reader.readLine(UnsafeBufferPointer(rebasing: line[length...]), row: number))
                    } else {
                        body(reader.readLine(line, row: row))
                    }
                    row += 1
                    start = end + 1
                }
            }
        }
    }

    /// The number before the first tab, and how many bytes both take; nil when there is none.
    private static func number(_ line: UnsafeBufferPointer<UInt8>) -> (number: Int, length: Int)? {
        var value = 0
        for at in 0..<min(line.count, 18) {
            if line[at] == 0x09 { return at > 0 ? (value, at + 1) : nil }
            guard (0x30...0x39).contains(line[at]) else { return nil }
            value = value * 10 + Int(line[at] - 0x30)
        }
        return nil
    }
}
