/// A bit for each pair of characters that something begins with, hashed into 128 KB: it may say yes wrongly, never no.
enum PairFilter {
    /// The length in 64-bit words.
    static let words = 1 << 14

    @inline(__always)
    private static func bit(_ first: UInt16, _ second: UInt16) -> UInt32 {
        // The upper bits of a product are well mixed; twenty of them name the bit.
        ((UInt32(first) << 16 | UInt32(second)) &* 0x9E37_79B1) >> 12
    }

    /// Whether something may begin with the pair. O(1).
    @inline(__always)
    static func holds(_ first: UInt16, _ second: UInt16, in filter: UnsafeBufferPointer<UInt64>) -> Bool {
        let bit = bit(first, second)
        return filter[Int(bit >> 6)] >> UInt64(bit & 63) & 1 == 1
    }

    /// Adds a pair.
    static func add(_ first: UInt16, _ second: UInt16, to filter: inout [UInt64]) {
        let bit = bit(first, second)
        filter[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    }
}
