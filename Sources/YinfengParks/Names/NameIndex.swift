/// Folded names to positions in some list: exact look-up, nearest names, and mentions inside a text.
struct NameIndex: Sendable {
    /// Positions by folded name, ascending and unique.
    private var positions: [PlaceName: [Int]] = [:]
    /// Names in the order they were added, for suggestions.
    private var names: [(name: PlaceName, position: Int)] = []
    private var longest = 0

    /// A mention of a name in a text.
    struct Mention: Sendable {
        /// Positions that carry the name.
        let positions: [Int]
        /// Start of the mention in the folded text.
        let start: Int
        /// Length of the mention in the folded text.
        let length: Int
    }

    /// Adds a name of the entry at a position; an empty name is ignored.
    mutating func insert(_ name: PlaceName, at position: Int) {
        guard !name.isEmpty else { return }
        var list = positions[name] ?? []
        guard !list.contains(position) else { return }
        list.append(position)
        list.sort()
        positions[name] = list
        names.append((name, position))
        longest = max(longest, name.count)
    }

    /// The entries that carry exactly this folded name.
    func lookup(_ name: PlaceName) -> [Int] { positions[name] ?? [] }

    /// The entries with the nearest names, best first (distance, then position), at most `count`. A name counts as
    /// near when at most a third of its scalars differ, or when it holds the asked name. O(names × length²).
    func nearest(_ name: PlaceName, count: Int) -> [Int] {
        guard !name.isEmpty else { return [] }
        var best: [Int: Int] = [:]
        let limit = max(1, name.count / 3)
        for (candidate, position) in names {
            var distance = EditDistance.between(name.scalars, candidate.scalars, limit: limit)
            if distance == nil, name.count >= 2, candidate.count > name.count, NameIndex.contains(candidate, name) {
                distance = limit + 1
            }
            guard let distance else { continue }
            best[position] = min(best[position] ?? .max, distance)
        }
        let ordered = best.map { (position: $0.key, distance: $0.value) }
            .sorted { ($0.distance, $0.position) < ($1.distance, $1.position) }
        return ordered.prefix(count).map(\.position)
    }

    private static func contains(_ long: PlaceName, _ short: PlaceName) -> Bool {
        guard long.count >= short.count else { return false }
        for start in 0...(long.count - short.count)
        where long.scalars[start..<(start + short.count)].elementsEqual(short.scalars) {
            return true
        }
        return false
    }

    /// Names that stand in a text, longest first at each place, left to right, without overlaps. `accepts` may refuse
    /// a name. O(text × longest name).
    func mentions(in text: PlaceName, shortest: Int, accepts: (PlaceName) -> Bool = { _ in true }) -> [Mention] {
        var result: [Mention] = []
        var start = 0
        while start < text.count {
            var length = min(longest, text.count - start)
            var found = false
            while length >= shortest {
                let name = PlaceName(scalars: Array(text.scalars[start..<(start + length)]))
                if let list = positions[name], accepts(name) {
                    result.append(Mention(positions: list, start: start, length: length))
                    start += length
                    found = true
                    break
                }
                length -= 1
            }
            if !found { start += 1 }
        }
        return result
    }
}
