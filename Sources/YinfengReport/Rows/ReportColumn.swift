/// A column of the flat formats (terminal table, CSV, XLSX, HTML): its Chinese heading and where its cell comes from.
package struct ReportColumn: Sendable {
    /// How a cell is shown.
    package enum Style: Sendable, Equatable {
        /// Words, to the left.
        case text
        /// Long words that may wrap in a spreadsheet.
        case wrapped
        /// A number with this many decimal places, to the right.
        case number(digits: Int)
        /// A number with this many decimal places and, in a spreadsheet, a bar behind it.
        case score(digits: Int)
        /// A share as a number 0–1 shown in percent with this many decimal places.
        case percent(digits: Int)
        /// A verdict or clause result, coloured by how good it is.
        case verdict
    }

    /// The heading, in Chinese.
    package let heading: String
    /// The keys that lead to the value in a row.
    package let path: [String]
    /// How the cell is shown.
    package let style: Style
    /// Characters of a Latin letter's width, for spreadsheets; nil = by style.
    package let width: Int?
    /// Whether a terminal table shows the column; CSV and spreadsheets always do.
    package let isInTable: Bool
    /// Makes the cell from the row where a path is not enough.
    package let make: (@Sendable (ReportObject) -> ReportValue)?

    /// A column that shows the value at `path`, keys joined by a dot (`park.name`).
    package init(_ heading: String, _ path: String, style: Style = .text, width: Int? = nil, isInTable: Bool = true) {
        self.heading = heading
        self.path = path.split(separator: ".").map(String.init)
        self.style = style
        self.width = width
        self.isInTable = isInTable
        make = nil
    }

    /// A column whose cell is computed from the row.
    package init(
        _ heading: String, style: Style = .text, width: Int? = nil, isInTable: Bool = true,
        make: @escaping @Sendable (ReportObject) -> ReportValue
    ) {
        self.heading = heading
        path = []
        self.style = style
        self.width = width
        self.isInTable = isInTable
        self.make = make
    }

    /// The cell of a row.
    package func cell(_ row: ReportObject) -> ReportValue { make.map { $0(row) } ?? row.value(at: path) }

    /// 退回原因: where a returned row is wrong and why; empty for a good row.
    package static let returned = ReportColumn("退回原因", style: .wrapped, width: 40) { row in
        guard case .object(let error)? = row["error"] else { return .null }
        let column = error["column"]?.flat ?? ""
        let value = error["value"]?.flat ?? ""
        return .text(
            "第\(error["row"]?.flat ?? "")行" + (column.isEmpty ? "" : "“\(column)”列")
                + (value.isEmpty ? "" : "“\(value)”")
                + "：" + (error["message"]?.flat ?? ""))
    }
}
