package import YinfengModel

/// What matching needs of an entry assessment: light enough to be made for every scope of every lead.
package struct EntryStanding: Sendable, Equatable {
    /// The verdict over all clauses; nil when entry was not assessed.
    package let verdict: Verdict?
    /// The verdict over the clauses decidable so far.
    package let soFar: Verdict?
    /// The sum over numeric clauses of the margin as a share of the line, each cut to 0…1, in ten-thousandths.
    package let margin: Int
    /// The clause that refuses.
    package let refusal: ClauseFinding?

    /// A standing from its values.
    package init(verdict: Verdict?, soFar: Verdict?, margin: Int = 0, refusal: ClauseFinding? = nil) {
        self.verdict = verdict
        self.soFar = soFar
        self.margin = margin
        self.refusal = refusal
    }

    /// The standing when entry was not assessed.
    package static let unassessed = EntryStanding(verdict: nil, soFar: nil)

    /// The standing of an assessment. The refusing clause is the first mandatory one that fails. O(clauses).
    package init(_ assessment: EntryAssessment) {
        var margin = 0
        var refusal: ClauseFinding?
        for clause in assessment.clauses {
            // Each clause adds and none takes away, so that a better number never lowers the sum.
            if let share = clause.marginShare, share.isFinite, clause.outcome != .notApplicable {
                margin += Int((min(1, max(0, share)) * 10_000).rounded(.down))
            }
            if refusal == nil, clause.outcome == .fail { refusal = clause }
        }
        self.init(
            verdict: assessment.verdict, soFar: assessment.soFar, margin: margin,
            refusal: assessment.soFar == .refuse ? refusal : nil)
    }

    /// Whether the pair stands behind all others.
    package var isRefused: Bool { soFar == .refuse || verdict == .refuse }

    /// The value of the entry part, in ten-thousandths. It never falls when a verdict or a margin gets better.
    func value(_ numbers: MatchNumbers) -> Int {
        let base: Int
        switch soFar {
        case nil: return numbers.entryUnassessed
        case .refuse?: return numbers.entryRefuse
        case .needsEvidence?: base = numbers.entryNeedsEvidence
        case .review?: base = numbers.entryReview
        case .admit?: base = numbers.entryAdmit
        }
        return min(10_000, base + min(numbers.entryMarginCap, margin * numbers.entryMarginStep / 10_000))
    }
}
