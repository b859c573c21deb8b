/// A streaming reader of RFC 4180 records from UTF-8 bytes (or any encoding that keeps ASCII bytes apart).
///
/// Feed chunks with `append`, take records with `next(into:)`, call `finish` at the end of the input. Memory is
/// bounded by the longest record allowed. Quotes inside an unquoted cell are taken as they are, as spreadsheets do.
package struct CSVParser: Sendable {
    /// The byte between cells: comma or tab.
    package let delimiter: UInt8
    /// The most bytes that one cell may have; longer ones are cut and marked.
    package let maximumCellBytes: Int
    /// The most cells that one record may have.
    package let maximumCells: Int

    private var input: [UInt8] = []
    private var position = 0
    private var row = 0
    private var isFinished = false
    private var atStart = true

    /// A parser. The limits guard against hostile files.
    package init(delimiter: UInt8 = 0x2C, maximumCellBytes: Int = 65_536, maximumCells: Int = 16_384) {
        self.delimiter = delimiter
        self.maximumCellBytes = maximumCellBytes
        self.maximumCells = maximumCells
    }

    /// Adds the next bytes of the file; a UTF-8 byte order mark at the very start is dropped.
    package mutating func append(_ chunk: some Sequence<UInt8>) {
        if position > 0 {
            input.removeSubrange(0..<position)
            position = 0
        }
        input.append(contentsOf: chunk)
    }

    /// Says that no more bytes will come.
    package mutating func finish() { isFinished = true }

    /// Reads the next record into `record`; false when more bytes are needed, or at the end after `finish`.
    package mutating func next(into record: inout CSVRecord) -> Bool {
        if atStart {
            guard input.count - position >= 3 || isFinished else { return false }
            if input.count - position >= 3, input[position] == 0xEF, input[position + 1] == 0xBB,
                input[position + 2] == 0xBF
            {
                position += 3
            }
            atStart = false
        }
        guard position < input.count else { return false }
        record.begin(row: row + 1)
        guard let end = scan(into: &record) else { return false }
        position = end
        row += 1
        return true
    }

    /// Scans one record from `position`; returns the position after it, or nil when the chunk ends inside it.
    private func scan(into record: inout CSVRecord) -> Int? {
        let limit = input.count
        return input.withUnsafeBufferPointer { bytes -> Int? in
            var index = position
            var start = 0  // where the current cell starts in the record's buffer
            var quoted = false
            var cellBegan = false
            while index < limit {
                let byte = bytes[index]
                if quoted {
                    if byte == 0x22 {
                        if index + 1 < limit {
                            if bytes[index + 1] == 0x22 {
                                append(0x22, to: &record, start: start)
                                index += 2
                                continue
                            }
                        } else if !isFinished {
                            return nil
                        }
                        quoted = false
                        index += 1
                        continue
                    }
                    append(byte, to: &record, start: start)
                    index += 1
                    continue
                }
                switch byte {
                case 0x22 where !cellBegan:
                    quoted = true
                    cellBegan = true
                case delimiter:
                    endCell(&record, start: &start)
                    cellBegan = false
                case 0x0A:
                    endCell(&record, start: &start)
                    return index + 1
                case 0x0D:
                    guard index + 1 < limit || isFinished else { return nil }
                    endCell(&record, start: &start)
                    return index + 1 < limit && bytes[index + 1] == 0x0A ? index + 2 : index + 1
                default:
                    append(byte, to: &record, start: start)
                    cellBegan = true
                }
                index += 1
            }
            guard isFinished else { return nil }
            if quoted { record.fault = .unterminatedQuote }
            endCell(&record, start: &start)
            return index
        }
    }

    private func append(_ byte: UInt8, to record: inout CSVRecord, start: Int) {
        if record.bytes.count - start >= maximumCellBytes {
            if record.fault == nil { record.fault = .cellTooLong(index: record.ends.count) }
        } else if record.ends.count < maximumCells {
            record.bytes.append(byte)
        }
    }

    private func endCell(_ record: inout CSVRecord, start: inout Int) {
        if record.ends.count < maximumCells {
            record.ends.append(record.bytes.count)
            start = record.bytes.count
        } else {
            record.fault = .tooManyCells
        }
    }
}
