package import YinfengModel
package import YinfengText

/// The field keys with their units, headings, ranges and spellings: everything that reading a list rests on.
///
/// A value loaded once at the edge (`init(from:)`); all its words are data of the catalogue.
package struct FieldCatalog: Sendable {
    /// One field key.
    package struct Field: Sendable {
        /// The key.
        package let key: FieldKey
        /// The Chinese name.
        package let name: String
        /// The canonical unit, or nil.
        package let unit: UnitID?
        /// The canonical unit as printed (`万元/年`); empty when there is none.
        package let unitText: String
        /// What its cells hold.
        package let type: FieldType
        /// The words of an enum; empty = free.
        package let values: [String]
        /// Other keys that mean the same field (`id`, `text`).
        package let aliases: [FieldKey]
        /// Whether the cell is private: never shown in a message.
        package let isPrivate: Bool
        /// Ways from other dimensions that hold for this field (1 t of water = 1 m³).
        package let bridges: [UnitBridge]
    }

    /// A heading as offices write it.
    package struct Heading: Sendable {
        /// The heading as written.
        package let text: String
        /// The field.
        package let key: FieldKey
        /// The unit that the heading states or implies, or nil.
        package let unit: UnitID?
    }

    /// The sane values of a field, in its canonical unit.
    package struct Limits: Sendable, Equatable {
        /// The least value.
        package let least: Rational
        /// The greatest value.
        package let greatest: Rational
    }

    /// The fields in the catalogue's order.
    package let fields: [Field]
    /// The headings in the catalogue's order.
    package let headings: [Heading]
    /// The units.
    package let units: UnitTable
    /// The words that mark rows and headings.
    package let marks: SheetMarks
    /// The words around a field's words in headings that no table holds.
    let parts: HeadingParts
    /// The folding under which words are compared.
    package let folder: TextFolder
    /// The classes that a code column may name; nil where the catalogue holds no classification.
    let industries: IndustryClassification?
    private let positions: [FieldKey: Int]
    private let limits: [FieldKey: Limits]
    private let spellings: [FieldKey: [String: String]]

    init(
        fields: [Field], headings: [Heading], units: UnitTable, limits: [FieldKey: Limits],
        spellings: [FieldKey: [String: String]], marks: SheetMarks, parts: HeadingParts, folder: TextFolder,
        industries: IndustryClassification? = nil
    ) {
        self.industries = industries
        self.fields = fields
        self.headings = headings
        self.units = units
        self.limits = limits
        self.marks = marks
        self.parts = parts
        self.folder = folder
        var positions: [FieldKey: Int] = [:]
        for (index, field) in fields.enumerated() {
            positions[field.key] = index
            for alias in field.aliases { positions[alias] = index }
        }
        self.positions = positions
        var folded: [FieldKey: [String: String]] = [:]
        for field in fields {
            var words = spellings[field.key] ?? [:]
            for value in field.values { words[value] = value }
            folded[field.key] = Dictionary(
                words.map { (folder.folded($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        }
        self.spellings = folded
    }

    /// The field of a key or of an alias, or nil. O(1).
    package subscript(key: FieldKey) -> Field? { positions[key].map { fields[$0] } }

    /// The sane values of a field, or nil.
    package func limits(of key: FieldKey) -> Limits? { limits[key] }

    /// The enum word that a spelling means (`技术改造` → `技改`), or nil.
    package func value(of key: FieldKey, written text: String) -> String? { spellings[key]?[folder.folded(text)] }

    /// What a number column of a field expects; `headingUnit` is the unit that the heading or the file states.
    package func target(for field: Field, headingUnit: UnitID?) -> QuantityTarget? {
        guard let unit = field.unit, let canonical = units.unit(unit) else { return nil }
        let limits = limits[field.key]
        return QuantityTarget(
            dimension: canonical.dimension, headingUnit: headingUnit, canonical: unit, unitText: field.unitText,
            least: limits?.least, greatest: limits?.greatest, labels: labels(of: field), bridges: field.bridges)
    }

    /// The field's names as they stand before an amount in a cell, the longest first.
    private func labels(of field: Field) -> [String] {
        var result: Set<String> = [field.name]
        for heading in headings where heading.key == field.key {
            let base = HeadingText(heading.text, folder: folder, marks: marks).base
            if base.count >= 2 { result.insert(base) }
        }
        return result.sorted { ($1.count, $0) < ($0.count, $1) }
    }
}
