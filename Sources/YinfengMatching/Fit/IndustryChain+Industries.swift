import YinfengModel
import YinfengParks

extension IndustryChain {
    /// How many links a division must cover to prove a presence on a chain: one link alone (电子化学品 of 石化 for 39) is a
    /// product that the chain sells to the division.
    static let divisionLinks = 2

    /// Whether an industry stands on the chain: a group or class of it covers the first class of a link, or a division
    /// those of several links. Supporting links are shared by many chains and prove nothing; the links of a broad chain
    /// have nothing in common.
    func isTouched(by industry: ParkIndustry) -> Bool {
        if isBroad { return false }
        var marks = 0
        for node in nodes {
            guard let made = node.firstMainCode else { continue }
            for code in industry.codes where code.length >= 2 && code.covers(made) {
                marks += code.length == 2 ? 1 : IndustryChain.divisionLinks
            }
        }
        return marks >= IndustryChain.divisionLinks
    }
}

/// How far a chain is one of a park's own.
enum ChainHold: Int, Comparable {
    /// The industry covers too few links to speak of the chain.
    case none
    /// Its divisions take in many links, as they take in those of other chains (冶金 of 铜).
    case wide
    /// It carries the chain's name, or its classes and groups cover many links.
    case named

    static func < (left: ChainHold, right: ChainHold) -> Bool { left.rawValue < right.rawValue }
}

extension ChainBook {
    /// How far an industry is a chain; `links` is how many main links it must cover. An industry that carries names of
    /// chains (硅光伏) is those and no other, however widely its codes are shared; a broad chain is held by its name alone.
    /// O(chains + links × codes).
    func hold(_ chain: Int, by industry: ParkIndustry, links: Int) -> ChainHold {
        let value = chains[chain]
        func isNamed(_ chain: IndustryChain) -> Bool { chain.aliases.contains { industry.name.contains($0) } }
        if isNamed(value) { return .named }
        if value.isBroad || chains.contains(where: isNamed) { return .none }
        let made = value.nodes.compactMap(\.firstMainCode)
        func covered(from length: Int) -> Int {
            made.count { code in industry.codes.contains { $0.length >= length && $0.covers(code) } }
        }
        if covered(from: 3) >= links { return .named }
        return covered(from: 2) >= links ? .wide : .none
    }

    /// The best hold of a park's industries.
    func hold(_ chain: Int, by park: Park, links: Int) -> ChainHold {
        park.industries.map { hold(chain, by: $0, links: links) }.max() ?? .none
    }
}

extension ChainNode {
    /// The preferred class of a link that is not mere support.
    var firstMainCode: IndustryCode? { isSupport ? nil : codes.first }
}
