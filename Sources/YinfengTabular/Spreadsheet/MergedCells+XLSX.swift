import Glibc

/// A sheet of an .xlsx lists its merges behind its rows, so they are read before the rows in a pass of their own that
/// only expands the part and looks at nothing but its end.
extension MergedCells {
    private static let mostBytes = 16 << 20

    /// Reads the merges of a sheet; throws `TabularError.damaged` for broken data.
    init(_ member: ZipMember) throws(TabularError) {
        self.init()
        var tail: [UInt8] = []
        var isPastRows = false
        while true {
            let bytes = try member.read()
            if bytes.isEmpty { break }
            tail.append(contentsOf: bytes)
            if !isPastRows {
                if let end = MergedCells.endOfRows(tail) {
                    isPastRows = true
                    tail.removeFirst(end)
                } else if tail.count > 64 {
                    tail.removeFirst(tail.count - 64)
                }
            }
            if tail.count > MergedCells.mostBytes { break }
        }
        guard isPastRows else { return }
        MergedCells.each("mergeCell ", in: tail) { place in
            guard let reference = MergedCells.attribute("ref=", in: tail, from: place) else { return }
            add(reference)
        }
        sort()
    }

    /// `B2:B4`
    private mutating func add(_ reference: ArraySlice<UInt8>) {
        let ends = reference.split(separator: 0x3A)
        guard ends.count == 2, let start = MergedCells.cell(ends[0]), let end = MergedCells.cell(ends[1])
        else { return }
        add(column: start.column, first: start.row, last: end.row)
    }

    private static func cell(_ text: ArraySlice<UInt8>) -> (column: Int, row: Int)? {
        var column = 0
        var row = 0
        for byte in text where byte != 0x24 {
            switch byte {
            case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
            case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
            default: return nil
            }
            guard column <= 16_384, row <= 1 << 30 else { return nil }
        }
        return column > 0 && row > 0 ? (column - 1, row) : nil
    }

    /// The place behind `</sheetData>`, whatever its prefix; a bare < cannot stand in a cell's text.
    private static func endOfRows(_ bytes: [UInt8]) -> Int? {
        var found: Int?
        each("sheetData>", in: bytes) { place in
            guard found == nil else { return }
            var start = place
            while start > 0, place - start < 24, bytes[start] != 0x3C { start -= 1 }
            if bytes[start] == 0x3C, bytes[start + 1] == 0x2F { found = place }
        }
        return found
    }

    private static func each(_ word: StaticString, in bytes: [UInt8], _ body: (Int) -> Void) {
        bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return }
            let count = word.utf8CodeUnitCount
            var from = 0
            while from + count <= raw.count,
                let hit = memchr(base + from, Int32(word.utf8Start[0]), raw.count - from - count + 1)
            {
                let place = base.distance(to: UnsafeRawPointer(hit))
                let isHit = memcmp(hit, word.utf8Start, count) == 0
                if isHit { body(place) }
                from = place + (isHit ? count : 1)
            }
        }
    }

    /// The value of an attribute of the tag at `place`.
    private static func attribute(_ name: StaticString, in bytes: [UInt8], from place: Int) -> ArraySlice<UInt8>? {
        guard let end = bytes[place...].firstIndex(of: 0x3E) else { return nil }
        var value: ArraySlice<UInt8>?
        let tag = Array(bytes[place..<end])
        each(name, in: tag) { start in
            let open = start + name.utf8CodeUnitCount
            guard value == nil, open < tag.count, tag[open] == 0x22 || tag[open] == 0x27 else { return }
            value = tag[(open + 1)...].prefix { $0 != tag[open] }
        }
        return value
    }
}
