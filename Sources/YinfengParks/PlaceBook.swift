package import YinfengModel

/// Everything about places that matching needs, loaded once and shared.
package struct PlaceBook: Sendable {
    /// Provinces, prefectures, counties.
    package let regions: RegionDirectory
    /// The zones.
    package let parks: ParkDirectory
    /// What texts say for regions and towns.
    package let guidance: GuidanceBook
    /// The chains.
    package let chains: ChainBook
    /// What a park profile must look like.
    package let profileRules: [ParkProfileRule]
    /// What texts aim at for zones.
    package let targets: [ParkTarget]
    /// The editions that were read, by id.
    package let editions: [String]

    /// A book of places.
    package init(
        regions: RegionDirectory, parks: ParkDirectory, guidance: GuidanceBook, chains: ChainBook,
        profileRules: [ParkProfileRule] = [], targets: [ParkTarget] = [], editions: [String] = []
    ) {
        self.regions = regions
        self.parks = parks
        self.guidance = guidance
        self.chains = chains
        self.profileRules = profileRules
        self.targets = targets
        self.editions = editions
    }

    /// What a written place stands for: a region or a town that a text names.
    package struct Place: Sendable, Equatable {
        /// The region, at best the county.
        package let region: RegionCode
        /// The town, when the name was a town's.
        package let town: String?
        /// The area that a text puts the town in.
        package let area: String?
    }

    /// The place that a name stands for: regions first, then towns that the texts name; a short name that several
    /// counties and a town carry is ambiguous.
    package func resolvePlace(
        _ text: some StringProtocol, within upper: RegionCode? = nil, suggesting: Int = 5
    ) -> NameResolution<Place> {
        let answer = regions.resolve(text, within: upper, suggesting: suggesting)
        if let region = answer.value { return .found(Place(region: region.code, town: nil, area: nil)) }
        var found = answer.candidates.map { Place(region: $0.code, town: nil, area: nil) }
        for town in guidance.towns(named: text, regions: regions) {
            guard let region = town.region, upper.map({ $0.contains(region) }) ?? true else { continue }
            found.append(Place(region: region, town: town.name, area: town.area))
        }
        switch found.count {
        case 0:
            guard case .unknown(let near) = answer else { return .unknown(near: []) }
            return .unknown(near: near.map { Place(region: $0.code, town: nil, area: nil) })
        case 1: return .found(found[0])
        default: return .ambiguous(found)
        }
    }
}
