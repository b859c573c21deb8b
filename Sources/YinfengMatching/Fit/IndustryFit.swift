import YinfengModel

/// How far an industry of a park answers a code of a lead.
struct IndustryFit: Sendable {
    private let parameters: MatchParameters

    init(parameters: MatchParameters) { self.parameters = parameters }

    /// The agreement of two codes by their digits, in ten-thousandths; 0 when not even the division is shared.
    func agreement(lead: IndustryCode, park: IndustryCode) -> Int {
        guard lead.length >= 2, park.length >= 2, lead.prefix(2) == park.prefix(2) else { return 0 }
        if park.covers(lead) {
            switch park.length {
            case 4: return parameters[.industryDegree4]
            case 3: return parameters[.industryDegree3]
            default: return parameters[.industryDegree2]
            }
        }
        if lead.covers(park) {
            return parameters[lead.length == 3 ? .industryCoarse3 : .industryCoarse2]
        }
        return parameters[lead.prefix(3) == park.prefix(3) ? .industrySibling3 : .industrySibling2]
    }

    /// The factor of a park's industry: its role, its place in the naming, and how wide it is, in ten-thousandths.
    func factor(of industry: ParkIndustry) -> Int {
        let role: Int
        switch industry.role {
        case .lead: role = parameters[.industryLead]
        case .potential: role = parameters[.industryPotential]
        case .listed: role = parameters[.industryListed]
        }
        var factor = role
        // The two potential industries of a text are equals; only a plain list is read in its order.
        if industry.role == .listed {
            let place = 10_000 - parameters[.industryRankStep] * max(0, industry.rank - 1)
            factor = factor * max(parameters[.industryRankFloor], place) / 10_000
        }
        if Set(industry.codes.map { $0.prefix(2) }).count >= parameters.count(.industryWideFrom) {
            factor = factor * parameters[.industryWideFactor] / 10_000
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
