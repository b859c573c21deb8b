import YinfengModel
import YinfengText

/// The several activities of a text: each phrase of a list speaks for its own class, in proportion to its content.
enum Activities {
    /// How many ranked classes phrases may choose from.
    static let candidates = 16
    /// Main and side activities together.
    private static let most = 4

    static func find(in workspace: CodingWorkspace, coder: IndustryCoder) -> [CodingResult.Activity] {
        let hits = workspace.features.hits
        let slots = min(workspace.order.count, candidates)
        guard let best = workspace.order.first else { return [] }
        guard !hits.isEmpty else { return [CodingResult.Activity(code: coder.codes[Int(best.index)], share: 1)] }
        let importance = coder.tables.featureIDF
        var shares = [Double](repeating: 0, count: slots)
        var chances = shares
        var total = 0.0
        var local = [Float](repeating: 0, count: slots)
        let norm = coder.norm(hits) * 100
        var start = 0
        while start < hits.count {
            // Hits come in the order of the text but for their lengths: a phrase is a stretch between marks.
            let end = phraseEnd(hits, from: start, workspace)
            var energy: Float = 0
            for number in start..<end {
                let value = importance[Int(hits[number].feature)] * hits[number].weight
                energy += value * value
            }
            var bestLocal = -Float.infinity
            // The phrase scored as a text of its own: undo the common length, apply its own.
            let stretch = energy > 0 ? 1 / (norm * energy.squareRoot()) : 0
            workspace.contributions.withUnsafeBufferPointer { contributions in
                for slot in 0..<slots {
                    var sum: Float = 0
                    let base = slot &* hits.count
                    for number in start..<end { sum += contributions[base &+ number] }
                    local[slot] = sum * stretch + coder.tables.classBias[Int(workspace.order[slot].index)]
                    bestLocal = max(bestLocal, local[slot])
                }
            }
            var mass = 0.0
            for slot in 0..<slots {
                chances[slot] = Double(Exponential.value(coder.scale * (local[slot] - bestLocal)))
                mass += chances[slot]
            }
            for slot in 0..<slots { shares[slot] += Double(energy) * chances[slot] / mass }
            total += Double(energy)
            start = end
        }
        guard total > 0 else { return [CodingResult.Activity(code: coder.codes[Int(best.index)], share: 1)] }
        let threshold = Double(coder.parameters[.activityShare])
        let ranked = (0..<slots).sorted { shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1 }
        // The main activity is the ranking's first class; the others follow by share.
        var result = [CodingResult.Activity(code: coder.codes[Int(best.index)], share: rounded(shares[0] / total))]
        for slot in ranked where slot != 0 && shares[slot] / total >= threshold && result.count < most {
            result.append(
                CodingResult.Activity(
                    code: coder.codes[Int(workspace.order[slot].index)], share: rounded(shares[slot] / total)))
        }
        return result
    }

    /// Down to three places, so that shares never sum to more than one.
    private static func rounded(_ share: Double) -> Double { (share * 1_000).rounded(.down) / 1_000 }

    private static func phraseEnd(_ hits: [FeatureExtractor.Hit], from start: Int, _ workspace: CodingWorkspace) -> Int
    {
        let field = hits[start].field
        let units = workspace.folded[Int(field)].units
        var limit = Int(hits[start].start)
        while limit < units.count, !separates(units[limit]) { limit += 1 }
        var end = start + 1
        while end < hits.count, hits[end].field == field, hits[end].start < Int32(limit),
            hits[end].start >= hits[start].start - 3
        {
            end += 1
        }
        return end
    }

    private static func separates(_ unit: UInt16) -> Bool {
        // 、 / | and the marks that end a clause
        unit == 0x3001 || unit == 0x2F || unit == 0x7C || RoleMarker.endsClause(unit)
    }
}
