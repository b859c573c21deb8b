package import YinfengModel

extension LeadProfile {
    /// Classes with shares from a coding: the activities, blended with the candidates by their confidence, so that a
    /// doubtful class still counts at the level where its rivals agree. An abstention uses the candidates alone, at the
    /// weight of their own confidence. `candidateShare` is in ten-thousandths; shares are rounded down, at most eight
    /// codes are kept. O(candidates).
    package static func activities(of coding: CodingResult, candidateShare: Int) -> [Activity] {
        let fromCandidates = coding.activities.isEmpty || coding.abstain ? 10_000 : candidateShare
        return activities(
            stated: fromCandidates < 10_000 ? coding.activities.map { ($0.code, $0.share) } : [],
            candidates: coding.candidates.prefix(5).map { ($0.code, $0.confidence) }, fromCandidates: fromCandidates)
    }

    /// The same from at most five candidates alone, best first.
    package static func activities(
        ofCandidates candidates: [(code: IndustryCode, confidence: Double)]
    ) -> [Activity] {
        activities(stated: [], candidates: candidates, fromCandidates: 10_000)
    }

    private static func activities(
        stated: [(code: IndustryCode, share: Double)], candidates: [(code: IndustryCode, confidence: Double)],
        fromCandidates: Int
    ) -> [Activity] {
        // A handful of codes: a list is faster than a table.
        var shares: [(code: IndustryCode, share: Int)] = []
        func add(_ code: IndustryCode, _ share: Int) {
            if let place = shares.firstIndex(where: { $0.code == code }) {
                shares[place].share += share
            } else {
                shares.append((code, share))
            }
        }
        for activity in stated {
            add(activity.code, tenThousandths(activity.share) * (10_000 - fromCandidates) / 10_000)
        }
        let total = candidates.reduce(0) { $0 + tenThousandths($1.confidence) }
        if total > 0 {
            // Confidences that sum past one are scaled to one; below one the rest stays unassigned.
            let scale = max(total, 10_000)
            for candidate in candidates {
                add(candidate.code, tenThousandths(candidate.confidence) * fromCandidates / scale)
            }
        }
        let ordered = shares.map { Activity(code: $0.code, share: $0.share) }.filter { $0.share > 0 }
            .sorted { ($1.share, $0.code) < ($0.share, $1.code) }
        return trimmed(Array(ordered.prefix(8)))
    }

    /// Cuts the shares where they sum past one, lightest last.
    private static func trimmed(_ activities: [Activity]) -> [Activity] {
        var left = 10_000
        var result: [Activity] = []
        for activity in activities where left > 0 {
            let share = min(left, activity.share)
            result.append(Activity(code: activity.code, share: share))
            left -= share
        }
        return result
    }

    private static func tenThousandths(_ value: Double) -> Int {
        value.isFinite ? Int((min(1, max(0, value)) * 10_000).rounded(.down)) : 0
    }
}
