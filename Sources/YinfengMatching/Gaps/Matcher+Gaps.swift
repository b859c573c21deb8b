import YinfengModel
import YinfengParks

extension Matcher {
    /// The links of a park's chains, most urgent first, ties in the catalogue's order. A park without a firms table has
    /// only unknown links. `standing` gives the entry of a lead in this park. O(links × (firms + leads)).
    package func gaps(
        ofPark park: Int, leads: [LeadProfile] = [], workspace work: MatchWorkspace,
        standing: (Int) -> EntryStanding = { _ in .unassessed }
    ) -> [ChainGap] {
        let zone = places.parks.parks[park]
        let known = chainStates.chains(of: zone.code)
        let chains =
            known?.chains
            ?? places.chains.chains.indices.filter { chain in
                zone.industries.contains(where: places.chains.chains[chain].isTouched)
            }
        var scores: [Int: Points] = [:]
        for (index, lead) in leads.enumerated() where lead.links.contains(where: { chains.contains($0.chain) }) {
            scores[index] = score(lead, park: park, standing: standing(index), workspace: work).score
        }
        var gaps: [ChainGap] = []
        for chain in chains {
            let role = chainRole(of: zone, chain: chain)
            for node in places.chains.chains[chain].nodes.indices {
                let link = ChainLink(chain: chain, node: node)
                gaps.append(gap(link, park: park, role: role, known: known, leads: leads, scores: scores))
            }
        }
        return gaps.sorted { left, right in
            left.priority == right.priority ? left.link < right.link : left.priority > right.priority
        }
    }

    private func gap(
        _ link: ChainLink, park: Int, role: (value: Int, reason: String), known: ChainStatusBook.ParkChains?,
        leads: [LeadProfile], scores: [Int: Points]
    ) -> ChainGap {
        let up = places.chains.upstream(of: link)
        let down = places.chains.downstream(of: link)
        let standing = known?.standings[link]
        let status = standing?.status ?? .unknown
        let fillers = leads.indices.filter { leads[$0].links.contains(link) }
            .map { ChainGap.Filler(lead: $0, score: scores[$0] ?? Points(0)) }
            .sorted { left, right in
                left.score == right.score ? leads[left.lead].id < leads[right.lead].id : left.score > right.score
            }
        let isCovered = status == .covered
        return ChainGap(
            link: link, status: status,
            terms: terms(link, status: status, park: park, role: role, known: known, around: up + down),
            firms: standing?.firms ?? [], upstream: up, downstream: down, neighbours: neighbours(of: link, park: park),
            seek: places.chains.node(link).products, leads: isCovered ? [] : fillers,
            overlap: isCovered ? fillers : [],
            after: state(of: link, with: fillers.map { leads[$0.lead] }, known: known),
            because: standing?.because ?? "未提供园区企业名录，环节状态未知")
    }

    /// The state once leads stand on the link as firms without figures; unknown stays unknown.
    private func state(
        of link: ChainLink, with leads: [LeadProfile], known: ChainStatusBook.ParkChains?
    ) -> ChainNodeStatus {
        guard let known, let now = known.standings[link]?.status else { return .unknown }
        guard !leads.isEmpty, now != .covered else { return now }
        let coming = leads.map { Firm(name: $0.id, parkCode: known.parkCode, codes: $0.activities.map(\.code)) }
        return ChainStatusBook.standing(
            of: (known.onLink[link] ?? []) + coming, neighbours: [], parameters: profile.parameters
        ).status
    }

    private func terms(
        _ link: ChainLink, status: ChainNodeStatus, park: Int, role: (value: Int, reason: String),
        known: ChainStatusBook.ParkChains?, around: [ChainLink]
    ) -> [ChainGap.Term] {
        let parameters = profile.parameters
        let isSupport = places.chains.node(link).stage == "配套"
        let place = isSupport ? role.value * parameters[.gapSupportFactor] / 10_000 : role.value
        let present = around.filter { known?.onLink[$0] != nil }
        let near = around.isEmpty || known == nil ? 0 : present.count * 10_000 / around.count
        let region = regionPresence(of: around, park: park)
        return [
            ChainGap.Term(
                name: "环节状态", value: Points(parameters[status.gapParameter]),
                share: Points(parameters[.gapStatusShare]),
                reason: status.chinese),
            ChainGap.Term(
                name: "产业链地位", value: Points(place), share: Points(parameters[.gapChainShare]),
                reason: role.reason + (isSupport ? "，配套环节" : "")),
            ChainGap.Term(
                name: "园内上下游", value: Points(near), share: Points(parameters[.gapNeighbourShare]),
                reason: known == nil
                    ? "未提供园区企业名录"
                    : present.isEmpty
                        ? "园内上下游尚无企业" : "园内已有" + present.map { places.chains.node($0).name }.joined(separator: "、")),
            ChainGap.Term(
                name: "区域上下游", value: Points(region.value), share: Points(parameters[.gapRegionShare]),
                reason: region.reason),
        ]
    }

    /// How the chain stands in the park: the factor of its best industry on the chain.
    private func chainRole(of zone: Park, chain: Int) -> (value: Int, reason: String) {
        var best: (value: Int, reason: String)?
        for industry in zone.industries where places.chains.chains[chain].isTouched(by: industry) {
            let value = fit.factor(of: industry)
            if best.map({ value > $0.value }) ?? true {
                best = (value, "\(industry.role.chinese(isVerified: industry.isVerified))“\(industry.name)”")
            }
        }
        return best ?? (profile.parameters[.gapChainOther], "不属园区所列产业，由现有企业带出")
    }

    private func neighbours(of link: ChainLink, park: Int) -> [ChainGap.Neighbour] {
        guard let here = traits.placeOf[park] else { return [] }
        var result: [ChainGap.Neighbour] = []
        for code in chainStates.parkCodes {
            guard let position = places.parks.position(ofCode: code), position != park,
                let there = traits.placeOf[position], there.province == here.province,
                let firms = chainStates.chains(of: code)?.onLink[link]
            else { continue }
            let isNear = !here.isProvince && !there.isProvince && here.prefecture == there.prefecture
            result.append(
                ChainGap.Neighbour(park: position, firms: firms.map(\.name), isSamePrefecture: isNear))
        }
        return result.sorted { ($0.isSamePrefecture ? 0 : 1, $0.park) < ($1.isSamePrefecture ? 0 : 1, $1.park) }
    }

    private func regionPresence(of links: [ChainLink], park: Int) -> (value: Int, reason: String) {
        let found = links.map { (link: $0, parks: neighbours(of: $0, park: park)) }.filter { !$0.parks.isEmpty }
        guard !links.isEmpty, !found.isEmpty else { return (0, "州市、省内他园未见上下游企业") }
        var sum = 0
        for entry in found {
            let isNear = entry.parks.contains { $0.isSamePrefecture }
            sum += isNear ? 10_000 : profile.parameters[.gapProvinceFactor]
        }
        let names = found.map { places.chains.node($0.link).name }.joined(separator: "、")
        return (sum / links.count, "他园已有\(names)，可跨区联动")
    }
}

extension ChainNodeStatus {
    /// The parameter of a state's urgency.
    fileprivate var gapParameter: MatchParameters.Key {
        switch self {
        case .missing: .gapMissing
        case .weak: .gapWeak
        case .upgrade: .gapUpgrade
        case .covered: .gapCovered
        case .unknown: .gapUnknown
        }
    }
}
