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

    /// A term of the lexicon (or of the user) that stands in the text and belongs to the class.
    private struct Anchor {
        var field: UInt16
        var start: Int32
        var end: Int32
        var term: Int32
        var source: UInt32
        var weight: Float
    }

    /// A piece before it is put into words.
    private struct Piece {
        var field: UInt16
        var start: Int32
        var end: Int32
        /// The lexicon term, −1 − the user's row, or `.max` for a stretch of text.
        var term: Int32
        var source: UInt32
        var weight: Double
    }

    private var hitOrder: [Int32] = []
    private var termOrder: [Int32] = []
    private var anchors: [Anchor] = []
    private var pieces: [Piece] = []

    /// Puts hits in the order of the text and terms with the longest first; once a text.
    mutating func prepare(hits: [FeatureExtractor.Hit], terms: [TermMatch]) {
        hitOrder.removeAll(keepingCapacity: true)
        for number in hits.indices {
            // Hits come almost in order: insertion moves little.
            var place = hitOrder.count
            let hit = hits[number]
            hitOrder.append(0)
            while place > 0, EvidenceBuilder.precedes(hit, hits[Int(hitOrder[place - 1])]) {
                hitOrder[place] = hitOrder[place - 1]
                place -= 1
            }
            hitOrder[place] = Int32(number)
        }
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

    private static func precedes(_ left: FeatureExtractor.Hit, _ right: FeatureExtractor.Hit) -> Bool {
        left.field != right.field
            ? left.field < right.field : left.start != right.start ? left.start < right.start : left.end < right.end
    }

    /// Longer terms first, of equal ones the user's, then as they stand in the text.
    private static func isRather(_ left: TermMatch, _ right: TermMatch) -> Bool {
        let (a, b) = (left.end - left.start, right.end - right.start)
        return a != b ? a > b : left.term < 0 && right.term >= 0
    }

    /// The evidence of the class in a slot, heaviest first, and its sum.
    mutating func evidence(
        slot: Int, classIndex: Int, fields: [(key: FieldKey, text: String)], folded: [FoldedText],
        hits: [FeatureExtractor.Hit], terms: [TermMatch], contributions: [Float], coder: IndustryCoder
    ) -> (list: [TextEvidence], sum: Double) {
        findAnchors(of: classIndex, terms, coder)
        pieces.removeAll(keepingCapacity: true)
        collect(base: slot * hits.count, hits, contributions)
        for anchor in anchors where anchor.weight != 0 {
            pieces.append(
                Piece(
                    field: anchor.field, start: anchor.start, end: anchor.end, term: anchor.term, source: anchor.source,
                    weight: Double(anchor.weight)))
        }
        sortPieces()
        return words(classIndex: classIndex, most: EvidenceBuilder.most(slot), fields, folded, coder)
    }

    /// Heaviest first, of equal ones as they stand in the text. There are few: insertion is fastest.
    private mutating func sortPieces() {
        for number in 1..<max(1, pieces.count) {
            let piece = pieces[number]
            let weight = abs(piece.weight)
            var place = number
            while place > 0 {
                let other = pieces[place - 1]
                let otherWeight = abs(other.weight)
                guard weight > otherWeight || weight == otherWeight && piece.start < other.start else { break }
                pieces[place] = other
                place -= 1
            }
            pieces[place] = piece
        }
    }

    /// Sums hits into anchors, and the others into stretches of touching hits.
    private mutating func collect(base: Int, _ hits: [FeatureExtractor.Hit], _ contributions: [Float]) {
        var open = Piece(field: 0, start: -1, end: -1, term: .max, source: 0, weight: 0)
        for number in hitOrder {
            let part = contributions[base + Int(number)]
            guard part != 0 else { continue }
            let hit = hits[Int(number)]
            var isOwned = false
            for index in anchors.indices
            where anchors[index].start <= hit.start && hit.end <= anchors[index].end
                && anchors[index].field == hit.field
            {
                anchors[index].weight += part
                isOwned = true
                break
            }
            if isOwned { continue }
            if open.start < 0 || hit.field != open.field || hit.start >= open.end {
                if open.start >= 0 { pieces.append(open) }
                open = Piece(field: hit.field, start: hit.start, end: hit.end, term: .max, source: 0, weight: 0)
            }
            open.end = max(open.end, hit.end)
            open.weight += Double(part)
        }
        if open.start >= 0 { pieces.append(open) }
    }

    private mutating func findAnchors(of classIndex: Int, _ terms: [TermMatch], _ coder: IndustryCoder) {
        anchors.removeAll(keepingCapacity: true)
        let starts = coder.tables.termStarts
        let classes = coder.tables.termClasses
        let sources = coder.tables.termSources
        let wanted = UInt16(truncatingIfNeeded: classIndex)
        for number in termOrder {
            let match = terms[Int(number)]
            var source: UInt32?
            if match.term < 0 {
                if coder.synonyms.rows[Int(-1 - match.term)].classIndex == classIndex { source = .max }
            } else {
                for posting in Int(starts[Int(match.term)])..<Int(starts[Int(match.term) + 1])
                where classes[posting] == wanted {
                    source = sources[posting]
                    break
                }
            }
            guard let source else { continue }
            // A user's word always counts, for its weight is part of the score; a catalogue's only where no longer one is.
            if match.term >= 0,
                anchors.contains(where: { $0.field == match.field && $0.start < match.end && match.start < $0.end })
            {
                continue
            }
            anchors.append(
                Anchor(
                    field: match.field, start: match.start, end: match.end, term: match.term, source: source,
                    weight: match.weight))
        }
    }

    private func words(
        classIndex: Int, most: Int, _ fields: [(key: FieldKey, text: String)], _ folded: [FoldedText],
        _ coder: IndustryCoder
    ) -> (list: [TextEvidence], sum: Double) {
        var list: [TextEvidence] = []
        list.reserveCapacity(min(pieces.count, most) + 2)
        var sum = 0.0
        let shown = min(pieces.count, most)
        for number in 0..<shown {
            let piece = pieces[number]
            let text = folded[Int(piece.field)]
            let range = Int(piece.start)..<Int(piece.end)
            let place = text.original(range)
            let term: String
            let source: String
            if piece.term == .max {
                term = text.text(range)
                source = "字词权重"
            } else if piece.term < 0 {
                term = coder.synonyms.rows[Int(-1 - piece.term)].term
                source = "用户同义词"
            } else {
                term = coder.tables.string(Int(coder.tables.termTexts[Int(piece.term)]))
                source = coder.sourceName(piece.source)
            }
            list.append(
                TextEvidence(
                    term: term, start: place.lowerBound, end: place.upperBound, field: fields[Int(piece.field)].key,
                    source: source, weight: piece.weight))
            sum += piece.weight
        }
        let key = fields.first?.key ?? .content
        var rest = 0.0
        for number in shown..<pieces.count { rest += pieces[number].weight }
        if rest != 0 {
            list.append(TextEvidence(term: "其余", start: 0, end: 0, field: key, source: "字词权重", weight: rest))
            sum += rest
        }
        let bias = Double(coder.tables.classBias[classIndex])
        if bias != 0 {
            list.append(
                TextEvidence(term: coder.name(classIndex), start: 0, end: 0, field: key, source: "类别先验", weight: bias))
            sum += bias
        }
        return (list, sum)
    }
}
