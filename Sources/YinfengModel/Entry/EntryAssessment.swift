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
    /// The least changes that settle failing or reviewed numeric clauses, each verified by re-running.
    package var remedies: [Remedy]
    /// Remarks on the rules themselves (a park line laxer than a national one, a finding that does not apply).
    package let notes: [String]

    /// An assessment.
    package init(
        verdict: Verdict, soFar: Verdict, clauses: [ClauseFinding], conditions: [Condition] = [],
        questions: [String] = [], benefits: [Benefit] = [], outOfForce: Int = 0, remedies: [Remedy] = [],
        notes: [String] = []
    ) {
        self.verdict = verdict
        self.soFar = soFar
        self.clauses = clauses
        self.conditions = conditions
        self.questions = questions
        self.benefits = benefits
        self.outOfForce = outOfForce
        self.remedies = remedies
        self.notes = notes
    }

    /// One change of one number, with the verdict that it leads to.
    package struct Remedy: Sendable, Equatable {
        /// The clauses that it settles.
        package let rules: [String]
        /// The field to change, by key.
        package let field: FieldKey
        /// The change in words (`用地面积减到 80亩`).
        package let change: String
        /// The number now, with its unit; nil when none is stated.
        package let from: String?
        /// The number then, with its unit, as `--set` accepts it.
        package let to: String
        /// The verdict when the change is made, found by re-running every clause.
        package let verdict: Verdict
        /// The verdict so far when the change is made.
        package let soFar: Verdict

        /// A change.
        package init(
            rules: [String], field: FieldKey, change: String, from: String?, to: String, verdict: Verdict,
            soFar: Verdict
        ) {
            self.rules = rules
            self.field = field
            self.change = change
            self.from = from
            self.to = to
            self.verdict = verdict
            self.soFar = soFar
        }
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
    /// The quantity that the clause compares, or nil.
    package let quantity: FieldKey?
    /// How the number was computed, with its inputs; empty for a stated number or none.
    package let formula: String
    /// The fields that the number rests on, in the order of the formula.
    package let inputs: [FieldKey]
    /// The fields that are missing (of the project), in order.
    package let missing: [FieldKey]
    /// Other texts that the line comes from (a delegated clause cites both).
    package let alsoCites: [Citation]
    /// Whether the value stands exactly on the line.
    package let isEdge: Bool

    /// A clause's outcome.
    package init(
        rule: String, citation: Citation, force: ClauseForce, outcome: ClauseOutcome, required: String? = nil,
        found: String? = nil, margin: String? = nil, marginShare: Double? = nil, message: String,
        finding: String? = nil, quantity: FieldKey? = nil, formula: String = "", inputs: [FieldKey] = [],
        missing: [FieldKey] = [], alsoCites: [Citation] = [], isEdge: Bool = false
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
        self.quantity = quantity
        self.formula = formula
        self.inputs = inputs
        self.missing = missing
        self.alsoCites = alsoCites
        self.isEdge = isEdge
    }
}
