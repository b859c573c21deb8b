import YinfengModel

/// The value of the policy part in a province.
enum PolicyFit {
    /// The deciding standing and its value: the worst of the restricting classes, else the best of the others. O(hits).
    static func decide(
        _ standings: [LeadProfile.PolicyStanding], place: RegionCode?, parameters: MatchParameters
    ) -> (value: Int, standing: LeadProfile.PolicyStanding?) {
        let allowed = parameters[.policyAllowed]
        var worst: (value: Int, standing: LeadProfile.PolicyStanding)?
        var best: (value: Int, standing: LeadProfile.PolicyStanding)?
        for standing in standings {
            if !standing.regions.isEmpty {
                guard let place, standing.regions.contains(where: { $0.contains(place) }) else { continue }
            }
            var value = full(standing.policyClass, parameters)
            if !standing.isSure { value = allowed + (value - allowed) * parameters[.policyNearFactor] / 10_000 }
            if value < allowed {
                if worst.map({ value < $0.value }) ?? true { worst = (value, standing) }
            } else if best.map({ value > $0.value }) ?? true {
                best = (value, standing)
            }
        }
        if let worst { return worst }
        if let best { return best }
        return (allowed, nil)
    }

    private static func full(_ policyClass: PolicyClass, _ parameters: MatchParameters) -> Int {
        switch policyClass {
        case .encouraged: parameters[.policyEncouraged]
        case .restricted: parameters[.policyRestricted]
        case .eliminated: parameters[.policyEliminated]
        case .forbidden: parameters[.policyForbidden]
        case .permit: parameters[.policyPermit]
        case .highPollution: parameters[.policyHighPollution]
        }
    }
}
