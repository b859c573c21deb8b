/// Bytes of lines, appended through a pointer and handed out without a copy.
///
/// A coding's line has hundreds of small pieces; an array's checks of growth and uniqueness for each cost more than the
/// bytes themselves. It owns its memory, so it cannot be copied.
package struct LineBuffer: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The number of bytes so far.
    package private(set) var count = 0

    /// An empty buffer with room for `capacity` bytes; it grows.
    package init(capacity: Int = 1 << 18) {
        self.capacity = max(64, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Forgets the bytes but keeps the memory.
    package mutating func reset() { count = 0 }

    /// Takes back the last bytes, at most all. O(1).
    package mutating func removeLast(_ bytes: Int) { count = max(0, count - bytes) }

    /// Calls `body` with the bytes. O(1).
    package borrowing func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try body(UnsafeBufferPointer(start: base, count: count))
    }

    /// A copy of the bytes. O(n).
    package var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if count &+ more > capacity { grow(more) }
    }

    private mutating func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }

    /// Appends bytes as they are.
    @inline(__always)
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).update(from: source, count: bytes.count)
        count &+= bytes.count
    }

    /// Appends bytes as they are.
    @inline(__always)
    package mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    /// Appends the text of the program itself: ASCII, nothing to escape.
    @inline(__always)
    package mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends one byte.
    @inline(__always)
    package mutating func append(byte: UInt8) {
        reserve(1)
        base[count] = byte
        count &+= 1
    }

    // MARK: JSON

    /// Appends the inside of a JSON string: UTF-8 with marks and controls escaped as `JSONWriter` escapes them.
    package mutating func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count &* 6)
        var place = count
        for byte in bytes {
            if byte >= 0x20, byte != 0x22, byte != 0x5C, byte != 0x7F {
                base[place] = byte
                place &+= 1
            } else {
                place = escape(byte, at: place)
            }
        }
        count = place
    }

    /// Appends the inside of a JSON string. O(n).
    package mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { appendEscaped($0) }
    }

    /// Appends the inside of a JSON string given in UTF-16; a lone surrogate becomes U+FFFD.
    package mutating func appendEscaped(_ units: UnsafeBufferPointer<UInt16>) {
        reserve(units.count &* 6)
        var place = count
        for unit in units {
            if unit >= 0x800 {
                if unit & 0xF800 == 0xD800 { return appendEscaped(String(decoding: units, as: UTF16.self)) }
                base[place] = UInt8(truncatingIfNeeded: 0xE0 | unit >> 12)
                base[place &+ 1] = UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F)
                base[place &+ 2] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
                place &+= 3
            } else if unit >= 0x80 {
                base[place] = UInt8(truncatingIfNeeded: 0xC0 | unit >> 6)
                base[place &+ 1] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
                place &+= 2
            } else if unit >= 0x20, unit != 0x22, unit != 0x5C, unit != 0x7F {
                base[place] = UInt8(truncatingIfNeeded: unit)
                place &+= 1
            } else {
                place = escape(UInt8(truncatingIfNeeded: unit), at: place)
            }
        }
        count = place
    }

    /// Six bytes at most, for which there must be room.
    private func escape(_ byte: UInt8, at start: Int) -> Int {
        var place = start
        func put(_ byte: UInt8) {
            base[place] = byte
            place &+= 1
        }
        put(0x5C)
        switch byte {
        case 0x22, 0x5C: put(byte)
        case 0x0A: put(0x6E)
        case 0x0D: put(0x72)
        case 0x09: put(0x74)
        default:
            for mark in [0x75, 0x30, 0x30] as [UInt8] { put(mark) }
            for digit in [byte >> 4, byte & 15] { put(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
        return place
    }

    /// Appends a whole number.
    @inline(__always)
    package mutating func append(_ value: Int) {
        reserve(20)
        if value < 0 {
            base[count] = 0x2D
            count &+= 1
        }
        whole(value.magnitude)
    }

    /// Appends a measured number with at most four places, half away from zero, as `JSONWriter.number` does.
    package mutating func append(measured value: Double) {
        guard value.isFinite, abs(value) < 1e9 else { return append("null") }
        // Half away from zero, exactly: the fraction of a number of this size is exact.
        let exact = value * 10_000
        var scaled = Int(exact)
        let fraction = exact - Double(scaled)
        if fraction >= 0.5 { scaled &+= 1 } else if fraction <= -0.5 { scaled &-= 1 }
        reserve(26)
        if scaled < 0 {
            base[count] = 0x2D
            count &+= 1
        }
        whole(scaled.magnitude / 10_000)
        let places = Int(truncatingIfNeeded: scaled.magnitude % 10_000)
        guard places > 0 else { return }
        let (upper, lower) = (places / 100, places % 100)
        base[count] = 0x2E
        pair(upper, at: count &+ 1)
        pair(lower, at: count &+ 3)
        // Noughts at the end are not written.
        let digits = lower == 0 ? (upper % 10 == 0 ? 1 : 2) : (lower % 10 == 0 ? 3 : 4)
        count &+= digits &+ 1
    }

    /// The two digits of each number below a hundred.
    private static let pairs: StaticString =
        """
        0001020304050607080910111213141516171819\
        2021222324252627282930313233343536373839\
        4041424344454647484950515253545556575859\
        6061626364656667686970717273747576777879\
        8081828384858687888990919293949596979899
        """

    /// Writes two digits of a number below a hundred; there must be room.
    @inline(__always)
    private func pair(_ value: Int, at place: Int) {
        let digits = LineBuffer.pairs.utf8Start
        base[place] = digits[value &* 2]
        base[place &+ 1] = digits[value &* 2 &+ 1]
    }

    /// Room for twenty bytes must have been made.
    @inline(__always)
    private mutating func whole(_ value: UInt) {
        if value < 10 {
            base[count] = UInt8(truncatingIfNeeded: 0x30 &+ value)
            count &+= 1
            return
        }
        if value < 100 {
            base[count] = UInt8(truncatingIfNeeded: 0x30 &+ value / 10)
            base[count &+ 1] = UInt8(truncatingIfNeeded: 0x30 &+ value % 10)
            count &+= 2
            return
        }
        var digits = 3
        var bound: UInt = 1_000
        while digits < 20, value >= bound {
            digits &+= 1
            let (next, isOver) = bound.multipliedReportingOverflow(by: 10)
            if isOver { break }
            bound = next
        }
        var rest = value
        for place in stride(from: digits &- 1, through: 0, by: -1) {
            base[count &+ place] = UInt8(truncatingIfNeeded: 0x30 &+ rest % 10)
            rest /= 10
        }
        count &+= digits
    }
}
