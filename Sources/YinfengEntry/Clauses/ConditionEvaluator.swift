import YinfengModel

/// The shapes that a test over the project's papers and statements decides, with the row's own fallbacks.
struct ConditionEvaluator: ClauseEvaluator {
    func evaluate(_ input: ClauseInput) -> ClauseResult {
        let rule = input.rule
        if rule.quantity == .firstTalk { return firstTalk(input) }
        if let breach = rule.breach, input.facts.test(breach, closed: true) == .yes {
            var result = ClauseResult(outcome: input.unmet(), reason: .breached)
            result.duty = statements(breach, input.facts)
            return result
        }
        guard let test = rule.test else { return fallback(rule.unknown, input, reason: .judgement, keys: []) }
        switch input.facts.test(test) {
        case .yes:
            var result = ClauseResult(outcome: .pass, reason: .testHolds)
            result.duty = statements(test, input.facts)
            return result
        case .no: return fallback(rule.otherwise, input, reason: .testFails, keys: test.keys)
        case .unknown: return fallback(rule.unknown, input, reason: .evidenceMissing, keys: test.keys)
        }
    }

    private func fallback(
        _ fallback: Rule.Fallback, _ input: ClauseInput, reason: ClauseReason, keys: [FieldKey]
    ) -> ClauseResult {
        switch fallback {
        case .fail: return ClauseResult(outcome: input.unmet(), reason: .testFails)
        case .review: return ClauseResult(outcome: .review, reason: .judgement)
        case .missing:
            let open = keys.filter { !input.facts.isPresent($0) && $0 != .allText }
            var result = ClauseResult.missing(open.isEmpty ? keys.filter { $0 != .allText } : open)
            if keys.isEmpty { result.reason = .judgement }
            return result
        case .condition: return ClauseResult(outcome: .pass, reason: .obligation)
        case .pass: return ClauseResult(outcome: .pass, reason: .testHolds)
        case .notApplicable: return .notApplicable(.outOfCondition)
        }
    }

    /// The first-talk duties never refuse: unfiled is an obligation, another place's protection goes to a person.
    private func firstTalk(_ input: ClauseInput) -> ClauseResult {
        switch input.firstTalk {
        case .notFiled: ClauseResult(outcome: .pass, reason: .obligation)
        case .filed(let number): ClauseResult(outcome: .pass, reason: .filed(number))
        case .protectedElsewhere(let number, let place):
            ClauseResult(outcome: .review, reason: .protectedElsewhere(number, place))
        }
    }

    /// What the project says about the fields of a condition, for the screen.
    private func statements(_ condition: Condition, _ facts: ProjectFacts) -> String {
        var seen: Set<FieldKey> = []
        return condition.keys.filter { seen.insert($0).inserted && $0 != .allText && facts.isStated($0) }.compactMap {
            key in
            facts.lead.fields[key].map { facts.directory.name(key) + "“" + $0.raw + "”" }
        }.joined(separator: "；")
    }
}
