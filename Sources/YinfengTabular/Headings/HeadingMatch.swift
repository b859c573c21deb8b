package import YinfengModel
package import YinfengText

/// The field that a heading was read as, and how sure that is.
package struct HeadingMatch: Sendable, Equatable {
    /// How the field was found.
    package enum Basis: String, Sendable {
        /// `--map A=field`.
        case map
        /// The heading stands in the catalogue, or is a field's key or name.
        case exact
        /// Without its unit or a neutral word (拟, 计划) it stands in the catalogue, or is put together from its words.
        case base
        /// The heading alone could mean another; the column's cells decide (编号 over A1, A2).
        case cells
        /// It resembles a heading of the catalogue.
        case similar
    }

    /// The field.
    package let key: FieldKey
    /// The unit that the heading states, or nil.
    package let unit: UnitID?
    /// From 0 to 1; 1 = certain.
    package let confidence: Double
    /// How the field was found.
    package let basis: Basis
    /// The catalogue's heading.
    package let known: String

    /// A match.
    package init(key: FieldKey, unit: UnitID?, confidence: Double, basis: Basis, known: String) {
        self.key = key
        self.unit = unit
        self.confidence = confidence
        self.basis = basis
        self.known = known
    }
}
