/// The answer to «may it enter» for one lead and one scope, clause by clause.
package struct EntryAssessment: Sendable, Equatable {
    /// The worst of the clauses.
    package let verdict: Verdict
    /// The verdict over the clauses that can be decided from what is there.
    package let soFar: Verdict
    /// Every clause in force, those out of scope as `not-applicable`.
    package let clauses: [ClauseFinding]
    /// Obligations carried into the contract.
    package let conditions: [Condition]
    /// Questions about suspect values.
    package let questions: [String]
    /// Priorities and reliefs, apart from eligibility.
    package let benefits: [Benefit]
    /// How many rules were left out because they are not in force on the day.
    package let outOfForce: Int

    /// An assessment.
    package init(
        verdict: Verdict, soFar: Verdict, clauses: [ClauseFinding], conditions: [Condition] = [],
        questions: [String] = [], benefits: [Benefit] = [], outOfForce: Int = 0
    ) {
        self.verdict = verdict
        self.soFar = soFar
        self.clauses = clauses
        self.conditions = conditions
        self.questions = questions
        self.benefits = benefits
        self.outOfForce = outOfForce
    }

    /// An obligation.
    package struct Condition: Sendable, Equatable {
        /// The rule that asks for it.
        package let rule: String
        /// What must be done.
        package let text: String
        /// By when (`开工前`, `签约前`).
        package let due: String

        /// An obligation.
        package init(rule: String, text: String, due: String) {
            self.rule = rule
            self.text = text
            self.due = due
        }
    }

    /// A priority or a relief that the project may ask for.
    package struct Benefit: Sendable, Equatable {
        /// The rule that grants it.
        package let rule: String
        /// What is granted.
        package let text: String
        /// Why.
        package let because: String

        /// A benefit.
        package init(rule: String, text: String, because: String) {
            self.rule = rule
            self.text = text
            self.because = because
        }
    }
}

/// One clause with what was asked, what was found, and the outcome.
package struct ClauseFinding: Sendable, Equatable {
    /// The rule's id.
    package let rule: String
    /// Where it stands.
    package let citation: Citation
    /// How binding it is.
    package let force: ClauseForce
    /// The outcome.
    package let outcome: ClauseOutcome
    /// What is asked, with its unit (`≥ 1.0`), or nil when this catalogue holds no line.
    package let required: String?
    /// What the project has, derived, with its unit; nil when nothing is known.
    package let found: String?
    /// Distance from the line, positive when met (`+0.2 (+20%)`), or nil.
    package let margin: String?
    /// The margin as a share of the line, positive when met, for scores; nil when there is none.
    package let marginShare: Double?
    /// The sentence for a person.
    package let message: String
    /// A person's finding that settled it, or nil.
    package let finding: String?

    /// A clause's outcome.
    package init(
        rule: String, citation: Citation, force: ClauseForce, outcome: ClauseOutcome, required: String? = nil,
        found: String? = nil, margin: String? = nil, marginShare: Double? = nil, message: String,
        finding: String? = nil
    ) {
        self.rule = rule
        self.citation = citation
        self.force = force
        self.outcome = outcome
        self.required = required
        self.found = found
        self.margin = margin
        self.marginShare = marginShare
        self.message = message
        self.finding = finding
    }
}
