/// A trie over UTF-16 as one table of edges: 24 bits of node, 16 of unit, 24 of the node that the edge leads to.
///
/// An edge is one word, so that a step waits for memory once. Zero marks a free slot: no edge leads to the root.
struct EdgeTable {
    /// The greatest number of nodes: the upper half of the numbers names first units.
    static let mostNodes = 1 << 23

    /// The edges; a power of two of slots.
    let words: UnsafeBufferPointer<UInt64>

    @inline(__always)
    static func key(_ node: UInt32, _ unit: UInt16) -> UInt64 { UInt64(node) << 16 | UInt64(unit) }

    /// The node behind an edge, or 0 for none.
    @inline(__always)
    func node(after node: UInt32, _ unit: UInt16) -> UInt32 {
        self.node(after: node, unit, from: firstWord(after: node, unit))
    }

    /// What stands where the search for an edge begins.
    @inline(__always)
    func firstWord(after node: UInt32, _ unit: UInt16) -> UInt64 {
        words[HashTable.slot(EdgeTable.key(node, unit), words.count &- 1)]
    }

    /// The node behind an edge, or 0 for none; `first` is what stands where its search begins.
    @inline(__always)
    func node(after node: UInt32, _ unit: UInt16, from first: UInt64) -> UInt32 {
        let key = EdgeTable.key(node, unit)
        let mask = words.count &- 1
        var found = first
        var slot = HashTable.slot(key, mask)
        while found != 0 {
            if found >> 24 == key { return UInt32(truncatingIfNeeded: found) & 0xFF_FFFF }
            slot = (slot &+ 1) & mask
            found = words[slot]
        }
        return 0
    }

    /// The node behind the first two units of a word, in one step; 0 for none.
    @inline(__always)
    func node(of first: UInt16, _ second: UInt16) -> UInt32 { node(after: EdgeTable.shortcut(first), second) }

    /// The node that stands for the root and a first unit.
    @inline(__always)
    static func shortcut(_ first: UInt16) -> UInt32 { UInt32(mostNodes) | UInt32(first) }

    /// The node of a whole word, or nil.
    func node(of units: some Sequence<UInt16>) -> Int? {
        var node: UInt32 = 0
        for unit in units {
            node = self.node(after: node, unit)
            if node == 0 { return nil }
        }
        return Int(node)
    }

    /// The units that words begin with, a bit each.
    var firstUnits: [UInt64] {
        var bits = [UInt64](repeating: 0, count: 1_024)
        for edge in words where edge != 0 && edge >> 40 == 0 {
            let unit = Int(edge >> 24 & 0xFFFF)
            bits[unit >> 6] |= 1 << UInt64(unit & 63)
        }
        return bits
    }

    /// Whether a free slot ends every search and every edge leads to one of `nodes` nodes other than the root.
    func isSound(nodes: Int) -> Bool {
        guard !words.isEmpty, words.count & (words.count - 1) == 0 else { return false }
        // Without branches, for free slots stand at random; and without comparisons, which have no vectors of this width.
        var taken: UInt64 = 0
        var leading: UInt64 = 0
        var beyond = 0
        for word in words {
            let target = word & 0xFF_FFFF
            taken &+= (word | (0 &- word)) >> 63
            leading &+= (0 &- target) >> 63
            beyond |= nodes &- 1 &- Int(truncatingIfNeeded: target)
        }
        return Int(taken) < words.count && leading == taken && beyond >= 0
    }
}

/// Builds a trie over UTF-16.
struct TrieBuilder {
    private var positions: [UInt64: UInt32] = [:]
    private var edges: [(key: UInt64, target: UInt32)] = []
    /// The number of nodes, the root included.
    private(set) var nodeCount = 1
    /// The first node behind each node, the next one behind the same node (0 for none), the unit that leads to it.
    private(set) var children: [UInt32] = [0]
    private(set) var siblings: [UInt32] = [0]
    private(set) var units: [UInt16] = [0]
    private var lastChildren: [UInt32] = [0]

    /// The node of a word, made where it is missing.
    mutating func insert(_ word: [UInt16]) -> Int {
        var node: UInt32 = 0
        for (index, unit) in word.enumerated() {
            let key = EdgeTable.key(node, unit)
            if let next = positions[key] {
                node = next
                continue
            }
            let next = UInt32(nodeCount)
            nodeCount += 1
            let last = Int(lastChildren[Int(node)])
            if last == 0 { children[Int(node)] = next } else { siblings[last] = next }
            lastChildren[Int(node)] = next
            children.append(0)
            siblings.append(0)
            lastChildren.append(0)
            units.append(unit)
            node = next
            positions[key] = node
            edges.append((key, node))
            if index == 1 { edges.append((EdgeTable.key(EdgeTable.shortcut(word[0]), unit), node)) }
        }
        return Int(node)
    }

    /// The table of edges, or nil when there are more nodes than it can name.
    func table() -> [UInt64]? {
        guard nodeCount <= EdgeTable.mostNodes else { return nil }
        let capacity = HashTable.capacity(for: edges.count)
        var words = [UInt64](repeating: 0, count: capacity)
        for (key, target) in edges {
            var slot = HashTable.slot(key, capacity - 1)
            while words[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            words[slot] = key << 24 | UInt64(target)
        }
        return words
    }
}
