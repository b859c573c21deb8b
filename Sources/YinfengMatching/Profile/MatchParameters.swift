import YinfengModel

/// The numbers of a profile, by key; each is a decimal in ten-thousandths.
///
/// The keys are the contract with the profile's file: every one must have a value, and no other may stand there.
package struct MatchParameters: Sendable, Equatable {
    /// A number that a profile holds.
    package enum Key: String, Sendable, CaseIterable {
        /// Factor of a 首位 industry.
        case industryLead = "industry.lead"
        /// Factor of a 潜力 industry.
        case industryPotential = "industry.potential"
        /// Factor of a listed industry.
        case industryListed = "industry.listed"
        /// The park names the class itself.
        case industryDegree4 = "industry.degree4"
        /// The park names the group above the class.
        case industryDegree3 = "industry.degree3"
        /// The park names the division above the class.
        case industryDegree2 = "industry.degree2"
        /// The lead is coded to a group that holds the park's class.
        case industryCoarse3 = "industry.coarse3"
        /// The lead is coded to a division that holds the park's code.
        case industryCoarse2 = "industry.coarse2"
        /// Different classes of one group.
        case industrySibling3 = "industry.sibling3"
        /// Different groups of one division.
        case industrySibling2 = "industry.sibling2"
        /// No agreement, but neighbours on a chain.
        case industryChainAdjacent = "industry.chain_adjacent"
        /// No agreement, but on one chain.
        case industryChainSame = "industry.chain_same"
        /// Taken off for each place later in a list.
        case industryRankStep = "industry.rank_step"
        /// The least factor of a late place.
        case industryRankFloor = "industry.rank_floor"
        /// Divisions from which an industry counts as wide.
        case industryWideFrom = "industry.wide_from"
        /// Factor of a wide industry.
        case industryWideFactor = "industry.wide_factor"
        /// Share of the activities that follows the candidates' confidence.
        case codingCandidateShare = "coding.candidate_share"
        /// Filling a missing link.
        case chainMissing = "chain.missing"
        /// Strengthening a weak link.
        case chainWeak = "chain.weak"
        /// Upgrading a link.
        case chainUpgrade = "chain.upgrade"
        /// A link of unknown state.
        case chainUnknown = "chain.unknown"
        /// Repeating a covered link.
        case chainCovered = "chain.covered"
        /// A link on no chain of the park.
        case chainOutside = "chain.outside"
        /// A lead on no known link.
        case chainNone = "chain.none"
        /// Firms that cover a link when output is unknown.
        case chainCoveredFirms = "chain.covered_firms"
        /// Firms that cover a supporting link.
        case chainSupportFirms = "chain.support_firms"
        /// Output below this share of its neighbours' is weak.
        case chainWeakOutputRatio = "chain.weak_output_ratio"
        /// All decidable clauses pass.
        case entryAdmit = "entry.admit"
        /// A clause must be weighed by people.
        case entryReview = "entry.review"
        /// A clause lacks evidence.
        case entryNeedsEvidence = "entry.needs_evidence"
        /// A mandatory clause fails.
        case entryRefuse = "entry.refuse"
        /// Entry was not assessed.
        case entryUnassessed = "entry.unassessed"
        /// Bonus for each full margin.
        case entryMarginStep = "entry.margin_step"
        /// The greatest bonus.
        case entryMarginCap = "entry.margin_cap"
        /// No peers, or no figure of the lead.
        case intensityUnknown = "intensity.unknown"
        /// Times the peers' mean that gives the full value.
        case intensityFullRatio = "intensity.full_ratio"
        /// The least number of peers.
        case intensityPeersMin = "intensity.peers_min"
        /// 鼓励.
        case policyEncouraged = "policy.encouraged"
        /// On no list.
        case policyAllowed = "policy.allowed"
        /// 许可.
        case policyPermit = "policy.permit"
        /// 高污染.
        case policyHighPollution = "policy.high_pollution"
        /// 限制.
        case policyRestricted = "policy.restricted"
        /// 淘汰.
        case policyEliminated = "policy.eliminated"
        /// 禁止.
        case policyForbidden = "policy.forbidden"
        /// Part of the distance from 允许 that an unsure hit counts.
        case policyNearFactor = "policy.near_factor"
        /// A park without stated functions.
        case functionUnknown = "function.unknown"
        /// The wished zone.
        case regionWishPark = "region.wish_park"
        /// In the wished region.
        case regionWishIn = "region.wish_in"
        /// In the wished zone's county, or perhaps in the wished county.
        case regionWishNear = "region.wish_near"
        /// In the wished prefecture.
        case regionWishPrefecture = "region.wish_prefecture"
        /// In the wished province.
        case regionWishProvince = "region.wish_province"
        /// In another province than wished.
        case regionWishOutside = "region.wish_outside"
        /// Part of the distance from no wish that a mere mention counts.
        case regionMentionFactor = "region.mention_factor"
        /// In the investor's county.
        case regionInvestorCounty = "region.investor_county"
        /// In the investor's prefecture.
        case regionInvestorPrefecture = "region.investor_prefecture"
        /// In the investor's province.
        case regionInvestorProvince = "region.investor_province"
        /// Part of the distance that an inferred origin counts.
        case regionInferredFactor = "region.inferred_factor"
        /// No wish, and not the investor's place.
        case regionNone = "region.none"
        /// Bonus for guidance in force.
        case regionGuidance = "region.guidance"
        /// Bonus for a lapsed plan.
        case regionGuidanceLapsed = "region.guidance_lapsed"
        /// Bonus of transfer zones for projects from other provinces.
        case regionTransfer = "region.transfer"
        /// Output of the park unknown.
        case tierUnknown = "tier.unknown"
        /// What the tier asks for.
        case tierFit = "tier.fit"
        /// Partly what the tier asks for.
        case tierPartial = "tier.partial"
        /// Not what the tier asks for.
        case tierUnfit = "tier.unfit"
        /// Nothing known of what is left.
        case energyUnknown = "energy.unknown"
        /// 绿电直连 for a lead that uses power.
        case energyGreen = "energy.green"
        /// What is known suffices.
        case energyEnough = "energy.enough"
        /// Something known falls short.
        case energyShort = "energy.short"
        /// Inputs from the province below this share make the feeding link weak.
        case chainWeakLocalSupply = "chain.weak_local_supply"
        /// Share of the chain's role in the priority.
        case gapChainShare = "gap.chain_share"
        /// Share of neighbours in the park.
        case gapNeighbourShare = "gap.neighbour_share"
        /// Share of neighbours in the prefecture.
        case gapPrefectureShare = "gap.prefecture_share"
        /// Share of neighbours in the province.
        case gapProvinceShare = "gap.province_share"
        /// Share of the policy class.
        case gapPolicyShare = "gap.policy_share"
        /// Share of the entry clauses that can be decided by the industry.
        case gapEntryShare = "gap.entry_share"
        /// Share of the land that is left.
        case gapLandShare = "gap.land_share"
        /// Urgency of a missing link.
        case gapMissing = "gap.missing"
        /// Urgency of a weak link.
        case gapWeak = "gap.weak"
        /// Urgency of an upgrade.
        case gapUpgrade = "gap.upgrade"
        /// Urgency of an unknown link.
        case gapUnknown = "gap.unknown"
        /// Urgency of a covered link.
        case gapCovered = "gap.covered"
        /// Main links that an industry must cover to be a chain of the park.
        case gapChainLinks = "gap.chain_links"
        /// Share of how the park's functions suit the link.
        case gapFunctionShare = "gap.function_share"
        /// Role of a chain that only firms bring in.
        case gapChainOther = "gap.chain_other"
        /// Factor of supporting links.
        case gapSupportFactor = "gap.support_factor"
        /// Factor of a zone that only lists the industry, without firms that prove it.
        case gapIndustryFactor = "gap.industry_factor"
        /// Land left unknown.
        case gapLandUnknown = "gap.land_unknown"
        /// Zones named beside a link, and pairs proposed for a park.
        case gapNamed = "gap.named"
        /// Difference of the levels' values from which one zone is the stronger of a pair.
        case gapStrongerBy = "gap.stronger_by"
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
        case .industryWideFrom, .chainCoveredFirms, .chainSupportFirms, .intensityPeersMin, .intensityFullRatio,
            .gapNamed,
            .gapChainLinks:
            (1...1_000_000).contains(number)
        default: (0...10_000).contains(number)
        }
    }

    /// The position among all keys, so that a look-up is an array access.
    fileprivate var position: Int { MatchParameters.Key.positions[self] ?? 0 }
    private static let positions = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
