package import YinfengModel

/// A link of a chain, by positions in a `ChainBook`.
package struct ChainLink: Sendable, Hashable, Comparable {
    /// Position of the chain in `ChainBook.chains`.
    package let chain: Int
    /// Position of the link in the chain's `nodes`.
    package let node: Int

    /// A link.
    package init(chain: Int, node: Int) {
        self.chain = chain
        self.node = node
    }

    package static func < (left: ChainLink, right: ChainLink) -> Bool {
        (left.chain, left.node) < (right.chain, right.node)
    }
}

/// All chains, with their links found by name, class or product.
package struct ChainBook: Sendable {
    /// The chains in the catalogue's order.
    package let chains: [IndustryChain]
    /// The edition and its title, for sources.
    package let source: String
    /// All links, chain by chain.
    package let links: [ChainLink]
    /// By the slots of codes.
    private let byCode: [[ChainLink]]
    private let products: NameIndex
    private let linkNames: NameIndex
    /// By chain and link: the last two scalars of its products and its name, where these have more.
    private let tails: [[[PlaceName]]]

    /// A book of chains.
    package init(chains: [IndustryChain], source: String) {
        self.chains = chains
        self.source = source
        var links: [ChainLink] = []
        var byCode = [[ChainLink]](repeating: [], count: IndustryCode.slotCount)
        var products = NameIndex()
        var linkNames = NameIndex()
        for (chain, value) in chains.enumerated() {
            for (position, node) in value.nodes.enumerated() {
                let link = ChainLink(chain: chain, node: position)
                let index = links.count
                links.append(link)
                for code in node.codes { byCode[code.slot].append(link) }
                for product in node.products { products.insert(PlaceName(product), at: index) }
                products.insert(PlaceName(node.name), at: index)
                linkNames.insert(PlaceName(node.name), at: index)
                linkNames.insert(PlaceName(value.name + node.name), at: index)
            }
        }
        self.links = links
        self.byCode = byCode
        self.products = products
        self.linkNames = linkNames
        tails = chains.map { chain in
            chain.nodes.map { node in
                (node.products + [node.name]).compactMap { product in
                    let name = PlaceName(product)
                    return name.count > 2 ? name.dropping(first: name.count - 2) : nil
                }
            }
        }
    }

    /// The link's data.
    package func node(_ link: ChainLink) -> ChainNode { chains[link.chain].nodes[link.node] }
    /// 绿色铝·电解铝.
    package func title(_ link: ChainLink) -> String { chains[link.chain].name + "·" + node(link).name }
    /// The chain with this name, or nil.
    package func chain(named name: String) -> Int? { chains.firstIndex { $0.name == name } }

    /// Links that list a class among their codes.
    package func links(making code: IndustryCode) -> [ChainLink] { byCode[code.slot] }

    /// Links whose name is written, alone or after its chain's name.
    package func links(named text: some StringProtocol) -> [ChainLink] {
        linkNames.lookup(PlaceName(text)).map { links[$0] }
    }

    /// Links whose products or name stand in a text of products, ascending. Longer terms win over shorter ones inside
    /// them.
    package func links(forProducts text: some StringProtocol) -> [ChainLink] { links(forProducts: PlaceName(text)) }

    private func links(forProducts text: PlaceName) -> [ChainLink] {
        // A handful: a list is faster than a table.
        var found: [Int] = []
        for mention in products.mentions(in: text, shortest: 2) {
            for position in mention.positions where !found.contains(position) { found.append(position) }
        }
        return found.sorted().map { links[$0] }
    }

    /// Links that feed a link.
    package func upstream(of link: ChainLink) -> [ChainLink] {
        chains[link.chain].edges.filter { $0.to == link.node }.map { ChainLink(chain: link.chain, node: $0.from) }
    }

    /// Links that a link feeds.
    package func downstream(of link: ChainLink) -> [ChainLink] {
        chains[link.chain].edges.filter { $0.from == link.node }.map { ChainLink(chain: link.chain, node: $0.to) }
    }

    /// Links that a maker stands on: those whose products it names and whose class (4, else 3 digits) it shares. A class
    /// none of whose links is named proves the one link of a chain that makes it, else the links whose products end like
    /// a word of the text (铝合金型材 for 建筑型材); all of them only when no products are stated at all. Broad chains and
    /// supporting links need the product's name, and a code of less than three digits proves nothing.
    package func links(codes: [IndustryCode], products text: String) -> [ChainLink] {
        links(codes: codes, products: PlaceName(text))
    }

    /// The same for folded words.
    package func links(codes: [IndustryCode], products folded: PlaceName) -> [ChainLink] {
        let named = links(forProducts: folded)
        var result: [ChainLink] = []
        func add(_ links: [ChainLink]) { for link in links where !result.contains(link) { result.append(link) } }
        for code in codes where code.length == 4 {
            let exact = links(making: code)
            if folded.isEmpty {
                add(exact)
                continue
            }
            let both = exact.filter { named.contains($0) }
            add(both.isEmpty ? likely(exact, of: code, in: folded) : both)
        }
        add(
            named.filter { link in
                chains[link.chain].nodes[link.node].codes.contains { made in
                    codes.contains { $0.length >= 3 && made.length >= 3 && $0.prefix(3) == made.prefix(3) }
                }
            })
        return result.sorted()
    }

    /// Of the links of a class, chain by chain, the only one, else those that the text's words end like.
    private func likely(_ links: [ChainLink], of code: IndustryCode, in text: PlaceName) -> [ChainLink] {
        links.filter { link in
            guard !chains[link.chain].isBroad, !chains[link.chain].nodes[link.node].isSupport,
                chains[link.chain].nodes[link.node].codes.first == code
            else { return false }
            if links.count(where: { $0.chain == link.chain }) == 1 { return true }
            return tails[link.chain][link.node].contains { text.holds($0) }
        }
    }
}
