import CICU

/// Turns a file's bytes into UTF-8 chunk by chunk, strictly: the first bad sequence is reported with its place.
///
/// Not copyable: it owns ICU's converter, whose state spans the chunks.
package struct TextConverter: ~Copyable {
    /// Where the bytes stop being text.
    package struct BadBytes: Error, Sendable, Equatable {
        /// Offset of the bad sequence from the start of the stream, in bytes.
        package let offset: Int
        /// Its length in bytes.
        package let length: Int
    }

    private let converter: OpaquePointer
    private var buffer = [UInt16](repeating: 0, count: 8_192)
    private var offset = 0
    private var highSurrogate: UInt16?

    /// A converter from `gb18030`, `UTF-16LE`, `UTF-16BE` or `UTF-8`; throws `TextError.unknownEncoding`.
    package init(from encoding: String) throws(TextError) {
        guard let converter = yf_converter_open(encoding) else { throw .unknownEncoding(name: encoding) }
        self.converter = converter
    }

    deinit { yf_converter_close(converter) }

    /// Converts a chunk and appends UTF-8; `isLast` ends the stream. Throws `BadBytes` at the first bad sequence;
    /// what stood before it has been appended. O(chunk).
    package mutating func convert(
        _ chunk: some Collection<UInt8>, isLast: Bool, into target: inout [UInt8]
    ) throws(BadBytes) {
        let bytes = Array(chunk)
        var start = 0
        while true {
            let step = bytes.withUnsafeBufferPointer { source in
                yf_convert(
                    converter, source.baseAddress.map { $0 + start }, Int32(bytes.count - start), isLast ? 1 : 0,
                    &buffer, Int32(buffer.count))
            }
            append(count: Int(step.written), into: &target)
            start += Int(step.consumed)
            if step.bad > 0 {
                throw BadBytes(offset: max(0, offset + start - Int(step.bad)), length: Int(step.bad))
            }
            if step.full == 0 { break }
        }
        offset += bytes.count
    }

    private mutating func append(count: Int, into target: inout [UInt8]) {
        for unit in buffer.prefix(count) {
            if let high = highSurrogate {
                highSurrogate = nil
                let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) &- 0xDC00)
                if let scalar = Unicode.Scalar(value) { target.append(contentsOf: String(scalar).utf8) }
            } else if (0xD800..<0xDC00).contains(unit) {
                highSurrogate = unit
            } else if unit < 0x80 {
                target.append(UInt8(unit))
            } else if unit < 0x800 {
                target.append(UInt8(0xC0 | unit >> 6))
                target.append(UInt8(0x80 | unit & 0x3F))
            } else {
                target.append(UInt8(0xE0 | unit >> 12))
                target.append(UInt8(0x80 | unit >> 6 & 0x3F))
                target.append(UInt8(0x80 | unit & 0x3F))
            }
        }
    }
}
