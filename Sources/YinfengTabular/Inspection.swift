import YinfengModel
package import YinfengText

/// What a file holds and how it was understood: for `leads inspect` and for the counts on standard error.
package struct Inspection: Sendable {
    /// One column.
    package struct Column: Sendable {
        /// The heading as a person reads it.
        package let heading: String
        /// The field, or nil when the column is carried along.
        package let match: HeadingMatch?
        /// The nearest headings of an unmapped column, best first.
        package let near: [HeadingMatch]
        /// Whether the sheet hides it.
        package let isHidden: Bool
        /// The unit that the heading or the sheet states, as printed, or nil.
        package var unitName: String?
    }

    /// A row that was passed over.
    package struct Skipped: Sendable, Equatable {
        /// The row.
        package let row: Int
        /// Why, in Chinese: 合计行, 表尾, …
        package let reason: String
    }

    /// One sheet, or the whole of a text file.
    package struct Sheet: Sendable {
        /// The name, or nil for a text file.
        package internal(set) var name: String?
        /// Rows of titles before the heading.
        package internal(set) var titleRows: [Int] = []
        /// Rows of the heading.
        package internal(set) var headingRows: [Int] = []
        /// The columns.
        package internal(set) var columns: [Column] = []
        /// The units that hold for the sheet where a heading has none.
        package internal(set) var units: [UnitID] = []
        /// The same as printed.
        package internal(set) var unitNames: [String] = []
        /// The first and last row with data.
        package internal(set) var firstRow = 0
        /// The last row with data.
        package internal(set) var lastRow = 0
        /// Rows passed over, at most the first thousand.
        package internal(set) var skipped: [Skipped] = []
        /// Rows with content that the sheet hides; they are read like the others.
        package internal(set) var hiddenRows: [Int] = []
        /// Why the sheet was not read, or nil.
        package internal(set) var ignored: String?
    }

    /// The file as the user named it.
    package internal(set) var file: String
    /// The format.
    package internal(set) var format: InputFormat
    /// How the file is stored: `编码 GB18030；分隔符 逗号`.
    package internal(set) var storage: String
    /// The sheets.
    package internal(set) var sheets: [Sheet] = []
    /// Rows of the list, good or bad.
    package internal(set) var rows = 0
    /// Rows without fault.
    package internal(set) var usable = 0
    /// Usable rows with a suspect value.
    package internal(set) var doubtful = 0
    /// Rows with a fault.
    package internal(set) var faulty = 0
    /// Rows passed over.
    package internal(set) var passedOver = 0

    /// Columns that no field claims, over all sheets.
    package var unmapped: [Column] {
        sheets.flatMap(\.columns).filter { $0.match == nil }
    }

    /// Lines for a person: storage, heading, columns, rows.
    package var summary: [String] {
        opening + ["\(rows) 行：可用 \(usable)（其中带疑问 \(doubtful)），退回 \(faulty)"]
    }

    /// The same without the counts: what is known of a sheet once it is open.
    package var opening: [String] {
        var lines = storage.isEmpty ? [] : [storage]
        for sheet in sheets {
            let name = sheet.name.map { "工作表“\($0)”：" } ?? ""
            if let ignored = sheet.ignored {
                lines.append(name + ignored)
                continue
            }
            var parts: [String] = []
            if !sheet.titleRows.isEmpty { parts.append("标题行 " + Inspection.ranges(sheet.titleRows)) }
            if !sheet.headingRows.isEmpty { parts.append("表头 " + Inspection.ranges(sheet.headingRows)) }
            if sheet.lastRow > 0 { parts.append("数据 \(sheet.firstRow)–\(sheet.lastRow)") }
            let reasons = Dictionary(grouping: sheet.skipped, by: \.reason).sorted { $0.key < $1.key }
            for (reason, rows) in reasons { parts.append("\(reason) \(Inspection.ranges(rows.map(\.row))) 跳过") }
            let known = sheet.columns.count { $0.match != nil }
            let mapped = sheet.columns.filter { $0.match != nil }.map(Inspection.mapping)
            if !sheet.columns.isEmpty {
                parts.append("列对应 \(known)/\(sheet.columns.count)：" + mapped.joined(separator: "、"))
            }
            let unknown = sheet.columns.filter { $0.match == nil }
            if !unknown.isEmpty {
                parts.append(
                    "未识别 \(unknown.count) 列：" + unknown.prefix(8).map(Inspection.describe).joined(separator: "、"))
            }
            let hidden = sheet.columns.filter(\.isHidden).map(\.heading)
            if !hidden.isEmpty { parts.append("隐藏列也读入：" + hidden.prefix(8).joined(separator: "、")) }
            if !sheet.hiddenRows.isEmpty { parts.append("隐藏行也读入：" + Inspection.ranges(sheet.hiddenRows)) }
            if !sheet.unitNames.isEmpty { parts.append("全表单位 " + sheet.unitNames.joined(separator: "、")) }
            let guessed = sheet.columns.filter { $0.match?.basis == .similar }
            if !guessed.isEmpty {
                parts.append("按相似对应：" + guessed.map(Inspection.describe).joined(separator: "、"))
            }
            let named = sheet.columns.filter { $0.match?.basis == .cells }.map { column in
                column.match?.key == .projectID
                    ? "“\(column.heading)”各行不同，作项目编号（行的 id）"
                    : "“\(column.heading)”读作 \(column.match?.key.rawValue ?? "")，别的列都没有写它"
            }
            parts += named
            lines.append(name + parts.joined(separator: "；"))
        }
        return lines
    }

    private static func describe(_ column: Column) -> String {
        if let match = column.match { return "\(column.heading)→\(match.key.rawValue)(\(percent(match.confidence)))" }
        guard let near = column.near.first else { return column.heading }
        return "\(column.heading)（最接近 \(near.known)=\(near.key.rawValue)，\(percent(near.confidence))）"
    }

    /// `总投资（亿元）→total_invest[亿元]`.
    private static func mapping(_ column: Column) -> String {
        column.heading + "→" + (column.match?.key.rawValue ?? "") + (column.unitName.map { "[\($0)]" } ?? "")
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

    /// `3–5、9`: numbers in order with runs joined.
    static func ranges(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let last = runs.last, number <= last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...max(number, last.upperBound)
            } else {
                runs.append(number...number)
            }
        }
        let shown = runs.prefix(6).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        return shown.joined(separator: "、") + (runs.count > 6 ? "等" : "")
    }
}
