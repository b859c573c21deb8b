package import YinfengModel
package import YinfengParks

/// One link of a park's chains: its state, how urgent it is, what to seek, and who could fill it.
///
/// The priority is the factor of the state times the sum of the terms. No term looks at the firms that stand on the link
/// itself, and no state has a greater factor than «missing»: a firm that comes to a missing link never makes it more
/// urgent.
package struct ChainGap: Sendable, Equatable {
    /// A term of the priority.
    package struct Term: Sendable, Equatable {
        /// What it is, in Chinese.
        package let name: String
        /// 0…1 in ten-thousandths.
        package let value: Points
        /// Its share of the priority.
        package let share: Points
        /// The factor of the link's state.
        package let factor: Points
        /// Why, in Chinese.
        package let reason: String

        /// value × share × factor, rounded down to ten-thousandths.
        package var points: Points {
            Points(value.tenThousandths * share.tenThousandths / 10_000 * factor.tenThousandths / 10_000)
        }
    }

    /// A park nearby that has the link.
    package struct Neighbour: Sendable, Equatable {
        /// The park's position.
        package let park: Int
        /// Its firms on the link; empty when only its industries tell.
        package let firms: [String]
        /// The industry that tells, when no firms do; shown as inferred when unverified.
        package let industry: String?
        /// Whether it lies in the same prefecture; else only in the same province.
        package let isSamePrefecture: Bool
    }

    /// A lead, or a firm of the user's own list, on the link.
    package struct Filler: Sendable, Equatable {
        /// Its position in the list that was given.
        package let lead: Int
        /// Its score in this park.
        package let score: Points
    }

    /// A line that a project on the link must meet, or a paper that it must bring.
    package struct Threshold: Sendable, Hashable {
        /// What is asked, in Chinese (原则上投资强度 ≥ 428万元/亩).
        package let asks: String
        /// Document and clause, with a mark when unverified.
        package let source: String

        /// A line.
        package init(asks: String, source: String) {
            self.asks = asks
            self.source = source
        }

        /// The line with its source.
        package var text: String { "\(asks)（\(source)）" }
    }

    /// The link.
    package let link: ChainLink
    /// Its state.
    package let status: ChainNodeStatus
    /// The terms whose points sum to the priority.
    package let terms: [Term]
    /// Firms of the park on the link.
    package let firms: [String]
    /// Their output in 万元, as far as they state it.
    package let output: Rational?
    /// Links that feed it.
    package let upstream: [ChainLink]
    /// Links that it feeds.
    package let downstream: [ChainLink]
    /// Parks nearby that have the link: those of the prefecture first, then firms before industries.
    package let neighbours: [Neighbour]
    /// Products to seek.
    package let seek: [String]
    /// What a project on the link must meet here, with the source.
    package let thresholds: [Threshold]
    /// Leads that fill it, best score first; empty for a covered link.
    package let leads: [Filler]
    /// Leads that would only repeat what is there.
    package let overlap: [Filler]
    /// Leads on the link that the entry rules refuse: they fill nothing.
    package let refused: [Filler]
    /// Firms of the user's own list that could be asked, best score first; empty for a covered link.
    package let targets: [Filler]
    /// The state once the leads that fill it have come; the same state when there are none.
    package let after: ChainNodeStatus
    /// What proves the state, in Chinese.
    package let because: String

    /// 0…1: larger is more urgent.
    package var priority: Points { terms.reduce(Points(0)) { $0 + $1.points } }

    /// Whether there is something to seek.
    package var isOpen: Bool { status != .covered }
}

/// What other rooms know of a project that would stand on a link: its policy class and what the entry rules ask.
package struct LinkAssessment: Sendable {
    /// Policy classes of the link's products.
    package let policy: [LeadProfile.PolicyStanding]
    /// The entry of a project of which only the industry is known.
    package let standing: EntryStanding
    /// Lines that it must meet.
    package let thresholds: [ChainGap.Threshold]

    /// An assessment.
    package init(policy: [LeadProfile.PolicyStanding], standing: EntryStanding, thresholds: [ChainGap.Threshold]) {
        self.policy = policy
        self.standing = standing
        self.thresholds = thresholds
    }

    /// Nothing is known.
    package static let unassessed = LinkAssessment(policy: [], standing: .unassessed, thresholds: [])
}

/// Leads, or firms of the user's own list, with their entry in the park.
package struct GapCandidates: Sendable {
    /// The candidates.
    package let profiles: [LeadProfile]
    /// The entry of each.
    package let standings: [EntryStanding]

    /// Candidates; without standings their entry counts as not assessed.
    package init(_ profiles: [LeadProfile] = [], standings: [EntryStanding] = []) {
        self.profiles = profiles
        self.standings = standings.count == profiles.count ? standings : profiles.map { _ in .unassessed }
    }
}
