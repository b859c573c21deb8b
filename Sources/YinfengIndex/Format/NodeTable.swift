/// What stands at each node of the trie of terms, in one word: the term that ends there, and which units may follow.
struct NodeTable {
    /// The term in the lower half, −1 for none; a bit for each unit that follows in the upper one.
    let words: UnsafeBufferPointer<UInt64>

    /// The number of nodes.
    var count: Int { words.count }

    /// The term that ends at a node, or −1.
    @inline(__always)
    func term(_ node: UInt32) -> Int32 { NodeTable.term(words[Int(node)]) }

    /// Whether a unit may follow a node: it may say yes wrongly, never no. It spares most searches for edges.
    @inline(__always)
    func mayFollow(_ node: UInt32, _ unit: UInt16) -> Bool { NodeTable.mayFollow(words[Int(node)], unit) }

    /// The term of a node's word.
    @inline(__always)
    static func term(_ word: UInt64) -> Int32 { Int32(truncatingIfNeeded: word) }

    /// Whether a unit may follow the node of a word.
    @inline(__always)
    static func mayFollow(_ word: UInt64, _ unit: UInt16) -> Bool { word & bit(unit) != 0 }

    /// The units share 32 bits.
    @inline(__always)
    private static func bit(_ unit: UInt16) -> UInt64 { 1 << (32 &+ UInt64((unit &* 0x9E37) >> 11)) }

    /// The words of a trie's nodes, with the term of each.
    static func build(_ trie: TrieBuilder, terms: [Int: Int]) -> [UInt64] {
        var words = [UInt64](repeating: UInt64(UInt32.max), count: trie.nodeCount)
        for (node, term) in terms { words[node] = UInt64(UInt32(term)) }
        for node in words.indices {
            var child = trie.children[node]
            while child != 0 {
                words[node] |= bit(trie.units[Int(child)])
                child = trie.siblings[Int(child)]
            }
        }
        return words
    }

    /// Whether every term is one of `terms`. O(nodes).
    func isSound(terms: Int) -> Bool {
        var beyond = 0
        for word in words {
            let term = Int(NodeTable.term(word))
            beyond |= (terms &- 1 &- term) | (term &+ 1)
        }
        return beyond >= 0
    }
}
