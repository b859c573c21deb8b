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
    /// What was decided before on this lead.
    let cache: ResultCache

    /// What an unmet line leads to: a refusal only where the clause refuses and the text was read in a published copy.
    func unmet(isVerified: Bool = true) -> ClauseOutcome {
        rule.force == .mandatory && rule.isVerified && isVerified ? .fail : .review
    }
}

/// The results of one lead that hold at every park, by rule; not shared between threads.
final class ResultCache {
    private let count: Int
    /// By rule; empty until the first is kept.
    private var results: [Decided?] = []
    /// The sentences, by rule, where they hold at every park; empty until the first is kept.
    private var findings: [Shown?] = []
    /// Where the industry is open: the results by candidate, then rule.
    private var byCandidate: [Decided?] = []
    /// What is kept in each table: few of hundreds, and all that `clear` must forget.
    private var keptResults: [Int] = []
    private var keptFindings: [Int] = []
    private var keptByCandidate: [Int] = []

    init(count: Int) { self.count = count }

    /// Forgets the lead but keeps the memory.
    func clear() {
        for index in keptResults { results[index] = nil }
        for index in keptFindings { findings[index] = nil }
        for index in keptByCandidate { byCandidate[index] = nil }
        keptResults.removeAll(keepingCapacity: true)
        keptFindings.removeAll(keepingCapacity: true)
        keptByCandidate.removeAll(keepingCapacity: true)
    }

    /// The result of a rule, if it is known.
    func result(_ index: Int) -> Decided? { results.isEmpty ? nil : results[index] }

    func keep(_ decided: Decided, for index: Int) {
        if results.isEmpty { results = Array(repeating: nil, count: count) }
        results[index] = decided
        keptResults.append(index)
    }

    /// The sentence of a rule, if it is known.
    func finding(_ index: Int) -> ClauseFinding? { findings.isEmpty ? nil : findings[index]?.finding }

    func keep(_ finding: ClauseFinding, for index: Int) {
        if findings.isEmpty { findings = Array(repeating: nil, count: count) }
        findings[index] = Shown(finding)
        keptFindings.append(index)
    }

    /// The result of a rule for a candidate industry, if it is known.
    func result(_ index: Int, candidate: Int) -> Decided? {
        let place = candidate * count + index
        return place < byCandidate.count ? byCandidate[place] : nil
    }

    func keep(_ decided: Decided, for index: Int, candidate: Int) {
        let place = candidate * count + index
        while byCandidate.count <= place { byCandidate += Array(repeating: nil, count: count) }
        byCandidate[place] = decided
        keptByCandidate.append(place)
    }
}

/// A result behind one reference: results are large, and handed on for every park.
final class Decided: Sendable {
    let result: ClauseResult
    /// The most frequent result by far: one for all.
    static let outOfIndustry = Decided(.notApplicable(.outOfIndustry))

    /// The outcome by itself: the whole result is large to copy.
    let outcome: ClauseOutcome

    init(_ result: ClauseResult) {
        self.result = result
        outcome = result.outcome
    }

    /// The margin cut to 0…1, in ten-thousandths.
    var marginPoints: Int { result.line == nil ? 0 : ClauseText.marginPoints(result) }
}

/// A finding behind one reference.
final class Shown {
    let finding: ClauseFinding

    init(_ finding: ClauseFinding) { self.finding = finding }
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
