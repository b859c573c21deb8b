/// A piece of a folded text: a range of its units and what kind of characters it holds.
package struct Token: Sendable, Equatable {
    /// What a token is made of.
    package enum Kind: UInt8, Sendable {
        /// Marks and blanks.
        case mark
        /// Digits.
        case number
        /// Letters of an alphabet.
        case letters
        /// Chinese characters.
        case han
        /// A term of the vocabulary, re-joined from several tokens or within one.
        case term
    }

    /// First unit.
    package let start: Int32
    /// Unit after the last.
    package let end: Int32
    /// The kind.
    package let kind: Kind
    /// The vocabulary's number for a `term`, else −1.
    package let term: Int32

    /// A token.
    package init(start: Int32, end: Int32, kind: Kind, term: Int32 = -1) {
        self.start = start
        self.end = end
        self.kind = kind
        self.term = term
    }

    /// The units of the folded text.
    package var range: Range<Int> { Int(start)..<Int(end) }
}
