import CICU

/// ICU's word segmentation, one iterator reused for every text.
///
/// Not copyable: it owns the iterator. Keep one a worker; opening costs about 2 µs once ICU's data is in memory,
/// segmenting about 85 ns a character.
package struct Segmenter: ~Copyable {
    private let words: OpaquePointer

    /// A segmenter; throws `TextError.unavailable` when ICU's dictionary is missing.
    package init() throws(TextError) {
        guard let words = yf_words_open() else { throw .unavailable(service: "分词") }
        self.words = words
    }

    deinit { yf_words_close(words) }

    /// Cuts a folded text into tokens that cover it whole, in order. O(n).
    package mutating func segment(_ text: FoldedText, into tokens: inout [Token]) {
        tokens.removeAll(keepingCapacity: true)
        let words = self.words
        text.units.withUnsafeBufferPointer { units in
            guard let base = units.baseAddress, !units.isEmpty,
                yf_words_set(words, base, Int32(units.count)) != 0
            else { return }
            var start: Int32 = 0
            while true {
                let end = yf_words_next(words)
                guard end > start else { break }
                let status = yf_words_status(words)
                let kind: Token.Kind =
                    status >= 400 ? .han : status >= 200 ? .letters : status >= 100 ? .number : .mark
                tokens.append(Token(start: start, end: end, kind: kind))
                start = end
            }
            // The iterator must not keep a pointer to memory that goes away.
            _ = yf_words_set(words, nil, 0)
        }
    }

    /// Cuts a text and joins neighbours that together spell a vocabulary term, longest first. O(n × longest term).
    package mutating func segment(_ text: FoldedText, joining vocabulary: Vocabulary, into tokens: inout [Token]) {
        var raw: [Token] = []
        segment(text, into: &raw)
        vocabulary.rejoin(raw, of: text, into: &tokens)
    }
}
