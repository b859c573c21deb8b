import YinfengModel

/// `reference`: the text delegates the number to the regulations in force; the strictest of them decides.
struct ReferenceEvaluator: ClauseEvaluator {
    func evaluate(_ input: ClauseInput) -> ClauseResult {
        guard let key = input.rule.quantity else { return ClauseResult(outcome: .review, reason: .judgement) }
        let value = input.facts.value(key, definition: input.rule.definition)
        return input.engine.fromProviders(input, value: value, ownOnly: false)
    }
}
