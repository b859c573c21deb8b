import Synchronization
import YinfengText

/// Pinyin of single characters without tones, by ICU, kept once read.
package final class PinyinTable: Sendable {
    private struct State: ~Copyable {
        var transliterator: Transliterator?
        var known: [Unicode.Scalar: String] = [:]
    }

    private let state = Mutex(State())

    /// An empty table; ICU's rules are opened at the first question, which costs milliseconds.
    package init() {}

    /// The syllable of a character (the most common reading); other characters stand for themselves.
    package func syllable(_ scalar: Unicode.Scalar) -> String {
        guard scalar.properties.isIdeographic else { return String(scalar) }
        return state.withLock { state in
            if let known = state.known[scalar] { return known }
            if state.transliterator == nil { state.transliterator = try? Transliterator(.hanASCII) }
            var result = String(scalar)
            if state.transliterator != nil, let text = state.transliterator?.transform(result) {
                result = text.filter { !$0.isWhitespace }
            }
            state.known[scalar] = result
            return result
        }
    }

    /// The syllables of a text, blanks between.
    package func spell(_ text: String) -> String {
        text.unicodeScalars.map { syllable($0) }.joined(separator: " ")
    }
}
