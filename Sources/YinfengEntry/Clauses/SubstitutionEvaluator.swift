import YinfengModel

/// `equal_substitution`: what is taken away elsewhere (`quantity`) must reach ratio × what is added (`against`).
struct SubstitutionEvaluator: ClauseEvaluator {
    func evaluate(_ input: ClauseInput) -> ClauseResult {
        guard let key = input.rule.quantity, let against = input.rule.against else {
            return ConditionEvaluator().evaluate(input)
        }
        let added = input.facts.value(against)
        // Nothing added needs nothing taken away.
        if added.interval?.high == .zero { return .notApplicable(.outOfCondition) }
        let taken = input.facts.value(key)
        let ratio = input.rule.line?.value ?? .one
        guard let need = added.interval, let wide = try? need.widened(by: input.facts.parameters.approxWidth),
            let high = wide.high, let needed = try? high.multiplied(by: ratio),
            let low = try? (wide.low ?? .zero).multiplied(by: ratio)
        else {
            // Of an open need only the least is known: what does not reach even that is settled.
            if let least = added.interval?.low, let floor = try? least.multiplied(by: ratio),
                let interval = taken.interval, LineTest(op: .atLeast, value: floor).holds(for: interval) == .no
            {
                var result = ThresholdEvaluator.compare(
                    taken, LineTest(op: .atLeast, value: floor), input, isVerified: input.rule.isVerified)
                if input.rule.otherwise == .review { result.outcome = .review }
                return result
            }
            return .missing(added.wanted + (taken.interval == nil ? taken.wanted : []), value: taken)
        }
        var result = ThresholdEvaluator.compare(
            taken, LineTest(op: .atLeast, value: needed), input, isVerified: input.rule.isVerified)
        // A range of need fails only when even its least is not reached.
        if result.reason == .unmet, low != needed, let interval = taken.interval,
            LineTest(op: .atLeast, value: low).holds(for: interval) != .no
        {
            result.outcome = .missing
            result.reason = .spans
            result.missing = added.inputs
        }
        if result.reason == .unmet, input.rule.otherwise == .review { result.outcome = .review }
        if result.outcome == .missing, input.rule.unknown == .condition {
            result.outcome = .pass
            result.reason = .obligation
            result.missing = []
        }
        return result
    }
}
