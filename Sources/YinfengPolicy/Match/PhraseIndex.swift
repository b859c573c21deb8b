import YinfengModel

/// Finds phrases by the pairs of characters that they share with a text, rare pairs weighing more.
///
/// A pair of many phrases (设备, 技术) leads only to those that common pairs alone may find; the others must share a rare
/// pair first, and get the weight of their common pairs afterwards. Weights are halves, so that their order in a sum
/// does not count.
struct PhraseIndex: Sendable {
    /// A pair of more phrases than this is common.
    private static let mostOfRare = 32
    /// The share of a phrase's weight that must stand in the text.
    private static let share: Float = 0.6

    let phrases: [Phrase]
    private let postings: [Int32]
    /// By phrase that only a rare pair finds: its common pairs by number; `commonStarts` ends with the end of the last.
    private let common: [Int32]
    private let commonStarts: [Int32]
    private let pairs: PairTable
    /// By the pair's number: where its postings begin, with the end of the last, and its weight.
    private let starts: [Int32]
    private let weights: [Float]
    private let totals: [Float]

    /// Indexes the phrases. O(characters).
    init(_ phrases: [Phrase]) {
        self.phrases = phrases
        var lists: [UInt32: [Int32]] = [:]
        for (number, phrase) in phrases.enumerated() {
            for pair in phrase.pairs { lists[pair, default: []].append(Int32(number)) }
        }
        var weights: [Float] = []
        let sorted = lists.keys.sorted()
        for pair in sorted {
            let list = lists[pair] ?? []
            // A pair of one phrase weighs twelve times as much as a pair of all.
            weights.append(1 + Float(max(0, 20 - (list.count.bitWidth - list.count.leadingZeroBitCount) * 2)) / 2)
        }
        let pairs = PairTable(sorted)
        self.pairs = pairs
        self.weights = weights
        let totals = phrases.map { phrase in
            phrase.pairs.reduce(Float(0)) { sum, pair in sum + (pairs.number(of: pair).map { weights[$0] } ?? 0) }
        }
        self.totals = totals
        var common: [Int32] = []
        var commonStarts: [Int32] = [0]
        var isFoundByCommon: [Bool] = []
        for (number, phrase) in phrases.enumerated() {
            let own = phrase.pairs.filter { (lists[$0]?.count ?? 0) > PhraseIndex.mostOfRare }
                .compactMap { pairs.number(of: $0) }
            let weight = own.reduce(Float(0)) { $0 + weights[$1] }
            isFoundByCommon.append(weight >= PhraseIndex.share * totals[number])
            if !isFoundByCommon[number] { common += own.map(Int32.init) }
            commonStarts.append(Int32(common.count))
        }
        self.common = common
        self.commonStarts = commonStarts
        var postings: [Int32] = []
        var starts: [Int32] = [0]
        for pair in sorted {
            let list = lists[pair] ?? []
            postings += list.count > PhraseIndex.mostOfRare ? list.filter { isFoundByCommon[Int($0)] } : list
            starts.append(Int32(postings.count))
        }
        self.postings = postings
        self.starts = starts
    }

    /// Fills `workspace.candidates` with phrases that share most of their weight with the text.
    func findCandidates(_ workspace: inout PolicyWorkspace) {
        workspace.candidates.removeAll(keepingCapacity: true)
        let units = workspace.units
        guard units.count > 1 else { return }
        if workspace.isPairSeen.count != weights.count {
            workspace.isPairSeen = Array(repeating: false, count: weights.count)
        }
        for index in 0..<(units.count - 1) where units[index] > 0x2F && units[index + 1] > 0x2F {
            let pair = UInt32(units[index]) << 16 | UInt32(units[index + 1])
            guard let number = pairs.number(of: pair), !workspace.isPairSeen[number] else { continue }
            workspace.isPairSeen[number] = true
            workspace.seenPairs.append(Int32(number))
            let weight = weights[number]
            for position in Int(starts[number])..<Int(starts[number + 1]) {
                let phrase = postings[position]
                if workspace.phraseScores[Int(phrase)] == 0 { workspace.phraseTouched.append(phrase) }
                workspace.phraseScores[Int(phrase)] += weight
            }
        }
        for phrase in workspace.phraseTouched {
            let number = Int(phrase)
            for place in Int(commonStarts[number])..<Int(commonStarts[number + 1])
            where workspace.isPairSeen[Int(common[place])] {
                workspace.phraseScores[number] += weights[Int(common[place])]
            }
            if workspace.phraseScores[number] >= PhraseIndex.share * totals[number] {
                workspace.candidates.append(phrase)
            }
        }
        workspace.candidates.sort()
    }
}

/// The numbers of pairs of characters, in a flat table: a text asks for every pair that it has.
struct PairTable: Sendable {
    private let keys: [UInt32]
    private let numbers: [Int32]
    private let shift: Int

    /// Numbers distinct pairs in their order.
    init(_ pairs: [UInt32]) {
        let bits = max(1, Int.bitWidth - (pairs.count * 2).leadingZeroBitCount)
        var keys = [UInt32](repeating: 0, count: 1 << bits)
        var numbers = [Int32](repeating: -1, count: 1 << bits)
        shift = UInt64.bitWidth - bits
        for (number, pair) in pairs.enumerated() {
            var place = PairTable.start(pair, shift)
            while numbers[place] >= 0 { place = (place + 1) & (numbers.count - 1) }
            keys[place] = pair
            numbers[place] = Int32(number)
        }
        self.keys = keys
        self.numbers = numbers
    }

    /// The number of a pair, or nil. O(1): the table is at most half full.
    func number(of pair: UInt32) -> Int? {
        var place = PairTable.start(pair, shift)
        while numbers[place] >= 0 {
            if keys[place] == pair { return Int(numbers[place]) }
            place = (place + 1) & (numbers.count - 1)
        }
        return nil
    }

    /// The first place to look at: the high bits of a multiplication by the golden ratio.
    private static func start(_ pair: UInt32, _ shift: Int) -> Int {
        Int((UInt64(pair) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift))
    }
}
