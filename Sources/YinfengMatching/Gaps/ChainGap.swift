package import YinfengModel
package import YinfengParks

/// One link of a park's chains: its state, how urgent it is, what to seek, and who could fill it.
package struct ChainGap: Sendable, Equatable {
    /// A term of the priority.
    package struct Term: Sendable, Equatable {
        /// What it is, in Chinese.
        package let name: String
        /// 0…1 in ten-thousandths.
        package let value: Points
        /// Its share of the priority.
        package let share: Points
        /// Why, in Chinese.
        package let reason: String

        /// value × share, rounded half up.
        package var points: Points { Points((value.tenThousandths * share.tenThousandths + 5_000) / 10_000) }
    }

    /// A park nearby with firms on the link.
    package struct Neighbour: Sendable, Equatable {
        /// The park's position.
        package let park: Int
        /// Its firms on the link.
        package let firms: [String]
        /// Whether it lies in the same prefecture; else only in the same province.
        package let isSamePrefecture: Bool
    }

    /// A lead on the link.
    package struct Filler: Sendable, Equatable {
        /// The lead's position in the list that was given.
        package let lead: Int
        /// Its score in this park.
        package let score: Points
    }

    /// The link.
    package let link: ChainLink
    /// Its state.
    package let status: ChainNodeStatus
    /// The terms whose points sum to the priority.
    package let terms: [Term]
    /// Firms of the park on the link.
    package let firms: [String]
    /// Links that feed it, with their states.
    package let upstream: [ChainLink]
    /// Links that it feeds.
    package let downstream: [ChainLink]
    /// Parks nearby that have firms on it.
    package let neighbours: [Neighbour]
    /// Products to seek.
    package let seek: [String]
    /// Leads that fill it, best score first; empty for a covered link.
    package let leads: [Filler]
    /// Leads that would only repeat what is there.
    package let overlap: [Filler]
    /// The state once those leads have come; the same state when there are none.
    package let after: ChainNodeStatus
    /// What proves the state, in Chinese.
    package let because: String

    /// 0…1: larger is more urgent.
    package var priority: Points { terms.reduce(Points(0)) { $0 + $1.points } }
}
