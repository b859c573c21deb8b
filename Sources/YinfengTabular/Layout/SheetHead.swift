import YinfengCSV
import YinfengModel
package import YinfengText

/// Where the parts of a sheet stand and what its columns are, found from its first rows.
package struct SheetHead: Sendable {
    /// One column of the sheet.
    package struct Column: Sendable {
        /// The position, from 0.
        package let index: Int
        /// The heading as a person reads it; of a two-level head the lower one, or both where that is not unique.
        package let heading: String
        /// The upper heading, if the head has two levels.
        package let parent: String?
        /// The field, or nil: then the column is carried along.
        package let match: HeadingMatch?
        /// What else the heading resembles, for a message.
        package let near: [HeadingMatch]
    }

    /// The rows before the heading that hold words (titles, 填报单位, 单位:万元).
    package let titleRows: [Int]
    /// The rows of the heading.
    package let headingRows: [Int]
    /// The columns.
    package let columns: [Column]
    /// The units that hold for the whole sheet where a heading has none.
    package let sheetUnits: [UnitID]

    /// The same head with one column read as another field, because its cells or the other columns say so.
    func reading(column index: Int, as key: FieldKey) -> SheetHead {
        let columns = columns.map { column in
            guard column.index == index else { return column }
            let told = HeadingMatch(
                key: key, unit: nil, confidence: column.match?.confidence ?? 0.9, basis: .cells,
                known: column.match?.known ?? column.heading)
            return Column(
                index: index, heading: column.heading, parent: column.parent, match: told, near: column.near)
        }
        return SheetHead(
            titleRows: titleRows, headingRows: headingRows, columns: columns, sheetUnits: sheetUnits)
    }
}
