/// A streaming reader of RFC 4180 records from UTF-8 bytes (or any encoding that keeps ASCII bytes apart).
///
/// Feed chunks with `append`, take records with `next(into:)`, call `finish` at the end of the input. Every byte is
/// looked at once and memory is bounded by the limits, whatever the file holds. Quotes inside an unquoted cell are
/// taken as they are, as spreadsheets do. A quote that opens a cell and never closes would swallow the rest of the
/// list: such a quote is read as a plain character and the record carries the fault `strayQuote`.
package struct CSVParser: Sendable {
    /// The byte between cells: comma, tab or semicolon.
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
    private var skipsLineFeed = false

    // State inside the record that is being read; it survives the end of a chunk.
    private var partial = CSVRecord()
    private var isInRecord = false
    private var isQuoted = false
    private var hasCellBegun = false
    private var cellStart = 0
    /// Bytes dropped from the current cell because it passed the limit.
    private var dropped = 0
    /// Where the record starts in `input` while it can still be read again, else nil.
    private var recordStart: Int?
    /// The opening quote of the current quoted cell, as an index of `input`, while it can still be read again.
    private var openQuote: Int?
    private var lineBreaksInQuotes = false
    /// Quotes of this record that turned out to be plain characters, as indices of `input`.
    private var literalQuotes: [Int] = []
    /// After this many stray quotes every quote of the record is a plain character, so hostile lines cost nothing.
    private static let maximumStrayQuotes = 4

    /// A parser. The limits guard against hostile files.
    package init(delimiter: UInt8 = 0x2C, maximumCellBytes: Int = 65_536, maximumCells: Int = 16_384) {
        self.delimiter = delimiter
        self.maximumCellBytes = maximumCellBytes
        self.maximumCells = maximumCells
    }

    /// Adds the next bytes of the file; a UTF-8 byte order mark at the very start is dropped.
    package mutating func append(_ chunk: some Sequence<UInt8>) {
        let keep = recordStart ?? position
        if keep > 0 {
            input.removeSubrange(0..<keep)
            position -= keep
            recordStart = recordStart.map { $0 - keep }
            openQuote = openQuote.map { $0 - keep }
            for index in literalQuotes.indices { literalQuotes[index] -= keep }
        }
        input.append(contentsOf: chunk)
    }

    /// Says that no more bytes will come.
    package mutating func finish() { isFinished = true }

    /// Reads the next record into `record`; false when more bytes are needed, or at the end after `finish`.
    ///
    /// The buffers of `record` are reused. Amortised O(bytes), also when a record spans many chunks.
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
        if skipsLineFeed, position < input.count {
            if input[position] == 0x0A { position += 1 }
            skipsLineFeed = false
        }
        if !isInRecord {
            guard position < input.count else { return false }
            beginRecord()
        }
        // The copy shares storage: it only lets the loop read while the state changes.
        let bytes = input
        while true {
            if scan(bytes) { break }
            if isQuoted, isFinished || dropped > 0 || isCurrentCellFull, recoverFromStrayQuote() { continue }
            guard isFinished else { return false }
            if isQuoted { partial.fault = .unterminatedQuote }
            endCell()
            break
        }
        row += 1
        isInRecord = false
        recordStart = nil
        openQuote = nil
        literalQuotes.removeAll(keepingCapacity: true)
        swap(&record, &partial)
        return true
    }

    private mutating func beginRecord() {
        partial.begin(row: row + 1)
        isInRecord = true
        isQuoted = false
        hasCellBegun = false
        cellStart = 0
        dropped = 0
        recordStart = position
        openQuote = nil
    }

    /// Whether the current cell may take no further byte.
    private var isCurrentCellFull: Bool { partial.bytes.count - cellStart >= maximumCellBytes }

    /// Reads from `position` to the end of the record (true) or of the chunk (false).
    private mutating func scan(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { source -> Bool in
            let limit = source.count
            var index = position
            defer { position = index }
            while index < limit {
                if isQuoted {
                    let start = index
                    while index < limit, source[index] != 0x22 {
                        if source[index] == 0x0A { lineBreaksInQuotes = true }
                        index += 1
                    }
                    add(source, start..<index)
                    if index == limit { return false }
                    if index + 1 < limit {
                        if source[index + 1] == 0x22 {
                            add(source, index..<index + 1)
                            index += 2
                            continue
                        }
                    } else if !isFinished {
                        return false
                    }
                    isQuoted = false
                    openQuote = nil
                    index += 1
                    continue
                }
                let byte = source[index]
                if byte == 0x22, !hasCellBegun, mayOpen(index) {
                    isQuoted = true
                    hasCellBegun = true
                    lineBreaksInQuotes = false
                    openQuote = index
                    index += 1
                    continue
                }
                let start = index
                while index < limit {
                    let byte = source[index]
                    if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
                    index += 1
                }
                if index > start {
                    add(source, start..<index)
                    hasCellBegun = true
                }
                if index == limit { return false }
                endCell()
                let end = source[index]
                index += 1
                if end == delimiter { continue }
                skipsLineFeed = end == 0x0D
                return true
            }
            return false
        }
    }

    private func mayOpen(_ index: Int) -> Bool {
        literalQuotes.isEmpty
            || literalQuotes.count < CSVParser.maximumStrayQuotes && !literalQuotes.contains(index)
    }

    private mutating func add(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty, partial.ends.count < maximumCells else { return }
        let room = maximumCellBytes - (partial.bytes.count - cellStart)
        let taken = Swift.min(room, range.count)
        if taken > 0 {
            partial.bytes.append(
                contentsOf: UnsafeBufferPointer(rebasing: source[range.lowerBound..<range.lowerBound + taken]))
        }
        guard taken < range.count else { return }
        dropped += range.count - taken
        // Too long to be read again: from here on only the state is kept.
        if !lineBreaksInQuotes {
            recordStart = nil
            openQuote = nil
        }
    }

    private mutating func endCell() {
        if partial.ends.count < maximumCells {
            if dropped > 0, partial.fault == nil {
                partial.fault = .cellTooLong(
                    index: partial.ends.count, bytes: partial.bytes.count - cellStart + dropped)
            }
            partial.ends.append(partial.bytes.count)
            cellStart = partial.bytes.count
        } else {
            partial.fault = .tooManyCells
        }
        hasCellBegun = false
        isQuoted = false
        dropped = 0
    }

    /// Starts the record again with its last opening quote as a plain character; false when that cannot help.
    private mutating func recoverFromStrayQuote() -> Bool {
        guard let start = recordStart, let quote = openQuote, lineBreaksInQuotes else { return false }
        position = start
        beginRecord()
        literalQuotes.append(quote)
        partial.fault = .strayQuote
        return true
    }
}
