/// The twenty shapes of a rule; `rawValue` is the word of a rule file's `shape` column.
package enum RuleShape: String, Sendable, CaseIterable {
    /// A line looked up by industry and place.
    case thresholdBy = "threshold_by"
    /// One line for all in scope.
    case fixedThreshold = "fixed_threshold"
    /// Not below the average of the park's existing projects of the kind.
    case notBelowPeerAverage = "not_below_peer_average"
    /// In or not in a list, with conditions.
    case listMembership = "list_membership"
    /// Lifts one clause, or a fee.
    case exemption
    /// A tier decides which paper is due.
    case tieredObligation = "tiered_obligation"
    /// The number stands in other documents.
    case reference
    /// A trigger sends the project to a higher desk.
    case conditionalReview = "conditional_review"
    /// New capacity, energy or discharge against what is taken away elsewhere.
    case equalSubstitution = "equal_substitution"
    /// How many industries a profile may name: about the park, never the project.
    case cardinality
    /// No land of its own, but a standard factory or a smaller parcel.
    case fallbackRoute = "fallback_route"
    /// A line to start from, then the best bid.
    case competitive
    /// Absolute or unquantified words that only a person can weigh.
    case absolute
    /// A promise with a date.
    case timeBound = "time_bound"
    /// A paper or a step must exist.
    case procedural
    /// Where the project may stand.
    case spatial
    /// A target and a floor with two consequences.
    case targetAndFloor = "target_and_floor"
    /// Points, apart from mandatory conditions.
    case scorecard
    /// The investor, not the project.
    case subjectIntegrity = "subject_integrity"
    /// The park is closed to new projects for a time.
    case parkState = "park_state"

    /// Whether nothing of its quantity counts but the number.
    var comparesItsQuantity: Bool {
        switch self {
        case .fixedThreshold, .competitive, .thresholdBy, .reference, .notBelowPeerAverage, .targetAndFloor: true
        default: false
        }
    }

    /// Whether clauses of the shape hold a line or a duty that other rules may refer to.
    package var providesLines: Bool {
        switch self {
        case .thresholdBy, .fixedThreshold, .targetAndFloor, .competitive, .tieredObligation: true
        default: false
        }
    }
}

/// Whom a rule speaks of; only `project` rules give a project a result.
package enum RuleSubject: String, Sendable, CaseIterable {
    /// The invested project.
    case project
    /// The park's profile.
    case park
    /// A region or the whole province.
    case region
    /// A firm that stands there already.
    case enterprise
    /// Other rules (a lower text may tighten, never relax).
    case rule
}
