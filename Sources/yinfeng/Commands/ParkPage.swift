import YinfengParks
import YinfengReport

/// `park show P --out F.html`: a zone on one sheet of A4.
enum ParkPage {
    /// Lays the lines of `park show` out: facts as a form, industries, guidance and checks as tables.
    static func paper(_ rows: [ReportObject], _ head: ReportHead) -> Paper {
        var facts: [(label: String, value: [PaperSpan])] = []
        var industries: [[PaperTable.Cell]] = []
        var checks: [[PaperTable.Cell]] = []
        for row in rows {
            let (name, value, source) = (row.words("name"), row.words("value"), row.words("source"))
            if name.hasSuffix("产业") || name.hasSuffix("产业（推定）") {
                industries.append([.init(name), .init(value), .init(source)])
            } else if name.hasPrefix("画像校验") || name.hasPrefix("地区导向") {
                checks.append([.init(name), .init(value), .init(source)])
            } else {
                facts.append((name, [.plain(value + (source.isEmpty ? "" : "（\(source)）"))]))
            }
        }
        var blocks: [PaperBlock] = [.form(facts)]
        let columns: [PaperTable.Column] = [.init("类别", share: 18), .init("内容", share: 42), .init("来源", share: 40)]
        if !industries.isEmpty {
            blocks += [.heading("产业"), .table(PaperTable(columns: columns, rows: industries))]
        }
        if !checks.isEmpty {
            blocks += [.heading("导向与校验"), .table(PaperTable(columns: columns, rows: checks))]
        }
        blocks.append(.note("“（推定）”指未在官方文本中核实；“未知”是目录未载，不等于没有。"))
        return Paper(title: head.title, subtitle: ["园区一页纸"], blocks: blocks + head.meta.blocks())
    }
}
