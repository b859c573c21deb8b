/// Walks over the records of an old workbook's stream ([MS-XLS]): kind, length, content.
struct BIFFRecords {
    /// One record; `CONTINUE` records that follow it are not part of it.
    struct Record {
        let kind: Int
        /// Where it starts in the stream.
        let place: Int
        let content: ArraySlice<UInt8>
    }

    /// The kinds that are read, by their names in the document.
    enum Kind {
        static let formula = 0x0006
        static let end = 0x000A
        static let date1904 = 0x0022
        static let password = 0x002F
        static let continued = 0x003C
        static let columns = 0x007D
        static let sheet = 0x0085
        static let numbers = 0x00BD
        static let richText = 0x00D6
        static let cellFormat = 0x00E0
        static let merges = 0x00E5
        static let strings = 0x00FC
        static let sharedText = 0x00FD
        static let number = 0x0203
        static let text = 0x0204
        static let flag = 0x0205
        static let formulaText = 0x0207
        static let row = 0x0208
        static let shortNumber = 0x027E
        static let numberFormat = 0x041E
        static let begin = 0x0809
    }

    private let bytes: [UInt8]
    private var place: Int

    /// The records from an offset of the stream on.
    init(_ bytes: [UInt8], from place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    /// The next record, or nil at the end of the stream; a record that is cut off ends it too.
    mutating func next() -> Record? {
        guard let kind = bytes.word(at: place), let length = bytes.word(at: place + 2),
            place + 4 + length <= bytes.count
        else { return nil }
        let start = place
        place += 4 + length
        return Record(kind: kind, place: start, content: bytes[start + 4..<place])
    }

    /// The contents of the `CONTINUE` records that follow, each by itself: a string marks its encoding anew in each.
    mutating func continuations() -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        while bytes.word(at: place) == Kind.continued, let record = next() { parts.append(record.content) }
        return parts
    }
}
