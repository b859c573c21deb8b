import YinfengModel

/// A noun phrase of a list that is written as a list of phrases (encouraged items), matched by its own characters.
///
/// A class: every lead looks at some, and they have many parts.
final class Phrase: Sendable {
    /// The item in the book.
    let item: Int32
    /// The member of the item's text.
    let quote: String
    /// The phrase without brackets, figures and helper words at the ends, folded.
    let units: [UInt16]
    /// For each unit, whether it must stand in the text: helper words, qualities and particles need not.
    let isCore: [Bool]
    /// The number of core units.
    let coreCount: Int
    /// Qualities (高性能, 新型) that a person must confirm when the text does not say them.
    let merits: [[UInt16]]
    /// What else the text must speak of: fields of use, the noun behind 等, the clause before 的.
    let contexts: [PhraseContext]
    /// Minima and maxima.
    let limits: [Limit]
    /// 「…除外」.
    let exceptions: [[UInt16]]
    /// The pairs of units that find it.
    let pairs: [UInt32]

    init(
        item: Int32, quote: String, units: [UInt16], isCore: [Bool], coreCount: Int, merits: [[UInt16]],
        contexts: [PhraseContext], limits: [Limit], exceptions: [[UInt16]], pairs: [UInt32]
    ) {
        self.item = item
        self.quote = quote
        self.units = units
        self.isCore = isCore
        self.coreCount = coreCount
        self.merits = merits
        self.contexts = contexts
        self.limits = limits
        self.exceptions = exceptions
        self.pairs = pairs
    }

    /// The phrase under one more condition.
    func with(_ context: PhraseContext) -> Phrase {
        Phrase(
            item: item, quote: quote, units: units, isCore: isCore, coreCount: coreCount, merits: merits,
            contexts: contexts + [context], limits: limits, exceptions: exceptions, pairs: pairs)
    }
}

/// Words around a phrase without which it may mean another thing.
struct PhraseContext: Sendable {
    /// The words as printed.
    let text: String
    /// Any of them settles it.
    let words: [[UInt16]]
    /// Pairs of units, half of which settle it.
    let pairs: [UInt32]
}
