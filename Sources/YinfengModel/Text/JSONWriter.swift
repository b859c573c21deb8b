/// Writes JSON straight into a byte buffer, keys in the order of the calls, numbers exact and locale-free.
///
/// Contracts fix the key order of a line and decimals must be written as they were computed, which an
/// encoder over `Double` cannot do; the buffer is reused from row to row, so long lists allocate nothing.
package struct JSONWriter: Sendable {
    /// The bytes so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty writer.
    package init() {}

    /// Forgets what was written but keeps the memory.
    package mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// The text so far.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Opens an object.
    package mutating func beginObject() { open(0x7B) }
    /// Closes an object.
    package mutating func endObject() { close(0x7D) }
    /// Opens an array.
    package mutating func beginArray() { open(0x5B) }
    /// Closes an array.
    package mutating func endArray() { close(0x5D) }

    /// Writes the key of the next value.
    package mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(0x3A)
        needsComma = false
    }

    /// Writes a string value.
    package mutating func string(_ value: String) {
        separate()
        quote(value)
        needsComma = true
    }

    /// Writes a string value, or null.
    package mutating func string(_ value: String?) {
        if let value { string(value) } else { null() }
    }

    /// Writes a whole number.
    package mutating func integer(_ value: Int) {
        separate()
        if value < 0 { bytes.append(0x2D) }
        whole(value.magnitude)
        needsComma = true
    }

    /// Writes an exact decimal with at most `digits` places.
    package mutating func number(_ value: Rational, digits: Int = 6) {
        separate()
        bytes.append(contentsOf: value.decimal(digits: digits).utf8)
        needsComma = true
    }

    /// Writes a measured number rounded to `digits` places (at most 9), half away from zero; null when not finite.
    package mutating func number(_ value: Double, digits: Int = 4) {
        guard value.isFinite, abs(value) < 1e9 else { return null() }
        if digits == 4 {
            return tenThousandths(Int((value * 10_000).rounded(.toNearestOrAwayFromZero)), after: [])
        }
        var scale = 1.0
        for _ in 0..<min(9, max(0, digits)) { scale *= 10 }
        let scaled = Int128((value * scale).rounded(.toNearestOrAwayFromZero))
        guard let exact = Rational(scaled, Int128(scale)) else { return null() }
        number(exact, digits: digits)
    }

    /// Writes true or false.
    package mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
        needsComma = true
    }

    /// Writes null.
    package mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    /// Writes a key and a string or null.
    package mutating func field(_ name: String, _ value: String?) {
        key(name)
        string(value)
    }

    /// Writes a key and a whole number.
    package mutating func field(_ name: String, _ value: Int) {
        key(name)
        integer(value)
    }

    /// Writes a key and true or false.
    package mutating func field(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// Writes a key and an array of strings.
    package mutating func field(_ name: String, _ values: [String]) {
        key(name)
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    /// Ends an NDJSON line.
    package mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }

    /// Writes a value, or the members of an object, that were put into bytes before.
    package mutating func fragment(_ prepared: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(contentsOf: prepared)
        needsComma = true
    }

    /// The same for bytes in an array.
    package mutating func fragment(_ prepared: [UInt8]) { prepared.withUnsafeBufferPointer { fragment($0) } }

    /// Writes a fragment that was put into bytes before and ends with a key, and the whole number of that key.
    package mutating func fragment(_ prepared: [UInt8], then value: Int) {
        separate()
        bytes.append(contentsOf: prepared)
        needsComma = false
        integer(value)
    }

    /// Writes a fragment that was put into bytes before and ends with a key, and a number of ten-thousandths, written as `number(_:digits: 4)` writes it. O(digits).
    package mutating func tenThousandths(_ value: Int, after prepared: [UInt8]) {
        separate()
        bytes.append(contentsOf: prepared)
        if value < 0 { bytes.append(0x2D) }
        let magnitude = value.magnitude
        whole(magnitude / 10_000)
        var rest = magnitude % 10_000
        if rest > 0 {
            bytes.append(0x2E)
            var unit: UInt = 1_000
            while rest > 0 {
                bytes.append(UInt8(0x30 + rest / unit))
                rest %= unit
                unit /= 10
            }
        }
        needsComma = true
    }

    /// Writes a number of ten-thousandths as `number(_:digits: 4)` writes it. O(digits).
    package mutating func tenThousandths(_ value: Int) { tenThousandths(value, after: []) }

    private mutating func whole(_ value: UInt) {
        if value < 10 {
            bytes.append(UInt8(0x30 + value))
            return
        }
        whole(value / 10)
        bytes.append(UInt8(0x30 + value % 10))
    }

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(0x2C) }
    }

    private mutating func quote(_ value: String) {
        bytes.append(0x22)
        // Nearly all texts hold nothing to escape and are copied whole.
        let isCopied: Bool? = value.utf8.withContiguousStorageIfAvailable { text in
            var isPlain = true
            for byte in text { isPlain = isPlain && byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F }
            if isPlain { bytes.append(contentsOf: text) }
            return isPlain
        }
        if isCopied == true {
            bytes.append(0x22)
            return
        }
        for byte in value.utf8 {
            switch byte {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
            case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
            case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
            case 0..<0x20, 0x7F:
                let hex = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }
}
