/// A company's name taken apart, for comparison. The name as written is kept beside it, never replaced.
package struct CompanyName: Sendable, Equatable {
    /// NFKC, case and script folded, without blanks, one form of brackets.
    package let folded: String
    /// Place names at the head or in brackets, from wide to narrow, in short form.
    package let regions: [String]
    /// The same with a bare county name that is also a common word counted as a place; nil when there is none.
    package let doubtfulRegion: String?
    /// What is left: the trade name and what it does.
    package let core: String
    /// The core as it reads when `doubtfulRegion` is a place; else equal to `core`.
    package let coreWithoutDoubtful: String
    /// How the core reads with no place taken off its head, with the first one, and so on; the last is `core`. A name
    /// that leaves a region out is one of these readings of the name that writes it.
    package let readings: [String]
    /// Those of `regions` that stand in brackets behind the head.
    package let bracketed: [String]
    /// The core with the places in brackets left where they stand, without brackets (特斯拉上海 of 特斯拉（上海）); else equal
    /// to `core`.
    package let unwrapped: String
    /// The legal form.
    package let form: LegalForm
    /// Whether 集团 stands right before the form (or alone at the end).
    package let isGroup: Bool
    /// What stands before an inner 集团 (云南白药 of 云南白药集团健康产品), without region; nil when there is none.
    package let groupStem: String?
    /// The branch after the form (昆明分公司); empty when it is the company itself.
    package let branch: String

    /// Whether there is anything to compare.
    package var isEmpty: Bool { core.isEmpty }
    /// The core without the blanks between the words of a foreign name.
    package var squeezed: String { core.filter { $0 != " " } }
}
