package import YinfengModel

/// What a column expects of its cells: dimension, units, sane limits. All of it comes from the field catalogue.
package struct QuantityTarget: Sendable {
    /// What the field measures.
    package var dimension: Dimension
    /// The unit that the heading names (`总投资(亿元)`), or nil; a unit in the cell beats it.
    package var headingUnit: UnitID?
    /// The unit that a bare number without a heading's unit has, and that results are given in.
    package var canonical: UnitID
    /// The printed canonical unit (`万元`, `tce/年`); empty for a ratio.
    package var unitText: String
    /// The least sane value in canonical units, or nil.
    package var least: Rational?
    /// The greatest sane value in canonical units, or nil.
    package var greatest: Rational?
    /// The field's own names as they stand before an amount (`固投`): picks among several amounts of a cell.
    package var labels: [String]
    /// Stated ways from other dimensions.
    package var bridges: [UnitBridge]

    /// A target; without labels, limits and bridges by default.
    package init(
        dimension: Dimension, headingUnit: UnitID? = nil, canonical: UnitID, unitText: String, least: Rational? = nil,
        greatest: Rational? = nil, labels: [String] = [], bridges: [UnitBridge] = []
    ) {
        self.dimension = dimension
        self.headingUnit = headingUnit
        self.canonical = canonical
        self.unitText = unitText
        self.least = least
        self.greatest = greatest
        self.labels = labels
        self.bridges = bridges
    }
}
