/// A prefix tree over folded words, flattened into arrays: one walk from every position of a text finds all words.
struct WordTrie: Sendable {
    /// For a first unit, the node it leads to; -1 when no word starts so.
    private var roots: [Int32]
    /// One bit a hash of the first two units of a word, and of the only unit of a word: nearly every place of a text is
    /// passed over here, in the fastest memory.
    private var heads = [UInt64](repeating: 0, count: 1_024)
    private var edgeStart: [Int32] = []
    private var edgeUnit: [UInt16] = []
    private var edgeNode: [Int32] = []
    /// The word that ends at a node, or -1.
    private var wordAt: [Int32] = []

    /// Builds the tree; word `n` of the array gets the number `n`. Equal words share the first number.
    init(_ words: [[UInt16]]) {
        var children: [[UInt16: Int32]] = []
        var ends: [Int32] = []
        roots = [Int32](repeating: -1, count: 0x10000)
        for (number, word) in words.enumerated() {
            guard let first = word.first else { continue }
            let bit = WordTrie.bit(first, word.count > 1 ? word[1] : 0)
            heads[bit >> 6] |= 1 << UInt64(bit & 63)
            if roots[Int(first)] < 0 {
                roots[Int(first)] = Int32(children.count)
                children.append([:])
                ends.append(-1)
            }
            var node = roots[Int(first)]
            for unit in word.dropFirst() {
                if let next = children[Int(node)][unit] {
                    node = next
                } else {
                    let next = Int32(children.count)
                    children.append([:])
                    ends.append(-1)
                    children[Int(node)][unit] = next
                    node = next
                }
            }
            if ends[Int(node)] < 0 { ends[Int(node)] = Int32(number) }
        }
        wordAt = ends
        edgeStart.reserveCapacity(children.count + 1)
        for edges in children {
            edgeStart.append(Int32(edgeUnit.count))
            for (unit, node) in edges.sorted(by: { $0.key < $1.key }) {
                edgeUnit.append(unit)
                edgeNode.append(node)
            }
        }
        edgeStart.append(Int32(edgeUnit.count))
    }

    /// Calls `body` with the number and the end of every word that starts at `start`, shortest first.
    @inline(__always)
    func forEachWord(in units: [UInt16], at start: Int, _ body: (_ word: Int32, _ end: Int) -> Void) {
        let next = start + 1 < units.count ? units[start + 1] : 0
        guard isHead(units[start], next) || isHead(units[start], 0) else { return }
        var node = roots[Int(units[start])]
        var position = start + 1
        while node >= 0 {
            let word = wordAt[Int(node)]
            if word >= 0 { body(word, position) }
            guard position < units.count else { return }
            node = step(node, units[position])
            position += 1
        }
    }

    /// The longest word that starts at `start`, or nil.
    func longestWord(in units: [UInt16], at start: Int) -> (word: Int, end: Int)? {
        guard start < units.count else { return nil }
        var found: (word: Int, end: Int)?
        forEachWord(in: units, at: start) { found = (Int($0), $1) }
        return found
    }

    @inline(__always)
    private func isHead(_ first: UInt16, _ second: UInt16) -> Bool {
        let bit = WordTrie.bit(first, second)
        return heads[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }

    /// The bit of two units among `heads`.
    @inline(__always)
    private static func bit(_ first: UInt16, _ second: UInt16) -> Int {
        Int(((UInt64(first) << 16 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15) >> 48)
    }

    @inline(__always)
    private func step(_ node: Int32, _ unit: UInt16) -> Int32 {
        var low = Int(edgeStart[Int(node)])
        var high = Int(edgeStart[Int(node) + 1])
        while low < high {
            let middle = (low + high) / 2
            if edgeUnit[middle] < unit { low = middle + 1 } else { high = middle }
        }
        return low < Int(edgeStart[Int(node) + 1]) && edgeUnit[low] == unit ? edgeNode[low] : -1
    }
}
