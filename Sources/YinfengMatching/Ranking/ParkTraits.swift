import YinfengModel
import YinfengParks

/// What scoring needs of the parks, as dense arrays by position, and the groups of parks that only differ in industry.
struct ParkTraits: Sendable {
    /// Parks of one province (where lists are read), scope, function set, level value and completeness: before industry they score alike.
    struct Kind: Sendable {
        let province: Int
        let scope: Int
        let functions: Int
        let level: Int
        let isIncomplete: Bool
        /// Positions, ascending.
        var members: [Int32]
    }

    /// Distinct provinces; a park without a place has the last number.
    let provinces: [RegionCode]
    /// Parks by province number, ascending.
    let byProvince: [[Int32]]
    /// The functions of all distinct function sets, set by set, as positions in `FunctionAffinity.functions`.
    let setFunctions: [Int]
    /// Where each set ends in `setFunctions`.
    let functionSetEnds: [Int]
    /// The kinds.
    let kinds: [Kind]
    /// The kind of each park.
    let kindOf: [Int32]
    /// Parks that must be scored one by one: guided by a text, or with data of their own.
    private(set) var singular: [Int32]
    /// Those of them that are singular whatever firms are known.
    private let alwaysSingular: [Int32]
    /// Whether parts beside industry and region depend on the park itself: its output, its capacities, its firms.
    private(set) var hasOwnParts: [Bool]
    private let alwaysOwn: [Bool]
    /// Lines of guidance for each park.
    let guidance: [[Int32]]
    /// The tier of each park whose output is known, -1 otherwise.
    let tierOf: [Int16]
    /// The place of each park.
    let placeOf: [RegionCode?]
    /// Whether land or other capacities of a park are known.
    let hasResources: [Bool]
    /// The function set of each kind.
    let kindFunctions: [Int32]
    /// The scope of each kind.
    let kindScope: [Int32]
    /// The province of each kind.
    let kindProvince: [Int32]
    /// The level value of each kind.
    let kindLevel: [Int32]
    /// Whether each kind is 画像不全.
    let kindIncomplete: [Bool]
    /// The number of members of each kind.
    let kindCounts: [Int]

    init(
        places: PlaceBook, profile: MatchProfile, functions: [String], scopes: [Int], hasPolicy: Bool
    ) {
        let directory = places.parks
        let count = directory.parks.count
        let provinceCodes = Set((0..<count).compactMap { directory.place(at: $0)?.province }).sorted()
        var provinceNumbers: [RegionCode: Int] = [:]
        for (number, code) in provinceCodes.enumerated() { provinceNumbers[code] = number }
        var byProvince = [[Int32]](repeating: [], count: provinceCodes.count + 1)
        var sets: [[Int]] = []
        var kinds: [Kind] = []
        var kindNumbers: [[Int]: Int] = [:]
        var kindOf: [Int32] = []
        var singular: [Int32] = []
        var guidance: [[Int32]] = []
        var tierOf: [Int16] = []
        var own: [Bool] = []
        for (position, park) in directory.parks.enumerated() {
            let place = directory.place(at: position)
            let province = place.flatMap { provinceNumbers[$0.province] } ?? provinceCodes.count
            byProvince[province].append(Int32(position))
            let set = park.functions.compactMap { functions.firstIndex(of: $0) }
            let setNumber = sets.firstIndex(of: set) ?? sets.count
            if setNumber == sets.count { sets.append(set) }
            let level = ParkTraits.level(of: park, profile: profile)
            // Only lists can tell the provinces apart.
            let policyPlace = hasPolicy ? province : provinceCodes.count
            let key = [policyPlace, scopes[position], setNumber, level, park.isProfileIncomplete ? 1 : 0]
            let kind = kindNumbers[key] ?? kinds.count
            if kind == kinds.count {
                kindNumbers[key] = kind
                kinds.append(
                    Kind(
                        province: policyPlace, scope: scopes[position], functions: setNumber, level: level,
                        isIncomplete: park.isProfileIncomplete, members: []))
            }
            kinds[kind].members.append(Int32(position))
            kindOf.append(Int32(kind))
            let lines = place.map { places.guidance.positions(covering: $0).map(Int32.init) } ?? []
            guidance.append(lines)
            let tier = ParkTraits.tier(of: park, place: place, profile: profile)
            tierOf.append(Int16(tier))
            let isOwn = tier >= 0 || park.landLeftMu != nil || !park.capacities.isEmpty
            own.append(isOwn)
            if !lines.isEmpty || isOwn { singular.append(Int32(position)) }
        }
        provinces = provinceCodes
        self.byProvince = byProvince
        setFunctions = sets.flatMap { $0 }
        var ends: [Int] = []
        for set in sets { ends.append((ends.last ?? 0) + set.count) }
        functionSetEnds = ends
        self.kinds = kinds
        self.kindOf = kindOf
        self.singular = singular
        alwaysSingular = singular
        hasOwnParts = own
        alwaysOwn = own
        self.guidance = guidance
        self.tierOf = tierOf
        placeOf = (0..<count).map { directory.place(at: $0) }
        hasResources = directory.parks.map { $0.landLeftMu != nil || !$0.capacities.isEmpty }
        kindFunctions = kinds.map { Int32($0.functions) }
        kindScope = kinds.map { Int32($0.scope) }
        kindProvince = kinds.map { Int32($0.province) }
        kindLevel = kinds.map { Int32($0.level) }
        kindIncomplete = kinds.map(\.isIncomplete)
        kindCounts = kinds.map(\.members.count)
    }

    /// Makes parks singular that have firms, or peers in their province.
    mutating func single(_ hasOwnData: (Int) -> Bool) {
        let always = Set(alwaysSingular)
        singular = kindOf.indices.map(Int32.init).filter { always.contains($0) || hasOwnData(Int($0)) }
        hasOwnParts = kindOf.indices.map { alwaysOwn[$0] || hasOwnData($0) }
    }

    private static func level(of park: Park, profile: MatchProfile) -> Int {
        for fit in profile.levels
        where (fit.level == "*" || fit.level == park.level) && (fit.type == "*" || fit.type == park.type) {
            return fit.value
        }
        return 0
    }

    private static func tier(of park: Park, place: RegionCode?, profile: MatchProfile) -> Int {
        guard let output = park.outputYi else { return -1 }
        for (index, tier) in profile.tiers.enumerated() {
            if let region = tier.region {
                guard let place, region.contains(place) else { continue }
            }
            if let from = tier.from, output < from { continue }
            if let below = tier.below, output >= below { continue }
            return index
        }
        return -1
    }
}
