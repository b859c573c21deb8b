import YinfengModel
import YinfengParks

/// The zones of a park's province with what they are known to make.
struct ParkSurroundings {
    /// A zone nearby.
    struct Zone {
        let position: Int
        let isSamePrefecture: Bool
        /// Its firms by link, when a table lists them.
        let firms: [ChainLink: [Firm]]?
        let industries: [ParkIndustry]
    }

    private let chains: ChainBook
    /// Zones of the prefecture first, then by code.
    let zones: [Zone]

    init(matcher: Matcher, park: Int) {
        chains = matcher.places.chains
        guard let here = matcher.traits.placeOf[park] else {
            zones = []
            return
        }
        let directory = matcher.places.parks
        zones = directory.positions(in: here.province).filter { $0 != park }.map { position in
            let there = matcher.traits.placeOf[position]
            let isNear = there.map { !here.isProvince && !$0.isProvince && $0.prefecture == here.prefecture } ?? false
            let zone = directory.parks[position]
            return Zone(
                position: position, isSamePrefecture: isNear,
                firms: matcher.chainStates.chains(of: zone.code)?.onLink, industries: zone.industries)
        }.sorted { ($0.isSamePrefecture ? 0 : 1, $0.position) < ($1.isSamePrefecture ? 0 : 1, $1.position) }
    }

    /// The zones that have a link: by their firms, else by an industry that names its class or group. A division is too
    /// wide to tell one link, and supporting links are in no list of industries.
    func having(_ link: ChainLink) -> [ChainGap.Neighbour] {
        let node = chains.node(link)
        let found = zones.compactMap { zone -> ChainGap.Neighbour? in
            if let firms = zone.firms {
                guard let list = firms[link] else { return nil }
                return ChainGap.Neighbour(
                    park: zone.position, firms: list.map(\.name), industry: nil,
                    isSamePrefecture: zone.isSamePrefecture)
            }
            guard !chains.chains[link.chain].isBroad, let made = node.firstMainCode,
                let industry = zone.industries.first(where: { industry in
                    industry.codes.contains { $0.length >= 3 && $0.covers(made) }
                })
            else { return nil }
            return ChainGap.Neighbour(
                park: zone.position, firms: [], industry: industry.name + (industry.isVerified ? "" : "（推定）"),
                isSamePrefecture: zone.isSamePrefecture)
        }
        func order(_ neighbour: ChainGap.Neighbour) -> (Int, Int, Int) {
            (neighbour.isSamePrefecture ? 0 : 1, neighbour.firms.isEmpty ? 1 : 0, neighbour.park)
        }
        return found.sorted { order($0) < order($1) }
    }
}
