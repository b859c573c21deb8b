/// Cuts a stream of bytes into JSON rows: the lines of NDJSON, or the elements of a top-level array.
///
/// Flat memory: only the current row is kept, up to a limit; a longer one is passed over and reported in its place, and
/// a damaged one does not hurt those after it.
struct JSONSlicer {
    /// How rows are told apart.
    enum Shape {
        case lines
        case array
    }

    /// A piece of the input.
    enum Piece: Equatable {
        /// The bytes of one row.
        case row([UInt8])
        /// A row longer than the limit.
        case tooLong(bytes: Int)
        /// Nothing but white space (a blank line).
        case blank
    }

    private let shape: Shape
    private let limit: Int
    private var current: [UInt8] = []
    private var dropped = 0
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// Whether the array's opening bracket was seen and its closing one was not.
    private(set) var isOpen = false
    private var isClosed = false
    /// Whether anything but white space stands after the array's end.
    private(set) var hasRest = false

    init(_ shape: Shape, limit: Int = 4 * 1024 * 1024) {
        self.shape = shape
        self.limit = limit
    }

    /// Takes the next bytes and hands out complete pieces.
    mutating func append(_ bytes: [UInt8], _ body: (Piece) -> Void) {
        switch shape {
        case .lines:
            for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                if line.offset > 0 { body(take()) }
                keep(line.element)
            }
        case .array:
            for byte in bytes { element(byte, body) }
        }
    }

    /// The piece that the end of the input leaves, or nil.
    mutating func finish() -> Piece? {
        if current.isEmpty, dropped == 0 { return nil }
        let piece = take()
        return piece == .blank ? nil : piece
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let taken = min(bytes.count, max(0, limit - current.count))
        current.append(contentsOf: bytes.prefix(taken))
        dropped += bytes.count - taken
    }

    private mutating func take() -> Piece {
        defer {
            current.removeAll(keepingCapacity: true)
            dropped = 0
        }
        if dropped > 0 { return .tooLong(bytes: current.count + dropped) }
        return current.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A } ? .blank : .row(current)
    }

    private mutating func element(_ byte: UInt8, _ body: (Piece) -> Void) {
        let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
        if !isOpen {
            if isClosed {
                if !isSpace { hasRest = true }
            } else if byte == 0x5B {
                isOpen = true
            }
            return
        }
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if byte == 0x22 {
                isInString = false
            }
            return keep([byte])
        }
        switch byte {
        case 0x22: isInString = true
        case 0x7B, 0x5B: depth += 1
        case 0x7D, 0x5D:
            if depth == 0 {
                if byte == 0x5D {
                    isOpen = false
                    isClosed = true
                    let piece = take()
                    if piece != .blank { body(piece) }
                    return
                }
            } else {
                depth -= 1
            }
        case 0x2C where depth == 0: return body(take())
        default: break
        }
        keep([byte])
    }

    /// The deepest nesting of a text, brackets in strings not counted. O(length).
    static func depth(_ bytes: [UInt8]) -> Int {
        var depth = 0
        var deepest = 0
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isInString = false
                }
                continue
            }
            switch byte {
            case 0x22: isInString = true
            case 0x7B, 0x5B:
                depth += 1
                deepest = max(deepest, depth)
            case 0x7D, 0x5D: depth -= 1
            default: break
            }
        }
        return deepest
    }
}
