import YinfengModel

/// `target_and_floor`: `value` is the target, `value2` the floor; between the two a person decides.
struct TargetFloorEvaluator: ClauseEvaluator {
    func evaluate(_ input: ClauseInput) -> ClauseResult {
        guard let key = input.rule.quantity else { return ClauseResult(outcome: .review, reason: .judgement) }
        let value = input.facts.value(key, definition: input.rule.definition)
        guard let target = input.rule.line else { return input.engine.fromOwnLines(input, value: value) }
        let result = ThresholdEvaluator.compare(value, target, input, isVerified: input.rule.isVerified)
        guard let floor = target.upper, result.outcome != .pass, value.interval != nil else { return result }
        let hard = ThresholdEvaluator.compare(
            value, LineTest(op: target.op, value: floor), input, isVerified: input.rule.isVerified)
        switch (result.reason, hard.reason) {
        case (_, .unmet): return hard
        case (.unmet, .met):
            var between = result
            between.outcome = .review
            between.reason = .betweenFloorAndTarget
            return between
        default:
            // Spans the floor or the target: the sharper number decides.
            var open = result
            open.outcome = .missing
            open.reason = .spans
            open.missing = value.wanted.isEmpty ? value.inputs : value.wanted
            return open
        }
    }
}
