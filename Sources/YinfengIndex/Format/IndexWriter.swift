/// Lays sections out in memory and seals them with length and digest. Same sections, same bytes.
struct IndexWriter {
    private var sections: [(kind: IndexFormat.Section, size: Int, count: Int, bytes: [UInt8])] = []

    /// Adds a section of fixed-width integers.
    mutating func add<Element: FixedWidthInteger>(_ kind: IndexFormat.Section, _ elements: [Element]) {
        var bytes: [UInt8] = []
        let size = MemoryLayout<Element>.size
        bytes.reserveCapacity(elements.count * size)
        for element in elements {
            withUnsafeBytes(of: element.littleEndian) { bytes.append(contentsOf: $0) }
        }
        sections.append((kind, size, elements.count, bytes))
    }

    /// Adds a section of floating-point numbers.
    mutating func add(_ kind: IndexFormat.Section, _ elements: [Float]) { add(kind, elements.map(\.bitPattern)) }

    /// The sealed file.
    func sealed() -> [UInt8] {
        var directory: [UInt8] = []
        var body: [UInt8] = []
        let start = IndexFormat.headerSize + sections.count * IndexFormat.entrySize
        func append<Value: FixedWidthInteger>(_ value: Value, to target: inout [UInt8]) {
            withUnsafeBytes(of: value.littleEndian) { target.append(contentsOf: $0) }
        }
        for section in sections.sorted(by: { $0.kind.rawValue < $1.kind.rawValue }) {
            append(section.kind.rawValue, to: &directory)
            append(UInt32(section.size), to: &directory)
            append(UInt64(start + body.count), to: &directory)
            append(UInt64(section.count), to: &directory)
            body += section.bytes
            while body.count % 8 != 0 { body.append(0) }
        }
        let payload = directory + body
        var result: [UInt8] = []
        append(IndexFormat.magic, to: &result)
        append(IndexFormat.version, to: &result)
        append(UInt32(sections.count), to: &result)
        append(UInt64(IndexFormat.headerSize + payload.count), to: &result)
        append(payload.withUnsafeBytes { IndexFormat.digest($0) }, to: &result)
        return result + payload
    }
}
