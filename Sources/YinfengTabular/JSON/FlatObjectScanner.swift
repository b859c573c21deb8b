/// Finds keys and values of a flat JSON object without building anything: positions in the line only.
///
/// It takes just the plain shape that lists have (strings, plain decimals, true, false, null; keys without escapes) and
/// leaves everything else, above all every fault, to the careful parser, so that both read alike. A general library
/// would gain nothing here: finding the values takes a tenth of the time of reading them.
struct FlatObjectScanner {
    /// What kind of value stands at a place.
    enum Kind: UInt8 {
        case null, yes, no, number, text, escapedText
    }

    /// A key and its value: positions of their bytes, strings without their quotes.
    struct Member {
        var key: Range<Int>
        var value: Range<Int>
        var kind: Kind
    }

    /// The members in the order of the line.
    private(set) var members: [Member] = []

    /// Scans a line; false when the careful parser must decide. O(length).
    mutating func scan(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        members.removeAll(keepingCapacity: true)
        var at = FlatObjectScanner.skipBlanks(line, 0)
        guard at < line.count, line[at] == 0x7B else { return false }
        at = FlatObjectScanner.skipBlanks(line, at + 1)
        if at < line.count, line[at] == 0x7D { return FlatObjectScanner.skipBlanks(line, at + 1) == line.count }
        while true {
            guard at < line.count, line[at] == 0x22, let key = FlatObjectScanner.string(line, at + 1), !key.isEscaped
            else { return false }
            let keyRange = at + 1..<key.end
            at = FlatObjectScanner.skipBlanks(line, key.end + 1)
            guard at < line.count, line[at] == 0x3A else { return false }
            at = FlatObjectScanner.skipBlanks(line, at + 1)
            guard at < line.count, let member = FlatObjectScanner.value(line, at, key: keyRange) else { return false }
            members.append(member.member)
            at = FlatObjectScanner.skipBlanks(line, member.end)
            guard at < line.count else { return false }
            if line[at] == 0x7D { return FlatObjectScanner.skipBlanks(line, at + 1) == line.count }
            guard line[at] == 0x2C else { return false }
            at = FlatObjectScanner.skipBlanks(line, at + 1)
        }
    }

    @inline(__always)
    private static func skipBlanks(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < line.count, line[at] == 0x20 || line[at] == 0x09 || line[at] == 0x0D || line[at] == 0x0A { at += 1 }
        return at
    }

    /// The closing quote of a string that begins at `start`; nil when it is open or holds a bare control character.
    @inline(__always)
    private static func string(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> (end: Int, isEscaped: Bool)? {
        var at = start
        var isEscaped = false
        while at < line.count {
            let byte = line[at]
            if byte == 0x22 { return (at, isEscaped) }
            if byte < 0x20 { return nil }
            if byte == 0x5C {
                isEscaped = true
                at += 1
            }
            at += 1
        }
        return nil
    }

    @inline(__always)
    private static func value(
        _ line: UnsafeBufferPointer<UInt8>, _ at: Int, key: Range<Int>
    ) -> (member: Member, end: Int)? {
        switch line[at] {
        case 0x22:
            guard let text = string(line, at + 1) else { return nil }
            return (
                Member(key: key, value: at + 1..<text.end, kind: text.isEscaped ? .escapedText : .text), text.end + 1
            )
        case 0x6E: return word(line, at, "null", .null, key)
        case 0x74: return word(line, at, "true", .yes, key)
        case 0x66: return word(line, at, "false", .no, key)
        case 0x30...0x39, 0x2D: return number(line, at, key)
        default: return nil
        }
    }

    private static func word(
        _ line: UnsafeBufferPointer<UInt8>, _ at: Int, _ word: StaticString, _ kind: Kind, _ key: Range<Int>
    ) -> (member: Member, end: Int)? {
        let end = at + word.utf8CodeUnitCount
        guard end <= line.count else { return nil }
        for index in 0..<word.utf8CodeUnitCount where line[at + index] != word.utf8Start[index] { return nil }
        return (Member(key: key, value: at..<end, kind: kind), end)
    }

    /// A decimal without exponent of at most 15 digits; its range ends before zeros that say nothing.
    private static func number(
        _ line: UnsafeBufferPointer<UInt8>, _ start: Int, _ key: Range<Int>
    ) -> (member: Member, end: Int)? {
        var at = start
        if line[at] == 0x2D { at += 1 }
        let first = at
        while at < line.count, (0x30...0x39).contains(line[at]) { at += 1 }
        let wholeEnd = at
        // A leading zero, and minus zero, are for the careful parser.
        guard wholeEnd > first, line[first] != 0x30 || wholeEnd == first + 1 && first == start else { return nil }
        var end = at
        if at < line.count, line[at] == 0x2E {
            at += 1
            let fraction = at
            while at < line.count, (0x30...0x39).contains(line[at]) { at += 1 }
            guard at > fraction else { return nil }
            end = at
            while end > fraction, line[end - 1] == 0x30 { end -= 1 }
            if end == fraction { end = wholeEnd }
        }
        guard at - first <= 16 else { return nil }
        if at < line.count, line[at] == 0x65 || line[at] == 0x45 { return nil }
        return (Member(key: key, value: start..<end, kind: .number), at)
    }
}

/// Resolves the escapes of a JSON string.
enum JSONEscapes {
    /// The text, or nil when an escape is unknown, incomplete or half of a pair. O(length).
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            guard bytes[at] == 0x5C else {
                result.append(bytes[at])
                at += 1
                continue
            }
            guard at + 1 < bytes.count else { return nil }
            switch bytes[at + 1] {
            case 0x22, 0x5C, 0x2F: result.append(bytes[at + 1])
            case 0x6E: result.append(0x0A)
            case 0x74: result.append(0x09)
            case 0x72: result.append(0x0D)
            case 0x62: result.append(0x08)
            case 0x66: result.append(0x0C)
            case 0x75:
                guard var value = hex(bytes, at + 2) else { return nil }
                if (0xD800...0xDBFF).contains(value) {
                    guard at + 7 < bytes.count, bytes[at + 6] == 0x5C, bytes[at + 7] == 0x75,
                        let low = hex(bytes, at + 8), (0xDC00...0xDFFF).contains(low)
                    else { return nil }
                    value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                    at += 6
                }
                guard let scalar = Unicode.Scalar(value) else { return nil }
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                at += 4
            default: return nil
            }
            at += 2
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hex(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in start..<start + 4 {
            let byte = UInt32(bytes[index])
            switch byte {
            case 0x30...0x39: value = value << 4 | (byte - 0x30)
            case 0x41...0x46: value = value << 4 | (byte - 0x37)
            case 0x61...0x66: value = value << 4 | (byte - 0x57)
            default: return nil
            }
        }
        return value
    }
}
