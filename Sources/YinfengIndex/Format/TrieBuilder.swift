/// Builds a trie over UTF-16 as hash tables: key = (node + 1) << 16 | unit.
struct TrieBuilder {
    private var positions: [UInt64: UInt32] = [:]
    private var order: [(key: UInt64, value: UInt32)] = []
    /// The number of nodes, the root included.
    private(set) var nodeCount = 1

    /// The key of an edge.
    @inline(__always)
    static func key(_ node: UInt32, _ unit: UInt16) -> UInt64 { (UInt64(node) + 1) << 16 | UInt64(unit) }

    /// The node of a word, made where it is missing.
    mutating func insert(_ word: [UInt16]) -> Int {
        var node: UInt32 = 0
        for unit in word {
            let key = TrieBuilder.key(node, unit)
            if let next = positions[key] {
                node = next
            } else {
                let next = UInt32(nodeCount)
                nodeCount += 1
                positions[key] = next
                order.append((key, next))
                node = next
            }
        }
        return Int(node)
    }

    /// The hash tables.
    func tables() -> (keys: [UInt64], nodes: [UInt32]) {
        let built = HashTable.build(order)
        return (built.keys, built.values)
    }
}
