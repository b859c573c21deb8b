/// How well one lead fits one park: a score that is exactly the sum of its parts.
package struct ParkMatch: Sendable, Equatable {
    /// The park's code.
    package let parkCode: String
    /// The park's name.
    package let parkName: String
    /// The parts, in the profile's order.
    package let parts: [MatchPart]
    /// The verdict over all clauses.
    package let verdict: Verdict
    /// The verdict over the clauses decidable so far.
    package let soFar: Verdict
    /// The clause that refuses, when refused.
    package let refusal: ClauseFinding?
    /// Whether the park's industries are unknown.
    package let isProfileIncomplete: Bool
    /// Faults of the park's profile, in Chinese with their source; they raise the verdict to `review`.
    package let profileFaults: [String]

    /// A match.
    package init(
        parkCode: String, parkName: String, parts: [MatchPart], verdict: Verdict, soFar: Verdict,
        refusal: ClauseFinding? = nil, isProfileIncomplete: Bool = false, profileFaults: [String] = []
    ) {
        self.parkCode = parkCode
        self.parkName = parkName
        self.parts = parts
        self.verdict = verdict
        self.soFar = soFar
        self.refusal = refusal
        self.isProfileIncomplete = isProfileIncomplete
        self.profileFaults = profileFaults
    }

    /// The score, 0…100 points in ten-thousandths, the exact sum of the parts.
    package var score: Points { parts.reduce(Points(0)) { $0 + $1.points } }
}

/// One named part of a score.
package struct MatchPart: Sendable, Equatable {
    /// The part's id (`industry`, `chain`, `entry`, …), fixed by the profile.
    package let name: String
    /// 0…1 in ten-thousandths.
    package let value: Points
    /// The profile's weight, points at value 1, in ten-thousandths.
    package let weight: Points
    /// Why, in Chinese.
    package let reason: String
    /// The edition or file that the reason rests on.
    package let source: String

    /// A part.
    package init(name: String, value: Points, weight: Points, reason: String, source: String) {
        self.name = name
        self.value = value
        self.weight = weight
        self.reason = reason
        self.source = source
    }

    /// value × weight, rounded half up to ten-thousandths.
    package var points: Points { Points((value.tenThousandths * weight.tenThousandths + 5_000) / 10_000) }
}

/// A decimal with four places held as a whole number, so that sums are exact and bytes are the same everywhere.
package struct Points: Sendable, Hashable, Comparable {
    /// The value times 10,000.
    package let tenThousandths: Int

    /// A value from its ten-thousandths.
    package init(_ tenThousandths: Int) { self.tenThousandths = tenThousandths }

    /// The nearest value to a number, half away from zero.
    package init(nearest value: Double) {
        tenThousandths = value.isFinite ? Int((value * 10_000).rounded(.toNearestOrAwayFromZero)) : 0
    }

    package static func + (left: Points, right: Points) -> Points {
        Points(left.tenThousandths + right.tenThousandths)
    }
    package static func - (left: Points, right: Points) -> Points {
        Points(left.tenThousandths - right.tenThousandths)
    }
    package static func < (left: Points, right: Points) -> Bool { left.tenThousandths < right.tenThousandths }

    /// The exact fraction.
    package var rational: Rational { Rational(Int128(tenThousandths), 10_000) ?? .zero }
    /// The nearest binary number, for pictures.
    package var double: Double { Double(tenThousandths) / 10_000 }
}
