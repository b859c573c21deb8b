/// Open addressing with linear probing over 64-bit keys; key 0 marks a free slot. The same code fills and reads it.
enum HashTable {
    /// Spreads a key over the slots of a table whose size is a power of two.
    @inline(__always)
    static func slot(_ key: UInt64, _ mask: Int) -> Int {
        var mixed = key &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 32
        return Int(truncatingIfNeeded: mixed) & mask
    }

    /// The capacity of a table that is at most half full.
    static func capacity(for count: Int) -> Int {
        var capacity = 16
        while capacity < count * 2 + 2 { capacity *= 2 }
        return capacity
    }
}
