package import YinfengModel
package import YinfengParks

extension Matcher {
    /// The links of a park's chains, most urgent first, ties in the catalogue's order. A park without a firms table has
    /// only unknown links; its chains then follow from its industries. `assess` is asked once a link.
    /// O(links × (zones of the province + leads)).
    package func gaps(
        ofPark park: Int, leads: GapCandidates = GapCandidates(), targets: GapCandidates = GapCandidates(),
        workspace work: MatchWorkspace, assess: (ChainLink) -> LinkAssessment = { _ in .unassessed }
    ) -> [ChainGap] {
        let zone = places.parks.parks[park]
        let known = chainStates.chains(of: zone.code)
        let chains = gapChains(ofPark: park)
        let builder = GapBuilder(
            matcher: self, park: park, known: known, around: ParkSurroundings(matcher: self, park: park),
            leads: scored(leads, park: park, chains: chains, work),
            targets: scored(targets, park: park, chains: chains, work))
        var gaps: [ChainGap] = []
        for chain in chains {
            let role = chainRole(of: zone, chain: chain)
            for node in places.chains.chains[chain].nodes.indices {
                let link = ChainLink(chain: chain, node: node)
                gaps.append(builder.gap(link, role: role, assessment: assess(link)))
            }
        }
        return gaps.sorted { left, right in
            left.priority == right.priority ? left.link < right.link : left.priority > right.priority
        }
    }

    /// The chains of a park, ascending: from its firms and industries, without firms from its industries alone.
    package func gapChains(ofPark park: Int) -> [Int] {
        let zone = places.parks.parks[park]
        if let known = chainStates.chains(of: zone.code) { return known.chains }
        return places.chains.chains.indices.filter { chain in
            places.chains.hold(chain, by: zone, links: profile.parameters.count(.gapChainLinks)) > .none
        }
    }

    private func scored(
        _ candidates: GapCandidates, park: Int, chains: [Int], _ work: MatchWorkspace
    ) -> [GapBuilder.Candidate] {
        candidates.profiles.indices.compactMap { index in
            let profile = candidates.profiles[index]
            guard profile.links.contains(where: { chains.contains($0.chain) }) else { return nil }
            let standing = candidates.standings[index]
            return GapBuilder.Candidate(
                position: index, profile: profile, isRefused: standing.isRefused,
                score: score(profile, park: park, standing: standing, workspace: work).score)
        }
    }

    /// How the chain stands in the park: the factor of its best industry on the chain.
    package func chainRole(of zone: Park, chain: Int) -> (value: Int, reason: String) {
        var best: (value: Int, reason: String)?
        let links = profile.parameters.count(.gapChainLinks)
        for industry in zone.industries where places.chains.hold(chain, by: industry, links: links) > .none {
            let value = fit.factor(of: industry)
            if best.map({ value > $0.value }) ?? true {
                best = (value, "\(industry.role.chinese(isVerified: industry.isVerified))“\(industry.name)”")
            }
        }
        return best ?? (profile.parameters[.gapChainOther], "不属园区所列产业，由现有企业带出")
    }
}
