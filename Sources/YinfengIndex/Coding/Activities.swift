import YinfengModel
import YinfengText

/// The several activities of a text: each phrase of a list speaks for its own class, in proportion to its content.
enum Activities {
    /// How many ranked classes phrases may choose from.
    static let candidates = 16
    /// Main and side activities together.
    static let most = 4

    /// The main activity first, then the others by share; empty for a text that holds nothing to go by.
    static func find(in workspace: inout CodingWorkspace, coder: IndustryCoder) -> [CodingResult.Activity] {
        guard let best = workspace.order.first else { return [] }
        workspace.shares.divide(
            workspace.features.hits, workspace.folded, workspace.contributions, order: workspace.order,
            norm: workspace.norm, coder: coder)
        let shares = workspace.shares
        guard shares.total > 0 else { return [CodingResult.Activity(code: coder.codes[Int(best.index)], share: 1)] }
        let threshold = Double(coder.parameters[.activityShare])
        // The main activity is the ranking's first class; the others follow by share.
        var result = [CodingResult.Activity(code: coder.codes[Int(best.index)], share: shares.rounded(0))]
        var named: UInt32 = 1
        while result.count < most, let slot = shares.greatest(except: named), shares.share(slot) >= threshold {
            named |= 1 << UInt32(slot)
            result.append(
                CodingResult.Activity(
                    code: coder.codes[Int(workspace.order[slot].index)], share: shares.rounded(slot)))
        }
        return result
    }
}

/// How much of a text's content speaks for each of the first classes. Memory is reused from text to text.
struct ActivityShares {
    private var slots = 0
    private var sums = [Double](repeating: 0, count: Activities.candidates)
    /// The whole content.
    private(set) var total = 0.0

    /// The slot with the greatest share of those without a bit in `named`, of equal ones the first of the ranking.
    func greatest(except named: UInt32) -> Int? {
        var greatest: Int?
        for slot in 0..<slots where named >> UInt32(slot) & 1 == 0 {
            if let known = greatest, sums[slot] <= sums[known] { continue }
            greatest = slot
        }
        return greatest
    }

    /// The share of a slot's class.
    func share(_ slot: Int) -> Double { sums[slot] / total }

    /// Down to three places, so that shares never sum to more than one.
    func rounded(_ slot: Int) -> Double { (share(slot) * 1_000).rounded(.down) / 1_000 }

    /// Divides a text among the first classes of a ranking.
    mutating func divide(
        _ hits: [FeatureExtractor.Hit], _ folded: [FoldedText], _ contributions: Contributions,
        order: [(score: Float, index: Int32)], norm: Float, coder: IndustryCoder
    ) {
        slots = min(order.count, Activities.candidates)
        total = 0
        for slot in 0..<slots { sums[slot] = 0 }
        let stride = contributions.stride
        let norm = norm * 100
        let bias = coder.tables.classBias
        var start = 0
        while start < hits.count {
            // Hits come in the order of the text but for their lengths: a phrase is a stretch between marks.
            let end = ActivityShares.phraseEnd(hits, from: start, folded)
            var energy: Float = 0
            for number in start..<end {
                let value = hits[number].importance * hits[number].weight
                energy += value * value
            }
            // The phrase scored as a text of its own: undo the common length, apply its own.
            let stretch = energy > 0 ? 1 / (norm * energy.squareRoot()) : 0
            // As many as `Activities.candidates`: columns without a class hold noughts.
            var local = SIMD16<Float>(repeating: 0)
            contributions.withRows { rows in
                let bytes = UnsafeRawBufferPointer(rows)
                for number in start..<end {
                    local += bytes.loadUnaligned(
                        fromByteOffset: (number &* stride &+ 1) &* MemoryLayout<Float>.stride, as: SIMD16<Float>.self)
                }
            }
            var bestLocal = -Float.infinity
            for slot in 0..<slots {
                local[slot] = local[slot] * stretch + bias[Int(order[slot].index)]
                bestLocal = max(bestLocal, local[slot])
            }
            let chances = Exponential.values((local - bestLocal) * coder.scale)
            var mass = 0.0
            for slot in 0..<slots { mass += Double(chances[slot]) }
            for slot in 0..<slots { sums[slot] += Double(energy) * Double(chances[slot]) / mass }
            total += Double(energy)
            start = end
        }
    }

    private static func phraseEnd(_ hits: [FeatureExtractor.Hit], from start: Int, _ folded: [FoldedText]) -> Int {
        let field = hits[start].field
        var limit = Int(hits[start].start)
        folded[Int(field)].units.withUnsafeBufferPointer { units in
            while limit < units.count, !separates(units[limit]) { limit &+= 1 }
        }
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
