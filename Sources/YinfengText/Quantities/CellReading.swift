package import YinfengModel

/// What a cell was read as.
package enum CellReading: Sendable, Equatable {
    /// Nothing is stated (待定, 面议, /): unknown, never zero.
    case missing
    /// Not a value of the field at all; the sentence (Chinese) says why and what to do.
    case invalid(String)
    /// A reading with its doubts; the content may be `.missing` where the doubt carries the only proposal.
    case value(FieldValue.Content, [Doubt])

    /// The quantity of a value, or nil.
    package var quantity: Quantity? {
        guard case .value(.quantity(let quantity), _) = self else { return nil }
        return quantity
    }

    /// The doubts of a value.
    package var doubts: [Doubt] {
        guard case .value(_, let doubts) = self else { return [] }
        return doubts
    }
}
