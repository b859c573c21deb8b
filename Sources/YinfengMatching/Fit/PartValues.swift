import YinfengModel

/// The value of every part for one pair, each 0…1 in ten-thousandths.
struct PartValues: Equatable {
    var industry = 0
    var region = 0
    var entry = 0
    var chain = 0
    var level = 0
    var function = 0
    var policy = 0
    var intensity = 0
    var tier = 0
    var energy = 0

    /// The value of a part.
    subscript(_ part: MatchPartID) -> Int {
        switch part {
        case .industry: industry
        case .region: region
        case .entry: entry
        case .chain: chain
        case .level: level
        case .function: function
        case .policy: policy
        case .intensity: intensity
        case .tier: tier
        case .energy: energy
        }
    }
}

/// The weights as plain numbers, and the sum that is the score.
struct PartWeights: Sendable {
    let industry: Int
    let region: Int
    let entry: Int
    let chain: Int
    let level: Int
    let function: Int
    let policy: Int
    let intensity: Int
    let tier: Int
    let energy: Int

    init(_ profile: MatchProfile) {
        func weight(_ part: MatchPartID) -> Int { profile.weight(of: part).tenThousandths }
        industry = weight(.industry)
        region = weight(.region)
        entry = weight(.entry)
        chain = weight(.chain)
        level = weight(.level)
        function = weight(.function)
        policy = weight(.policy)
        intensity = weight(.intensity)
        tier = weight(.tier)
        energy = weight(.energy)
    }

    /// value × weight rounded half up: the same rounding as `MatchPart.points`, so that sums agree to the last digit.
    @inline(__always) func points(_ value: Int, _ weight: Int) -> Int { (value * weight + 5_000) / 10_000 }

    /// The points of each value, in the memory of an array that is used again.
    func points(of values: [Int32], _ weight: Int, into points: inout [Int]) {
        points.removeAll(keepingCapacity: true)
        for value in values { points.append(self.points(Int(value), weight)) }
    }

    /// The least industry value that gives so many points; one that no value reaches when none does.
    @inline(__always) func leastIndustry(giving points: Int) -> Int32 {
        if points <= 0 { return 0 }
        guard points <= industry else { return .max }
        return Int32((points * 10_000 - 5_000 + industry - 1) / industry)
    }

    /// The score of a pair, in ten-thousandths of a point.
    func score(_ values: PartValues) -> Int {
        points(values.industry, industry) + points(values.region, region) + points(values.entry, entry)
            + points(values.chain, chain) + points(values.level, level) + points(values.function, function)
            + points(values.policy, policy) + points(values.intensity, intensity) + points(values.tier, tier)
            + points(values.energy, energy)
    }
}
