/// Reads the strings of old workbooks: one byte or two a character, told by a mark that is repeated where a string goes
/// on in another record.
struct BIFFText {
    private let parts: [ArraySlice<UInt8>]
    private var part = 0
    private var offset: Int

    /// The strings of a record's content from an offset on, and of the records that continue it.
    init(_ content: ArraySlice<UInt8>, from offset: Int, continued: [ArraySlice<UInt8>] = []) {
        parts = [content] + continued
        self.offset = offset
    }

    /// The next string as UTF-8, appended to `target`; `lengthBytes` is the size of its length, 1 or 2. False when the
    /// content ends before the string does.
    mutating func next(lengthBytes: Int, into target: inout [UInt8]) -> Bool {
        var length = 0
        for index in 0..<lengthBytes {
            guard let byte = byte() else { return false }
            length |= byte << (8 * index)
        }
        guard var mark = byte() else { return false }
        let runs = mark & 0x08 == 0 ? 0 : number(2)
        let extra = mark & 0x04 == 0 ? 0 : number(4)
        guard let runs, let extra else { return false }
        var units: [UInt16] = []
        units.reserveCapacity(min(length, 4_096))
        while units.count < length {
            if offset == parts[part].count {
                guard enterNextPart(), let again = byte() else { return false }
                mark = again
            }
            if mark & 0x01 == 0 {
                guard let low = byte() else { return false }
                units.append(UInt16(low))
            } else {
                guard let low = byte(), let high = byte() else { return false }
                units.append(UInt16(low | high << 8))
            }
        }
        // A half pair is replaced, as everywhere text is read.
        target.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        return skip(4 * runs + extra)
    }

    private mutating func byte() -> Int? {
        if offset == parts[part].count, !enterNextPart() { return nil }
        guard offset < parts[part].count else { return nil }
        defer { offset += 1 }
        return Int(parts[part][parts[part].startIndex + offset])
    }

    private mutating func number(_ size: Int) -> Int? {
        var value = 0
        for index in 0..<size {
            guard let byte = byte() else { return nil }
            value |= byte << (8 * index)
        }
        return value
    }

    private mutating func enterNextPart() -> Bool {
        guard part + 1 < parts.count else { return false }
        part += 1
        offset = 0
        return true
    }

    private mutating func skip(_ count: Int) -> Bool {
        var rest = count
        while rest > 0 {
            let here = min(rest, parts[part].count - offset)
            guard here >= 0 else { return false }
            offset += here
            rest -= here
            if rest > 0, !enterNextPart() { return false }
        }
        return true
    }
}
