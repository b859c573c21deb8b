/// 产业链: a directed acyclic graph of links.
package struct IndustryChain: Sendable, Equatable {
    /// The chain's name (绿色铝).
    package let name: String
    /// Its links, in the catalogue's order.
    package let nodes: [ChainNode]
    /// Pairs of positions in `nodes`: from an upstream link to the one it feeds.
    package let edges: [Edge]
    /// Names under which a park's list of industries may carry the whole chain (旅游商品加工).
    package let aliases: [String]
    /// Whether the chain gathers unlike trades (加工贸易): then two codes on it have nothing in common, and a park has
    /// the chain only when it is named.
    package let isBroad: Bool

    /// A supply relation between two links.
    package struct Edge: Sendable, Hashable {
        /// Position of the upstream link.
        package let from: Int
        /// Position of the downstream link.
        package let to: Int

        /// An edge.
        package init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }

    /// A chain.
    package init(
        name: String, nodes: [ChainNode], edges: [Edge], aliases: [String] = [], isBroad: Bool = false
    ) {
        self.name = name
        self.nodes = nodes
        self.edges = edges
        self.aliases = aliases
        self.isBroad = isBroad
    }
}

/// 环节: one link of a chain.
package struct ChainNode: Sendable, Equatable {
    /// The link's name (电解铝).
    package let name: String
    /// 上游, 中游, 下游 or 配套.
    package let stage: String
    /// Classes that make it, preferred first.
    package let codes: [IndustryCode]
    /// Products that mark it.
    package let products: [String]
    /// Technologies and grades that stand at the front of the link: what an upgrade leads to.
    package let marks: [String]
    /// Technologies and grades that call for an upgrade.
    package let dated: [String]

    /// A link.
    package init(
        name: String, stage: String, codes: [IndustryCode], products: [String], marks: [String] = [],
        dated: [String] = []
    ) {
        self.name = name
        self.stage = stage
        self.codes = codes
        self.products = products
        self.marks = marks
        self.dated = dated
    }

    /// Whether the link only serves others (配套): such links are shared by many chains and prove none.
    package var isSupport: Bool { stage == "配套" }
}

/// The state of a link in one park.
package enum ChainNodeStatus: String, Sendable, CaseIterable {
    /// 缺失.
    case missing
    /// 薄弱.
    case weak
    /// 提升.
    case upgrade
    /// 完备.
    case covered
    /// 未知: no firms list was given, or it lacks what the state needs.
    case unknown

    /// 缺失, 薄弱, 提升, 完备, 未知.
    package var chinese: String {
        switch self {
        case .missing: "缺失"
        case .weak: "薄弱"
        case .upgrade: "提升"
        case .covered: "完备"
        case .unknown: "未知"
        }
    }
}
