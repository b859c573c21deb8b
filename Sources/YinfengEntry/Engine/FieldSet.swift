import YinfengModel

/// A set of fields, one bit each: what a rule reads, what a lead states.
struct FieldSet: Sendable, Equatable {
    private var words = SIMD4<UInt64>()
    /// How many fields have a bit of their own; all further ones share the last.
    private static let capacity = 256

    mutating func insert(_ number: Int) {
        let bit = min(number, FieldSet.capacity - 1)
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    func intersection(_ other: FieldSet) -> FieldSet {
        var set = self
        set.words &= other.words
        return set
    }

    mutating func formUnion(_ other: FieldSet) { words |= other.words }

    func isDisjoint(with other: FieldSet) -> Bool { words & other.words == SIMD4<UInt64>() }
}
