import YinfengModel

/// Finds phrases by the pairs of characters that they share with a text, rare pairs weighing more.
struct PhraseIndex: Sendable {
    let phrases: [Phrase]
    private let postings: [Int32]
    private let ranges: [UInt32: Range<Int32>]
    private let weights: [UInt32: Float]
    private let totals: [Float]

    /// Indexes the phrases. O(characters).
    init(_ phrases: [Phrase]) {
        self.phrases = phrases
        var lists: [UInt32: [Int32]] = [:]
        for (number, phrase) in phrases.enumerated() {
            for pair in phrase.pairs { lists[pair, default: []].append(Int32(number)) }
        }
        var postings: [Int32] = []
        var ranges: [UInt32: Range<Int32>] = [:]
        var weights: [UInt32: Float] = [:]
        for pair in lists.keys.sorted() {
            let list = lists[pair] ?? []
            let start = Int32(postings.count)
            postings += list
            ranges[pair] = start..<Int32(postings.count)
            // A pair of one phrase weighs twelve times as much as a pair of all.
            weights[pair] = 1 + Float(max(0, 20 - (list.count.bitWidth - list.count.leadingZeroBitCount) * 2)) / 2
        }
        self.postings = postings
        self.ranges = ranges
        self.weights = weights
        totals = phrases.map { phrase in phrase.pairs.reduce(Float(0)) { $0 + (weights[$1] ?? 0) } }
    }

    /// Fills `workspace.candidates` with phrases that share most of their weight with the text.
    func findCandidates(_ workspace: inout PolicyWorkspace) {
        workspace.candidates.removeAll(keepingCapacity: true)
        let units = workspace.units
        guard units.count > 1 else { return }
        for index in 0..<(units.count - 1) where units[index] > 0x2F && units[index + 1] > 0x2F {
            let pair = UInt32(units[index]) << 16 | UInt32(units[index + 1])
            guard let range = ranges[pair], workspace.seenPairs.insert(pair).inserted else { continue }
            let weight = weights[pair] ?? 0
            for position in range {
                let phrase = postings[Int(position)]
                if workspace.phraseScores[Int(phrase)] == 0 { workspace.phraseTouched.append(phrase) }
                workspace.phraseScores[Int(phrase)] += weight
            }
        }
        for phrase in workspace.phraseTouched
        where workspace.phraseScores[Int(phrase)] >= 0.6 * totals[Int(phrase)] {
            workspace.candidates.append(phrase)
        }
        workspace.candidates.sort()
    }
}
