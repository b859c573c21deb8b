/// Open addressing with linear probing over 64-bit keys; key 0 marks a free slot. The same code fills and reads it.
enum HashTable {
    /// Spreads a key over the slots of a table whose size is a power of two.
    @inline(__always)
    static func slot(_ key: UInt64, _ mask: Int) -> Int {
        var mixed = key &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 32
        return Int(truncatingIfNeeded: mixed) & mask
    }

    /// The slot of a key, or −1.
    @inline(__always)
    static func find(_ key: UInt64, in keys: UnsafeBufferPointer<UInt64>) -> Int {
        let mask = keys.count - 1
        var index = slot(key, mask)
        while true {
            let found = keys[index]
            if found == key { return index }
            if found == 0 { return -1 }
            index = (index + 1) & mask
        }
    }

    /// Tables of keys and values, at most half full; the order of insertion decides the slots, so it must be fixed.
    static func build(_ entries: [(key: UInt64, value: UInt32)]) -> (keys: [UInt64], values: [UInt32]) {
        var capacity = 16
        while capacity < entries.count * 2 + 2 { capacity *= 2 }
        var keys = [UInt64](repeating: 0, count: capacity)
        var values = [UInt32](repeating: 0, count: capacity)
        for entry in entries {
            var index = slot(entry.key, capacity - 1)
            while keys[index] != 0 { index = (index + 1) & (capacity - 1) }
            keys[index] = entry.key
            values[index] = entry.value
        }
        return (keys, values)
    }
}
