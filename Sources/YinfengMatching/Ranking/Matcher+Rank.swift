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
        rank(lead, top: top, among: positions, &work.scratch, entry: entry)
    }

    private func rank(
        _ lead: LeadProfile, top: Int, among positions: [Int]?, _ work: inout MatchScratch,
        entry: (Int) -> EntryStanding
    ) -> Ranking {
        prepare(lead, &work)
        spreadIndustry(lead, &work)
        let limit = min(max(0, top), positions?.count ?? places.parks.parks.count)
        work.top.reset(limit: limit)
        guard let positions else { return rankByKind(lead, &work, entry: entry) }
        var refused = 0
        var incomplete = 0
        for park in positions {
            let group = group(of: park, isRefused: isRefused(scope: scopes[park], &work, entry))
            if group == .refused { refused += 1 }
            if group == .incomplete { incomplete += 1 }
            offer(lead, park, group: group, &work)
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
            prepare(lead, &work.scratch)
            let standing = entry(position, scopes[park])
            let values = values(
                lead, park: park, industry: industryValue(lead, park: park), entry: standing.value(numbers),
                &work.scratch)
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
        prepare(lead, &work.scratch)
        let values = values(
            lead, park: park, industry: industryValue(lead, park: park), entry: standing.value(numbers),
            &work.scratch)
        return RankedPark(
            position: park, group: group(of: park, isRefused: standing.isRefused), score: Points(weights.score(values)))
    }

    private func rankByKind(
        _ lead: LeadProfile, _ work: inout MatchScratch, entry: (Int) -> EntryStanding
    ) -> Ranking {
        let (refused, incomplete) = scoreKinds(lead, &work, entry)
        for wish in work.wishes where wish.park >= 0 { offerOnce(lead, Int(wish.park), &work) }
        for province in provincesOfInterest(lead, work) {
            let code = province < traits.provinces.count ? traits.provinces[province] : nil
            let place = regionFit.most(of: lead, wishes: work.wishes, province: code)
            offer(traits.byProvince[province], place: place, lead, &work)
        }
        // Most parks that guidance or data of their own single out lie where no place counts.
        offer(traits.singular, place: work.elsewhere, lead, &work)
        offerTouched(&work)
        for kind in traits.kindScope.indices { offerRest(of: kind, &work) }
        return ranking(work, considered: traits.kindOf.count, refused: refused, incomplete: incomplete)
    }

    /// Fills `kindKeys`: what all parks of a kind score that nothing singles out, before industry. Parts are summed as
    /// points, so that what a park adds of its own is a difference of points. O(kinds + scopes).
    private func scoreKinds(
        _ lead: LeadProfile, _ work: inout MatchScratch, _ entry: (Int) -> EntryStanding
    ) -> (refused: Int, incomplete: Int) {
        for scope in 0..<scopeCount { _ = isRefused(scope: scope, &work, entry) }
        var plain = PartValues()
        plain.region = work.elsewhere
        plain.chain = lead.links.isEmpty ? numbers.chainNone : numbers.chainUnknown
        plain.intensity = numbers.intensityUnknown
        plain.tier = numbers.tierUnknown
        plain.energy = numbers.energyUnknown
        let base = weights.score(plain)
        work.mostOfOwn = most(of: plain)
        weights.points(of: work.entryValues, weights.entry, into: &work.entryPoints)
        weights.points(of: work.functionSetValues, weights.function, into: &work.functionPoints)
        weights.points(of: work.policyValues, weights.policy, into: &work.policyPoints)
        var refused = 0
        var incomplete = 0
        work.mostOfKinds = 0
        for kind in traits.kindScope.indices {
            let scope = Int(traits.kindScope[kind])
            var key = base + kindPoints[kind] + work.entryPoints[scope]
            key += work.functionPoints[Int(traits.kindFunctions[kind])]
            key += work.policyPoints[Int(traits.kindProvince[kind])]
            if work.scopeStates[scope] == .refused {
                key += RankGroup.refused.key
                refused += traits.kindCounts[kind]
            } else if traits.kindIncomplete[kind] {
                key += RankGroup.incomplete.key
                incomplete += traits.kindCounts[kind]
            } else {
                key += RankGroup.ranked.key
            }
            work.kindKeys[kind] = key
            work.mostOfKinds = max(work.mostOfKinds, key)
        }
        return (refused, incomplete)
    }

    /// The most that tier, energy, chain and intensity may give to a park with data of its own beyond the plain values.
    private func most(of plain: PartValues) -> Int {
        func rise(_ value: Int, _ weight: Int) -> Int { weights.points(10_000, weight) - weights.points(value, weight) }
        var most = rise(plain.tier, weights.tier) + rise(plain.energy, weights.energy)
        if hasFirms { most += rise(plain.chain, weights.chain) + rise(plain.intensity, weights.intensity) }
        return most
    }

    /// Offers the parks that only a code of the lead singles out. Most are passed over by their industry value alone:
    /// even the best kind would not bring them in.
    private func offerTouched(_ work: inout MatchScratch) {
        let (stamp, weight) = (work.stamp, weights.industry)
        let (touched, done, industry, keys) = (work.touched, work.doneStamp, work.industry, work.kindKeys)
        let kindOf = traits.kindOf
        var least = weights.leastIndustry(giving: work.top.shortfall(of: work.mostOfKinds))
        for park in touched[..<work.touchedCount]
        where industry[Int(park)] >= least && done[Int(park)] != stamp {
            let key = keys[Int(kindOf[Int(park)])] + weights.points(Int(industry[Int(park)]), weight)
            guard work.top.offer(TopPairs.Pair(key: key, position: Int(park))) else { continue }
            least = weights.leastIndustry(giving: work.top.shortfall(of: work.mostOfKinds))
        }
    }

    /// Offers the parks of a kind that nothing singled out, first codes first, until they no longer enter.
    private func offerRest(of kind: Int, _ work: inout MatchScratch) {
        let key = work.kindKeys[kind]
        guard work.top.admits(key: key) else { return }
        for park in traits.kinds[kind].members
        where work.doneStamp[Int(park)] != work.stamp && work.industryValue(Int(park)) == 0 {
            // Members ascend, so the first that is too late ends the kind.
            guard work.top.offer(TopPairs.Pair(key: key, position: Int(park))) else { return }
        }
    }

    /// Offers the parks at these positions to which their places alone give at most `place`; those that would not enter
    /// whatever guidance and data of their own give are done with.
    private func offer(_ positions: [Int32], place: Int, _ lead: LeadProfile, _ work: inout MatchScratch) {
        let region = min(10_000, place + (work.isGuided ? work.mostGuidance + numbers.transfer : 0))
        let rise = weights.points(region, weights.region) - weights.points(work.elsewhere, weights.region)
        for position in positions {
            let park = Int(position)
            guard work.doneStamp[park] != work.stamp else { continue }
            let most =
                work.kindKeys[Int(traits.kindOf[park])] + weights.points(work.industryValue(park), weights.industry)
                + rise + (traits.hasOwnParts[park] ? work.mostOfOwn : 0)
            if work.top.admits(key: most) {
                offerOnce(lead, park, &work)
            } else {
                work.doneStamp[park] = work.stamp
            }
        }
    }

    /// Offers a park whose place, or whose own data, count.
    private func offerOnce(_ lead: LeadProfile, _ park: Int, _ work: inout MatchScratch) {
        guard work.doneStamp[park] != work.stamp else { return }
        work.doneStamp[park] = work.stamp
        let kind = Int(traits.kindOf[park])
        let region = regionValue(lead, park: park, &work)
        let key =
            work.kindKeys[kind] + weights.points(work.industryValue(park), weights.industry)
            + weights.points(region, weights.region) - weights.points(work.elsewhere, weights.region)
        guard traits.hasOwnParts[park] else {
            work.top.offer(TopPairs.Pair(key: key, position: park))
            return
        }
        // Most parks with data of their own cannot enter whatever these give.
        guard work.top.admits(key: key + work.mostOfOwn) else { return }
        offer(lead, park, group: group(ofKind: kind, work), &work)
    }

    private func offer(_ lead: LeadProfile, _ park: Int, group: RankGroup, _ work: inout MatchScratch) {
        let values = values(
            lead, park: park, industry: work.industryValue(park), entry: Int(work.entryValues[scopes[park]]), &work)
        work.top.offer(TopPairs.Pair(group: group, score: weights.score(values), position: park))
    }

    /// Numbers of the provinces where the place of a park matters for this lead.
    private func provincesOfInterest(_ lead: LeadProfile, _ work: MatchScratch) -> [Int] {
        var numbers: [Int] = []
        func add(_ place: RegionCode?) {
            // A zone without a place stands in the last list.
            let number = place.map { traits.provinces.firstIndex(of: $0.province) } ?? traits.provinces.count
            if let number, !numbers.contains(number) { numbers.append(number) }
        }
        if lead.wishes.isEmpty {
            if let origin = lead.investorRegion { add(origin) }
        } else {
            for wish in work.wishes { add(wish.place) }
        }
        return numbers
    }

    /// The block of a park that is, or is not, refused.
    func group(of park: Int, isRefused: Bool) -> RankGroup {
        isRefused ? .refused : traits.kindIncomplete[Int(traits.kindOf[park])] ? .incomplete : .ranked
    }

    @inline(__always) private func group(ofKind kind: Int, _ work: borrowing MatchScratch) -> RankGroup {
        if work.scopeStates[Int(traits.kindScope[kind])] == .refused { return .refused }
        return traits.kindIncomplete[kind] ? .incomplete : .ranked
    }

    private func isRefused(
        scope: Int, _ work: inout MatchScratch, _ entry: (Int) -> EntryStanding
    ) -> Bool {
        if work.scopeStates[scope] == .unasked {
            let standing = entry(scope)
            work.scopeStates[scope] = standing.isRefused ? .refused : .open
            work.entryValues[scope] = Int32(standing.value(numbers))
        }
        return work.scopeStates[scope] == .refused
    }

    private func ranking(_ work: MatchScratch, considered: Int, refused: Int, incomplete: Int) -> Ranking {
        Ranking(
            parks: work.top.pairs.map { pair in
                RankedPark(position: pair.position, group: pair.group, score: Points(pair.score))
            }, considered: considered, refused: refused, incomplete: incomplete)
    }
}
