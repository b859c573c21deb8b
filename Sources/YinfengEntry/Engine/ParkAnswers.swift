import YinfengModel

/// The answers of one park for one lead after another, with no more text than a line of a long list shows.
///
/// Most clauses rest on figures that a lead of a long list does not state: their answer depends on the industry alone,
/// is decided once and kept. What a lead does state is decided anew. Verdicts and figures are those of
/// `EntrySession.assess`. For one thread; one park, one engine.
package final class ParkAnswers {
    private let engine: EntryEngine
    private let scope: ScopeKey
    private let text: ClauseText
    /// The rules that may say something about a project here, in the engine's order.
    private let rules: [Int]
    /// By place: the number that a clause compares and what it reads beside it, or nil where more counts.
    private let numbers: [(key: FieldKey, definition: String, beside: FieldSet)?]
    private let hasGroups: Bool
    private let hasExemptions: Bool
    private var byIndustry: [IndustryCode?: IndustryAnswers] = [:]
    /// The answer where the candidates' industries disagree and no number is known, by rule.
    private var uncertain: [BriefClause?]
    /// Where the candidates are tried, by place among `rules`.
    private var decided: [BriefClause] = []
    private var shown: [BriefClause] = []
    private let hasFindings: Bool

    /// Answers for the parks of a scope.
    package init(engine: EntryEngine, scope: ScopeKey) {
        self.engine = engine
        self.scope = scope
        text = ClauseText(directory: engine.directory, rules: engine.rules)
        rules = engine.rules.indices.filter { scope.covers($0) && !engine.isFixed($0) }
        numbers = rules.map { index in
            guard let key = engine.rules[index].quantity, engine.directory.entry(key)?.unit != nil,
                let beside = engine.reads.readsBeside(index)
            else { return nil }
            return (key, engine.rules[index].definition, beside)
        }
        hasGroups = rules.contains { !engine.rules[$0].anyOf.isEmpty }
        hasExemptions = rules.contains { !engine.rules[$0].exempts.isEmpty }
        hasFindings = !engine.context.findings.isEmpty
        uncertain = Array(repeating: nil, count: rules.count)
    }

    /// The verdict with every clause that applies. O(rules that the lead's industry does not leave out).
    package func assess(_ session: EntrySession) -> BriefAssessment {
        var tally = session.policyTally
        decide(session)
        if hasGroups || hasExemptions { join(session) }
        shown.removeAll(keepingCapacity: true)
        for clause in decided where clause.outcome != .notApplicable && !clause.isBenefit {
            if hasFindings, clause.outcome == .review {
                let outcome = session.settledOutcome(clause.outcome, clause.index)
                tally.add(outcome, clause.force)
                shown.append(outcome == clause.outcome ? clause : clause.with(outcome))
            } else {
                tally.add(clause.outcome, clause.force)
                shown.append(clause)
            }
        }
        return BriefAssessment(
            verdict: tally.verdict, soFar: tally.soFar, listed: session.listedFindings, clauses: shown,
            conditions: session.listedConditions, questions: session.facts.questions)
    }

    // MARK: Deciding

    /// Fills `decided` with the clauses of the rules that concern the lead, in order.
    private func decide(_ session: EntrySession) {
        decided.removeAll(keepingCapacity: true)
        let stated = engine.reads.stated(session.facts.lead, session.firstTalk)
        guard case .uncertain(let codes) = session.facts.industry, codes.count > 1 else {
            let answers = answers(for: session.facts.industry.candidates.first)
            for place in answers.concerned {
                decided.append(clause(place, answers, stated, session))
            }
            return
        }
        let all = codes.map { answers(for: $0) }
        var concerned = all[0].set
        for other in all.dropFirst() { concerned.formUnion(other.set) }
        concerned.forEach { place in decided.append(clause(place, among: all, stated, session)) }
    }

    /// The clause where several industries are possible: all must lead to the same result.
    private func clause(
        _ place: Int, among all: [IndustryAnswers], _ stated: FieldSet, _ session: EntrySession
    ) -> BriefClause {
        let first = clause(place, all[0], stated, session)
        guard engine.isCodeBound(rules[place]) else { return first }
        for answers in all.dropFirst() {
            let other = clause(place, answers, stated, session)
            if other === first || EntryEngine.agree(first.decided.result, other.decided.result) { continue }
            let value = first.decided.result.value
            if value?.interval == nil, let known = uncertain[place] { return known }
            let open = make(place, Decided(.uncertainIndustry(value: value)))
            if value?.interval == nil {
                open.isKept = true
                uncertain[place] = open
            }
            return open
        }
        return first
    }

    /// The clause for one industry: kept where the lead states nothing that it reads, or not enough for its number.
    private func clause(
        _ place: Int, _ answers: IndustryAnswers, _ stated: FieldSet, _ session: EntrySession
    ) -> BriefClause {
        guard answers.set.contains(place) else { return answers.outside }
        let isKept = answers.reads[place].isDisjoint(with: stated)
        if isKept, let known = answers.known[place] { return known }
        if !isKept, let quantity = numbers[place], quantity.beside.isDisjoint(with: stated),
            session.facts.questions.isEmpty,
            session.facts.value(quantity.key, definition: quantity.definition).interval == nil
        {
            return unknownNumber(place, answers, stated, session)
        }
        let clause = make(place, session.decide(rules[place], for: answers.code, at: scope.place))
        if isKept {
            clause.isKept = true
            answers.known[place] = clause
        }
        return clause
    }

    /// The clause where its number is not known: what is missing depends only on which of its parts are stated.
    private func unknownNumber(
        _ place: Int, _ answers: IndustryAnswers, _ stated: FieldSet, _ session: EntrySession
    ) -> BriefClause {
        let parts = answers.reads[place].intersection(stated)
        if let known = answers.unknown[place].first(where: { $0.parts == parts }) { return known.clause }
        let clause = make(place, session.decide(rules[place], for: answers.code, at: scope.place))
        clause.isKept = true
        answers.unknown[place].append((parts, clause))
        return clause
    }

    private func make(_ place: Int, _ decided: Decided) -> BriefClause {
        BriefClause(index: rules[place], decided: decided, text: text)
    }

    private func answers(for code: IndustryCode?) -> IndustryAnswers {
        if let known = byIndustry[code] { return known }
        let concerned = rules.indices.filter { engine.rules[rules[$0]].scope.relation(to: code) != .outside }
        let answers = IndustryAnswers(
            code: code, concerned: concerned, reads: rules.map { engine.reads.reads($0, code) },
            outside: BriefClause(index: rules.first ?? 0, decided: .outOfIndustry, text: text))
        byIndustry[code] = answers
        return answers
    }

    /// Exemptions and groups change what single clauses came to.
    private func join(_ session: EntrySession) {
        guard
            decided.contains(where: {
                !engine.rules[$0.index].anyOf.isEmpty
                    || !engine.rules[$0.index].exempts.isEmpty && $0.outcome == .pass
            })
        else { return }
        var all = decided.map { (index: $0.index, decided: $0.decided) }
        session.join(&all)
        for (place, joined) in all.enumerated() where joined.decided !== decided[place].decided {
            decided[place] = BriefClause(index: joined.index, decided: joined.decided, text: text)
        }
    }
}

/// What is known of one industry at the park.
private final class IndustryAnswers {
    let code: IndustryCode?
    /// The places of the rules that do not leave the industry out.
    let concerned: [Int]
    let set: SlotSet
    /// By place: what the rule reads.
    let reads: [FieldSet]
    /// By place: the answer for a lead that states none of it.
    var known: [BriefClause?]
    /// By place: the answers for leads that state some parts of the rule's number, but not the number.
    var unknown: [[(parts: FieldSet, clause: BriefClause)]]
    /// The answer of every rule that leaves the industry out.
    let outside: BriefClause

    init(code: IndustryCode?, concerned: [Int], reads: [FieldSet], outside: BriefClause) {
        self.code = code
        self.concerned = concerned
        self.reads = reads
        self.outside = outside
        var set = SlotSet(count: reads.count)
        for place in concerned { set.insert(place) }
        self.set = set
        known = Array(repeating: nil, count: reads.count)
        unknown = Array(repeating: [], count: reads.count)
    }
}
