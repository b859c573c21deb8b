import YinfengModel

/// The best `limit` pairs seen so far, kept in order. Offering costs O(1) when the pair is too weak, else O(limit).
struct TopPairs {
    /// A pair: block and score in one number, and the position.
    struct Pair: Equatable {
        /// Larger stands before: the block counts more than any score.
        let key: Int
        let position: Int

        init(key: Int, position: Int) {
            self.key = key
            self.position = position
        }

        init(group: RankGroup, score: Int, position: Int) {
            key = group.key + score
            self.position = position
        }

        var group: RankGroup {
            RankGroup(rawValue: RankGroup.refused.rawValue - key >> RankGroup.scoreBits) ?? .refused
        }
        /// The score in ten-thousandths.
        var score: Int { key & (1 << RankGroup.scoreBits - 1) }

        /// Whether this pair stands before another: block, then higher score, then position.
        @inline(__always) func precedes(_ other: Pair) -> Bool {
            key != other.key ? key > other.key : position < other.position
        }
    }

    private(set) var pairs: [Pair] = []
    private var limit = 0
    /// The last pair of a full list; before it is full, one that any pair precedes.
    private var last = Pair(key: .min, position: .max)

    /// Empties the list for a new limit but keeps the memory.
    mutating func reset(limit: Int) {
        pairs.removeAll(keepingCapacity: true)
        self.limit = limit
        last = limit > 0 ? Pair(key: .min, position: .max) : Pair(key: .max, position: .min)
    }

    /// Whether a pair with this key could still enter, at the best position.
    @inline(__always) func admits(key: Int) -> Bool { Pair(key: key, position: -1).precedes(last) }

    /// How much a key lacks of that of the last pair of a full list; less than one when any pair may enter.
    @inline(__always) func shortfall(of key: Int) -> Int { last.key == .min ? .min : last.key - key }

    /// Takes a pair in when it is among the best; false when it is too weak.
    @inline(__always) @discardableResult mutating func offer(_ pair: Pair) -> Bool {
        guard pair.precedes(last) else { return false }
        insert(pair)
        return true
    }

    private mutating func insert(_ pair: Pair) {
        if pairs.count >= limit { pairs.removeLast() }
        var low = 0
        var high = pairs.count
        while low < high {
            let middle = (low + high) / 2
            if pairs[middle].precedes(pair) { low = middle + 1 } else { high = middle }
        }
        pairs.insert(pair, at: low)
        if pairs.count == limit { last = pairs[limit - 1] }
    }
}

extension RankGroup {
    /// Scores are ten-thousandths of a hundred points: they need no more bits.
    static let scoreBits = 32
    /// What the block adds to a pair's key.
    var key: Int { (RankGroup.refused.rawValue - rawValue) << RankGroup.scoreBits }
}
