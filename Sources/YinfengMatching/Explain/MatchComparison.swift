package import YinfengModel

/// Two matches side by side: part by part, with differences that add up to that of the scores.
package struct MatchComparison: Sendable, Equatable {
    /// One part on both sides.
    package struct Part: Sendable, Equatable {
        /// On the left.
        package let left: MatchPart
        /// On the right.
        package let right: MatchPart

        /// Points on the left less points on the right.
        package var difference: Points { left.points - right.points }
    }

    /// The left side.
    package let left: ParkMatch
    /// The right side.
    package let right: ParkMatch
    /// The parts, in the profile's order.
    package let parts: [Part]

    /// A comparison; both matches must have been made by one profile.
    package init(_ left: ParkMatch, _ right: ParkMatch) {
        self.left = left
        self.right = right
        parts = zip(left.parts, right.parts).map { Part(left: $0, right: $1) }
    }

    /// The score on the left less the score on the right, the exact sum of the parts' differences.
    package var difference: Points { parts.reduce(Points(0)) { $0 + $1.difference } }

    /// What speaks for one side: parts with points in its favour, the largest difference first.
    package func advantages(ofLeft isLeft: Bool) -> [Part] {
        parts.filter { isLeft ? $0.difference > Points(0) : $0.difference < Points(0) }
            .sorted { abs($0.difference.tenThousandths) > abs($1.difference.tenThousandths) }
    }
}
