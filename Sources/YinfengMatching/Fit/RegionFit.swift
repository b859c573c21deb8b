import YinfengModel

/// The place part of the region value: where the investor wants to go, else where it comes from.
struct RegionFit: Sendable {
    let parameters: MatchParameters

    /// The value for a zone with this code and place.
    func place(of lead: LeadProfile, wished: [RegionCode?], parkCode: String, place: RegionCode?) -> Int {
        guard lead.wishes.isEmpty else {
            var best = 0
            for (index, wish) in lead.wishes.enumerated() {
                let value = relation(wish, wished[index], parkCode: parkCode, place: place)
                best = max(best, wish.isStated ? value : damped(value, .regionMentionFactor))
            }
            return best
        }
        guard let origin = lead.investorRegion, let place else { return parameters[.regionNone] }
        var value = parameters[.regionNone]
        if origin.province == place.province {
            value = parameters[.regionInvestorProvince]
            if !origin.isProvince, !place.isProvince, origin.prefecture == place.prefecture {
                value = parameters[.regionInvestorPrefecture]
                if !origin.isPrefecture, origin == place { value = parameters[.regionInvestorCounty] }
            }
        }
        return lead.isInvestorRegionInferred ? damped(value, .regionInferredFactor) : value
    }

    /// The value outside every province that the lead has to do with.
    func elsewhere(of lead: LeadProfile) -> Int {
        let outside = parameters[.regionWishOutside]
        guard lead.wishes.isEmpty else {
            return lead.wishes.reduce(0) { max($0, $1.isStated ? outside : damped(outside, .regionMentionFactor)) }
        }
        return parameters[.regionNone]
    }

    /// A doubtful place counts only a part of its distance from no place at all.
    private func damped(_ value: Int, _ factor: MatchParameters.Key) -> Int {
        let none = parameters[.regionNone]
        return none + (value - none) * parameters[factor] / 10_000
    }

    private func relation(
        _ wish: LeadProfile.SiteWish, _ wished: RegionCode?, parkCode: String, place: RegionCode?
    ) -> Int {
        if case .park(let code) = wish.target, code == parkCode { return parameters[.regionWishPark] }
        guard let wished, let place, wished.province == place.province else { return parameters[.regionWishOutside] }
        var isPark = false
        if case .park = wish.target { isPark = true }
        if !isPark, wished.contains(place) { return parameters[.regionWishIn] }
        if wished.isProvince || place.isProvince { return parameters[.regionWishProvince] }
        guard wished.prefecture == place.prefecture else { return parameters[.regionWishProvince] }
        // A zone known only by its prefecture may well lie in the county that was asked for.
        return wished == place || place.isPrefecture
            ? parameters[.regionWishNear] : parameters[.regionWishPrefecture]
    }
}
