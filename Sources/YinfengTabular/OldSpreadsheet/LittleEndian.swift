extension Collection where Element == UInt8, Index == Int {
    /// Two bytes at an offset from the start, the low one first; nil beyond the end.
    func word(at offset: Int) -> Int? {
        guard offset >= 0, offset <= count - 2 else { return nil }
        let place = startIndex + offset
        return Int(self[place]) | Int(self[place + 1]) << 8
    }

    /// Four bytes at an offset from the start, the low one first; nil beyond the end.
    func long(at offset: Int) -> Int? {
        guard let low = word(at: offset), let high = word(at: offset + 2) else { return nil }
        return low | high << 16
    }

    /// A binary fraction of eight bytes at an offset from the start; nil beyond the end.
    func double(at offset: Int) -> Double? {
        guard let low = long(at: offset), let high = long(at: offset + 4) else { return nil }
        return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
    }
}
