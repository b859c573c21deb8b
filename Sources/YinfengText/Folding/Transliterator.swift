import CICU

/// One of ICU's transforms, opened once and reused: Han → Latin (pinyin) or traditional → simplified.
///
/// Not copyable: it owns the C object. Opening Han → Latin costs milliseconds, so keep one a worker.
package struct Transliterator: ~Copyable {
    /// The transforms that the program uses.
    package enum Kind: String, Sendable {
        /// Pinyin with tone marks, words apart.
        case hanLatin = "Han-Latin"
        /// Pinyin in plain lower-case ASCII, words apart.
        case hanASCII = "Han-Latin; Latin-ASCII; Lower"
        /// Traditional characters to simplified ones.
        case traditionalSimplified = "Traditional-Simplified"
    }

    private let transform: OpaquePointer

    /// Opens a transform; throws `TextError.unavailable`.
    package init(_ kind: Kind) throws(TextError) {
        guard let transform = yf_transliterator_open(kind.rawValue) else { throw .unavailable(service: kind.rawValue) }
        self.transform = transform
    }

    deinit { yf_transliterator_close(transform) }

    /// The text transformed; the text itself when ICU refuses it. O(n).
    package mutating func transform(_ text: String) -> String {
        var units = Array(text.utf16)
        let count = units.count
        guard count > 0, count < 1 << 24 else { return text }
        units.append(contentsOf: repeatElement(0, count: count * 8 + 64))
        let capacity = Int32(units.count)
        let length = yf_transliterate(transform, &units, Int32(count), capacity)
        return length < 0 ? text : String(decoding: units.prefix(Int(length)), as: UTF16.self)
    }
}
