/// May the project enter? Ordered from the best to the worst; the worst clause decides.
package enum Verdict: String, Sendable, Comparable, CaseIterable {
    /// 准入 (with conditions: 准入（附条件）).
    case admit
    /// 提请研判: a person must weigh it.
    case review
    /// 待补证据: the project's evidence is missing.
    case needsEvidence = "needs-evidence"
    /// 不予准入.
    case refuse

    /// Its place in the order, as in `allCases`: 0 is the best.
    package var severity: Int {
        switch self {
        case .admit: 0
        case .review: 1
        case .needsEvidence: 2
        case .refuse: 3
        }
    }

    package static func < (left: Verdict, right: Verdict) -> Bool { left.severity < right.severity }

    /// 准入, 提请研判, 待补证据, 不予准入.
    package var chinese: String {
        switch self {
        case .admit: "准入"
        case .review: "提请研判"
        case .needsEvidence: "待补证据"
        case .refuse: "不予准入"
        }
    }
}

/// The outcome of one clause.
package enum ClauseOutcome: String, Sendable, CaseIterable {
    /// Met.
    case pass
    /// A refusal that is not met.
    case fail
    /// A person must decide.
    case review
    /// The project's evidence is missing.
    case missing
    /// Out of scope.
    case notApplicable = "not-applicable"

    /// 符合, 不符合, 需研判, 缺证据, 不适用.
    package var chinese: String {
        switch self {
        case .pass: "符合"
        case .fail: "不符合"
        case .review: "需研判"
        case .missing: "缺证据"
        case .notApplicable: "不适用"
        }
    }
}

/// How binding a clause is.
package enum ClauseForce: String, Sendable, CaseIterable {
    /// 不准, 不得, 必须, 须.
    case mandatory
    /// 推荐性指标.
    case recommended
    /// 原则上.
    case inPrinciple = "in-principle"
    /// 鼓励, 优先, 重点: adds to a score, never a verdict.
    case rank
    /// 力争, 左右: never a verdict.
    case target

    /// 强制, 推荐, 原则上, 导向, 目标.
    package var chinese: String {
        switch self {
        case .mandatory: "强制"
        case .recommended: "推荐"
        case .inPrinciple: "原则上"
        case .rank: "导向"
        case .target: "目标"
        }
    }
}
