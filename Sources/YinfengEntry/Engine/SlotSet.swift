/// A set of small numbers, one bit each; all sets of a program have the same length.
struct SlotSet: Sendable, Hashable {
    private var words: [UInt64]

    /// An empty set for numbers below `count`.
    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    func contains(_ number: Int) -> Bool { words[number >> 6] & (1 << UInt64(number & 63)) != 0 }

    mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }

    mutating func clear() { for index in words.indices { words[index] = 0 } }

    /// Takes in every number below `count`.
    mutating func fill(_ count: Int) { for number in 0..<count { insert(number) } }

    mutating func formUnion(_ other: SlotSet) { for index in words.indices { words[index] |= other.words[index] } }

    /// Its numbers, ascending.
    @inline(__always) func forEach(_ body: (Int) -> Void) { forEach(in: self, body) }

    /// The numbers that are in both sets, ascending.
    @inline(__always) func forEach(in other: SlotSet, _ body: (Int) -> Void) {
        for index in words.indices {
            var word = words[index] & other.words[index]
            while word != 0 {
                body(index << 6 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
    }
}
