package import YinfengModel
package import YinfengParks

/// What matching needs to know of a lead; everything derived by other rooms comes in as a value.
package struct LeadProfile: Sendable, Equatable {
    /// A class with its share of the project.
    package struct Activity: Sendable, Equatable {
        /// A class, group or division.
        package let code: IndustryCode
        /// The share in ten-thousandths; all shares sum to at most 10,000.
        package let share: Int

        /// An activity.
        package init(code: IndustryCode, share: Int) {
            self.code = code
            self.share = share
        }
    }

    /// A place where the investor wants to build.
    package struct SiteWish: Sendable, Equatable {
        /// A zone or a region.
        package enum Target: Sendable, Equatable {
            /// The code of a zone.
            case park(String)
            /// A region.
            case region(RegionCode)
        }
        /// What is wished for.
        package let target: Target
        /// Whether a field for sites says so; false when the place only stands in the project's name or text.
        package let isStated: Bool
        /// The words as written.
        package let text: String

        /// A wish.
        package init(target: Target, isStated: Bool, text: String) {
            self.target = target
            self.isStated = isStated
            self.text = text
        }
    }

    /// A policy class that holds for the project, everywhere or in some places.
    package struct PolicyStanding: Sendable, Equatable {
        /// The class.
        package let policyClass: PolicyClass
        /// Whether it is sure.
        package let isSure: Bool
        /// Where it counts; empty for everywhere.
        package let regions: [RegionCode]
        /// The list and item, for the reason.
        package let item: String

        /// A standing.
        package init(policyClass: PolicyClass, isSure: Bool, regions: [RegionCode] = [], item: String) {
            self.policyClass = policyClass
            self.isSure = isSure
            self.regions = regions
            self.item = item
        }
    }

    /// The lead's id, the last tie-break.
    package var id: String
    /// Classes with shares, heaviest first; empty when nothing could be coded.
    package var activities: [Activity]
    /// Whether the coding is uncertain.
    package var isUncertain: Bool
    /// Links of chains that the project stands on.
    package var links: [ChainLink]
    /// Policy classes.
    package var policy: [PolicyStanding]
    /// 投资强度 in 万元/亩.
    package var intensity: Interval?
    /// 年产值 in 万元.
    package var output: Interval?
    /// 用地面积 in 亩.
    package var landMu: Interval?
    /// 年综合能耗 in tce/年.
    package var energyTce: Interval?
    /// 年用电量 in 万kWh/年.
    package var powerKWh: Interval?
    /// Where it wants to go.
    package var wishes: [SiteWish]
    /// Words for a site that no zone or place answers to.
    package var unresolvedSites: [String]
    /// Where the investor comes from.
    package var investorRegion: RegionCode?
    /// The place that the row states for the investor, where its name told a finer one.
    package var investorStatedRegion: RegionCode?
    /// Whether `investorRegion` was read out of the investor's name.
    package var isInvestorRegionInferred: Bool
    /// The stage as written.
    package var stage: String

    /// A lead's profile.
    package init(
        id: String, activities: [Activity] = [], isUncertain: Bool = false, links: [ChainLink] = [],
        policy: [PolicyStanding] = [], intensity: Interval? = nil, output: Interval? = nil, landMu: Interval? = nil,
        energyTce: Interval? = nil,
        powerKWh: Interval? = nil, wishes: [SiteWish] = [], unresolvedSites: [String] = [],
        investorRegion: RegionCode? = nil, investorStatedRegion: RegionCode? = nil,
        isInvestorRegionInferred: Bool = false, stage: String = ""
    ) {
        self.id = id
        self.activities = activities
        self.isUncertain = isUncertain
        self.links = links
        self.policy = policy
        self.intensity = intensity
        self.output = output
        self.landMu = landMu
        self.energyTce = energyTce
        self.powerKWh = powerKWh
        self.wishes = wishes
        self.unresolvedSites = unresolvedSites
        self.investorRegion = investorRegion
        self.investorStatedRegion = investorStatedRegion
        self.isInvestorRegionInferred = isInvestorRegionInferred
        self.stage = stage
    }
}
