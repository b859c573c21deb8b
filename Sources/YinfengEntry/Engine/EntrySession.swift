package import YinfengModel

/// The assessment of one lead over many parks: a rule is decided once, whatever the number of parks.
///
/// One thread at a time; make a session a lead.
package struct EntrySession {
    let engine: EntryEngine
    let facts: ProjectFacts
    let firstTalk: FirstTalkStatus
    /// The items of the national lists that the project falls under.
    package let hits: [PolicyHit]
    private let policy: PolicyClauses
    private let cache: ResultCache
    private let text: ClauseText

    init(
        engine: EntryEngine, facts: ProjectFacts, firstTalk: FirstTalkStatus, hits: [PolicyHit], cache: ResultCache
    ) {
        self.hits = hits
        policy = PolicyClauses(hits, facts: facts, context: engine.context)
        self.engine = engine
        self.facts = facts
        self.firstTalk = firstTalk
        self.cache = cache
        text = ClauseText(directory: engine.directory, rules: engine.rules)
    }

    /// The verdict without any text: what a ranking of thousands of parks needs. O(rules).
    package func brief(_ scope: ScopeKey) -> EntryBrief {
        var verdict = Verdict.admit
        var soFar = Verdict.admit
        var refusals: [Int] = []
        var margin = 0
        let all = resolve(scope)
        for (index, decided) in all where engine.rules[index].benefit.isEmpty {
            let outcome = settled(decided.result.outcome, index).outcome
            let part = EntrySession.verdict(outcome, engine.rules[index].force)
            verdict = max(verdict, part)
            if outcome != .missing { soFar = max(soFar, part) }
            if outcome == .fail { refusals.append(index) }
            // Each clause adds and none takes away, so that a better number never lowers the sum.
            margin += ClauseText.marginPoints(decided.result)
        }
        for finding in policy.findings {
            let part = EntrySession.verdict(finding.outcome, finding.force)
            verdict = max(verdict, part)
            if finding.outcome != .missing { soFar = max(soFar, part) }
        }
        let listed = policy.findings.filter { $0.outcome == .fail }
        let refusal = refusals.first.flatMap { index in
            all.first { $0.index == index }.map {
                finding($0.decided.result, index, isShared: !engine.isPlaceBound(index))
            }
        }
        return EntryBrief(
            verdict: verdict, soFar: soFar, refusal: listed.first ?? refusal, failing: refusals.count + listed.count,
            margin: margin)
    }

    /// Every clause with its text, the conditions, benefits, questions and the verdict. O(rules).
    package func assess(_ scope: ScopeKey) -> EntryAssessment {
        var verdict = Verdict.admit
        var soFar = Verdict.admit
        var clauses: [ClauseFinding] = []
        clauses.reserveCapacity(engine.rules.count)
        var conditions = policy.conditions
        var benefits = policy.benefits
        for finding in policy.findings {
            let part = EntrySession.verdict(finding.outcome, finding.force)
            verdict = max(verdict, part)
            if finding.outcome != .missing { soFar = max(soFar, part) }
            clauses.append(finding)
        }
        let covered = resolve(scope)
        var next = 0
        for index in engine.rules.indices {
            let rule = engine.rules[index]
            guard next < covered.count, covered[next].index == index else {
                if let finding = engine.fixedFinding(index) ?? engine.commonFinding(index, .outOfPlace) {
                    clauses.append(finding)
                }
                continue
            }
            let result = covered[next].decided.result
            next += 1
            if !rule.benefit.isEmpty {
                if result.outcome == .pass {
                    benefits.append(
                        EntryAssessment.Benefit(rule: rule.id, text: rule.benefit, because: text.because(rule, result)))
                }
                if let finding = engine.commonFinding(index, .guidanceOnly) { clauses.append(finding) }
                continue
            }
            let outcome = settled(result.outcome, index).outcome
            let part = EntrySession.verdict(outcome, rule.force)
            verdict = max(verdict, part)
            if outcome != .missing { soFar = max(soFar, part) }
            if outcome == .pass, let condition = text.condition(rule, result) { conditions.append(condition) }
            clauses.append(finding(result, index, isShared: !engine.isPlaceBound(index)))
        }
        return EntryAssessment(
            verdict: verdict, soFar: soFar, clauses: clauses, conditions: conditions, questions: facts.questions,
            benefits: benefits, outOfForce: engine.outOfForce, notes: engine.notes, evidence: evidence(clauses))
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

    /// What is missing, each once, with the paper that shows it, who gives it, and the clauses that wait for it.
    private func evidence(_ clauses: [ClauseFinding]) -> [EntryAssessment.Evidence] {
        var order: [FieldKey] = []
        var rules: [FieldKey: [String]] = [:]
        for clause in clauses where clause.outcome == .missing {
            for key in clause.missing {
                if rules[key] == nil { order.append(key) }
                if rules[key]?.last != clause.rule { rules[key, default: []].append(clause.rule) }
            }
        }
        return order.map { key in
            let hint = facts.parameters.evidence[key]
            return EntryAssessment.Evidence(
                field: key, name: facts.directory.name(key), paper: hint?.paper ?? "", giver: hint?.giver ?? "",
                rules: rules[key] ?? [], bureau: hint?.bureau ?? "", due: hint?.due ?? "")
        }
    }

    // MARK: Results

    /// The results of the rules that cover the park, exemptions and groups applied, in the engine's order.
    func resolve(_ scope: ScopeKey) -> [(index: Int, decided: Decided)] {
        var all: [(index: Int, decided: Decided)] = []
        all.reserveCapacity(engine.rules.count)
        for index in engine.rules.indices where scope.covers(index) && !engine.isFixed(index) {
            all.append((index, engine.result(index, facts, scope.place, firstTalk, cache)))
        }
        join(&all)
        return all
    }

    /// Applies exemptions and groups to results in the engine's order.
    func join(_ all: inout [(index: Int, decided: Decided)]) {
        var hasGroups = false
        var exempted: [String: String] = [:]
        for (index, decided) in all {
            let rule = engine.rules[index]
            hasGroups = hasGroups || !rule.anyOf.isEmpty
            if !rule.exempts.isEmpty, decided.result.outcome == .pass {
                for id in rule.exempts { exempted[id] = rule.id }
            }
        }
        if !exempted.isEmpty {
            for place in all.indices {
                if let by = exempted[engine.rules[all[place].index].id] {
                    all[place].decided = Decided(.notApplicable(.exempted(by)))
                }
            }
        }
        if hasGroups { applyGroups(&all) }
    }

    /// «或»: where one clause of a group is met, the others no longer count.
    private func applyGroups(_ all: inout [(index: Int, decided: Decided)]) {
        var met: [String: String] = [:]
        for (index, decided) in all where decided.result.outcome == .pass && !engine.rules[index].anyOf.isEmpty {
            let rule = engine.rules[index]
            if met[rule.group] == nil { met[rule.group] = rule.id }
        }
        // Without a clause that is met, one that may still be met keeps the others from refusing.
        var open: [String: ClauseResult] = [:]
        for (index, decided) in all where !engine.rules[index].anyOf.isEmpty {
            let result = decided.result
            if [.missing, .review].contains(result.outcome) {
                let group = engine.rules[index].group
                if open[group].map({ $0.outcome.severity < result.outcome.severity }) ?? true { open[group] = result }
            }
        }
        for place in all.indices where !engine.rules[all[place].index].anyOf.isEmpty {
            let group = engine.rules[all[place].index].group
            if let id = met[group] {
                if all[place].decided.result.outcome != .pass {
                    all[place].decided = Decided(.notApplicable(.metByOther(id)))
                }
            } else if all[place].decided.result.outcome == .fail, let other = open[group] {
                var result = all[place].decided.result
                result.outcome = other.outcome
                result.reason = other.reason
                result.missing = other.missing
                all[place].decided = Decided(result)
            }
        }
    }

    /// A person's finding settles what is in review, nothing else.
    private func settled(_ outcome: ClauseOutcome, _ index: Int) -> (outcome: ClauseOutcome, finding: Finding?) {
        guard outcome == .review,
            let finding = engine.context.findings.last(where: {
                $0.answers(engine.rules[index].id, project: facts.lead.id) && $0.date <= engine.context.asOf
            })
        else { return (outcome, nil) }
        return (finding.isPass ? .pass : .fail, finding)
    }

    /// The outcome of a rule after people's findings.
    func settledOutcome(_ outcome: ClauseOutcome, _ index: Int) -> ClauseOutcome { settled(outcome, index).outcome }

    /// The result of a rule that covers a park, before exemptions and groups.
    func result(_ index: Int, at place: ParkPlace) -> Decided {
        engine.result(index, facts, place, firstTalk, cache)
    }

    /// The result of a rule that covers a park for one industry, before exemptions and groups.
    func decide(_ index: Int, for code: IndustryCode?, at place: ParkPlace) -> Decided {
        engine.result(index, facts, code, place, firstTalk, cache)
    }

    /// The items of the national lists as clauses, and what they bind the project to.
    var listedFindings: [ClauseFinding] { policy.findings }
    var listedConditions: [EntryAssessment.Condition] { policy.conditions }

    /// What the national lists alone lead to.
    var policyTally: EntryTally {
        var tally = EntryTally()
        for finding in policy.findings { tally.add(finding.outcome, finding.force) }
        return tally
    }

    private func finding(_ result: ClauseResult, _ index: Int, isShared: Bool) -> ClauseFinding {
        if let common = engine.commonFinding(index, result.reason) { return common }
        // A result changed by a group or an exemption is not the shared one.
        let isShared = isShared && cache.result(index)?.result.reason == result.reason
        if isShared, let known = cache.finding(index) { return known }
        let (outcome, person) = settled(result.outcome, index)
        var shown = result
        shown.outcome = outcome
        let ignored =
            person == nil
            ? engine.context.findings.last { $0.answers(engine.rules[index].id, project: facts.lead.id) } : nil
        let finding = text.finding(engine.rules[index], shown, person, ignored: ignored, asOf: engine.context.asOf)
        if isShared { cache.keep(finding, for: index) }
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
