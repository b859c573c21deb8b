import YinfengModel

/// `not_below_peer_average`: the park's existing projects of the kind set the line.
struct PeerEvaluator: ClauseEvaluator {
    func evaluate(_ input: ClauseInput) -> ClauseResult {
        guard let key = input.rule.quantity else { return ClauseResult(outcome: .review, reason: .judgement) }
        guard let code = input.code else { return .missing([.industryCode]) }
        let value = input.facts.value(key, definition: input.rule.definition)
        let needed = input.facts.parameters.peersNeeded
        switch input.engine.peers.average(of: key, like: code, at: input.place, needed: needed) {
        case .tooFew(let count):
            var result = ClauseResult(outcome: .review, reason: .peersTooFew(count, needed))
            result.value = value
            return result
        case .average(let average):
            var result = ThresholdEvaluator.compare(
                value, LineTest(op: .atLeast, value: average.mean), input, isVerified: true)
            result.peers = average
            return result
        }
    }
}
