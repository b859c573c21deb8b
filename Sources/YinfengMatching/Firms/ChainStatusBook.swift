package import YinfengModel
package import YinfengParks

/// The state of every link of a park's chains, from its existing firms.
///
/// A park without firms has no states at all: unknown is never «missing».
package struct ChainStatusBook: Sendable {
    /// The state of a link in a park, with what proves it.
    package struct Standing: Sendable, Equatable {
        /// The state.
        package let status: ChainNodeStatus
        /// Names of the firms on the link, in the order of the table.
        package let firms: [String]
        /// The sum of their output in 万元; nil when one of them states none.
        package let output: Rational?
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
        package let standings: [ChainLink: Standing]
        /// Firms that stand on no link.
        package let unattached: [String]
        /// Firms by link.
        let onLink: [ChainLink: [Firm]]
    }

    private let parks: [String: ParkChains]

    /// No firms at all.
    package init() { parks = [:] }

    /// States from firms. A park has a chain when one of its industries covers a link's first class, or two of its firms
    /// stand on different links. O(firms × links of their classes).
    package init(firms: [Firm], parks directory: ParkDirectory, chains: ChainBook, parameters: MatchParameters) {
        var byPark: [String: [Firm]] = [:]
        for firm in firms {
            if let code = firm.parkCode { byPark[code, default: []].append(firm) }
        }
        var result: [String: ParkChains] = [:]
        for (code, list) in byPark {
            guard let park = directory.park(code: code) else { continue }
            result[code] = ChainStatusBook.states(of: park, firms: list, chains: chains, parameters: parameters)
        }
        parks = result
    }

    /// The chains of a park, or nil when no firms are known for it.
    package func chains(of parkCode: String) -> ParkChains? { parks[parkCode] }

    /// The codes of the parks with firms, sorted.
    package var parkCodes: [String] { parks.keys.sorted() }

    private static func states(
        of park: Park, firms: [Firm], chains: ChainBook, parameters: MatchParameters
    ) -> ParkChains {
        var onLink: [ChainLink: [Firm]] = [:]
        var unattached: [String] = []
        for firm in firms {
            let links = chains.links(codes: firm.codes, products: firm.products)
            if links.isEmpty { unattached.append(firm.name) }
            for link in links { onLink[link, default: []].append(firm) }
        }
        var own: [Int] = []
        for chain in chains.chains.indices {
            let occupied = chains.chains[chain].nodes.indices.filter {
                onLink[ChainLink(chain: chain, node: $0)] != nil
            }
            if park.industries.contains(where: chains.chains[chain].isTouched) || occupied.count >= 2 {
                own.append(chain)
            }
        }
        var standings: [ChainLink: Standing] = [:]
        for chain in own {
            for node in chains.chains[chain].nodes.indices {
                let link = ChainLink(chain: chain, node: node)
                standings[link] = standing(
                    of: onLink[link] ?? [],
                    neighbours: (chains.upstream(of: link) + chains.downstream(of: link)).map { onLink[$0] ?? [] },
                    parameters: parameters)
            }
        }
        return ParkChains(
            parkCode: park.code, chains: own, standings: standings, unattached: unattached, onLink: onLink)
    }

    /// The state of a link from its firms and those of its neighbours.
    static func standing(
        of firms: [Firm], neighbours: [[Firm]], parameters: MatchParameters
    ) -> Standing {
        let names = firms.map(\.name)
        let output = sum(firms)
        guard !firms.isEmpty else { return Standing(status: .missing, firms: [], output: nil, because: "企业名录中无此环节企业") }
        let around = neighbours.filter { !$0.isEmpty }.compactMap(sum)
        if let output, !around.isEmpty, let mean = mean(around), !mean.isZero,
            let ratio = try? output.divided(by: mean),
            let line = Rational(Int128(parameters[.chainWeakOutputRatio]), 10_000)
        {
            if ratio < line {
                return Standing(
                    status: .weak, firms: names, output: output,
                    because: "产值\(output.decimal())万元，为相邻环节平均的\(percent(ratio))，低于\(percent(line))")
            }
            return Standing(
                status: .covered, firms: names, output: output,
                because: "\(names.count)家企业，产值\(output.decimal())万元，为相邻环节平均的\(percent(ratio))")
        }
        let enough = parameters.count(.chainCoveredFirms)
        let isEnough = names.count >= enough
        return Standing(
            status: isEnough ? .covered : .weak, firms: names, output: output,
            because: "\(names.count)家企业，\(isEnough ? "达到" : "不足")\(enough)家；缺产值，未与相邻环节比较")
    }

    private static func sum(_ firms: [Firm]) -> Rational? {
        var total = Rational.zero
        for firm in firms {
            guard let output = firm.output, let next = try? total.adding(output) else { return nil }
            total = next
        }
        return total
    }

    private static func mean(_ values: [Rational]) -> Rational? {
        var total = Rational.zero
        for value in values {
            guard let next = try? total.adding(value) else { return nil }
            total = next
        }
        return try? total.divided(by: Rational(values.count))
    }

    private static func percent(_ ratio: Rational) -> String {
        ((try? ratio.multiplied(by: Rational(100)))?.decimal(digits: 0) ?? "") + "%"
    }
}
