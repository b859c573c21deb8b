package import YinfengModel

/// What changes between two assessments of one project: two days, two rule sets, before and after `--set`.
package struct EntryComparison: Sendable, Equatable {
    /// A clause that differs.
    package struct Change: Sendable, Equatable {
        /// The rule's id.
        package let rule: String
        /// The clause before; nil when the rule did not stand there.
        package let before: ClauseFinding?
        /// The clause after; nil when the rule no longer stands there.
        package let after: ClauseFinding?
    }

    /// The verdict before and after.
    package let verdicts: [Verdict]
    /// The verdict so far before and after.
    package let soFar: [Verdict]
    /// The clauses whose outcome or line differs, in the order of the rules.
    package let changes: [Change]
    /// Whether the verdict flips.
    package var flips: Bool { verdicts.first != verdicts.last }

    /// Compares two assessments. O(clauses).
    package init(before: EntryAssessment, after: EntryAssessment) {
        verdicts = [before.verdict, after.verdict]
        soFar = [before.soFar, after.soFar]
        let later = Dictionary(after.clauses.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
        let earlier = Set(before.clauses.map(\.rule))
        var changes: [Change] = []
        for clause in before.clauses {
            let other = later[clause.rule]
            if let other, other.outcome == clause.outcome, other.required == clause.required { continue }
            if other == nil, clause.outcome == .notApplicable { continue }
            changes.append(Change(rule: clause.rule, before: clause, after: other))
        }
        // A rule that takes the place of one that fell is told even where it no longer asks anything.
        let fallen = Set(changes.filter { $0.after == nil }.compactMap { $0.before?.quantity })
        for clause in after.clauses
        where !earlier.contains(clause.rule)
            && (clause.outcome != .notApplicable || clause.quantity.map(fallen.contains) ?? false)
        {
            changes.append(Change(rule: clause.rule, before: nil, after: clause))
        }
        self.changes = changes
    }
}
