import YinfengReport

extension ReportHead {
    /// The plain list's head with columns before 主要理由, on the first sheet as well. A new title drops the paper's
    /// layout: what the list says is no longer a ranking.
    func showing(_ extra: [ReportColumn], title: String? = nil) -> ReportHead {
        func widened(_ columns: [ReportColumn]) -> [ReportColumn] {
            let place = columns.firstIndex { $0.heading == "主要理由" } ?? columns.endIndex
            return Array(columns[..<place]) + extra + Array(columns[place...])
        }
        let sheets = sheets.enumerated().map { number, sheet in
            number == 0 ? ReportSheet(name: sheet.name, columns: widened(sheet.columns), rows: sheet.rows) : sheet
        }
        return ReportHead(
            title: title ?? self.title, columns: widened(columns), schema: title == nil ? schema : nil, sheets: sheets,
            meta: meta,
            layout: title == nil ? layout : nil)
    }
}
