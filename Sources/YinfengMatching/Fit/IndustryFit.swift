import YinfengModel

/// How far an industry of a park answers a code of a lead.
struct IndustryFit: Sendable {
    // The numbers by name: every park and code asks for one of them.
    private let degrees: (class: Int, group: Int, division: Int)
    private let coarse: (group: Int, division: Int)
    private let siblings: (group: Int, division: Int)
    private let roles: (lead: Int, potential: Int, listed: Int)
    private let rankStep: Int
    private let rankFloor: Int
    private let wideFrom: Int
    private let wideFactor: Int

    init(parameters: MatchParameters) {
        degrees = (parameters[.industryDegree4], parameters[.industryDegree3], parameters[.industryDegree2])
        coarse = (parameters[.industryCoarse3], parameters[.industryCoarse2])
        siblings = (parameters[.industrySibling3], parameters[.industrySibling2])
        roles = (parameters[.industryLead], parameters[.industryPotential], parameters[.industryListed])
        rankStep = parameters[.industryRankStep]
        rankFloor = parameters[.industryRankFloor]
        wideFrom = parameters.count(.industryWideFrom)
        wideFactor = parameters[.industryWideFactor]
    }

    /// The agreement of two codes by their digits, in ten-thousandths; 0 when not even the division is shared.
    func agreement(lead: IndustryCode, park: IndustryCode) -> Int {
        guard lead.length >= 2, park.length >= 2, lead.prefix(2) == park.prefix(2) else { return 0 }
        if park.covers(lead) {
            switch park.length {
            case 4: return degrees.class
            case 3: return degrees.group
            default: return degrees.division
            }
        }
        if lead.covers(park) {
            return lead.length == 3 ? coarse.group : coarse.division
        }
        return lead.prefix(3) == park.prefix(3) ? siblings.group : siblings.division
    }

    /// The factor of a park's industry: its role, its place in the naming, and how wide it is, in ten-thousandths.
    func factor(of industry: ParkIndustry) -> Int {
        let role: Int
        switch industry.role {
        case .lead: role = roles.lead
        case .potential: role = roles.potential
        case .listed: role = roles.listed
        }
        var factor = role
        // The two potential industries of a text are equals; only a plain list is read in its order.
        if industry.role == .listed {
            let place = 10_000 - rankStep * max(0, industry.rank - 1)
            factor = factor * max(rankFloor, place) / 10_000
        }
        if Set(industry.codes.map { $0.prefix(2) }).count >= wideFrom {
            factor = factor * wideFactor / 10_000
        }
        return factor
    }

    /// The best agreement of any code of a list, in ten-thousandths.
    func agreement(lead: IndustryCode, codes: [IndustryCode]) -> Int {
        var best = 0
        for code in codes { best = max(best, agreement(lead: lead, park: code)) }
        return best
    }

    /// The share-weighted best agreement of a lead's activities with a list of codes, in ten-thousandths.
    func agreement(activities: [LeadProfile.Activity], codes: [IndustryCode]) -> Int {
        var sum = 0
        for activity in activities { sum += activity.share * agreement(lead: activity.code, codes: codes) }
        return sum / 10_000
    }
}
