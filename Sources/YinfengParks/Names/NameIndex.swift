/// Folded names to positions in some list: exact look-up, nearest names, and mentions inside a text.
struct NameIndex: Sendable {
    /// The different names, each with its positions, ascending and unique.
    private var entries: [(scalars: [UInt32], positions: [Int])] = []
    /// Places in `entries` by the hash of a name, -1 where free; at most half full. A table of our own, so that a part of
    /// a text is looked up without making a name of it.
    private var slots: [Int32] = []
    /// Names in the order they were added, for suggestions.
    private var names: [(name: PlaceName, position: Int)] = []
    /// Lengths of the names that begin with two given scalars, longest first: most places of a text fail here without
    /// building a name.
    private var lengths: [UInt64: [Int]] = [:]
    /// One bit a hash of such a pair: most pairs of a text are passed over without a look-up.
    private var heads = [UInt64](repeating: 0, count: 1_024)

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
        let entry = self.entry(of: name)
        guard !entries[entry].positions.contains(position) else { return }
        entries[entry].positions.append(position)
        entries[entry].positions.sort()
        names.append((name, position))
        guard let head = NameIndex.head(name.scalars[...], 0) else { return }
        let bit = NameIndex.bit(head)
        heads[bit >> 6] |= 1 << UInt64(bit & 63)
        var known = lengths[head] ?? []
        if !known.contains(name.count) {
            known.append(name.count)
            known.sort(by: >)
            lengths[head] = known
        }
    }

    /// The entries that carry exactly this folded name.
    func lookup(_ name: PlaceName) -> [Int] { lookup(name.scalars[...]) }

    /// The entries that carry exactly these folded scalars. O(length).
    func lookup(_ scalars: ArraySlice<UInt32>) -> [Int] {
        guard !slots.isEmpty else { return [] }
        let found = slots[slot(of: scalars)]
        return found < 0 ? [] : entries[Int(found)].positions
    }

    /// The lengths, longest first, of the names that begin with the first two scalars of a text: others need not be
    /// looked up.
    func lengths(at scalars: ArraySlice<UInt32>) -> [Int] {
        guard let head = NameIndex.head(scalars, scalars.startIndex) else { return [] }
        return NameIndex.mayBegin(head, heads) ? lengths[head] ?? [] : []
    }

    /// The next place at which a name may begin, by its first two scalars. O(n).
    private func headStart(in scalars: [UInt32], from start: Int) -> Int? {
        scalars.withUnsafeBufferPointer { scalars in
            heads.withUnsafeBufferPointer { heads in
                var place = start
                while place + 1 < scalars.count {
                    let head = NameIndex.head(scalars[place], scalars[place + 1])
                    if NameIndex.mayBegin(head, heads) { return place }
                    place += 1
                }
                return nil
            }
        }
    }

    /// The place of a name in `entries`, made when it is new.
    private mutating func entry(of name: PlaceName) -> Int {
        if entries.count * 2 >= slots.count {
            slots = [Int32](repeating: -1, count: max(16, slots.count * 2))
            for (number, known) in entries.enumerated() { slots[slot(of: known.scalars[...])] = Int32(number) }
        }
        let place = slot(of: name.scalars[...])
        if slots[place] < 0 {
            slots[place] = Int32(entries.count)
            entries.append((name.scalars, []))
        }
        return Int(slots[place])
    }

    /// The slot that holds these scalars, or the free one where they belong.
    private func slot(of scalars: ArraySlice<UInt32>) -> Int {
        var hash: UInt64 = 0
        for scalar in scalars { hash = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15 }
        var place = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[place] >= 0, !entries[Int(slots[place])].scalars.elementsEqual(scalars) {
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }

    /// The entries with the nearest names, best first (distance, then length of the shared beginning, then position), at most `count`. A name counts as
    /// near when at most a quarter of its scalars differ, or when it holds the asked name. O(names × length²).
    func nearest(_ name: PlaceName, count: Int) -> [Int] {
        guard !name.isEmpty else { return [] }
        var best: [Int: (distance: Int, prefix: Int)] = [:]
        let limit = max(1, name.count / 4)
        for (candidate, position) in names {
            var distance = EditDistance.between(name.scalars, candidate.scalars, limit: limit)
            if distance == nil, name.count >= 2, candidate.count > name.count, NameIndex.contains(candidate, name) {
                distance = limit + 1
            }
            guard let distance else { continue }
            let prefix = zip(name.scalars, candidate.scalars).prefix { $0 == $1 }.count
            if let old = best[position], (old.distance, -old.prefix) <= (distance, -prefix) { continue }
            best[position] = (distance, prefix)
        }
        // Slips fall more often at the end of a name than at its beginning.
        return best.sorted { left, right in
            (left.value.distance, -left.value.prefix, left.key)
                < (right.value.distance, -right.value.prefix, right.key)
        }.prefix(count).map(\.key)
    }

    /// The entries whose names share the rarest neighbouring pairs of scalars with a name, best first, at most `count`:
    /// each shared pair counts the binary digits of (all names / names that hold it), and a third of the asked name's own
    /// weight is needed.
    /// O(names × length).
    func alike(_ name: PlaceName, count: Int) -> [Int] {
        var wanted: Set<UInt64> = []
        for start in name.scalars.indices {
            if let pair = NameIndex.head(name.scalars[...], start) { wanted.insert(pair) }
        }
        guard !wanted.isEmpty else { return [] }
        var holders: [UInt64: Int] = [:]
        var shared: [(position: Int, pairs: [UInt64])] = []
        for (candidate, position) in names {
            var pairs: [UInt64] = []
            for start in candidate.scalars.indices {
                if let pair = NameIndex.head(candidate.scalars[...], start), wanted.contains(pair),
                    !pairs.contains(pair)
                {
                    pairs.append(pair)
                }
            }
            for pair in pairs { holders[pair, default: 0] += 1 }
            if !pairs.isEmpty { shared.append((position, pairs)) }
        }
        func weight(_ pairs: some Sequence<UInt64>) -> Int {
            pairs.reduce(0) { sum, pair in
                let quotient = names.count / max(1, holders[pair] ?? 1)
                return sum + Int.bitWidth - quotient.leadingZeroBitCount
            }
        }
        let needed = weight(wanted) / 3
        var best: [Int: Int] = [:]
        for entry in shared {
            let value = weight(entry.pairs)
            if value >= needed { best[entry.position] = max(best[entry.position] ?? 0, value) }
        }
        return best.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map(\.key)
    }

    private static func contains(_ long: PlaceName, _ short: PlaceName) -> Bool {
        guard long.count >= short.count else { return false }
        for start in 0...(long.count - short.count)
        where long.scalars[start..<(start + short.count)].elementsEqual(short.scalars) {
            return true
        }
        return false
    }

    private static func head(_ scalars: ArraySlice<UInt32>, _ start: Int) -> UInt64? {
        start + 1 < scalars.endIndex ? head(scalars[start], scalars[start + 1]) : nil
    }

    @inline(__always) private static func head(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(first) << 32 | UInt64(second)
    }

    /// Whether the bit of a pair is set: else no name begins with it.
    @inline(__always) private static func mayBegin<Words: RandomAccessCollection>(
        _ head: UInt64, _ heads: Words
    ) -> Bool where Words.Element == UInt64, Words.Index == Int {
        let bit = bit(head)
        return heads[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }

    /// The bit of a pair among `heads`.
    @inline(__always) private static func bit(_ head: UInt64) -> Int { Int((head &* 0x9E37_79B9_7F4A_7C15) >> 48) }

    /// Names of at least `shortest` (two or more) scalars that stand in a text, longest first at each place, left to
    /// right, without overlaps. O(text) plus the names that share two scalars with it.
    func mentions(in text: PlaceName, shortest: Int) -> [Mention] {
        var result: [Mention] = []
        let scalars = text.scalars[...]
        var start = 0
        while let next = headStart(in: text.scalars, from: start) {
            start = next
            var step = 1
            for length in lengths(at: scalars[start...]) where length >= shortest && start + length <= scalars.count {
                let list = lookup(scalars[start..<(start + length)])
                if !list.isEmpty {
                    result.append(Mention(positions: list, start: start, length: length))
                    step = length
                    break
                }
            }
            start += step
        }
        return result
    }
}
