import Glibc

/// The cells of a sheet that are merged downwards: the rows below the first one are blank in the file and mean its value.
///
/// A sheet lists its merges behind its rows, so they are read before the rows in a pass of their own that only expands
/// the part and looks at nothing but its end.
struct XLSXMerges: Sendable {
    /// The rows of one merged area, the first one holds the value.
    struct Span: Sendable, Equatable {
        var first: Int
        var last: Int
    }

    /// By column from 0, in the order of the rows.
    private var spans: [Int: [Span]] = [:]
    private static let most = 200_000
    private static let mostBytes = 16 << 20

    /// No merges.
    init() {}

    /// Reads the merges of a sheet; throws `TabularError.damaged` for broken data.
    init(_ member: ZipMember) throws(TabularError) {
        var tail: [UInt8] = []
        var isPastRows = false
        while true {
            let bytes = try member.read()
            if bytes.isEmpty { break }
            tail.append(contentsOf: bytes)
            if !isPastRows {
                if let end = XLSXMerges.endOfRows(tail) {
                    isPastRows = true
                    tail.removeFirst(end)
                } else if tail.count > 64 {
                    tail.removeFirst(tail.count - 64)
                }
            }
            if tail.count > XLSXMerges.mostBytes { break }
        }
        guard isPastRows else { return }
        XLSXMerges.each("mergeCell ", in: tail) { place in
            guard let reference = XLSXMerges.attribute("ref=", in: tail, from: place) else { return }
            add(reference)
        }
        for column in spans.keys { spans[column]?.sort { $0.first < $1.first } }
    }

    /// Whether there is none.
    var isEmpty: Bool { spans.isEmpty }

    /// The merged rows of a column that a row lies in below the first, or nil. O(log merges).
    func span(column: Int, row: Int) -> Span? {
        guard let list = spans[column] else { return nil }
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if list[middle].first < row { low = middle + 1 } else { high = middle }
        }
        guard low > 0, list[low - 1].last >= row else { return nil }
        return list[low - 1]
    }

    /// `B2:B4`; areas of one row say nothing about the rows below.
    private mutating func add(_ reference: ArraySlice<UInt8>) {
        let ends = reference.split(separator: 0x3A)
        guard ends.count == 2, let start = XLSXMerges.cell(ends[0]), let end = XLSXMerges.cell(ends[1]),
            end.row > start.row, spans[start.column, default: []].count < XLSXMerges.most
        else { return }
        spans[start.column, default: []].append(Span(first: start.row, last: end.row))
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
