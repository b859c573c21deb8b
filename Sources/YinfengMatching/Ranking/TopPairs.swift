import YinfengModel

/// The best `limit` pairs seen so far, kept in order. Offering costs O(1) when the pair is too weak, else O(limit).
struct TopPairs {
    /// A pair: block, score in ten-thousandths, position.
    struct Pair: Equatable {
        let group: Int
        let score: Int
        let position: Int

        /// Whether this pair stands before another: block, then higher score, then position.
        @inline(__always) func precedes(_ other: Pair) -> Bool {
            if group != other.group { return group < other.group }
            if score != other.score { return score > other.score }
            return position < other.position
        }
    }

    private(set) var pairs: [Pair] = []
    private var limit = 0

    /// Empties the list for a new limit but keeps the memory.
    mutating func reset(limit: Int) {
        pairs.removeAll(keepingCapacity: true)
        self.limit = limit
    }

    /// Whether a pair of this block and score could still enter, at the best position.
    @inline(__always) func admits(group: Int, score: Int) -> Bool {
        guard pairs.count >= limit, let last = pairs.last else { return limit > 0 }
        return Pair(group: group, score: score, position: -1).precedes(last)
    }

    /// Takes a pair in when it is among the best; false when it is too weak.
    @inline(__always) @discardableResult mutating func offer(_ pair: Pair) -> Bool {
        if pairs.count >= limit {
            guard let last = pairs.last, pair.precedes(last) else { return false }
            pairs.removeLast()
        }
        var low = 0
        var high = pairs.count
        while low < high {
            let middle = (low + high) / 2
            if pairs[middle].precedes(pair) { low = middle + 1 } else { high = middle }
        }
        pairs.insert(pair, at: low)
        return true
    }
}
