/// A set of folded terms, each with a number, found by longest match.
///
/// ICU splits trade words (磷酸/铁/锂); the catalogue's own vocabulary joins them again, by the same code when an
/// index is built and when a lead is read. Immutable; a trie in flat arrays.
package struct Vocabulary: Sendable {
    private struct Edge: Hashable {
        let node: Int32
        let unit: UInt16
    }
    private var edges: [Edge: Int32] = [:]
    private var terms: [Int32] = [-1]

    /// A vocabulary of already folded terms; the number of a term is its position. Empty terms are left out.
    package init(_ folded: some Sequence<String>) {
        for (number, term) in folded.enumerated() {
            var node: Int32 = 0
            for unit in term.utf16 {
                let edge = Edge(node: node, unit: unit)
                if let next = edges[edge] {
                    node = next
                } else {
                    let next = Int32(terms.count)
                    terms.append(-1)
                    edges[edge] = next
                    node = next
                }
            }
            if node != 0, terms[Int(node)] < 0 { terms[Int(node)] = Int32(number) }
        }
    }

    /// The longest term that starts at a unit: its end and number, or nil. O(longest term).
    package func longestMatch(in units: [UInt16], at start: Int) -> (end: Int, term: Int32)? {
        var node: Int32 = 0
        var best: (end: Int, term: Int32)?
        var position = start
        while position < units.count, let next = edges[Edge(node: node, unit: units[position])] {
            node = next
            position += 1
            let term = terms[Int(node)]
            if term >= 0 { best = (position, term) }
        }
        return best
    }

    /// Joins tokens: from left to right the longest term that starts at a token's start wins; a term of three units
    /// or more may also start inside a token when it runs on beyond it (和光/伏/组/件), whose rest stands alone.
    package func rejoin(_ raw: [Token], of text: FoldedText, into tokens: inout [Token]) {
        tokens.removeAll(keepingCapacity: true)
        var index = 0
        var start: Int32 = 0
        while index < raw.count {
            let token = raw[index]
            start = max(start, token.start)
            var place = start
            var match: (end: Int, term: Int32)?
            while token.kind != .mark, place < token.end {
                if let found = longestMatch(in: text.units, at: Int(place)),
                    place == start || found.end - Int(place) >= 3 && found.end > Int(token.end)
                {
                    match = found
                    break
                }
                place += 1
            }
            guard let match else {
                tokens.append(Token(start: start, end: token.end, kind: token.kind))
                start = token.end
                index += 1
                continue
            }
            if place > start { tokens.append(Token(start: start, end: place, kind: token.kind)) }
            start = Int32(match.end)
            tokens.append(Token(start: place, end: start, kind: .term, term: match.term))
            while index < raw.count, raw[index].end <= start { index += 1 }
        }
    }
}
