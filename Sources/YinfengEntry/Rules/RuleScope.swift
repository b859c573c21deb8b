package import YinfengModel

/// Where and for whom a rule holds. Empty lists mean «all».
///
/// A class: it is looked at for every lead and has many parts.
package final class RuleScope: Sendable {
    /// Regions, each with all below.
    package let regions: [RegionCode]
    /// Park levels (国家级, 省级).
    package let parkLevels: [String]
    /// Park types (综合保税区, …).
    package let parkTypes: [String]
    /// Park codes.
    package let parks: [String]
    /// Industries, each with all below; sections are already spelled out as divisions.
    package let industries: [IndustryCode]
    /// Industries taken out again.
    package let excluded: [IndustryCode]
    /// Industries that are wider than what the text lists: a hit only asks `ask`.
    package let asked: [IndustryCode]
    /// The question for `asked`.
    package let ask: String
    /// Kinds of construction (新建, 改建, …).
    package let kinds: [String]
    /// A further condition on the project.
    package let when: Condition?

    /// A scope.
    package init(
        regions: [RegionCode] = [], parkLevels: [String] = [], parkTypes: [String] = [], parks: [String] = [],
        industries: [IndustryCode] = [], excluded: [IndustryCode] = [], asked: [IndustryCode] = [], ask: String = "",
        kinds: [String] = [], when: Condition? = nil
    ) {
        self.regions = regions
        self.parkLevels = parkLevels
        self.parkTypes = parkTypes
        self.parks = parks
        self.industries = industries
        self.excluded = excluded
        self.asked = asked
        self.ask = ask
        self.kinds = kinds
        self.when = when
    }

    /// Whether a park's place, level and type lie in the scope.
    package func covers(_ place: ParkPlace) -> Bool {
        if !parks.isEmpty, !parks.contains(place.code) { return false }
        if !parkLevels.isEmpty, !parkLevels.contains(place.level) { return false }
        if !parkTypes.isEmpty, !parkTypes.contains(where: { place.type.contains($0) }) { return false }
        guard !regions.isEmpty else { return true }
        guard let region = place.region else { return false }
        return regions.contains { $0.contains(region) }
    }

    /// Whether the scope names an industry at all.
    package var dependsOnIndustry: Bool { !industries.isEmpty || !excluded.isEmpty || !asked.isEmpty }

    /// How an industry stands to the scope.
    package enum IndustryRelation: Sendable, Equatable {
        /// Covered.
        case inside
        /// Not covered.
        case outside
        /// The code is wider than the scope, or not known.
        case undecided
        /// Covered by a wider code: the row's question must be answered first.
        case asked
    }

    /// How a code stands to the scope; nil = the project's industry is not known.
    package func relation(to code: IndustryCode?) -> IndustryRelation {
        guard dependsOnIndustry else { return .inside }
        guard let code else { return .undecided }
        if excluded.contains(where: { $0.covers(code) }) { return .outside }
        if industries.isEmpty, asked.isEmpty { return .inside }
        if industries.contains(where: { $0.covers(code) }) { return .inside }
        if asked.contains(where: { $0.covers(code) || code.covers($0) }) { return .asked }
        if industries.contains(where: { code.covers($0) }) { return .undecided }
        return .outside
    }
}

/// What a rule's scope asks of a park. A class: every clause is handed one.
package final class ParkPlace: Sendable, Hashable {
    /// The park's code.
    package let code: String
    /// The most exact region known, or nil.
    package let region: RegionCode?
    /// 国家级 or 省级.
    package let level: String
    /// The park's type.
    package let type: String
    /// The national grade of industrial land of its county, when known.
    package let landGrade: Int?

    /// A place.
    package init(code: String, region: RegionCode?, level: String, type: String, landGrade: Int? = nil) {
        self.code = code
        self.region = region
        self.level = level
        self.type = type
        self.landGrade = landGrade
    }

    package static func == (left: ParkPlace, right: ParkPlace) -> Bool {
        left === right
            || left.code == right.code && left.region == right.region && left.level == right.level
                && left.type == right.type && left.landGrade == right.landGrade
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(region)
        hasher.combine(level)
        hasher.combine(type)
        hasher.combine(landGrade)
    }

    /// The place of a park; a zone without county counts for its prefecture, without both for `province`.
    package convenience init(park: Park, province: RegionCode? = nil, landGrade: Int? = nil) {
        self.init(
            code: park.code, region: park.place ?? province, level: park.level, type: park.type, landGrade: landGrade)
    }
}
