import YinfengModel

/// One testable part of an item: words that must stand in the text, conditions, exceptions.
///
/// A class: every lead looks at some, and they have many parts.
final class Segment: Sendable {
    /// Words of which one must stand in the text.
    struct Group: Sendable {
        /// The words by number in the lexicon.
        let words: [Int32]
        /// The first spelling, for messages.
        let label: String
        /// The word may stand as a feedstock or a by-product's name.
        let anyRole: Bool
        /// The machine must be the product: a bought one does not count.
        let isMade: Bool
    }

    /// The item in the book.
    let item: Int32
    /// The part of the item's text that is meant.
    let quote: String
    /// All must be there, else the segment does not speak of the project; the first one is the noun.
    let need: [Group]
    /// All must be there for a hit; a missing one is a question.
    let decide: [Group]
    /// Thresholds, all of which must hold.
    let limits: [Limit]
    /// Exceptions: each is a list of words that lift the segment when all stand in the text.
    let unless: [[Group]]
    /// Items whose hit lifts the segment (「鼓励类的涂料品种除外」).
    let unlessItems: [String]
    /// Words that say that another thing is meant.
    let not: [Int32]
    /// Provinces where it applies: whole or only in part; nil for all.
    let regionIn: [Int32: Bool]?
    /// Provinces where it does not apply.
    let regionOut: [Int32: Bool]?
    /// Kinds of construction that it is limited to; empty for all.
    let kinds: [ConstructionKind]
    /// A condition that no text decides; empty when there is none.
    let ask: String
    /// The day from which it is 淘汰, or nil.
    let until: CivilDate?
    /// Provinces to which `until` belongs; nil for all.
    let untilRegion: [Int32: Bool]?
    /// The name must fill its noun phrase to the right end (pollution list).
    let isExactName: Bool
    /// Codes of which one must agree; empty when none is needed.
    let industries: [IndustryCode]
    /// The foreign share in per cent that is still allowed (`66`, `<50`); empty when the list's own column says it.
    let foreignLimit: String

    init(
        item: Int32, quote: String, need: [Group], decide: [Group], limits: [Limit], unless: [[Group]],
        unlessItems: [String], not: [Int32], regionIn: [Int32: Bool]?, regionOut: [Int32: Bool]?,
        kinds: [ConstructionKind], ask: String, until: CivilDate?, untilRegion: [Int32: Bool]?, isExactName: Bool,
        industries: [IndustryCode], foreignLimit: String
    ) {
        self.item = item
        self.quote = quote
        self.need = need
        self.decide = decide
        self.limits = limits
        self.unless = unless
        self.unlessItems = unlessItems
        self.not = not
        self.regionIn = regionIn
        self.regionOut = regionOut
        self.kinds = kinds
        self.ask = ask
        self.until = until
        self.untilRegion = untilRegion
        self.isExactName = isExactName
        self.industries = industries
        self.foreignLimit = foreignLimit
    }
}
