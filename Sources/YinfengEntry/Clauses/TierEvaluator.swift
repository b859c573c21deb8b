import YinfengModel

/// `tiered_obligation`: the highest tier whose condition holds says which paper is due.
struct TierEvaluator: ClauseEvaluator {
    func evaluate(_ input: ClauseInput) -> ClauseResult {
        if let list = input.rule.duties { return fromList(list, input) }
        var open: [FieldKey] = []
        var possible: DutyTier?
        for tier in input.rule.tiers {
            switch tier.when.map({ input.facts.test($0) }) ?? .yes {
            case .no: continue
            case .unknown:
                open += tier.when.map { unknownKeys($0, input.facts) } ?? []
                possible = possible ?? tier
            case .yes:
                guard possible == nil || possible?.duty == tier.duty else {
                    return missing(open, between: possible, and: tier)
                }
                return reached(tier, input)
            }
        }
        return open.isEmpty ? .notApplicable(.tierNotReached) : missing(open, between: possible, and: nil)
    }

    /// The duty by a classified list; every possible paper is named, with what decides between them.
    private func fromList(_ list: DutyList, _ input: ClauseInput) -> ClauseResult {
        guard let code = input.code else { return .missing([.industryCode]) }
        // Numbers that raise the duty whatever the industry.
        for tier in input.rule.tiers where tier.when.map({ input.facts.test($0) }) == .yes {
            return reached(tier, input)
        }
        let answer = list.answer(for: code, facts: input.facts)
        guard !answer.levels.isEmpty else {
            if answer.isTooWide { return .missing([.industryCode]) }
            var result = ClauseResult.notApplicable(.tierNotReached)
            result.obligation =
                answer.labels.isEmpty ? "名录未列入本行业" : "名录所列情形均不成立（\(answer.labels.joined(separator: "；"))）"
            return result
        }
        let names = answer.levels.map(\.name).joined(separator: "或")
        var result = ClauseResult(outcome: .pass, reason: .paperPresent)
        result.duty = names + (answer.mayBeNone ? "，或不需办理" : "")
        result.label = answer.labels.joined(separator: "；")
        if let key = input.rule.quantity, input.facts.isPresent(key) { return result }
        result.reason = .paperDue
        result.obligation =
            input.rule.text + "（" + result.duty
            + (answer.open.isEmpty ? "" : "；取决于：" + answer.open.joined(separator: "；")) + "）"
        result.due = input.rule.due
        return result
    }

    private func missing(_ keys: [FieldKey], between high: DutyTier?, and low: DutyTier?) -> ClauseResult {
        var seen: Set<FieldKey> = []
        var result = ClauseResult.missing(keys.filter { seen.insert($0).inserted })
        result.duty = [high?.duty, low?.duty].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "或")
        return result
    }

    private func reached(_ tier: DutyTier, _ input: ClauseInput) -> ClauseResult {
        guard !tier.duty.isEmpty else {
            var result = ClauseResult.notApplicable(.tierNotReached)
            result.obligation = tier.text
            return result
        }
        var result = ClauseResult(outcome: .pass, reason: .paperPresent)
        result.duty = tier.duty
        if let document = tier.document, input.facts.isPresent(document) { return result }
        result.obligation = tier.text
        result.due = tier.due
        switch tier.absent {
        case .missing:
            result.outcome = .missing
            result.reason = .paperMissing
            result.missing = tier.document.map { [$0] } ?? []
        case .review:
            result.outcome = .review
            result.reason = .judgement
        default: result.reason = .paperDue
        }
        return result
    }

    /// The fields of a condition that are not known.
    private func unknownKeys(_ condition: Condition, _ facts: ProjectFacts) -> [FieldKey] {
        switch condition {
        case .all(let parts), .any(let parts):
            parts.filter { facts.test($0) == .unknown }.flatMap { unknownKeys($0, facts) }
        default: facts.test(condition) == .unknown ? condition.keys : []
        }
    }
}
