package import YinfengModel

/// The answer of one park to one lead without sentences: what a line of a long list shows.
package struct BriefAssessment {
    /// The worst of all clauses.
    package let verdict: Verdict
    /// The worst of the clauses that are decidable.
    package let soFar: Verdict
    /// The items of the national lists.
    package let listed: [ClauseFinding]
    /// The clauses that apply, in the order of the rules.
    package let clauses: [BriefClause]
    /// The conditions of the listed items; each clause carries its own.
    package let conditions: [EntryAssessment.Condition]
    /// Questions about suspect values.
    package let questions: [String]
}

/// One clause of a brief answer; for one thread.
package final class BriefClause {
    /// The rule's id.
    package let rule: String
    /// The outcome after people's findings.
    package let outcome: ClauseOutcome
    /// Whether the same object stands in the answers of many leads, so that its writer may keep the bytes beside it.
    package internal(set) var isKept = false
    /// The bytes of the clause and of its condition, kept by whoever writes them; empty until then.
    package var writtenClause: [UInt8] = []
    package var writtenCondition: [UInt8] = []
    /// Whether the rule only grants something: it never counts.
    let isBenefit: Bool
    /// Its place in the engine's list.
    let index: Int
    let force: ClauseForce
    let decided: Decided
    private let text: ClauseText

    /// A clause; `outcome` is that of a person's finding where there is one.
    init(index: Int, decided: Decided, text: ClauseText, outcome: ClauseOutcome? = nil) {
        let rule = text.rules[index]
        self.index = index
        self.rule = rule.id
        force = rule.force
        isBenefit = !rule.benefit.isEmpty
        self.decided = decided
        self.text = text
        self.outcome = outcome ?? decided.outcome
    }

    /// The clause as a person's finding settled it.
    func with(_ outcome: ClauseOutcome) -> BriefClause {
        BriefClause(index: index, decided: decided, text: text, outcome: outcome)
    }

    /// Line, value and margin, as `EntrySession.assess` prints them.
    package var figures: (required: String?, found: String?, margin: String?) {
        var result = decided.result
        result.outcome = outcome
        return text.figures(text.rules[index], result)
    }

    /// The obligation that it carries into the contract, or nil.
    package var condition: EntryAssessment.Condition? {
        outcome == .pass ? text.condition(text.rules[index], decided.result) : nil
    }
}
