package import YinfengModel

/// The assessment of one lead over many parks: a rule is decided once, whatever the number of parks.
package struct EntrySession: Sendable {
    let engine: EntryEngine
    let facts: ProjectFacts
    let firstTalk: FirstTalkStatus
    private var results: [ClauseResult?]
    private var findings: [ClauseFinding?]
    private let text: ClauseText

    init(engine: EntryEngine, facts: ProjectFacts, firstTalk: FirstTalkStatus) {
        self.engine = engine
        self.facts = facts
        self.firstTalk = firstTalk
        results = Array(repeating: nil, count: engine.rules.count)
        findings = Array(repeating: nil, count: engine.rules.count)
        text = ClauseText(directory: engine.directory, rules: engine.rules)
    }

    /// The verdict without any text: what a ranking of thousands of parks needs. O(rules).
    package mutating func brief(_ scope: ScopeKey) -> EntryBrief {
        var verdict = Verdict.admit
        var soFar = Verdict.admit
        var refusals: [Int] = []
        var margin = 0
        let all = resolve(scope)
        for (index, result) in all where engine.rules[index].benefit.isEmpty {
            let outcome = settled(result, index).outcome
            let part = EntrySession.verdict(outcome, engine.rules[index].force)
            verdict = max(verdict, part)
            if outcome != .missing { soFar = max(soFar, part) }
            if outcome == .fail { refusals.append(index) }
            // Each clause adds and none takes away, so that a better number never lowers the sum.
            if let share = ClauseText.marginShare(result) {
                margin += Int((min(1, max(0, share)) * 10_000).rounded(.down))
            }
        }
        let refusal = refusals.first.flatMap { index in
            all.first { $0.index == index }.map { finding($0.result, index, isShared: !engine.isPlaceBound(index)) }
        }
        return EntryBrief(
            verdict: verdict, soFar: soFar, refusal: refusal, failing: refusals.count, margin: margin)
    }

    /// Every clause with its text, the conditions, benefits, questions and the verdict. O(rules).
    package mutating func assess(_ scope: ScopeKey) -> EntryAssessment {
        var verdict = Verdict.admit
        var soFar = Verdict.admit
        var clauses: [ClauseFinding] = []
        clauses.reserveCapacity(engine.rules.count)
        var conditions: [EntryAssessment.Condition] = []
        var benefits: [EntryAssessment.Benefit] = []
        var covered: [Int: ClauseResult] = [:]
        for (index, result) in resolve(scope) { covered[index] = result }
        for index in engine.rules.indices {
            let rule = engine.rules[index]
            guard let result = covered[index] else {
                clauses.append(engine.fixedFinding(index) ?? text.finding(rule, .notApplicable(.outOfPlace), nil))
                continue
            }
            if !rule.benefit.isEmpty {
                if result.outcome == .pass {
                    benefits.append(
                        EntryAssessment.Benefit(rule: rule.id, text: rule.benefit, because: text.because(rule, result)))
                }
                clauses.append(text.finding(rule, .notApplicable(.guidanceOnly), nil))
                continue
            }
            let outcome = settled(result, index).outcome
            let part = EntrySession.verdict(outcome, rule.force)
            verdict = max(verdict, part)
            if outcome != .missing { soFar = max(soFar, part) }
            if outcome == .pass, let condition = text.condition(rule, result) { conditions.append(condition) }
            clauses.append(finding(result, index, isShared: !engine.isPlaceBound(index)))
        }
        return EntryAssessment(
            verdict: verdict, soFar: soFar, clauses: clauses, conditions: conditions, questions: facts.questions,
            benefits: benefits, outOfForce: engine.outOfForce, notes: engine.notes)
    }

    /// The project verdict of one clause: `missing` needs evidence only where the clause is mandatory.
    package static func verdict(_ outcome: ClauseOutcome, _ force: ClauseForce) -> Verdict {
        switch outcome {
        case .pass, .notApplicable: .admit
        case .fail: .refuse
        case .review: .review
        case .missing: force == .mandatory ? .needsEvidence : .review
        }
    }

    // MARK: Results

    /// The results of the rules that cover the park, exemptions and groups applied, in the engine's order.
    mutating func resolve(_ scope: ScopeKey) -> [(index: Int, result: ClauseResult)] {
        var all: [(index: Int, result: ClauseResult)] = []
        all.reserveCapacity(engine.rules.count)
        var hasGroups = false
        var exempted: [String: String] = [:]
        for index in engine.rules.indices where scope.covers(index) && engine.fixedFinding(index) == nil {
            let result: ClauseResult
            if engine.isPlaceBound(index) {
                result = engine.result(index, facts, scope.place, firstTalk)
            } else if let known = results[index] {
                result = known
            } else {
                result = engine.result(index, facts, scope.place, firstTalk)
                results[index] = result
            }
            let rule = engine.rules[index]
            hasGroups = hasGroups || !rule.anyOf.isEmpty
            if !rule.exempts.isEmpty, result.outcome == .pass {
                for id in rule.exempts { exempted[id] = rule.id }
            }
            all.append((index, result))
        }
        if !exempted.isEmpty {
            for place in all.indices {
                if let by = exempted[engine.rules[all[place].index].id] {
                    all[place].result = .notApplicable(.exempted(by))
                }
            }
        }
        if hasGroups { applyGroups(&all) }
        return all
    }

    /// «或»: where one clause of a group is met, the others no longer count.
    private func applyGroups(_ all: inout [(index: Int, result: ClauseResult)]) {
        var met: [String: String] = [:]
        func key(_ rule: Rule) -> String { rule.citation.edition + "#" + rule.anyOf }
        for (index, result) in all where result.outcome == .pass && !engine.rules[index].anyOf.isEmpty {
            let rule = engine.rules[index]
            if met[key(rule)] == nil { met[key(rule)] = rule.id }
        }
        // Without a clause that is met, one that may still be met keeps the others from refusing.
        var open: [String: ClauseResult] = [:]
        for (index, result) in all where !engine.rules[index].anyOf.isEmpty {
            if [.missing, .review].contains(result.outcome) {
                let group = key(engine.rules[index])
                if open[group].map({ $0.outcome.severity < result.outcome.severity }) ?? true { open[group] = result }
            }
        }
        for place in all.indices where !engine.rules[all[place].index].anyOf.isEmpty {
            let group = key(engine.rules[all[place].index])
            if let id = met[group] {
                if all[place].result.outcome != .pass { all[place].result = .notApplicable(.metByOther(id)) }
            } else if all[place].result.outcome == .fail, let other = open[group] {
                all[place].result.outcome = other.outcome
                all[place].result.missing = other.missing
            }
        }
    }

    /// A person's finding settles what is in review, nothing else.
    private func settled(_ result: ClauseResult, _ index: Int) -> (outcome: ClauseOutcome, finding: Finding?) {
        guard result.outcome == .review,
            let finding = engine.context.findings.last(where: {
                $0.answers(engine.rules[index].id) && $0.date <= engine.context.asOf
            })
        else { return (result.outcome, nil) }
        return (finding.isPass ? .pass : .fail, finding)
    }

    private mutating func finding(_ result: ClauseResult, _ index: Int, isShared: Bool) -> ClauseFinding {
        if isShared, results[index] == result, let known = findings[index] { return known }
        let (outcome, person) = settled(result, index)
        var shown = result
        shown.outcome = outcome
        let ignored =
            person == nil
            ? engine.context.findings.last { $0.answers(engine.rules[index].id) } : nil
        let finding = text.finding(engine.rules[index], shown, person, ignored: ignored, asOf: engine.context.asOf)
        if isShared, results[index] == result { findings[index] = finding }
        return finding
    }
}

/// The verdict of a lead for one scope, without the clauses.
package struct EntryBrief: Sendable, Equatable {
    /// The worst of all clauses.
    package let verdict: Verdict
    /// The worst of the clauses that are decidable.
    package let soFar: Verdict
    /// The first clause that refuses, or nil.
    package let refusal: ClauseFinding?
    /// How many clauses refuse.
    package let failing: Int
    /// The sum over numeric clauses of the margin as a share of the line, each cut to 0…1, in ten-thousandths.
    package let margin: Int
}
