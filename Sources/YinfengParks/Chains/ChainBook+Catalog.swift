package import YinfengCatalog
import YinfengModel

extension ChainBook {
    /// Reads an edition of kind `chains` (tables `chains.csv`, `nodes.csv` and `edges.csv`); throws `CatalogError`.
    package init(from store: CatalogStore, edition: String = "chains-2026") throws(CatalogError) {
        let table = try store.table(edition, "nodes.csv")
        let chain = try table.column("chain")
        let node = try table.column("node")
        let stage = try table.column("stage")
        let gbt = try table.column("gbt4754")
        let products = try table.column("products")
        let marks = try table.column("marks")
        let dated = try table.column("dated")
        var nodes: [String: [ChainNode]] = [:]
        for row in 0..<table.count {
            nodes[table[row, chain], default: []].append(
                ChainNode(
                    name: table[row, node], stage: table[row, stage],
                    codes: try table.industryCodes(row, gbt, name: "gbt4754"),
                    products: table[row, products].listed(by: ";"), marks: table[row, marks].listed(by: ";"),
                    dated: table[row, dated].listed(by: ";")))
        }
        let edges = try ChainBook.edges(from: store, edition: edition, nodes: nodes)
        let title = store.edition(edition)?.manifest.citationTitle ?? edition
        let heads = try store.table(edition, "chains.csv")
        let name = try heads.column("chain")
        let aliases = try heads.column("aliases")
        let broad = try heads.column("broad")
        self.init(
            chains: (0..<heads.count).map { row in
                IndustryChain(
                    name: heads[row, name], nodes: nodes[heads[row, name]] ?? [], edges: edges[heads[row, name]] ?? [],
                    aliases: heads[row, aliases].listed(by: ";"), isBroad: heads[row, broad] == "yes")
            }, source: "\(edition) \(title)")
    }

    private static func edges(
        from store: CatalogStore, edition: String, nodes: [String: [ChainNode]]
    ) throws(CatalogError) -> [String: [IndustryChain.Edge]] {
        let table = try store.table(edition, "edges.csv")
        let chain = try table.column("chain")
        let from = try table.column("from_node")
        let to = try table.column("to_node")
        var result: [String: [IndustryChain.Edge]] = [:]
        for row in 0..<table.count {
            let list = nodes[table[row, chain]] ?? []
            guard let start = list.firstIndex(where: { $0.name == table[row, from] }) else {
                throw table.fault(row, "from_node", table[row, from], "不是该产业链的环节")
            }
            guard let end = list.firstIndex(where: { $0.name == table[row, to] }) else {
                throw table.fault(row, "to_node", table[row, to], "不是该产业链的环节")
            }
            result[table[row, chain], default: []].append(IndustryChain.Edge(from: start, to: end))
        }
        return result
    }
}
