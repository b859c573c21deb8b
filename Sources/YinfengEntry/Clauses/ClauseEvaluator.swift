import YinfengModel

/// What an evaluator may look at.
struct ClauseInput {
    /// The rule.
    let rule: Rule
    /// The rule's place in the engine's list.
    let index: Int
    /// The project.
    let facts: ProjectFacts
    /// The industry that is tried, nil when none is known.
    let code: IndustryCode?
    /// The park.
    let place: ParkPlace
    /// The engine, for lines that stand in other rules.
    let engine: EntryEngine
    /// First talk.
    let firstTalk: FirstTalkStatus

    /// What an unmet line leads to: a refusal only where the clause refuses and the text was read in a published copy.
    func unmet(isVerified: Bool = true) -> ClauseOutcome {
        rule.force == .mandatory && rule.isVerified && isVerified ? .fail : .review
    }
}

/// Decides the clauses of one shape. Scope is already settled when it is called.
protocol ClauseEvaluator: Sendable {
    /// The clause's outcome for one industry and one park.
    func evaluate(_ input: ClauseInput) -> ClauseResult
}

/// Which evaluator decides which shape: a new shape is a new file and one line here.
enum ClauseRegistry {
    static func evaluator(for shape: RuleShape) -> any ClauseEvaluator {
        switch shape {
        case .fixedThreshold, .competitive: ThresholdEvaluator()
        case .thresholdBy: LookupEvaluator()
        case .reference: ReferenceEvaluator()
        case .notBelowPeerAverage: PeerEvaluator()
        case .targetAndFloor: TargetFloorEvaluator()
        case .equalSubstitution: SubstitutionEvaluator()
        case .tieredObligation: TierEvaluator()
        case .listMembership, .absolute, .procedural, .spatial, .subjectIntegrity, .parkState, .conditionalReview,
            .fallbackRoute, .timeBound, .exemption, .scorecard, .cardinality:
            ConditionEvaluator()
        }
    }
}
