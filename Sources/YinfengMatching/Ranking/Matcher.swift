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
    package let profile: MatchProfile
    /// States of links in parks with a firms table.
    package let chainStates: ChainStatusBook
    /// 现有同类项目.
    package let peers: PeerBook
    /// The day that decides which guidance is in force.
    package let asOf: CivilDate
    /// The scope of each park, by position; numbers count from 0.
    package let scopes: [Int]
    /// For each scope, the position of its first park: entry may be assessed with that park for all of them.
    package let representatives: [Int]

    let classification: IndustryClassification
    let postings: IndustryPostings
    let affinity: FunctionAffinity
    let traits: ParkTraits
    let weights: PartWeights
    let fit: IndustryFit
    let regionFit: RegionFit
    private let guidanceFactors: [Int]
    let guidanceTransfer: [Bool]

    /// A matcher. `scope` gives the key under which parks are assessed alike (nation, province, level, type, rule set);
    /// parks with firms of their own must have keys of their own where a clause compares with them.
    ///
    /// O(parks × codes); build it once.
    package init<Scope: Hashable>(
        places: PlaceBook, profile: MatchProfile, classification: IndustryClassification, firms: [Firm] = [],
        asOf: CivilDate, scope: (Park, RegionCode?) -> Scope
    ) {
        self.places = places
        self.profile = profile
        self.classification = classification
        self.asOf = asOf
        let directory = places.parks
        var numbers: [Scope: Int] = [:]
        var scopes: [Int] = []
        var representatives: [Int] = []
        for (position, park) in directory.parks.enumerated() {
            let key = scope(park, directory.place(at: position))
            let number = numbers[key] ?? representatives.count
            if number == representatives.count {
                numbers[key] = number
                representatives.append(position)
            }
            scopes.append(number)
        }
        self.scopes = scopes
        self.representatives = representatives
        chainStates = ChainStatusBook(
            firms: firms, parks: directory, chains: places.chains, parameters: profile.parameters)
        peers = PeerBook(firms: firms, places: places, parameters: profile.parameters)
        postings = IndustryPostings(
            parks: directory.parks, chains: places.chains, codes: classification.entries.map(\.code),
            parameters: profile.parameters)
        affinity = FunctionAffinity(profile: profile, classification: classification)
        let states = chainStates
        let peerProvinces = Set(peers.provinces)
        traits = ParkTraits(
            places: places, profile: profile, functions: affinity.functions, scopes: scopes,
            hasOwnData: { position in
                states.chains(of: directory.parks[position].code) != nil
                    || directory.place(at: position).map { peerProvinces.contains($0.province) } ?? false
            })
        weights = PartWeights(profile)
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
        guidanceFactors = factors
        guidanceTransfer = transfer
    }

    /// The number of scopes.
    package var scopeCount: Int { representatives.count }

    // MARK: The values of one pair

    /// Fills the workspace with what depends on the lead alone.
    func prepare(_ lead: LeadProfile, _ work: MatchWorkspace) {
        work.begin(parks: places.parks.parks.count, scopes: scopeCount, kinds: traits.kinds.count)
        for wish in lead.wishes {
            switch wish.target {
            case .region(let code): work.wished.append(code)
            case .park(let code):
                work.wished.append(places.parks.position(ofCode: code).flatMap { places.parks.place(at: $0) })
            }
        }
        work.elsewhere = regionFit.elsewhere(of: lead)
        for set in traits.functionSets {
            var best = set.isEmpty ? profile.parameters[.functionUnknown] : 0
            for function in set { best = max(best, affinity.value(of: function, for: lead.activities)) }
            work.functionValues.append(Int32(best))
        }
        for province in traits.provinces {
            work.policyValues.append(Int32(policy(of: lead, in: province).value))
        }
        work.policyValues.append(Int32(policy(of: lead, in: nil).value))
        for line in places.guidance.lines.indices {
            let agreement = fit.agreement(activities: lead.activities, codes: places.guidance.lines[line].codes)
            work.guidanceValues.append(Int32(agreement * guidanceFactors[line] / 10_000))
        }
    }

    func policy(of lead: LeadProfile, in place: RegionCode?) -> (value: Int, standing: LeadProfile.PolicyStanding?) {
        PolicyFit.decide(lead.policy, place: place, parameters: profile.parameters)
    }

    /// Adds up the industry values of every park that the lead's codes reach.
    func spreadIndustry(_ lead: LeadProfile, _ work: MatchWorkspace) {
        let stamp = work.stamp
        for activity in lead.activities {
            let share = Int32(activity.share)
            for entry in postings.entries(for: activity.code) {
                let park = Int(entry.park)
                if work.industryStamp[park] != stamp {
                    work.industryStamp[park] = stamp
                    work.industry[park] = 0
                    work.touched.append(entry.park)
                }
                work.industry[park] += share * entry.value / 10_000
            }
        }
    }

    /// The industry value of one park without spreading.
    func industryValue(_ lead: LeadProfile, park: Int) -> Int {
        var sum: Int32 = 0
        for activity in lead.activities {
            if let entry = postings.entry(for: activity.code, park: park) {
                sum += Int32(activity.share) * entry.value / 10_000
            }
        }
        return Int(sum)
    }

    /// The best guidance line for a park and its value; transfer zones add for a project from another province.
    func guidance(_ lead: LeadProfile, park: Int, _ work: MatchWorkspace) -> (value: Int, line: Int?, transfer: Bool) {
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
        if transfer, let origin = lead.investorRegion, let place = places.parks.place(at: park),
            origin.province != place.province
        {
            return (best + profile.parameters[.regionTransfer], bestLine, true)
        }
        return (best, bestLine, false)
    }

    func chainValue(_ lead: LeadProfile, park: Int) -> (value: Int, link: ChainLink?, status: ChainNodeStatus?) {
        let parameters = profile.parameters
        guard !lead.links.isEmpty else { return (parameters[.chainNone], nil, nil) }
        guard let states = chainStates.chains(of: places.parks.parks[park].code) else {
            return (parameters[.chainUnknown], lead.links.first, .unknown)
        }
        var best: (value: Int, link: ChainLink?, status: ChainNodeStatus?) = (-1, nil, nil)
        for link in lead.links {
            guard let standing = states.standings[link] else { continue }
            let value = parameters[standing.status.parameter]
            if value > best.value { best = (value, link, standing.status) }
        }
        return best.value >= 0 ? best : (parameters[.chainOutside], lead.links.first, nil)
    }

    func peerAverage(_ lead: LeadProfile, park: Int, _ work: MatchWorkspace) -> PeerBook.Average? {
        guard !peers.isEmpty, let code = lead.activities.first?.code, let place = places.parks.place(at: park) else {
            return nil
        }
        let parkCode = places.parks.parks[park].code
        // Parks without firms of their own share the average of their prefecture and province.
        if chainStates.chains(of: parkCode) != nil {
            return peers.average(code: code, parkCode: parkCode, place: place)
        }
        if let known = work.peers[place.prefecture] { return known }
        let average = peers.average(code: code, parkCode: "", place: place)
        work.peers[place.prefecture] = .some(average)
        return average
    }

    func intensityValue(_ lead: LeadProfile, _ average: PeerBook.Average?) -> Int {
        let parameters = profile.parameters
        guard let average, let own = lead.intensity?.low ?? lead.intensity?.point,
            let ratio = try? own.divided(by: average.mean),
            let full = Rational(Int128(parameters[.intensityFullRatio]), 10_000), !full.isZero,
            let share = try? ratio.divided(by: full)
        else { return parameters[.intensityUnknown] }
        return MatchNumbers.tenThousandths(share)
    }

    func tierValue(_ lead: LeadProfile, park: Int, industry: Int) -> Int {
        let tier = Int(traits.tierOf[park])
        let parameters = profile.parameters
        guard tier >= 0 else { return parameters[.tierUnknown] }
        switch profile.tiers[tier].asks {
        case .extend: return parameters[industry > 0 ? .tierFit : .tierPartial]
        case .deepen:
            guard let link = lead.links.first else { return parameters[.tierPartial] }
            return parameters[places.chains.node(link).stage == "上游" ? .tierUnfit : .tierFit]
        case .specialise:
            guard industry > 0 else { return parameters[.tierUnfit] }
            let isFirst = lead.activities.contains { activity in
                postings.entry(for: activity.code, park: park).map { $0.industry == 0 && !$0.isChain } ?? false
            }
            return parameters[isFirst ? .tierFit : .tierPartial]
        }
    }

    /// All values of one pair. The workspace must be prepared for the lead.
    func values(_ lead: LeadProfile, park: Int, industry: Int, entry: Int, _ work: MatchWorkspace) -> PartValues {
        let kind = traits.kinds[Int(traits.kindOf[park])]
        var values = PartValues()
        values.industry = industry
        let place = regionFit.place(
            of: lead, wished: work.wished, parkCode: places.parks.parks[park].code, place: places.parks.place(at: park))
        values.region = min(10_000, place + guidance(lead, park: park, work).value)
        values.entry = entry
        values.chain = chainValue(lead, park: park).value
        values.level = kind.level
        values.function = Int(work.functionValues[kind.functions])
        values.policy = Int(work.policyValues[kind.province])
        values.intensity = intensityValue(lead, peerAverage(lead, park: park, work))
        values.tier = tierValue(lead, park: park, industry: industry)
        values.energy = ResourceFit(lead: lead, park: places.parks.parks[park], parameters: profile.parameters).value
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

/// Conversions of exact numbers to ten-thousandths.
enum MatchNumbers {
    /// A share cut to 0…1, rounded down.
    static func tenThousandths(_ share: Rational) -> Int {
        if share <= .zero { return 0 }
        if share >= .one { return 10_000 }
        guard let scaled = try? share.multiplied(by: Rational(10_000)) else { return 0 }
        return Int(scaled.numerator / scaled.denominator)
    }
}
