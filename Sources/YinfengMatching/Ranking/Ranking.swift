package import YinfengModel

/// The three blocks of a ranking, best first.
package enum RankGroup: Int, Sendable, Comparable, CaseIterable {
    /// Industries known, not refused: by score.
    case ranked
    /// 画像不全: industries unknown, not refused.
    case incomplete
    /// Refused, with the clause.
    case refused

    package static func < (left: RankGroup, right: RankGroup) -> Bool { left.rawValue < right.rawValue }
}

/// A park's place in a ranking.
package struct RankedPark: Sendable, Equatable {
    /// The position of the park in `ParkDirectory.parks`; codes ascend with it.
    package let position: Int
    /// The block.
    package let group: RankGroup
    /// The score.
    package let score: Points

    /// A place in a ranking.
    package init(position: Int, group: RankGroup, score: Points) {
        self.position = position
        self.group = group
        self.score = score
    }
}

/// The parks of one lead: the first of the ordered list, and how many were left.
package struct Ranking: Sendable, Equatable {
    /// The first parks of the list, in order.
    package let parks: [RankedPark]
    /// How many parks were considered.
    package let considered: Int
    /// How many of them are refused.
    package let refused: Int
    /// How many of them are 画像不全 and not refused.
    package let incomplete: Int
    /// How many the limit left out.
    package var cut: Int { considered - parks.count }
}

/// A lead's place in the ranking of one park's leads.
package struct RankedLead: Sendable, Equatable {
    /// The position of the lead in the list that was given.
    package let position: Int
    /// The block: `incomplete` when the park's industries are unknown.
    package let group: RankGroup
    /// The score.
    package let score: Points
}

/// The leads of one park.
package struct LeadRanking: Sendable, Equatable {
    /// The first leads of the list, in order.
    package let leads: [RankedLead]
    /// How many leads were considered.
    package let considered: Int
    /// How many of them are refused.
    package let refused: Int
    /// How many the limit left out.
    package var cut: Int { considered - leads.count }
}
