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

    private let entries: [String: (key: Key, unit: UnitID?)]
    private let folder: TextFolder
    private let marks: SheetMarks
    /// The headings as listed, for messages.
    let names: [String]

    /// Loads the table `park-headings.csv`; throws `CatalogError`.
    package init(from store: CatalogStore, catalog: FieldCatalog) throws(CatalogError) {
        let table = try store.table("sheet-marks", "park-headings.csv")
        let columns = try Columns(table, ["heading", "key", "unit"])
        var entries: [String: (key: Key, unit: UnitID?)] = [:]
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
            entries[text.whole] = (key, unit.isEmpty ? nil : UnitID(rawValue: unit))
            names.append(heading)
        }
        self.entries = entries
        self.names = names
        folder = catalog.folder
        marks = catalog.marks
    }

    /// What a heading holds, or nil.
    func match(_ heading: String) -> (key: Key, unit: UnitID?)? {
        let text = HeadingText(heading, folder: folder, marks: marks)
        return entries[text.whole] ?? entries[text.base]
    }
}
