package import YinfengModel

/// An amount found in a text: 年产**5万吨**磷酸铁锂.
package struct QuantityMention: Sendable, Equatable {
    /// The amount in `unit` (or bare, when the unit is unknown), with the words 约, 以上, … taken into account.
    package let interval: Interval
    /// The unit, or nil when the amount stands bare or its counter (台, 套) is not in the table.
    package let unit: Unit?
    /// The words of the unit as they stand in the folded text (`万吨`, `台`); empty for a bare number.
    package let unitText: String
    /// Original Unicode scalars of the amount with its unit.
    package let range: Range<Int>
    /// Units of the folded text of the amount with its words.
    package let folded: Range<Int>
    /// Up to 24 folded characters before the amount, back to the nearest mark.
    package let before: String
    /// Up to 24 folded characters after the amount, up to the nearest mark: the noun that is counted comes first.
    package let after: String

    /// The amount in the canonical unit of its dimension; nil without a unit or beyond exact arithmetic.
    package var canonical: Interval? {
        guard let unit else { return nil }
        return try? interval.scaled(by: unit.factor)
    }
}
