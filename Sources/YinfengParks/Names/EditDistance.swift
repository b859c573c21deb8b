/// Edit distance between folded names, for suggestions.
enum EditDistance {
    /// The number of insertions, deletions, replacements and swaps of neighbours between two names, or nil when it
    /// exceeds `limit`. O(length × length) time, three rows of memory.
    static func between(_ left: [UInt32], _ right: [UInt32], limit: Int) -> Int? {
        if abs(left.count - right.count) > limit { return nil }
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            var best = row + 1
            for column in 0..<right.count {
                let cost = left[row] == right[column] ? 0 : 1
                var value = min(previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    value = min(value, before[column - 1] + 1)
                }
                current.append(value)
                best = min(best, value)
            }
            if best > limit { return nil }
            before = previous
            previous = current
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
