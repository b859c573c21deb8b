import YinfengModel
import YinfengText

/// Turns the parts of a class's score into evidence that a person can follow: parts inside a lexicon term of the class
/// are summed under that term, the rest under the stretch of text where they stand, the prior under the class's name.
///
/// The sum over the evidence is the score. Memory is reused from class to class and from text to text.
struct EvidenceBuilder {
    /// The heaviest pieces are shown one by one, the others as one remainder: six for the first three candidates,
    /// which people compare, three for the others.
    @inline(__always)
    private static func most(_ slot: Int) -> Int { slot < 3 ? 6 : 3 }

    /// A term of the lexicon (or of the user) that stands in the text and belongs to the class of a slot.
    private struct Anchor {
        var field: UInt16
        var start: Int32
        var end: Int32
        var term: Int32
        var source: UInt32
        var weight: Float
        var isTypo: Bool
        /// The next anchor of the same slot, or −1.
        var next: Int32
    }

    /// A piece before it is put into words.
    struct Piece {
        var field: UInt16
        var start: Int32
        var end: Int32
        /// The lexicon term, −1 − the user's row, or `.max` for a stretch of text.
        var term: Int32
        var source: UInt32
        var weight: Double
        /// Whether the text has the term with one character wrong.
        var isTypo = false
    }

    /// What a slot's score rests on.
    struct Sum {
        /// Its pieces that are shown one by one, heaviest first.
        var shown: Range<Int>
        /// The sum of the others.
        var rest: Double
        /// The prior of the class.
        var bias: Double
        /// The score.
        var total: Double
    }

    private var hitOrder: [Int32] = []
    private var hitKeys: [UInt64] = []
    private var termOrder: [Int32] = []
    private var anchors: [Anchor] = []
    private var firstAnchor: [Int32] = []
    private var lastAnchor: [Int32] = []
    /// The pieces of all slots, of each slot heaviest first.
    private(set) var pieces: [Piece] = []
    /// The sums of the slots.
    private(set) var sums: [Sum] = []

    /// Finds the pieces of the first `slots` classes of a ranking and sums them in the order in which they are shown.
    mutating func gather(
        hits: [FeatureExtractor.Hit], terms: [TermMatch], columnOfClass: [UInt16], contributions: Contributions,
        order: [(score: Float, index: Int32)], slots: Int, coder: IndustryCoder
    ) {
        orderHits(hits)
        orderTerms(terms)
        findAnchors(terms, columnOfClass, slots, coder)
        reset()
        let bias = coder.tables.classBias
        contributions.withRows { rows in
            hits.withUnsafeBufferPointer { hits in
                hitOrder.withUnsafeBufferPointer { hitOrder in
                    for slot in 0..<slots {
                        let first = pieces.count
                        collect(slot: slot, hits, hitOrder, rows, stride: contributions.stride)
                        addAnchors(slot)
                        sortPieces(from: first)
                        sums.append(sum(from: first, slot: slot, bias: Double(bias[Int(order[slot].index)])))
                    }
                }
            }
        }
    }

    /// Forgets the last text.
    mutating func reset() {
        pieces.removeAll(keepingCapacity: true)
        sums.removeAll(keepingCapacity: true)
    }

    private mutating func orderTerms(_ terms: [TermMatch]) {
        termOrder.removeAll(keepingCapacity: true)
        for number in terms.indices {
            var place = termOrder.count
            let term = terms[number]
            termOrder.append(0)
            while place > 0, EvidenceBuilder.isRather(term, terms[Int(termOrder[place - 1])]) {
                termOrder[place] = termOrder[place - 1]
                place -= 1
            }
            termOrder[place] = Int32(number)
        }
    }

    private mutating func orderHits(_ hits: [FeatureExtractor.Hit]) {
        hitOrder.removeAll(keepingCapacity: true)
        hitKeys.removeAll(keepingCapacity: true)
        for (number, hit) in hits.enumerated() {
            // Field, start, length: no two runs of one start are both longer than the last counts.
            let length = UInt64(min(0xFFFF, hit.end &- hit.start))
            hitKeys.append(UInt64(hit.field) << 48 | UInt64(UInt32(bitPattern: hit.start)) << 16 | length)
            hitOrder.append(Int32(truncatingIfNeeded: number))
        }
        hitKeys.withUnsafeMutableBufferPointer { keys in
            hitOrder.withUnsafeMutableBufferPointer { order in
                // Hits come almost in order: insertion moves little.
                for number in 1..<max(1, keys.count) {
                    let key = keys[number]
                    let entry = order[number]
                    var place = number
                    while place > 0, key < keys[place &- 1] {
                        keys[place] = keys[place &- 1]
                        order[place] = order[place &- 1]
                        place &-= 1
                    }
                    keys[place] = key
                    order[place] = entry
                }
            }
        }
    }

    /// Longer terms first, of equal ones the user's, then as they stand in the text.
    private static func isRather(_ left: TermMatch, _ right: TermMatch) -> Bool {
        let (a, b) = (left.end - left.start, right.end - right.start)
        return a != b ? a > b : left.term < 0 && right.term >= 0
    }

    private func sum(from first: Int, slot: Int, bias: Double) -> Sum {
        let shown = first..<min(pieces.count, first &+ EvidenceBuilder.most(slot))
        var sum = Sum(shown: shown, rest: 0, bias: bias, total: 0)
        for number in shown { sum.total += pieces[number].weight }
        for number in shown.upperBound..<pieces.count { sum.rest += pieces[number].weight }
        sum.total += sum.rest
        sum.total += bias
        return sum
    }

    /// Adds the terms of a slot that weigh anything.
    private mutating func addAnchors(_ slot: Int) {
        var number = firstAnchor[slot]
        while number >= 0 {
            let anchor = anchors[Int(number)]
            if anchor.weight != 0 {
                pieces.append(
                    Piece(
                        field: anchor.field, start: anchor.start, end: anchor.end, term: anchor.term,
                        source: anchor.source, weight: Double(anchor.weight), isTypo: anchor.isTypo))
            }
            number = anchor.next
        }
    }

    /// Heaviest first, of equal ones as they stand in the text. There are few: insertion is fastest.
    private mutating func sortPieces(from first: Int) {
        pieces.withUnsafeMutableBufferPointer { pieces in
            var number = first &+ 1
            while number < pieces.count {
                let piece = pieces[number]
                let weight = abs(piece.weight)
                var place = number
                while place > first {
                    let other = pieces[place &- 1]
                    let otherWeight = abs(other.weight)
                    guard weight > otherWeight || weight == otherWeight && piece.start < other.start else { break }
                    pieces[place] = other
                    place &-= 1
                }
                pieces[place] = piece
                number &+= 1
            }
        }
    }

    /// Sums hits into anchors, and the others into stretches of touching hits.
    private mutating func collect(
        slot: Int, _ hits: UnsafeBufferPointer<FeatureExtractor.Hit>, _ order: UnsafeBufferPointer<Int32>,
        _ contributions: UnsafeBufferPointer<Float>, stride: Int
    ) {
        let column = slot + 1
        let first = firstAnchor[slot]
        var open = Piece(field: 0, start: -1, end: -1, term: .max, source: 0, weight: 0)
        // Two of three hits say nothing of a class: a word of bits tells which, 64 hits at a time, without a branch.
        var start = 0
        while start < order.count {
            let end = min(order.count, start &+ 64)
            var speaking: UInt64 = 0
            for place in start..<end {
                let isSpeaking: UInt64 = contributions[Int(order[place]) &* stride &+ column] != 0 ? 1 : 0
                speaking |= isSpeaking &<< UInt64(truncatingIfNeeded: place &- start)
            }
            while speaking != 0 {
                let number = Int(order[start &+ speaking.trailingZeroBitCount])
                speaking &= speaking &- 1
                take(hits[number], contributions[number &* stride &+ column], first, &open)
            }
            start = end
        }
        if open.start >= 0 { pieces.append(open) }
    }

    /// Adds a part to the anchor that its hit stands in, else to the open stretch or a new one.
    @inline(__always)
    private mutating func take(
        _ hit: FeatureExtractor.Hit, _ part: Float, _ firstAnchor: Int32, _ open: inout Piece
    ) {
        var owner = firstAnchor
        while owner >= 0 {
            let anchor = anchors[Int(owner)]
            if anchor.start <= hit.start, hit.end <= anchor.end, anchor.field == hit.field {
                anchors[Int(owner)].weight += part
                return
            }
            owner = anchor.next
        }
        if open.start < 0 || hit.field != open.field || hit.start >= open.end {
            if open.start >= 0 { pieces.append(open) }
            open = Piece(field: hit.field, start: hit.start, end: hit.end, term: .max, source: 0, weight: 0)
        }
        open.end = max(open.end, hit.end)
        open.weight += Double(part)
    }

    /// Gives every slot the terms of its class: one pass over the terms, whatever the number of slots.
    private mutating func findAnchors(
        _ terms: [TermMatch], _ columnOfClass: [UInt16], _ slots: Int, _ coder: IndustryCoder
    ) {
        anchors.removeAll(keepingCapacity: true)
        firstAnchor.removeAll(keepingCapacity: true)
        lastAnchor.removeAll(keepingCapacity: true)
        for _ in 0..<slots {
            firstAnchor.append(-1)
            lastAnchor.append(-1)
        }
        let starts = coder.tables.termStarts
        let classes = coder.tables.termClasses
        let sources = coder.tables.termSources
        for number in termOrder {
            let match = terms[Int(number)]
            if match.term < 0 {
                let index = coder.synonyms.rows[Int(-1 - match.term)].classIndex
                anchor(match, source: .max, slot: Int(columnOfClass[index]) - 1, slots)
                continue
            }
            for posting in Int(starts[Int(match.term)])..<Int(starts[Int(match.term) + 1]) {
                let slot = Int(columnOfClass[Int(classes[posting])]) - 1
                if slot >= 0 { anchor(match, source: sources[posting], slot: slot, slots) }
            }
        }
    }

    private mutating func anchor(_ match: TermMatch, source: UInt32, slot: Int, _ slots: Int) {
        guard slot >= 0, slot < slots else { return }
        // A word with a weight of its own always counts, for it is part of the score; others where no longer one is.
        if match.weight == 0 {
            var other = firstAnchor[slot]
            while other >= 0 {
                let anchor = anchors[Int(other)]
                if anchor.field == match.field, anchor.start < match.end, match.start < anchor.end { return }
                other = anchor.next
            }
        }
        let number = Int32(anchors.count)
        anchors.append(
            Anchor(
                field: match.field, start: match.start, end: match.end, term: match.term, source: source,
                weight: match.weight, isTypo: match.isTypo, next: -1))
        let last = lastAnchor[slot]
        if last < 0 { firstAnchor[slot] = number } else { anchors[Int(last)].next = number }
        lastAnchor[slot] = number
    }

    /// A slot's pieces in words.
    func evidence(
        _ sum: Sum, classIndex: Int, fields: [(key: FieldKey, text: String)], folded: [FoldedText], coder: IndustryCoder
    ) -> [TextEvidence] {
        var list: [TextEvidence] = []
        list.reserveCapacity(sum.shown.count + 2)
        for piece in pieces[sum.shown] {
            let text = folded[Int(piece.field)]
            let range = Int(piece.start)..<Int(piece.end)
            let place = text.original(range)
            let term: String
            let source: String
            if piece.term == .max {
                term = text.text(range)
                source = EvidenceWords.parts.description
            } else if piece.term < 0 {
                term = coder.synonyms.rows[Int(-1 - piece.term)].term
                source = EvidenceWords.synonym.description
            } else {
                term = coder.tables.string(Int(coder.tables.termTexts[Int(piece.term)]))
                source = (piece.isTypo ? EvidenceWords.typo.description : "") + coder.sourceName(piece.source)
            }
            list.append(
                TextEvidence(
                    term: term, start: place.lowerBound, end: place.upperBound, field: fields[Int(piece.field)].key,
                    source: source, weight: piece.weight))
        }
        let key = fields.first?.key ?? .content
        if sum.rest != 0 {
            list.append(
                TextEvidence(
                    term: EvidenceWords.rest.description, start: 0, end: 0, field: key,
                    source: EvidenceWords.parts.description,
                    weight: sum.rest))
        }
        if sum.bias != 0 {
            list.append(
                TextEvidence(
                    term: coder.name(classIndex), start: 0, end: 0, field: key, source: EvidenceWords.prior.description,
                    weight: sum.bias))
        }
        return list
    }
}

/// The words that evidence without a catalogue's term is shown with.
enum EvidenceWords {
    /// The source of stretches of text.
    static let parts: StaticString = "字词权重"
    /// The source of a user's word.
    static let synonym: StaticString = "用户同义词"
    /// Stands before the source of a term that the text has with one character wrong.
    static let typo: StaticString = "疑有错字 "
    /// The source of a class's prior.
    static let prior: StaticString = "类别先验"
    /// All pieces that are not shown one by one.
    static let rest: StaticString = "其余"
}
