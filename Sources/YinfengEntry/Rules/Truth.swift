/// The answer of a test whose evidence may be missing.
package enum Truth: Sendable, Equatable {
    /// Holds on the evidence.
    case yes
    /// Does not hold on the evidence.
    case no
    /// Cannot be decided: evidence is missing or spans the line.
    case unknown

    /// Both must hold; a single `no` decides.
    package func and(_ other: Truth) -> Truth {
        if self == .no || other == .no { return .no }
        return self == .yes && other == .yes ? .yes : .unknown
    }

    /// One is enough; a single `yes` decides.
    package func or(_ other: Truth) -> Truth {
        if self == .yes || other == .yes { return .yes }
        return self == .no && other == .no ? .no : .unknown
    }

    /// The opposite.
    package var negated: Truth {
        switch self {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
    }
}
