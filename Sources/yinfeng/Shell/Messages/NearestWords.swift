/// The nearest of some known words, for «是不是».
enum NearestWords {
    /// At most `count` words within a distance that a slip of the hand explains, nearest first, ties in their order.
    static func of(_ word: String, among known: [String], count: Int = 3) -> [String] {
        let limit = max(1, min(3, word.count / 3 + 1))
        let lower = Array(word.lowercased())
        let found = known.enumerated().compactMap { index, name -> (distance: Int, index: Int, name: String)? in
            let other = Array(name.lowercased())
            if other.starts(with: lower), !lower.isEmpty { return (0, index, name) }
            let distance = self.distance(lower, other)
            return distance <= limit ? (distance, index, name) : nil
        }
        return found.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(count).map(\.name)
    }

    /// Insertions, deletions, replacements and swaps of neighbours. O(length × length).
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let cost = left[row] == right[column] ? 0 : 1
                var value = min(previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    value = min(value, before[column - 1] + 1)
                }
                current.append(value)
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
