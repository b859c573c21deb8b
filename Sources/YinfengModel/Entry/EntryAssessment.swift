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
    /// What is missing of the project, with who can give it.
    package let evidence: [Evidence]
    /// Remarks on the rules themselves (a park line laxer than a national one, a finding that does not apply).
    package let notes: [String]

    /// An assessment.
    package init(
        verdict: Verdict, soFar: Verdict, clauses: [ClauseFinding], conditions: [Condition] = [],
        questions: [String] = [], benefits: [Benefit] = [], outOfForce: Int = 0, remedies: [Remedy] = [],
        notes: [String] = [], evidence: [Evidence] = []
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
        self.evidence = evidence
    }

    /// A missing piece of evidence.
    package struct Evidence: Sendable, Equatable {
        /// The field.
        package let field: FieldKey
        /// Its Chinese name.
        package let name: String
        /// The paper that shows it; empty when the profile names none.
        package let paper: String
        /// Who gives it.
        package let giver: String
        /// The clauses that wait for it.
        package let rules: [String]
        /// The office that takes it; empty when the profile names none.
        package let bureau: String
        /// By when; empty when the profile says nothing.
        package let due: String

        /// A missing piece.
        package init(
            field: FieldKey, name: String, paper: String, giver: String, rules: [String], bureau: String = "",
            due: String = ""
        ) {
            self.bureau = bureau
            self.due = due
            self.field = field
            self.name = name
            self.paper = paper
            self.giver = giver
            self.rules = rules
        }
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
///
/// The parts stand behind one reference: assessments hold hundreds of clauses, most of them the same for every lead.
package struct ClauseFinding: Sendable, Equatable {
    private let parts: Parts

    private final class Parts: Sendable, Equatable {
        let rule: String
        let citation: Citation
        let force: ClauseForce
        let outcome: ClauseOutcome
        let required: String?
        let found: String?
        let margin: String?
        let marginShare: Double?
        let message: String
        let finding: String?
        let quantity: FieldKey?
        let formula: String
        let inputs: [FieldKey]
        let missing: [FieldKey]
        let alsoCites: [Citation]
        let isEdge: Bool

        init(
            rule: String, citation: Citation, force: ClauseForce, outcome: ClauseOutcome, required: String?,
            found: String?, margin: String?, marginShare: Double?, message: String, finding: String?,
            quantity: FieldKey?, formula: String, inputs: [FieldKey], missing: [FieldKey], alsoCites: [Citation],
            isEdge: Bool
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

        static func == (left: Parts, right: Parts) -> Bool {
            left === right
                || (left.rule == right.rule
                    && left.citation == right.citation
                    && left.force == right.force
                    && left.outcome == right.outcome
                    && left.required == right.required
                    && left.found == right.found
                    && left.margin == right.margin
                    && left.marginShare == right.marginShare
                    && left.message == right.message
                    && left.finding == right.finding
                    && left.quantity == right.quantity
                    && left.formula == right.formula
                    && left.inputs == right.inputs
                    && left.missing == right.missing
                    && left.alsoCites == right.alsoCites
                    && left.isEdge == right.isEdge)
        }
    }

    /// The rule's id.
    package var rule: String { parts.rule }
    /// Where it stands.
    package var citation: Citation { parts.citation }
    /// How binding it is.
    package var force: ClauseForce { parts.force }
    /// The outcome.
    package var outcome: ClauseOutcome { parts.outcome }
    /// What is asked, with its unit (`≥ 1.0`), or nil when this catalogue holds no line.
    package var required: String? { parts.required }
    /// What the project has, derived, with its unit; nil when nothing is known.
    package var found: String? { parts.found }
    /// Distance from the line, positive when met (`+0.2 (+20%)`), or nil.
    package var margin: String? { parts.margin }
    /// The margin as a share of the line, positive when met, for scores; nil when there is none.
    package var marginShare: Double? { parts.marginShare }
    /// The sentence for a person.
    package var message: String { parts.message }
    /// A person's finding that settled it, or nil.
    package var finding: String? { parts.finding }
    /// The quantity that the clause compares, or nil.
    package var quantity: FieldKey? { parts.quantity }
    /// How the number was computed, with its inputs; empty for a stated number or none.
    package var formula: String { parts.formula }
    /// The fields that the number rests on, in the order of the formula.
    package var inputs: [FieldKey] { parts.inputs }
    /// The fields that are missing (of the project), in order.
    package var missing: [FieldKey] { parts.missing }
    /// Other texts that the line comes from (a delegated clause cites both).
    package var alsoCites: [Citation] { parts.alsoCites }
    /// Whether the value stands exactly on the line.
    package var isEdge: Bool { parts.isEdge }

    /// A clause's outcome.
    package init(
        rule: String, citation: Citation, force: ClauseForce, outcome: ClauseOutcome, required: String? = nil,
        found: String? = nil, margin: String? = nil, marginShare: Double? = nil, message: String,
        finding: String? = nil, quantity: FieldKey? = nil, formula: String = "", inputs: [FieldKey] = [],
        missing: [FieldKey] = [], alsoCites: [Citation] = [], isEdge: Bool = false
    ) {
        parts = Parts(
            rule: rule, citation: citation, force: force, outcome: outcome, required: required, found: found,
            margin: margin, marginShare: marginShare, message: message, finding: finding, quantity: quantity,
            formula: formula, inputs: inputs, missing: missing, alsoCites: alsoCites, isEdge: isEdge)
    }
}
