import YinfengModel
package import YinfengParks

/// A park to work with on the chains of another one: what kind of bond, over which links, and why.
package struct PartnerProposal: Sendable, Equatable {
    /// The bonds that the texts name.
    package enum Kind: String, Sendable, CaseIterable {
        /// 结对共建: alike in industry, close by, one weak and one strong.
        case pairing = "结对共建"
        /// 飞地园区: the partner is stronger and lies elsewhere, or this park has no land left.
        case enclave = "飞地园区"
        /// 错位发展: alike and equally strong; the links are divided instead of doubled.
        case division = "错位发展"
        /// 产业链协作: the partner already has links that are open here.
        case supply = "产业链协作"
    }

    /// The bond.
    package let kind: Kind
    /// The partner's position.
    package let park: Int
    /// Whether it lies in the same prefecture.
    package let isSamePrefecture: Bool
    /// Chains that both have.
    package let chains: [Int]
    /// Links that are open here and held there.
    package let gives: [ChainLink]
    /// Links that are held here and missing there; known only where both have a table of firms.
    package let takes: [ChainLink]
    /// Why, in Chinese.
    package let because: String
}

extension Matcher {
    /// Parks of the province to pair with, given the gaps of a park: those of the prefecture first, then those that hold
    /// most of the open links, then by code. At most as many as the profile names. O(zones × links).
    package func partners(ofPark park: Int, gaps: [ChainGap]) -> [PartnerProposal] {
        let around = ParkSurroundings(matcher: self, park: park)
        let own = Set(gapChains(ofPark: park))
        var gives: [Int: [ChainLink]] = [:]
        for gap in gaps where gap.isOpen {
            for neighbour in around.having(gap.link) { gives[neighbour.park, default: []].append(gap.link) }
        }
        let held = gaps.filter { !$0.firms.isEmpty }.map(\.link)
        let proposals = around.zones.compactMap { zone -> PartnerProposal? in
            let shared = gapChains(ofPark: zone.position).filter { own.contains($0) }
            let open = (gives[zone.position] ?? []).sorted()
            let standings = chainStates.chains(of: places.parks.parks[zone.position].code)?.standings
            let takes = held.filter { standings?[$0]?.status == .missing }.sorted()
            return proposal(park: park, with: zone, shared: shared, gives: open, takes: takes)
        }
        func order(_ proposal: PartnerProposal) -> (Int, Int, Int, Int) {
            (
                proposal.isSamePrefecture ? 0 : 1, -proposal.gives.count - proposal.takes.count,
                -proposal.chains.count, proposal.park
            )
        }
        return Array(proposals.sorted { order($0) < order($1) }.prefix(profile.parameters.count(.gapNamed)))
    }

    private func proposal(
        park: Int, with zone: ParkSurroundings.Zone, shared: [Int], gives: [ChainLink], takes: [ChainLink]
    ) -> PartnerProposal? {
        let here = places.parks.parks[park]
        let there = places.parks.parks[zone.position]
        let step = profile.parameters[.gapStrongerBy]
        let difference = levelValue(zone.position) - levelValue(park)
        let hasNoLand = here.landLeftMu == .zero
        let kind: PartnerProposal.Kind
        if !shared.isEmpty, zone.isSamePrefecture, abs(difference) >= step {
            kind = .pairing
        } else if !gives.isEmpty, hasNoLand || (!zone.isSamePrefecture && difference >= step) {
            kind = .enclave
        } else if !shared.isEmpty, !gives.isEmpty || !takes.isEmpty || zone.isSamePrefecture {
            kind = .division
        } else if !gives.isEmpty || !takes.isEmpty {
            kind = .supply
        } else {
            return nil
        }
        var reasons = [zone.isSamePrefecture ? "同州市，区位相邻" : "同省异州市"]
        if !shared.isEmpty {
            reasons.append("产业相似，同有" + shared.map { places.chains.chains[$0].name }.joined(separator: "、") + "产业链")
        }
        if abs(difference) >= step {
            reasons.append("\(difference > 0 ? there.name : here.name)为\(difference > 0 ? there.level : here.level)，较强")
        }
        if hasNoLand { reasons.append("\(here.name)已无可用土地") }
        if !gives.isEmpty { reasons.append("对方已有、本园待引的环节：" + names(gives)) }
        if !takes.isEmpty { reasons.append("本园已有、对方缺失的环节：" + names(takes)) }
        if zone.firms == nil { reasons.append("对方产业按园区档案推定，未见企业名录") }
        return PartnerProposal(
            kind: kind, park: zone.position, isSamePrefecture: zone.isSamePrefecture, chains: shared, gives: gives,
            takes: takes, because: reasons.joined(separator: "；"))
    }

    private func names(_ links: [ChainLink]) -> String {
        links.map { places.chains.node($0).name }.joined(separator: "、")
    }

    private func levelValue(_ park: Int) -> Int { Int(traits.kindLevel[Int(traits.kindOf[park])]) }
}
