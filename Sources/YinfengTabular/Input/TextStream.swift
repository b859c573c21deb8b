import YinfengModel
import YinfengText

/// Turns the bytes of an input into valid UTF-8, chunk by chunk.
///
/// The encoding is found by a mark, else UTF-8 where the first text that is not ASCII is valid UTF-8, else strict
/// GB18030. Bytes that are neither stop the reading with their offset: a guess would silently spoil names.
final class TextStream {
    /// The encoding, once it is known; pure ASCII counts as UTF-8.
    private(set) var encoding: TextEncoding = .utf8
    private let source: any ByteSource
    private var state = State.start
    private var carry: [UInt8] = []
    /// Bytes handed out or converted so far, for messages.
    private var offset = 0
    private var converter: Converter?

    private enum State {
        case start
        case undecided
        case utf8
        case converting
        case ended
    }

    /// A box, because the converter cannot be copied.
    private final class Converter {
        var converter: TextConverter

        init(_ encoding: String) throws(TextError) { converter = try TextConverter(from: encoding) }
    }

    /// How much text decides the encoding.
    private static let window = 64 * 1024
    /// As many valid characters of several bytes in a row are no accident: the file is UTF-8, though damaged.
    private static let convincing = 8

    init(_ source: any ByteSource, head: [UInt8] = []) {
        self.source = source
        carry = head
    }

    var name: String { source.name }

    /// The next valid UTF-8 bytes, or nil at the end; throws `TabularError.undecodable`.
    func read() throws(TabularError) -> [UInt8]? {
        while true {
            switch state {
            case .start: try start()
            case .undecided:
                if let bytes = try undecided() { return bytes }
            case .utf8: return try utf8()
            case .converting: return try convert()
            case .ended: return nil
            }
        }
    }

    /// Reads until `carry` holds at least `count` bytes; false when the input ended before.
    private func fill(_ count: Int) throws(TabularError) -> Bool {
        while carry.count < count {
            guard let chunk = try source.read() else { return false }
            carry.append(contentsOf: chunk)
        }
        return true
    }

    private func start() throws(TabularError) {
        _ = try fill(4)
        if carry.starts(with: [0xEF, 0xBB, 0xBF]) {
            encoding = .utf8WithMark
            carry.removeFirst(3)
            offset = 3
            state = .utf8
        } else if carry.starts(with: [0xFF, 0xFE]) {
            try beginConverting(.utf16LittleEndian, dropping: 2)
        } else if carry.starts(with: [0xFE, 0xFF]) {
            try beginConverting(.utf16BigEndian, dropping: 2)
        } else if let wide = TextStream.wideByteOrder(carry) {
            try beginConverting(wide, dropping: 0)
        } else {
            state = .undecided
        }
    }

    /// UTF-16 without a mark: every other byte of its commas, digits and line ends is zero.
    private static func wideByteOrder(_ bytes: [UInt8]) -> TextEncoding? {
        let head = bytes.prefix(4096)
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index % 2] += 1 }
        guard zeros[0] + zeros[1] > max(1, head.count / 20) else { return nil }
        if zeros[1] > 8 * zeros[0] { return .utf16LittleEndian }
        return zeros[0] > 8 * zeros[1] ? .utf16BigEndian : nil
    }

    private func beginConverting(_ encoding: TextEncoding, dropping count: Int) throws(TabularError) {
        self.encoding = encoding
        carry.removeFirst(count)
        offset = count
        do {
            converter = try Converter(encoding.rawValue)
        } catch {
            throw .unreadable(path: name, reason: error.explanation.fact)
        }
        state = .converting
    }

    /// Passes ASCII on until something else decides the encoding.
    private func undecided() throws(TabularError) -> [UInt8]? {
        guard try fill(1) else {
            state = .ended
            return nil
        }
        guard let first = carry.firstIndex(where: { $0 >= 0x80 }) else {
            let bytes = carry
            carry = []
            offset += bytes.count
            return bytes
        }
        let isWhole = try !fill(first + TextStream.window)
        let check = UTF8Check(carry)
        if check.isValid || check.isCut && !isWhole {
            state = .utf8
            return nil
        }
        if check.multibyte < TextStream.convincing {
            switch try strictGB18030(isWhole: isWhole) {
            case nil:
                try beginConverting(.gb18030, dropping: 0)
                return nil
            case let bad? where bad > check.validCount && bad - first > TextStream.window / 8:
                // Chinese text all along, damaged further on.
                throw .undecodable(file: name, offset: offset + bad, tried: "GB18030")
            case let bad?:
                throw .undecodable(
                    file: name, offset: offset + max(bad, check.validCount), tried: "UTF-8，也不是合法的 GB18030")
            }
        }
        throw .undecodable(file: name, offset: offset + check.validCount, tried: "UTF-8")
    }

    /// The place of the first bytes in `carry` that are not GB18030, or nil.
    private func strictGB18030(isWhole: Bool) throws(TabularError) -> Int? {
        var probe: TextConverter
        do {
            probe = try TextConverter(from: TextEncoding.gb18030.rawValue)
        } catch {
            throw .unreadable(path: name, reason: error.explanation.fact)
        }
        var sink: [UInt8] = []
        do {
            try probe.convert(carry, isLast: isWhole, into: &sink)
            return nil
        } catch {
            return error.offset
        }
    }

    private func utf8() throws(TabularError) -> [UInt8]? {
        let hasMore = try fill(carry.count + 1)
        if carry.isEmpty {
            state = .ended
            return nil
        }
        let check = UTF8Check(carry)
        guard check.isValid || check.isCut && hasMore else {
            throw .undecodable(file: name, offset: offset + check.validCount, tried: "UTF-8")
        }
        let cut = Array(carry[check.validCount...])
        var bytes = carry
        carry = cut
        bytes.removeLast(cut.count)
        offset += bytes.count
        return bytes
    }

    private func convert() throws(TabularError) -> [UInt8]? {
        guard let converter else { return nil }
        var result: [UInt8] = []
        var isLast = false
        while result.isEmpty {
            if carry.isEmpty, try !fill(1) { isLast = true }
            do {
                try converter.converter.convert(carry, isLast: isLast, into: &result)
            } catch {
                throw .undecodable(file: name, offset: offset + error.offset, tried: encoding.rawValue)
            }
            carry = []
            if isLast {
                state = .ended
                return result.isEmpty ? nil : result
            }
        }
        return result
    }
}

/// The valid part of bytes that should be UTF-8.
struct UTF8Check {
    /// Whether all bytes are valid.
    private(set) var isValid = false
    /// Whether only the last character is incomplete.
    private(set) var isCut = false
    /// The bytes before the first bad sequence.
    private(set) var validCount: Int
    /// The characters of several bytes among them, counted up to a few hundred.
    private(set) var multibyte = 0

    init(_ bytes: [UInt8]) {
        validCount = bytes.count
        do {
            _ = try UTF8Span(validating: bytes.span)
            isValid = true
        } catch {
            validCount = error.byteOffsets.lowerBound
            isCut = error.kind == .truncatedScalar && error.byteOffsets.upperBound == bytes.count
        }
        for byte in bytes.prefix(validCount) where byte >= 0xC0 {
            multibyte += 1
            if multibyte >= 256 { break }
        }
    }
}
