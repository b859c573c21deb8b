import YinfengModel

extension Matcher {
    /// One park of `candidates`: its block, and the value of every part.
    struct Candidate {
        let park: Int
        let group: RankGroup
        let values: PartValues
    }

    /// Every park with its block and values, unordered: for what needs more than the first few. O(parks × codes).
    func candidates(
        _ lead: LeadProfile, among positions: [Int], workspace work: MatchWorkspace, entry: (Int) -> EntryStanding
    ) -> [Candidate] {
        prepare(lead, &work.scratch)
        var standings = [EntryStanding?](repeating: nil, count: scopeCount)
        return positions.map { park in
            let scope = scopes[park]
            let standing = standings[scope] ?? entry(scope)
            standings[scope] = standing
            let values = values(
                lead, park: park, industry: industryValue(lead, park: park), entry: standing.value(numbers),
                &work.scratch)
            return Candidate(
                park: park, group: group(of: park, isRefused: standing.isRefused), values: values)
        }
    }

    /// Every park with its block and score, in the order of the ranking: for plans over many leads.
    package func scores(
        _ lead: LeadProfile, among positions: [Int], workspace work: MatchWorkspace, entry: (Int) -> EntryStanding
    ) -> [RankedPark] {
        candidates(lead, among: positions, workspace: work, entry: entry)
            .map { RankedPark(position: $0.park, group: $0.group, score: Points(weights.score($0.values))) }
            .sorted { RankedPark.precedes($0, $1) }
    }
}

extension RankedPark {
    /// The order of a ranking: block, then score, then code.
    package static func precedes(_ left: RankedPark, _ right: RankedPark) -> Bool {
        if left.group != right.group { return left.group < right.group }
        if left.score != right.score { return left.score > right.score }
        return left.position < right.position
    }
}
