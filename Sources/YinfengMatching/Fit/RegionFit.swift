import YinfengModel

/// The place part of the region value: where the investor wants to go, else where it comes from.
struct RegionFit: Sendable {
    private let wishPark: Int
    private let wishIn: Int
    private let wishNear: Int
    private let wishPrefecture: Int
    private let wishProvince: Int
    private let wishOutside: Int
    private let mentionFactor: Int
    private let investorCounty: Int
    private let investorPrefecture: Int
    private let investorProvince: Int
    private let inferredFactor: Int
    private let none: Int

    init(parameters: MatchParameters) {
        wishPark = parameters[.regionWishPark]
        wishIn = parameters[.regionWishIn]
        wishNear = parameters[.regionWishNear]
        wishPrefecture = parameters[.regionWishPrefecture]
        wishProvince = parameters[.regionWishProvince]
        wishOutside = parameters[.regionWishOutside]
        mentionFactor = parameters[.regionMentionFactor]
        investorCounty = parameters[.regionInvestorCounty]
        investorPrefecture = parameters[.regionInvestorPrefecture]
        investorProvince = parameters[.regionInvestorProvince]
        inferredFactor = parameters[.regionInferredFactor]
        none = parameters[.regionNone]
    }

    /// The value for the zone at a position with this place. `wishes` are the lead's, resolved.
    func value(
        of lead: LeadProfile, wishes: [(place: RegionCode?, park: Int32)], park: Int, place: RegionCode?
    ) -> Int {
        if !wishes.isEmpty {
            var best = 0
            for index in wishes.indices { best = max(best, value(of: lead, wish: index, wishes[index], park, place)) }
            return best
        }
        guard let origin = lead.investorRegion, let place, origin.province == place.province else { return none }
        let value = home(origin, place)
        guard lead.isInvestorRegionInferred else { return value }
        let stated = lead.investorStatedRegion.map { home($0, place) } ?? none
        return max(stated, damped(value, inferredFactor))
    }

    /// The value of a zone in the investor's province.
    private func home(_ origin: RegionCode, _ place: RegionCode) -> Int {
        if origin.isProvince || place.isProvince || origin.prefecture != place.prefecture { return investorProvince }
        return !origin.isPrefecture && origin == place ? investorCounty : investorPrefecture
    }

    /// The value that one wish of a lead gives.
    func value(
        of lead: LeadProfile, wish index: Int, _ wish: (place: RegionCode?, park: Int32), _ park: Int,
        _ place: RegionCode?
    ) -> Int {
        let value = relation(wish, park: park, place: place)
        return lead.wishes[index].isStated ? value : damped(value, mentionFactor)
    }

    /// The most that `value` gives to a zone in a province that is none of the wished zones. `wishes` are the lead's,
    /// resolved; nil stands for zones without a place.
    func most(of lead: LeadProfile, wishes: [(place: RegionCode?, park: Int32)], province: RegionCode?) -> Int {
        guard !wishes.isEmpty else {
            // A damped value lies between its full one and that of no place at all.
            return max(none, investorCounty, investorPrefecture, investorProvince)
        }
        let near = max(wishNear, wishPrefecture, wishProvince)
        var most = 0
        for (index, wish) in wishes.enumerated() {
            var value = wishOutside
            if let province, wish.place?.province == province { value = wish.park < 0 ? max(wishIn, near) : near }
            most = max(most, lead.wishes[index].isStated ? value : damped(value, mentionFactor))
        }
        return most
    }

    /// The value outside every province that the lead has to do with.
    func elsewhere(of lead: LeadProfile) -> Int {
        if lead.wishes.isEmpty { return none }
        return lead.wishes.reduce(0) { max($0, $1.isStated ? wishOutside : damped(wishOutside, mentionFactor)) }
    }

    /// A doubtful place counts only a part of its distance from no place at all.
    private func damped(_ value: Int, _ factor: Int) -> Int { none + (value - none) * factor / 10_000 }

    private func relation(_ wish: (place: RegionCode?, park: Int32), park: Int, place: RegionCode?) -> Int {
        if Int(wish.park) == park { return wishPark }
        guard let wished = wish.place, let place, wished.province == place.province else { return wishOutside }
        if wish.park < 0, wished.contains(place) { return wishIn }
        if wished.isProvince || place.isProvince { return wishProvince }
        guard wished.prefecture == place.prefecture else { return wishProvince }
        // A zone known only by its prefecture may well lie in the county that was asked for.
        return wished == place || place.isPrefecture ? wishNear : wishPrefecture
    }
}
