/// A ZIP archive without compression: the container of a .docx. Every entry has the same date, so equal contents give
/// equal bytes.
package struct StoredArchive {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// An archive without entries.
    package init() {}

    /// Adds a file.
    package mutating func add(_ name: String, _ bytes: [UInt8]) {
        let offset = UInt32(body.count)
        let header = StoredArchive.header(name, bytes)
        StoredArchive.append(0x0403_4B50, to: &body)
        body += header
        body += Array(name.utf8)
        body += bytes
        StoredArchive.append(0x0201_4B50, to: &directory)
        StoredArchive.append16(20, to: &directory)
        directory += header
        // Comment length, disk, attributes (internal, external), place of the local header.
        for _ in 0..<3 { StoredArchive.append16(0, to: &directory) }
        StoredArchive.append(0, to: &directory)
        StoredArchive.append(offset, to: &directory)
        directory += Array(name.utf8)
        count += 1
    }

    /// The archive.
    package var bytes: [UInt8] {
        var result = body + directory
        StoredArchive.append(0x0605_4B50, to: &result)
        for value in [0, 0, count, count] { StoredArchive.append16(value, to: &result) }
        StoredArchive.append(UInt32(directory.count), to: &result)
        StoredArchive.append(UInt32(body.count), to: &result)
        StoredArchive.append16(0, to: &result)
        return result
    }

    /// The fields that the local header and the directory share: version, flags (UTF-8 names), method, date (1980-01-01,
    /// the format's first day), checksum, sizes, lengths.
    private static func header(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for value: UInt16 in [20, 0x0800, 0, 0, 0x0021] { append16(value, to: &result) }
        append(checksum(bytes), to: &result)
        append(UInt32(bytes.count), to: &result)
        append(UInt32(bytes.count), to: &result)
        append16(UInt16(name.utf8.count), to: &result)
        append16(0, to: &result)
        return result
    }

    private static func append16(_ value: UInt16, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: value))
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        append16(UInt16(truncatingIfNeeded: value), to: &bytes)
        append16(UInt16(truncatingIfNeeded: value >> 16), to: &bytes)
    }

    /// CRC-32 (ISO 3309), bit by bit: a form has a few kilobytes.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value = ~UInt32(0)
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}
