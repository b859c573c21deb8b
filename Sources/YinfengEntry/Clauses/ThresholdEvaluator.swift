import YinfengModel

/// One line in the rule itself: `fixed_threshold`, `competitive` (the start of the bidding).
struct ThresholdEvaluator: ClauseEvaluator {
    func evaluate(_ input: ClauseInput) -> ClauseResult {
        guard let key = input.rule.quantity else { return ClauseResult(outcome: .review, reason: .judgement) }
        let value = input.facts.value(key, definition: input.rule.definition)
        guard let line = input.rule.line else { return input.engine.fromOwnLines(input, value: value) }
        var result = ThresholdEvaluator.compare(value, line, input, isVerified: input.rule.isVerified)
        result.label = input.rule.printedLine
        return result
    }

    /// Compares a number with a line; the whole range must pass to pass and fail to fail.
    static func compare(
        _ value: IndicatorValue, _ line: LineTest, _ input: ClauseInput, isVerified: Bool
    ) -> ClauseResult {
        guard let interval = value.interval,
            let wide = try? interval.widened(by: input.facts.parameters.approxWidth)
        else {
            var result = ClauseResult.missing(value.wanted, value: value)
            result.line = line
            result.isVerified = isVerified
            return result
        }
        var result: ClauseResult
        switch line.holds(for: wide) {
        case .yes: result = ClauseResult(outcome: .pass, reason: .met)
        // A number computed with an unverified factor never refuses.
        case .no:
            result = ClauseResult(outcome: input.unmet(isVerified: isVerified && value.isVerified), reason: .unmet)
        case .unknown:
            // A range that straddles the line, or a mere bound: a sharper number decides.
            result = ClauseResult(outcome: .missing, reason: .spans)
            result.missing = value.wanted.isEmpty ? value.inputs : value.wanted
        }
        result.value = value
        result.line = line
        result.isVerified = isVerified
        result.isEdge = line.isEdge(interval)
        return result
    }
}
