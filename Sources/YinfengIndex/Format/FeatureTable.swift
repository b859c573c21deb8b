/// The features by key, each with all that the scorer asks of it: where its postings begin, how many they are, how much
/// it matters. Key and value lie side by side, so that a look-up waits for memory once.
struct FeatureTable {
    /// What a feature leads to, packed into a word that is never zero.
    struct Value: Equatable {
        let word: UInt64

        @inline(__always)
        init(word: UInt64) { self.word = word }

        /// `importance` in thousandths, 1…65,535.
        init(first: UInt32, count: UInt16, importance: UInt16) {
            word = UInt64(first) | UInt64(count) << 32 | UInt64(importance) << 48
        }

        /// The first posting.
        @inline(__always)
        var first: UInt32 { UInt32(truncatingIfNeeded: word) }
        /// The number of postings.
        @inline(__always)
        var count: UInt16 { UInt16(truncatingIfNeeded: word >> 32) }
        /// How much the feature matters.
        @inline(__always)
        var importance: Float { Float(UInt16(truncatingIfNeeded: word >> 48)) / 1_000 }
    }

    /// Keys and values in turn; a key of 0 marks a free slot.
    let words: UnsafeBufferPointer<UInt64>

    /// The number of slots, a power of two.
    @inline(__always)
    var slots: Int { words.count &>> 1 }

    /// The slot where the search for a key begins.
    @inline(__always)
    func home(of key: UInt64) -> Int { HashTable.slot(key, slots &- 1) }

    /// The key in a slot, 0 in a free one.
    @inline(__always)
    func key(at slot: Int) -> UInt64 { words[slot &* 2] }

    /// The slot of a key, or −1.
    @inline(__always)
    func find(_ key: UInt64) -> Int {
        let slot = home(of: key)
        let found = self.key(at: slot)
        if found == key { return slot }
        return found == 0 ? -1 : find(key, after: slot)
    }

    /// The slot of a key that does not stand in `slot`, where its search begins or has come to; or −1.
    func find(_ key: UInt64, after slot: Int) -> Int {
        let mask = slots &- 1
        var slot = (slot &+ 1) & mask
        while true {
            let found = self.key(at: slot)
            if found == key { return slot }
            if found == 0 { return -1 }
            slot = (slot &+ 1) & mask
        }
    }

    /// What the feature in a slot leads to.
    @inline(__always)
    subscript(slot: Int) -> Value { Value(word: words[slot &* 2 &+ 1]) }

    /// The words of a table; the order of insertion decides the slots, so it must be fixed.
    static func build(_ entries: [(key: UInt64, value: Value)]) -> [UInt64] {
        let capacity = HashTable.capacity(for: entries.count)
        var words = [UInt64](repeating: 0, count: capacity * 2)
        for entry in entries {
            var slot = HashTable.slot(entry.key, capacity - 1)
            while words[slot * 2] != 0 { slot = (slot + 1) & (capacity - 1) }
            words[slot * 2] = entry.key
            words[slot * 2 + 1] = entry.value.word
        }
        return words
    }

    /// Whether a free slot ends every search and no value leads outside the postings.
    func isSound(postings: Int) -> Bool {
        guard words.count >= 2, slots & (slots - 1) == 0, words.count == slots * 2 else { return false }
        var free = 0
        var furthest = 0
        for slot in 0..<slots {
            free &+= words[slot &* 2] == 0 ? 1 : 0
            let value = self[slot]
            furthest = max(furthest, Int(value.first) &+ Int(value.count))
        }
        return free > 0 && furthest <= postings
    }
}

/// A class and its weight for a feature, in one word.
enum Posting {
    /// `weight` in hundredths.
    static func word(classIndex: UInt16, weight: Int16) -> UInt32 {
        UInt32(classIndex) | UInt32(UInt16(bitPattern: weight)) << 16
    }

    /// The class.
    @inline(__always)
    static func classIndex(_ word: UInt32) -> Int { Int(word & 0xFFFF) }

    /// The weight in hundredths.
    @inline(__always)
    static func weight(_ word: UInt32) -> Float { Float(Int32(bitPattern: word) &>> 16) }
}
