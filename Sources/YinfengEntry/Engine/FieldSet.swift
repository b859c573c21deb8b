import YinfengModel

/// What a rule compares, or what a lead has of it: fields, and words of its text.
struct ReadSet: Sendable, Equatable {
    var fields = FieldSet()
    var words = FieldSet()

    func isDisjoint(with other: ReadSet) -> Bool {
        fields.isDisjoint(with: other.fields) && words.isDisjoint(with: other.words)
    }
}

/// A set of fields or words, one bit each: what a rule reads, what a lead states.
struct FieldSet: Sendable, Equatable {
    private var words = SIMD4<UInt64>()
    /// How many fields have a bit of their own; all further ones share the last.
    static let capacity = 256

    mutating func insert(_ number: Int) {
        let bit = min(number, FieldSet.capacity - 1)
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    /// The numbers in it, ascending.
    @inline(__always) func forEach(_ body: (Int) -> Void) {
        for index in 0..<4 {
            var word = words[index]
            while word != 0 {
                body(index << 6 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
    }

    func intersection(_ other: FieldSet) -> FieldSet {
        var set = self
        set.words &= other.words
        return set
    }

    mutating func formUnion(_ other: FieldSet) { words |= other.words }

    func isDisjoint(with other: FieldSet) -> Bool { words & other.words == SIMD4<UInt64>() }
}
