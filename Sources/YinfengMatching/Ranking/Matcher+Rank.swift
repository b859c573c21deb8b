import YinfengModel
import YinfengParks

extension Matcher {
    /// The first `top` parks of a lead among all parks or some (`positions`, ascending), in order.
    ///
    /// Over all parks only those are scored one by one that the lead's codes, places or own data reach; the rest are
    /// scored by kind. The result equals that of `rankAll`. About O(reached parks + kinds) plus one `entry` call a scope.
    package func rank(
        _ lead: LeadProfile, top: Int, among positions: [Int]? = nil, workspace work: MatchWorkspace,
        entry: (Int) -> EntryStanding
    ) -> Ranking {
        prepare(lead, work)
        spreadIndustry(lead, work)
        let limit = min(max(0, top), positions?.count ?? places.parks.parks.count)
        work.top.reset(limit: limit)
        guard let positions else { return rankByKind(lead, work, entry: entry) }
        var refused = 0
        var incomplete = 0
        for park in positions {
            let standing = standing(ofScope: scopes[park], work, entry)
            let group = group(of: park, isRefused: standing.isRefused)
            if group == .refused { refused += 1 }
            if group == .incomplete { incomplete += 1 }
            offer(lead, park, group: group, work)
        }
        return ranking(work, considered: positions.count, refused: refused, incomplete: incomplete)
    }

    /// The same list by scoring every pair in full; for tests and small jobs.
    package func rankAll(_ lead: LeadProfile, top: Int, entry: (Int) -> EntryStanding) -> Ranking {
        rank(
            lead, top: top, among: Array(places.parks.parks.indices), workspace: MatchWorkspace(), entry: entry)
    }

    /// The first `top` leads of a park, in order. `entry` is asked once a lead, with the lead's position and the
    /// park's scope.
    package func rank(
        _ leads: [LeadProfile], forPark park: Int, top: Int, workspace work: MatchWorkspace,
        entry: (Int, Int) -> EntryStanding
    ) -> LeadRanking {
        var all: [RankedLead] = []
        all.reserveCapacity(leads.count)
        for (position, lead) in leads.enumerated() {
            prepare(lead, work)
            let standing = entry(position, scopes[park])
            let values = values(
                lead, park: park, industry: industryValue(lead, park: park), entry: standing.value(profile.parameters),
                work)
            all.append(
                RankedLead(
                    position: position, group: group(of: park, isRefused: standing.isRefused),
                    score: Points(weights.score(values))))
        }
        all.sort { left, right in
            if left.group != right.group { return left.group < right.group }
            if left.score != right.score { return left.score > right.score }
            let ids = (leads[left.position].id, leads[right.position].id)
            return ids.0 == ids.1
                ? left.position < right.position : ids.0.unicodeScalars.lexicographicallyPrecedes(ids.1.unicodeScalars)
        }
        return LeadRanking(
            leads: Array(all.prefix(max(0, top))), considered: leads.count,
            refused: all.reduce(0) { $0 + ($1.group == .refused ? 1 : 0) })
    }

    /// The score and block of one pair; `nil` entry counts as not assessed.
    package func score(
        _ lead: LeadProfile, park: Int, standing: EntryStanding = .unassessed, workspace work: MatchWorkspace
    ) -> RankedPark {
        prepare(lead, work)
        let values = values(
            lead, park: park, industry: industryValue(lead, park: park), entry: standing.value(profile.parameters), work
        )
        return RankedPark(
            position: park, group: group(of: park, isRefused: standing.isRefused), score: Points(weights.score(values)))
    }

    private func rankByKind(_ lead: LeadProfile, _ work: MatchWorkspace, entry: (Int) -> EntryStanding) -> Ranking {
        var refused = 0
        var incomplete = 0
        let parameters = profile.parameters
        var values = PartValues()
        values.region = work.elsewhere
        values.chain = parameters[lead.links.isEmpty ? .chainNone : .chainUnknown]
        values.intensity = parameters[.intensityUnknown]
        values.tier = parameters[.tierUnknown]
        values.energy = parameters[.energyUnknown]
        for (number, kind) in traits.kinds.enumerated() {
            let isRefused = standing(ofScope: kind.scope, work, entry).isRefused
            if isRefused {
                refused += kind.members.count
            } else if kind.isIncomplete {
                incomplete += kind.members.count
            }
            values.entry = Int(work.entryValues[kind.scope])
            values.level = kind.level
            values.function = Int(work.functionValues[kind.functions])
            values.policy = Int(work.policyValues[kind.province])
            work.kindScores[number] = Int32(weights.score(values))
        }
        for province in provincesOfInterest(lead, work) {
            for park in traits.byProvince[province] { offerOnce(lead, Int(park), work) }
        }
        for park in traits.singular { offerOnce(lead, Int(park), work) }
        for park in work.touched where work.doneStamp[Int(park)] != work.stamp {
            let position = Int(park)
            work.doneStamp[position] = work.stamp
            let kindNumber = Int(traits.kindOf[position])
            let kind = traits.kinds[kindNumber]
            let isRefused = work.standings[kind.scope]?.isRefused ?? false
            let score =
                Int(work.kindScores[kindNumber]) + weights.points(Int(work.industry[position]), weights.industry)
            work.top.offer(
                TopPairs.Pair(
                    group: (isRefused ? RankGroup.refused : kind.isIncomplete ? .incomplete : .ranked).rawValue,
                    score: score, position: position))
        }
        for (number, kind) in traits.kinds.enumerated() { offerRest(kind, score: Int(work.kindScores[number]), work) }
        return ranking(work, considered: places.parks.parks.count, refused: refused, incomplete: incomplete)
    }

    /// Offers the parks of a kind that nothing singled out, first codes first, until they no longer enter.
    private func offerRest(_ kind: ParkTraits.Kind, score: Int, _ work: MatchWorkspace) {
        let isRefused = work.standings[kind.scope]?.isRefused ?? false
        let group = (isRefused ? RankGroup.refused : kind.isIncomplete ? .incomplete : .ranked).rawValue
        guard work.top.admits(group: group, score: score) else { return }
        var offered = 0
        for park in kind.members where work.doneStamp[Int(park)] != work.stamp {
            work.top.offer(TopPairs.Pair(group: group, score: score, position: Int(park)))
            offered += 1
            if offered.isMultiple(of: 16), !work.top.admits(group: group, score: score) { return }
        }
    }

    private func offerOnce(_ lead: LeadProfile, _ park: Int, _ work: MatchWorkspace) {
        guard work.doneStamp[park] != work.stamp else { return }
        work.doneStamp[park] = work.stamp
        let isRefused = work.standings[scopes[park]]?.isRefused ?? false
        offer(lead, park, group: group(of: park, isRefused: isRefused), work)
    }

    private func offer(_ lead: LeadProfile, _ park: Int, group: RankGroup, _ work: MatchWorkspace) {
        let industry = work.industryStamp[park] == work.stamp ? Int(work.industry[park]) : 0
        let values = values(
            lead, park: park, industry: industry, entry: Int(work.entryValues[scopes[park]]), work)
        work.top.offer(TopPairs.Pair(group: group.rawValue, score: weights.score(values), position: park))
    }

    /// Numbers of the provinces where the place of a park matters for this lead.
    private func provincesOfInterest(_ lead: LeadProfile, _ work: MatchWorkspace) -> [Int] {
        var codes = lead.wishes.isEmpty ? [lead.investorRegion?.province] : work.wished.map { $0?.province }
        // A wished zone without a place stands in the last list.
        var numbers: [Int] = []
        if !lead.wishes.isEmpty, work.wished.contains(where: { $0 == nil }) { numbers.append(traits.provinces.count) }
        codes.removeAll { $0 == nil }
        for case let code? in codes {
            if let number = traits.provinces.firstIndex(of: code), !numbers.contains(number) { numbers.append(number) }
        }
        return numbers
    }

    func group(of park: Int, isRefused: Bool) -> RankGroup {
        if isRefused { return .refused }
        return traits.kinds[Int(traits.kindOf[park])].isIncomplete ? .incomplete : .ranked
    }

    private func standing(
        ofScope scope: Int, _ work: MatchWorkspace, _ entry: (Int) -> EntryStanding
    ) -> EntryStanding {
        if let known = work.standings[scope] { return known }
        let standing = entry(scope)
        work.standings[scope] = standing
        work.entryValues[scope] = Int32(standing.value(profile.parameters))
        return standing
    }

    private func ranking(_ work: MatchWorkspace, considered: Int, refused: Int, incomplete: Int) -> Ranking {
        Ranking(
            parks: work.top.pairs.map { pair in
                RankedPark(
                    position: pair.position, group: RankGroup(rawValue: pair.group) ?? .refused,
                    score: Points(pair.score))
            }, considered: considered, refused: refused, incomplete: incomplete)
    }
}
