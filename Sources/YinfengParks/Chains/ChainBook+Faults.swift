import YinfengModel

extension ChainBook {
    /// What is wrong with the graphs, in Chinese, one sentence a fault: a chain without links, a link that nothing joins,
    /// a circle. O(links × edges).
    package var faults: [String] {
        var faults: [String] = []
        for chain in chains {
            if chain.nodes.isEmpty { faults.append("产业链“\(chain.name)”没有环节；在 nodes.csv 补上，或从 chains.csv 删去") }
            let joined = Set(chain.edges.flatMap { [$0.from, $0.to] })
            for (position, node) in chain.nodes.enumerated() where !joined.contains(position) {
                faults.append("产业链“\(chain.name)”的环节“\(node.name)”没有上下游；在 edges.csv 补上")
            }
            let left = ChainBook.circle(chain)
            if !left.isEmpty {
                let names = left.map { chain.nodes[$0].name }.joined(separator: "、")
                faults.append("产业链“\(chain.name)”的环节互为上下游，成环：\(names)；删去其中一条边")
            }
        }
        return faults
    }

    /// The links that stand on a circle or behind one; empty for a graph without circles.
    private static func circle(_ chain: IndustryChain) -> [Int] {
        var waiting = [Int](repeating: 0, count: chain.nodes.count)
        for edge in chain.edges { waiting[edge.to] += 1 }
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        while let node = ready.popLast() {
            for edge in chain.edges where edge.from == node {
                waiting[edge.to] -= 1
                if waiting[edge.to] == 0 { ready.append(edge.to) }
            }
        }
        return waiting.indices.filter { waiting[$0] > 0 }
    }
}
