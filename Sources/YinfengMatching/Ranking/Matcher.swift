package import YinfengModel
package import YinfengParks

/// Leads against parks: immutable, shared by all workers.
///
/// A pair's score depends on that lead and that park alone. Order: not refused by score, then 画像不全, then refused;
/// ties by park code, then lead id. `entry` is asked once a lead and scope.
package struct Matcher: Sendable {
    /// The places.
    package let places: PlaceBook
    /// The weights and numbers.
    package private(set) var profile: MatchProfile
    /// States of links in parks with a firms table.
    package private(set) var chainStates: ChainStatusBook
    /// 现有同类项目.
    package private(set) var peers: PeerBook
    /// 主导产业集中度 of the parks with a firms table, by park code.
    private(set) var concentrations: [String: Concentration] = [:]
    /// Faults of each park's profile by the texts in force: their matches are for people to review.
    package let profileFaults: [[ParkProfileFault]]
    /// The day that decides which guidance is in force.
    package let asOf: CivilDate
    /// The scope of each park, by position; numbers count from 0.
    package let scopes: [Int]
    /// For each scope, the position of its first park: entry may be assessed with that park for all of them.
    package let representatives: [Int]

    let classification: IndustryClassification
    let rows: CodeRows
    let guidancePostings: GuidancePostings
    let postings: IndustryPostings
    let affinity: FunctionAffinity
    private(set) var traits: ParkTraits
    private(set) var weights: PartWeights
    /// The points of each kind's level.
    private(set) var kindPoints: [Int] = []
    let fit: IndustryFit
    let regionFit: RegionFit
    let guidanceTransfer: [Bool]
    let numbers: MatchNumbers
    private var states: [ChainStatusBook.ParkChains?]
    /// Whether any firm is known: without one no park has a chain's state or peers.
    private(set) var hasFirms = false

    /// A matcher. `scope` gives the key under which parks are assessed alike (nation, province, level, type, rule set);
    /// parks with firms of their own must have keys of their own where a clause compares with them. Without `hasPolicy` no
    /// lead has a policy standing.
    ///
    /// At most `mostParks` parks: of those behind them industries do not count. O(parks × codes); build it once.
    package init<Scope: Hashable>(
        places: PlaceBook, profile: MatchProfile, classification: IndustryClassification, firms: [Firm] = [],
        asOf: CivilDate, hasPolicy: Bool = true, scope: (Park, RegionCode?) -> Scope
    ) {
        self.places = places
        self.profile = profile
        self.classification = classification
        self.asOf = asOf
        let directory = places.parks
        var scopeNumbers: [Scope: Int] = [:]
        var scopes: [Int] = []
        var representatives: [Int] = []
        for (position, park) in directory.parks.enumerated() {
            let key = scope(park, directory.place(at: position))
            let number = scopeNumbers[key] ?? representatives.count
            if number == representatives.count {
                scopeNumbers[key] = number
                representatives.append(position)
            }
            scopes.append(number)
        }
        self.scopes = scopes
        self.representatives = representatives
        profileFaults = directory.parks.enumerated().map { position, park in
            park.profileFaults(by: places.profileRules, place: directory.place(at: position), on: asOf)
                .filter { !$0.isUnknown }
        }
        chainStates = ChainStatusBook()
        peers = PeerBook(firms: [], places: places, parameters: profile.parameters)
        states = [ChainStatusBook.ParkChains?](repeating: nil, count: directory.parks.count)
        rows = CodeRows(classification)
        postings = IndustryPostings(
            parks: directory.parks, chains: places.chains, rows: rows, parameters: profile.parameters)
        affinity = FunctionAffinity(profile: profile, classification: classification, rows: rows)
        traits = ParkTraits(
            places: places, profile: profile, functions: affinity.functions, scopes: scopes, hasPolicy: hasPolicy)
        weights = PartWeights(profile)
        weights.points(of: traits.kindLevel, weights.level, into: &kindPoints)
        fit = IndustryFit(parameters: profile.parameters)
        regionFit = RegionFit(parameters: profile.parameters)
        var factors: [Int] = []
        var transfer: [Bool] = []
        for line in places.guidance.lines {
            let kind = profile.guidanceKinds.first { $0.kind == line.kind }
            let bonus = profile.parameters[line.citation.isInForce(on: asOf) ? .regionGuidance : .regionGuidanceLapsed]
            factors.append((kind?.factor ?? 0) * bonus / 10_000)
            transfer.append((kind?.isTransfer ?? false) && line.citation.isInForce(on: asOf))
        }
        guidancePostings = GuidancePostings(lines: places.guidance.lines, factors: factors, rows: rows, fit: fit)
        guidanceTransfer = transfer
        numbers = MatchNumbers(profile.parameters)
        if !firms.isEmpty { adopt(firms) }
    }

    /// This matcher with another table of firms; the indexes over industries are kept.
    package func with(firms: [Firm]) -> Matcher {
        var result = self
        result.adopt(firms)
        return result
    }

    private mutating func adopt(_ firms: [Firm]) {
        hasFirms = !firms.isEmpty
        let directory = places.parks
        let book = ChainStatusBook(firms: firms, parks: directory, chains: places.chains, profile: profile)
        chainStates = book
        states = directory.parks.map { book.chains(of: $0.code) }
        var byPark: [String: [Firm]] = [:]
        for firm in firms { if let code = firm.parkCode { byPark[code, default: []].append(firm) } }
        concentrations = [:]
        for (code, list) in byPark {
            if let park = directory.park(code: code) { concentrations[code] = Concentration(of: park, firms: list) }
        }
        peers = PeerBook(firms: firms, places: places, parameters: profile.parameters)
        let peerProvinces = Set(peers.provinces)
        let own = states
        traits.single { position in
            own[position] != nil
                || directory.place(at: position).map { peerProvinces.contains($0.province) } ?? false
        }
    }

    /// This matcher with the weights of another profile of the same numbers, for `--sensitivity`: nothing is rebuilt.
    package func reweighted(_ profile: MatchProfile) -> Matcher {
        var result = self
        result.profile = self.profile.withWeights(of: profile)
        result.weights = PartWeights(profile)
        result.weights.points(of: traits.kindLevel, result.weights.level, into: &result.kindPoints)
        return result
    }

    /// The most parks that a matcher takes.
    package static let mostParks = IndustryPostings.Reach.lastPark + 1

    /// Whether any park's score depends on a lead's figures: its capacities, or its peers' averages.
    package var readsFigures: Bool { hasFirms || traits.hasResources.contains(true) }

    /// The number of scopes.
    package var scopeCount: Int { representatives.count }

    /// A standing as matching shows it: a fault of the park's profile makes an admission a matter of review. The score
    /// is not touched.
    package func judged(_ standing: EntryStanding, park: Int) -> EntryStanding {
        guard !profileFaults[park].isEmpty else { return standing }
        return EntryStanding(
            verdict: standing.verdict.map { max($0, .review) }, soFar: standing.soFar.map { max($0, .review) },
            margin: standing.margin, refusal: standing.refusal)
    }

    // MARK: The values of one pair

    /// Fills the workspace with what depends on the lead alone.
    func prepare(_ lead: LeadProfile, _ work: inout MatchScratch) {
        work.begin(
            parks: traits.kindOf.count, scopes: scopeCount, kinds: traits.kindScope.count,
            lines: guidanceTransfer.count)
        for activity in lead.activities { work.rows.append(rows.row(of: activity.code)) }
        for wish in lead.wishes {
            switch wish.target {
            case .region(let code): work.wishes.append((code, -1))
            case .park(let code):
                let position = places.parks.position(ofCode: code)
                work.wishes.append((position.flatMap { traits.placeOf[$0] }, Int32(position ?? -2)))
            }
        }
        work.elsewhere = regionFit.elsewhere(of: lead)
        for function in affinity.functions.indices {
            work.functionValues.append(
                Int32(affinity.value(of: function, for: lead.activities, rows: work.rows)))
        }
        var start = 0
        for end in traits.functionSetEnds {
            var best = end == start ? Int32(numbers.functionUnknown) : 0
            for place in start..<end { best = max(best, work.functionValues[traits.setFunctions[place]]) }
            work.functionSetValues.append(best)
            start = end
        }
        let everywhere = Int32(policy(of: lead, in: nil).value)
        let isLocal = lead.policy.contains { !$0.regions.isEmpty }
        for province in traits.provinces {
            work.policyValues.append(isLocal ? Int32(policy(of: lead, in: province).value) : everywhere)
        }
        work.policyValues.append(everywhere)
        for (index, activity) in lead.activities.enumerated() {
            let share = Int32(activity.share)
            for entry in guidancePostings.entries(row: work.rows[index]) {
                let value = work.guidanceValues[Int(entry.line)] + share * entry.value / 10_000
                work.guidanceValues[Int(entry.line)] = value
                work.mostGuidance = max(work.mostGuidance, Int(value))
                work.isGuided = true
            }
        }
    }

    func policy(of lead: LeadProfile, in place: RegionCode?) -> (value: Int, standing: LeadProfile.PolicyStanding?) {
        PolicyFit.decide(lead.policy, place: place, parameters: profile.parameters)
    }

    /// Adds up the industry values of every park that the lead's codes reach.
    func spreadIndustry(_ lead: LeadProfile, _ work: inout MatchScratch) {
        for (index, activity) in lead.activities.enumerated() {
            work.spread(postings.reaches(row: work.rows[index]), share: UInt32(activity.share))
        }
    }

    /// The industry value of one park without spreading.
    func industryValue(_ lead: LeadProfile, park: Int) -> Int {
        var sum = 0
        for activity in lead.activities {
            if let entry = postings.entry(row: rows.row(of: activity.code), park: park) {
                sum += activity.share * entry.value / 10_000
            }
        }
        return sum
    }

    /// The best guidance line for a park and its value; transfer zones add for a project from another province.
    func guidance(_ lead: LeadProfile, park: Int, _ work: inout MatchScratch) -> (
        value: Int, line: Int?, transfer: Bool
    ) {
        guard work.isGuided else { return (0, nil, false) }
        var best = 0
        var bestLine: Int?
        var transfer = false
        for line in traits.guidance[park] {
            let value = Int(work.guidanceValues[Int(line)])
            if value > best {
                best = value
                bestLine = Int(line)
            }
            if value > 0, guidanceTransfer[Int(line)] { transfer = true }
        }
        if transfer, let origin = lead.investorRegion, let place = traits.placeOf[park],
            origin.province != place.province
        {
            return (best + numbers.transfer, bestLine, true)
        }
        return (best, bestLine, false)
    }

    /// The region part: the park's place and the guidance that covers it.
    func regionValue(_ lead: LeadProfile, park: Int, _ work: inout MatchScratch) -> Int {
        let place = regionFit.value(of: lead, wishes: work.wishes, park: park, place: traits.placeOf[park])
        return min(10_000, place + guidance(lead, park: park, &work).value)
    }

    func chainValue(_ lead: LeadProfile, park: Int) -> (value: Int, link: ChainLink?, status: ChainNodeStatus?) {
        guard let first = lead.links.first else { return (numbers.chainNone, nil, nil) }
        guard let states = states[park] else { return (numbers.chainUnknown, first, .unknown) }
        let parameters = profile.parameters
        var best: (value: Int, link: ChainLink?, status: ChainNodeStatus?) = (-1, nil, nil)
        for link in lead.links {
            guard let standing = states.standings[link] else { continue }
            let value = parameters[standing.status.parameter]
            if value > best.value { best = (value, link, standing.status) }
        }
        return best.value >= 0 ? best : (parameters[.chainOutside], first, nil)
    }

    func peerAverage(_ lead: LeadProfile, park: Int, _ work: inout MatchScratch) -> PeerBook.Average? {
        guard !peers.isEmpty, let code = lead.activities.first?.code, let place = traits.placeOf[park] else {
            return nil
        }
        let parkCode = places.parks.parks[park].code
        // Parks without firms of their own share the average of their prefecture and province.
        if states[park] != nil {
            return peers.average(code: code, parkCode: parkCode, place: place)
        }
        if let known = work.peers[place.prefecture] { return known }
        let average = peers.average(code: code, parkCode: "", place: place)
        work.peers[place.prefecture] = .some(average)
        return average
    }

    func intensityValue(_ lead: LeadProfile, _ average: PeerBook.Average?) -> Int {
        guard let average, let own = lead.intensity?.low ?? lead.intensity?.point,
            let ratio = try? own.divided(by: average.mean),
            let full = Rational(Int128(profile.parameters[.intensityFullRatio]), 10_000), !full.isZero,
            let share = try? ratio.divided(by: full)
        else { return numbers.intensityUnknown }
        return MatchNumbers.tenThousandths(share)
    }

    func tierValue(_ lead: LeadProfile, park: Int, industry: Int) -> Int {
        let tier = Int(traits.tierOf[park])
        guard tier >= 0 else { return numbers.tierUnknown }
        let parameters = profile.parameters
        switch profile.tiers[tier].asks {
        case .extend: return parameters[industry > 0 ? .tierFit : .tierPartial]
        case .deepen:
            guard let link = lead.links.first else { return parameters[.tierPartial] }
            return parameters[places.chains.node(link).stage == "上游" ? .tierUnfit : .tierFit]
        case .specialise:
            guard industry > 0 else { return parameters[.tierUnfit] }
            let isFirst = lead.activities.contains { activity in
                postings.entry(row: rows.row(of: activity.code), park: park).map { $0.industry == 0 && !$0.isChain }
                    ?? false
            }
            return parameters[isFirst ? .tierFit : .tierPartial]
        }
    }

    /// All values of one pair. The workspace must be prepared for the lead.
    func values(_ lead: LeadProfile, park: Int, industry: Int, entry: Int, _ work: inout MatchScratch) -> PartValues {
        let kind = Int(traits.kindOf[park])
        var values = PartValues()
        values.industry = industry
        values.region = regionValue(lead, park: park, &work)
        values.entry = entry
        values.chain = chainValue(lead, park: park).value
        values.level = Int(traits.kindLevel[kind])
        values.function = Int(work.functionSetValues[Int(traits.kindFunctions[kind])])
        values.policy = Int(work.policyValues[Int(traits.kindProvince[kind])])
        values.intensity =
            peers.isEmpty ? numbers.intensityUnknown : intensityValue(lead, peerAverage(lead, park: park, &work))
        values.tier = tierValue(lead, park: park, industry: industry)
        values.energy =
            traits.hasResources[park]
            ? ResourceFit(lead: lead, park: places.parks.parks[park], parameters: profile.parameters).value
            : numbers.energyUnknown
        return values
    }
}

extension ChainNodeStatus {
    /// The parameter that a state's value stands under.
    fileprivate var parameter: MatchParameters.Key {
        switch self {
        case .missing: .chainMissing
        case .weak: .chainWeak
        case .upgrade: .chainUpgrade
        case .covered: .chainCovered
        case .unknown: .chainUnknown
        }
    }
}
