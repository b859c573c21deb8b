import Synchronization
import YinfengText

/// Pinyin of single characters without tones, by ICU, kept once read.
package final class PinyinTable: Sendable {
    private struct State: ~Copyable {
        var transliterator: Transliterator?
        var known: [Unicode.Scalar: String] = [:]
    }

    private let state = Mutex(State())
    private let others: [Unicode.Scalar: [String]]

    /// A table that knows further readings of some characters beside ICU's one (晟: cheng, sheng). ICU's rules are opened
    /// at the first question, which costs milliseconds.
    package init(others: [Unicode.Scalar: [String]] = [:]) { self.others = others }

    /// Whether two characters may be read alike.
    package func areHomophones(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
        let first = readings(a)
        return readings(b).contains { first.contains($0) }
    }

    private func readings(_ scalar: Unicode.Scalar) -> [String] { [syllable(scalar)] + (others[scalar] ?? []) }

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

    /// The ways in which a text may be read, syllables with blanks between; no more than eight.
    package func spellings(_ text: String) -> [String] {
        var result = [""]
        for scalar in text.unicodeScalars {
            let readings = Set(readings(scalar)).sorted()
            result = result.flatMap { start in readings.map { start.isEmpty ? $0 : start + " " + $0 } }
            if result.count > 8 { result.removeLast(result.count - 8) }
        }
        return result
    }
}
