package import YinfengModel

/// The id of a unit in the catalogue's unit table (`yuan_wan`, `mu`, `tce`).
package struct UnitID: Sendable, Hashable, Comparable, RawRepresentable, ExpressibleByStringLiteral {
    /// The id as written in the table.
    package let rawValue: String

    /// An id by its text.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// An id by its text.
    package init(stringLiteral value: String) { rawValue = value }

    package static func < (left: UnitID, right: UnitID) -> Bool { left.rawValue < right.rawValue }
}

/// What a unit measures (`money_cny`, `area`, `energy`): units of one dimension convert exactly.
package struct Dimension: Sendable, Hashable, RawRepresentable, ExpressibleByStringLiteral {
    /// The dimension as written in the table.
    package let rawValue: String

    /// A dimension by its text.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// A dimension by its text.
    package init(stringLiteral value: String) { rawValue = value }

    /// Whether this is an amount of some currency: currencies stand for each other in a cell, but never convert.
    package var isMoney: Bool { rawValue.hasPrefix("money_") }
}

/// One unit: how it is printed and its exact factor to the canonical unit of its dimension.
package struct Unit: Sendable, Equatable {
    /// The id.
    package let id: UnitID
    /// The forms after a number, the first one for output (`万元`, `亿元`).
    package let printed: [String]
    /// The forms before a number (`¥`, `USD`).
    package let prefixes: [String]
    /// What it measures.
    package let dimension: Dimension
    /// The unit that quantities of the dimension are kept in.
    package let canonical: UnitID
    /// One of this unit in canonical units; positive.
    package let factor: Rational

    /// A unit.
    package init(
        id: UnitID, printed: [String], prefixes: [String], dimension: Dimension, canonical: UnitID, factor: Rational
    ) {
        self.id = id
        self.printed = printed
        self.prefixes = prefixes
        self.dimension = dimension
        self.canonical = canonical
        self.factor = factor
    }
}

/// A stated way from one dimension to another (electricity to standard coal), with the words that must be shown.
package struct UnitBridge: Sendable, Equatable {
    /// The dimension of the cell.
    package let from: Dimension
    /// The dimension of the field.
    package let to: Dimension
    /// Canonical units of `to` in one canonical unit of `from`.
    package let factor: Rational
    /// What the conversion rests on, shown as a note (`按当量值 0.1229 kgce/kWh 折算`).
    package let note: String

    /// A bridge.
    package init(from: Dimension, to: Dimension, factor: Rational, note: String) {
        self.from = from
        self.to = to
        self.factor = factor
        self.note = note
    }
}
