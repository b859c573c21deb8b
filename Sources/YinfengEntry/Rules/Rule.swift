package import YinfengModel

/// One testable sentence of a policy text, compiled from a row of a rule file.
///
/// A class so that the thousands of evaluations of a run share one copy.
package final class Rule: Sendable {
    /// What a clause becomes where its test does not decide it.
    package enum Fallback: String, Sendable, CaseIterable {
        /// Not met: `fail`, or `review` where the clause does not refuse.
        case fail
        /// A person must decide.
        case review
        /// The project's evidence is missing.
        case missing
        /// Met, with the row's text as an obligation.
        case condition
        /// Met.
        case pass
        /// Does not concern the project.
        case notApplicable = "not-applicable"
    }

    /// The stable id (`S000-01`, `S002-01/far`).
    package let id: String
    /// Where it stands.
    package let citation: Citation
    /// The sentence, or its operative words.
    package let quote: String
    /// Whom it speaks of.
    package let subject: RuleSubject
    /// How binding it is.
    package let force: ClauseForce
    /// Its shape.
    package let shape: RuleShape
    /// Where and for whom it holds.
    package let scope: RuleScope
    /// The quantity that it compares, or nil.
    package let quantity: FieldKey?
    /// Which definition of the quantity the text means; empty for the usual one.
    package let definition: String
    /// The line in the quantity's unit, or nil when the row holds none.
    package let line: LineTest?
    /// The name of a value table, or empty.
    package let table: String
    /// The rows of that table.
    package let values: [ValueRow]
    /// Those of them that may speak of a division, with the rows for all; in the table's order.
    private let valuesByDivision: [IndustryCode: [ValueRow]]
    private let valuesForAll: [ValueRow]
    /// The tiers of a duty, highest first.
    package let tiers: [DutyTier]
    /// The classified list that decides a duty, or nil.
    package let duties: DutyList?
    /// The field that a substitution is measured against, or nil.
    package let against: FieldKey?
    /// Holds when the clause is met.
    package let test: Condition?
    /// Holds when the clause is broken whatever else is shown.
    package let breach: Condition?
    /// The result when the test does not hold.
    package let otherwise: Fallback
    /// The result when the test cannot be decided.
    package let unknown: Fallback
    /// Clauses of one set that carry the same word here are met when one of them is.
    package let anyOf: String
    /// Ids of the clauses that it lifts when its test holds.
    package let exempts: [String]
    /// What the project may ask for when the test holds; empty when nothing.
    package let benefit: String
    /// The obligation or the question that a person is shown.
    package let text: String
    /// By when the obligation is due.
    package let due: String
    /// high, medium, low, missing or design.
    package let confidence: String
    /// The line as the document prints it, where its unit is another; else empty.
    package let printedLine: String
    /// Whether the row came from a park's own lines.
    package let isOwnLine: Bool

    /// Whether it was read in a published copy: an unverified rule never fails a project.
    package var isVerified: Bool { citation.isVerified }

    /// The rows of the table that may speak of an industry, in the table's order. O(1).
    func values(for code: IndustryCode?) -> [ValueRow] {
        guard let code else { return valuesForAll }
        return valuesByDivision[code.prefix(2)] ?? valuesForAll
    }

    /// The name of its group («或») across sets; only for rules with `anyOf`.
    var group: String { citation.edition + "#" + anyOf }

    /// A rule from its parts; what a shape does not use is left out.
    package init(
        id: String, citation: Citation, quote: String = "", subject: RuleSubject = .project, force: ClauseForce,
        shape: RuleShape, scope: RuleScope = RuleScope(), quantity: FieldKey? = nil, definition: String = "",
        line: LineTest? = nil, table: String = "", values: [ValueRow] = [], tiers: [DutyTier] = [],
        duties: DutyList? = nil,
        against: FieldKey? = nil, test: Condition? = nil, breach: Condition? = nil, otherwise: Fallback = .fail,
        unknown: Fallback = .missing, anyOf: String = "", exempts: [String] = [], benefit: String = "",
        text: String = "", due: String = "", confidence: String = "high", printedLine: String = "",
        isOwnLine: Bool = false
    ) {
        self.id = id
        self.citation = citation
        self.quote = quote
        self.subject = subject
        self.force = force
        self.shape = shape
        self.scope = scope
        self.quantity = quantity
        self.definition = definition
        self.line = line
        self.table = table
        self.values = values
        let divisions = Set(values.flatMap { $0.industries.map { $0.prefix(2) } })
        valuesByDivision = Dictionary(
            uniqueKeysWithValues: divisions.map { division in
                (
                    division,
                    values.filter { $0.industries.isEmpty || $0.industries.contains { $0.prefix(2) == division } }
                )
            })
        valuesForAll = values.filter(\.industries.isEmpty)
        self.tiers = tiers
        self.duties = duties
        self.against = against
        self.test = test
        self.breach = breach
        self.otherwise = otherwise
        self.unknown = unknown
        self.anyOf = anyOf
        self.exempts = exempts
        self.benefit = benefit
        self.text = text
        self.due = due
        self.confidence = confidence
        self.printedLine = printedLine
        self.isOwnLine = isOwnLine
    }
}

/// A line of a value table: for which industries and land grades a number holds.
package final class ValueRow: Sendable {
    /// Industries covered, with all below; empty = all.
    package let industries: [IndustryCode]
    /// Industries taken out again.
    package let excluded: [IndustryCode]
    /// Land grades covered, nil = all.
    package let grades: ClosedRange<Int>?
    /// The line in the quantity's unit; nil = this catalogue holds no line.
    package let value: Rational?
    /// What the row is called in the document (`C13 农副食品加工业，一类`).
    package let label: String
    /// Whether the number was read in a published copy.
    package let isVerified: Bool

    /// A row.
    package init(
        industries: [IndustryCode], excluded: [IndustryCode] = [], grades: ClosedRange<Int>? = nil, value: Rational?,
        label: String, isVerified: Bool
    ) {
        self.industries = industries
        self.excluded = excluded
        self.grades = grades
        self.value = value
        self.label = label
        self.isVerified = isVerified
    }
}

/// One tier of a duty: when it is reached and which paper it asks for.
package struct DutyTier: Sendable {
    /// When the tier is reached; nil = always (the last tier).
    package let when: Condition?
    /// The paper (`报告书`, `节能审查意见`); empty = no duty.
    package let duty: String
    /// The field that shows the paper, or nil.
    package let document: FieldKey?
    /// The obligation where the paper is not there yet, or a remark where there is no duty.
    package let text: String
    /// By when the paper is due.
    package let due: String
    /// What the clause is without the paper: `condition` or `missing`.
    package let absent: Rule.Fallback

    /// A tier.
    package init(
        when: Condition?, duty: String, document: FieldKey?, text: String, due: String, absent: Rule.Fallback
    ) {
        self.when = when
        self.duty = duty
        self.document = document
        self.text = text
        self.due = due
        self.absent = absent
    }
}
