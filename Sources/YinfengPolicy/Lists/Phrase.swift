import YinfengModel

/// A noun phrase of a list that is written as a list of phrases (encouraged items), matched by its own characters.
struct Phrase: Sendable {
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
    /// Fields of use of which one must be named (「用于大飞机、高铁等领域的…」); empty when none is asked.
    let uses: [[UInt16]]
    /// Minima and maxima.
    let limits: [Limit]
    /// 「…除外」.
    let exceptions: [[UInt16]]
    /// The pairs of units that find it.
    let pairs: [UInt32]
}
