import YinfengModel

/// The numbers of a profile, by key; each is a decimal in ten-thousandths.
///
/// The keys are the contract with the profile's file: every one must have a value, and no other may stand there.
package struct MatchParameters: Sendable, Equatable {
    /// A number that a profile holds.
    package enum Key: String, Sendable, CaseIterable {
        case industryLead = "industry.lead"
        case industryPotential = "industry.potential"
        case industryListed = "industry.listed"
        case industryDegree4 = "industry.degree4"
        case industryDegree3 = "industry.degree3"
        case industryDegree2 = "industry.degree2"
        case industryCoarse3 = "industry.coarse3"
        case industryCoarse2 = "industry.coarse2"
        case industrySibling3 = "industry.sibling3"
        case industrySibling2 = "industry.sibling2"
        case industryChainAdjacent = "industry.chain_adjacent"
        case industryChainSame = "industry.chain_same"
        case industryRankStep = "industry.rank_step"
        case industryRankFloor = "industry.rank_floor"
        case industryWideFrom = "industry.wide_from"
        case industryWideFactor = "industry.wide_factor"
        case codingCandidateShare = "coding.candidate_share"
        case chainMissing = "chain.missing"
        case chainWeak = "chain.weak"
        case chainUpgrade = "chain.upgrade"
        case chainUnknown = "chain.unknown"
        case chainCovered = "chain.covered"
        case chainOutside = "chain.outside"
        case chainNone = "chain.none"
        case chainCoveredFirms = "chain.covered_firms"
        case chainWeakOutputRatio = "chain.weak_output_ratio"
        case entryAdmit = "entry.admit"
        case entryReview = "entry.review"
        case entryNeedsEvidence = "entry.needs_evidence"
        case entryRefuse = "entry.refuse"
        case entryUnassessed = "entry.unassessed"
        case entryMarginStep = "entry.margin_step"
        case entryMarginCap = "entry.margin_cap"
        case intensityUnknown = "intensity.unknown"
        case intensityFullRatio = "intensity.full_ratio"
        case intensityPeersMin = "intensity.peers_min"
        case policyEncouraged = "policy.encouraged"
        case policyAllowed = "policy.allowed"
        case policyPermit = "policy.permit"
        case policyHighPollution = "policy.high_pollution"
        case policyRestricted = "policy.restricted"
        case policyEliminated = "policy.eliminated"
        case policyForbidden = "policy.forbidden"
        case policyNearFactor = "policy.near_factor"
        case functionUnknown = "function.unknown"
        case regionWishPark = "region.wish_park"
        case regionWishIn = "region.wish_in"
        case regionWishNear = "region.wish_near"
        case regionWishPrefecture = "region.wish_prefecture"
        case regionWishProvince = "region.wish_province"
        case regionWishOutside = "region.wish_outside"
        case regionMentionFactor = "region.mention_factor"
        case regionInvestorCounty = "region.investor_county"
        case regionInvestorPrefecture = "region.investor_prefecture"
        case regionInvestorProvince = "region.investor_province"
        case regionInferredFactor = "region.inferred_factor"
        case regionNone = "region.none"
        case regionGuidance = "region.guidance"
        case regionGuidanceLapsed = "region.guidance_lapsed"
        case regionTransfer = "region.transfer"
        case tierUnknown = "tier.unknown"
        case tierFit = "tier.fit"
        case tierPartial = "tier.partial"
        case tierUnfit = "tier.unfit"
        case energyUnknown = "energy.unknown"
        case energyGreen = "energy.green"
        case energyEnough = "energy.enough"
        case energyShort = "energy.short"
        case gapStatusShare = "gap.status_share"
        case gapChainShare = "gap.chain_share"
        case gapNeighbourShare = "gap.neighbour_share"
        case gapRegionShare = "gap.region_share"
        case gapMissing = "gap.missing"
        case gapWeak = "gap.weak"
        case gapUpgrade = "gap.upgrade"
        case gapUnknown = "gap.unknown"
        case gapCovered = "gap.covered"
        case gapChainOther = "gap.chain_other"
        case gapSupportFactor = "gap.support_factor"
        case gapProvinceFactor = "gap.province_factor"
    }

    private var values: [Int]

    /// Numbers in ten-thousandths for every key; throws `ProfileError.missingKey`, and `.badValue` for a share above one.
    package init(_ numbers: [Key: Int]) throws(ProfileError) {
        var values: [Int] = []
        values.reserveCapacity(Key.allCases.count)
        for key in Key.allCases {
            guard let number = numbers[key] else { throw .missingKey(key: key.rawValue) }
            guard key.allows(number) else {
                throw .badValue(place: "匹配参数", key: key.rawValue, value: Points(number).rational.decimal(digits: 4))
            }
            values.append(number)
        }
        self.values = values
    }

    /// The number of a key, in ten-thousandths.
    package subscript(_ key: Key) -> Int {
        get { values[key.position] }
        set { values[key.position] = newValue }
    }

    /// The number of a key as a count: 3 for `3.0000`.
    package func count(_ key: Key) -> Int { self[key] / 10_000 }
}

extension MatchParameters.Key {
    /// Whether a number, in ten-thousandths, may stand under this key: counts and ratios may pass one, shares may not.
    func allows(_ number: Int) -> Bool {
        switch self {
        case .industryWideFrom, .chainCoveredFirms, .intensityPeersMin, .intensityFullRatio:
            (1...1_000_000).contains(number)
        default: (0...10_000).contains(number)
        }
    }

    /// The position among all keys, so that a look-up is an array access.
    fileprivate var position: Int { MatchParameters.Key.positions[self] ?? 0 }
    private static let positions = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
