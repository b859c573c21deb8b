import YinfengModel
package import YinfengParks

/// The state of every link of a park's chains, from its existing firms.
///
/// A park without firms has no states at all: unknown is never «missing».
package struct ChainStatusBook: Sendable {
    /// A firm that stands on no link, and why.
    package struct Unattached: Sendable, Equatable {
        /// The firm's name.
        package let name: String
        /// Why, in Chinese.
        package let because: String
    }

    /// One park's chains.
    package struct ParkChains: Sendable {
        /// The park's code.
        package let parkCode: String
        /// The chains that the park has, ascending.
        package let chains: [Int]
        /// States by link, for the links of those chains.
        package let standings: [ChainLink: LinkStanding]
        /// Firms that stand on no link.
        package let unattached: [Unattached]
        /// How many firms the table lists for the park.
        package let firmCount: Int
        /// Whether some of them are invented examples.
        package let isSynthetic: Bool
        /// Firms by link.
        let onLink: [ChainLink: [Firm]]

        /// The state of a link once more firms stand on it. O(firms around the link).
        func standing(
            of link: ChainLink, adding coming: [Firm], chains: ChainBook, profile: MatchProfile
        ) -> LinkStanding {
            func firms(_ links: [ChainLink]) -> [[Firm]] {
                links.filter { $0 != link && !chains.node($0).isSupport }.map { onLink[$0] ?? [] }
            }
            return LinkJudge(profile: profile).standing(
                of: (onLink[link] ?? []) + coming, on: chains.node(link),
                neighbours: firms(chains.upstream(of: link) + chains.downstream(of: link)),
                others: firms(
                    chains.chains[link.chain].nodes.indices.map { ChainLink(chain: link.chain, node: $0) }),
                users: chains.downstream(of: link).flatMap { onLink[$0] ?? [] })
        }
    }

    private let parks: [String: ParkChains]

    /// No firms at all.
    package init() { parks = [:] }

    /// States from firms. A park has a chain that one of its industries names, a chain that a wide industry takes in and
    /// some firm is on, and a chain of which two of its firms make different links; supporting links and broad chains are
    /// not proved by firms alone. O(firms × links of their classes).
    package init(firms: [Firm], parks directory: ParkDirectory, chains: ChainBook, profile: MatchProfile) {
        var byPark: [String: [Firm]] = [:]
        for firm in firms {
            if let code = firm.parkCode { byPark[code, default: []].append(firm) }
        }
        var result: [String: ParkChains] = [:]
        for (code, list) in byPark {
            guard let park = directory.park(code: code) else { continue }
            result[code] = ChainStatusBook.states(of: park, firms: list, chains: chains, profile: profile)
        }
        parks = result
    }

    /// The chains of a park, or nil when no firms are known for it.
    package func chains(of parkCode: String) -> ParkChains? { parks[parkCode] }

    /// The codes of the parks with firms, sorted.
    package var parkCodes: [String] { parks.keys.sorted() }

    private static func reason(_ firm: Firm) -> String {
        if firm.codes.isEmpty { return "未填行业代码，由产品也不能判定行业（企业名称不作依据）" }
        let codes = firm.codes.map(\.text).joined(separator: "、")
        return "行业\(codes)" + (firm.products.isEmpty ? "" : "、产品“\(firm.products)”") + "不在已收录产业链的环节上"
    }

    private static func states(of park: Park, firms: [Firm], chains: ChainBook, profile: MatchProfile) -> ParkChains {
        var onLink: [ChainLink: [Firm]] = [:]
        var makers: [Int: Set<Int>] = [:]
        var unattached: [Unattached] = []
        for (position, firm) in firms.enumerated() {
            let links = chains.links(codes: firm.codes, products: firm.products)
            if links.isEmpty { unattached.append(Unattached(name: firm.name, because: reason(firm))) }
            for link in links {
                onLink[link, default: []].append(firm)
                if !chains.node(link).isSupport { makers[link.chain, default: []].insert(position) }
            }
        }
        let own = chains.chains.indices.filter { chain in
            let value = chains.chains[chain]
            let hold = chains.hold(chain, by: park, links: profile.parameters.count(.gapChainLinks))
            if hold == .named { return true }
            let occupied = value.nodes.indices.count { node in
                !value.nodes[node].isSupport && onLink[ChainLink(chain: chain, node: node)] != nil
            }
            if hold == .wide, occupied > 0 { return true }
            return !value.isBroad && occupied >= 2 && (makers[chain]?.count ?? 0) >= 2
        }
        let bare = ParkChains(
            parkCode: park.code, chains: own, standings: [:], unattached: unattached, firmCount: firms.count,
            isSynthetic: firms.contains(where: \.isSynthetic), onLink: onLink)
        var standings: [ChainLink: LinkStanding] = [:]
        for chain in own {
            for node in chains.chains[chain].nodes.indices {
                let link = ChainLink(chain: chain, node: node)
                standings[link] = bare.standing(of: link, adding: [], chains: chains, profile: profile)
            }
        }
        return ParkChains(
            parkCode: park.code, chains: own, standings: standings, unattached: unattached, firmCount: firms.count,
            isSynthetic: bare.isSynthetic, onLink: onLink)
    }
}
