import YinfengModel
import YinfengParks

/// How a place in a ranking moves when one weight at a time becomes heavier or lighter.
package struct RankSensitivity: Sendable, Equatable {
    /// One weight moved.
    package struct Shift: Sendable, Equatable {
        /// The part whose weight moved.
        package let part: MatchPartID
        /// The new weight in percent of the old one (80, 120).
        package let percent: Int
        /// The place in the list by these weights, from 1.
        package let rank: Int
        /// The first of the list by these weights: a park's or a lead's position.
        package let first: Int
    }

    /// The position of the park or lead.
    package let position: Int
    /// The place by the weights as they are, from 1.
    package let rank: Int
    /// The shifts, in the profile's order, lighter before heavier.
    package let shifts: [Shift]

    /// The best place over all shifts and the weights as they are.
    package var best: Int { shifts.reduce(rank) { min($0, $1.rank) } }
    /// The worst place over all shifts and the weights as they are.
    package var worst: Int { shifts.reduce(rank) { max($0, $1.rank) } }
}

extension Matcher {
    /// The first `top` parks of a lead with their places when each weight is multiplied by each of `percents`/100 and
    /// the others scaled so that all sum to 100. The order without a shift is that of `rank`.
    ///
    /// O(parks × parts × percents); values are worked out once.
    package func sensitivity(
        _ lead: LeadProfile, top: Int, percents: [Int], among positions: [Int]? = nil, workspace work: MatchWorkspace,
        entry: (Int) -> EntryStanding
    ) -> [RankSensitivity] {
        let all = candidates(
            lead, among: positions ?? Array(places.parks.parks.indices), workspace: work, entry: entry)
        return moved(
            all.map { ($0.park, $0.group, $0.values) }, top: top, percents: percents,
            tie: { $0 < $1 })
    }

    /// The first `top` leads of a park with their places when each weight moves; as `sensitivity(_:top:…)`.
    package func sensitivity(
        _ leads: [LeadProfile], forPark park: Int, top: Int, percents: [Int], workspace work: MatchWorkspace,
        entry: (Int, Int) -> EntryStanding
    ) -> [RankSensitivity] {
        let all = leads.enumerated().map { position, lead -> (Int, RankGroup, PartValues) in
            prepare(lead, &work.scratch)
            let standing = entry(position, scopes[park])
            let values = values(
                lead, park: park, industry: industryValue(lead, park: park), entry: standing.value(numbers),
                &work.scratch)
            return (position, group(of: park, isRefused: standing.isRefused), values)
        }
        return moved(all, top: top, percents: percents) { left, right in
            let ids = (leads[left].id, leads[right].id)
            return ids.0 == ids.1
                ? left < right : ids.0.unicodeScalars.lexicographicallyPrecedes(ids.1.unicodeScalars)
        }
    }

    private func moved(
        _ all: [(position: Int, group: RankGroup, values: PartValues)], top: Int, percents: [Int],
        tie: (Int, Int) -> Bool
    ) -> [RankSensitivity] {
        func order(_ weights: PartWeights) -> [Int] {
            let scores = all.map { weights.score($0.values) }
            return all.indices.sorted { left, right in
                if all[left].group != all[right].group { return all[left].group < all[right].group }
                if scores[left] != scores[right] { return scores[left] > scores[right] }
                return tie(all[left].position, all[right].position)
            }
        }
        let chosen = Array(order(weights).prefix(max(0, top)))
        var shifts = [[RankSensitivity.Shift]](repeating: [], count: chosen.count)
        for weight in profile.weights {
            for percent in percents {
                let moved = order(PartWeights(profile.shifting(weight.part, toPercent: percent)))
                var ranks = [Int](repeating: 0, count: all.count)
                for (rank, index) in moved.enumerated() { ranks[index] = rank + 1 }
                for (number, index) in chosen.enumerated() {
                    shifts[number].append(
                        RankSensitivity.Shift(
                            part: weight.part, percent: percent, rank: ranks[index],
                            first: all[moved[0]].position))
                }
            }
        }
        return chosen.enumerated().map { number, index in
            RankSensitivity(position: all[index].position, rank: number + 1, shifts: shifts[number])
        }
    }
}
