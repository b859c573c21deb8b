package import YinfengCatalog
import YinfengModel
import YinfengText

/// The headings of a user's parks table (`--parks`), as the catalogue lists them.
package struct ParkHeadings: Sendable {
    /// What a column of the table holds.
    enum Key: String, Sendable {
        case code
        case name
        case aliases
        case province
        case prefecture
        case region
        case level
        case type
        case lead
        case potential
        case listed
        case output = "output_yi"
        case land = "land_left"
        case capacity
        case note
    }

    /// What a column of a user's table holds.
    struct Column: Sendable {
        let key: Key
        /// The unit that the heading states, else that of the catalogue.
        let unit: UnitID?
        /// The heading as the catalogue has it.
        let name: String
        /// The fields of a lead that draw on the amount.
        let fields: [FieldKey]
    }

    private let entries: [String: Column]
    private let matcher: HeadingMatcher
    private let folder: TextFolder
    private let marks: SheetMarks
    /// The headings as listed, for messages.
    let names: [String]

    /// Loads the table `park-headings.csv`; throws `CatalogError`.
    package init(from store: CatalogStore, catalog: FieldCatalog) throws(CatalogError) {
        let table = try store.table("sheet-marks", "park-headings.csv")
        let columns = try Columns(table, ["heading", "key", "unit", "fields"])
        var entries: [String: Column] = [:]
        var names: [String] = []
        for row in 0..<table.count {
            let heading = table[row, columns["heading"]]
            guard let key = Key(rawValue: table[row, columns["key"]]) else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "key", value: table[row, columns["key"]],
                    fact: "不是认识的列")
            }
            let unit = table[row, columns["unit"]]
            let text = HeadingText(heading, folder: catalog.folder, marks: catalog.marks)
            entries[text.whole] = Column(
                key: key, unit: unit.isEmpty ? nil : UnitID(rawValue: unit), name: heading,
                fields: table[row, columns["fields"]].split(separator: ";").map { FieldKey(rawValue: String($0)) })
            names.append(heading)
        }
        self.entries = entries
        self.names = names
        matcher = HeadingMatcher(catalog: catalog)
        folder = catalog.folder
        marks = catalog.marks
    }

    /// What a heading holds, or nil; 可用土地(公顷) is 可用土地 in hectares.
    func match(_ heading: String) -> Column? {
        let text = HeadingText(heading, folder: folder, marks: marks)
        if let entry = entries[text.whole] { return entry }
        guard let entry = entries[text.base] else { return nil }
        let stated = entry.fields.first.flatMap { matcher.statedUnit(text, for: $0) }
        return Column(key: entry.key, unit: stated ?? entry.unit, name: entry.name, fields: entry.fields)
    }
}
