import ArgumentParser
import YinfengModel
import YinfengReport
import YinfengTabular

/// `leads inspect`.
struct LeadsInspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "逐行列出读到的字段：原文、读数、疑问、错误、重复；编码、表头和列的对应写在标准错误。",
        discussion: "例：yinfeng leads inspect 在谈项目台账.csv --format table")

    @Argument(help: ArgumentHelp("线索表；- 为标准输入。", valueName: "文件"))
    var file: String

    @Flag(name: .long, help: "也显示联系人和电话。")
    var withContacts = false

    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        let catalog = try session.fields()
        session.uses(["field-keys", "sheet-marks"])
        let reader = try leads.reader(file, catalog: catalog)
        let options = try output.options()
        let objects = LeadObjects(
            catalog: catalog, showsContacts: withContacts, includesText: ![.ndjson, .json].contains(options.format))
        var repeats = try session.repeatFinder(catalog)
        var writer = try options.makeWriter()
        // How the list is stored and mapped is known before the first row.
        let notes = reader.inspection.opening.map { (name: "读表", value: $0) }
        try writer.begin(LeadsInspect.head(session.meta(notes: notes)))
        // Row by row: a list of a million rows is looked at in the memory of one.
        while let row = try reader.next() {
            try writer.row(objects.object(row, repeats: row.lead.flatMap { repeats.find($0) }))
        }
        try writer.end()
        if !common.quiet { for line in reader.inspection.summary { StandardError.write(line) } }
        if repeats.isFull, !common.quiet {
            StandardError.hint(.repeatsLimited, "只在前 \(RepeatFinder.most) 行里找重复；更长的表用 yinfeng batch --dedupe")
        }
        try leads.finish(reader.inspection, file: file)
    }

    private static func head(_ meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: "读表",
            columns: [
                ReportColumn("行", "row", style: .number(digits: 0)), ReportColumn("编号", "id"),
                ReportColumn("项目", "fields.project_name.text", width: 24),
                ReportColumn("总投资(万元)", "fields.total_invest.text"),
                ReportColumn("用地面积(亩)", "fields.land_area.text"),
                ReportColumn("疑问", style: .wrapped, width: 60) { row in remarks(row, key: "doubts") },
                ReportColumn("错误", style: .wrapped, width: 60) { row in remarks(row, key: "errors") },
                ReportColumn("重复", style: .wrapped, width: 30) { row in repeated(row) },
            ], meta: meta)
    }

    /// Doubts or errors, one sentence each, behind the field or column that they concern.
    static func remarks(_ row: ReportObject, key: String) -> ReportValue {
        guard case .list(let remarks)? = row[key] else { return .null }
        return .list(
            remarks.map { remark in
                guard case .object(let object) = remark else { return remark }
                return .text(
                    (object["name"] ?? object["column"] ?? .null).flat + "：" + (object["message"]?.flat ?? ""))
            })
    }

    /// `与第2行（编号 2）：投资方和项目内容相同`.
    static func repeated(_ row: ReportObject) -> ReportValue {
        guard case .list(let found)? = row["duplicates"] else { return .null }
        return .list(
            found.map { one in
                guard case .object(let object) = one else { return one }
                return .text(
                    "与第\(object["row"]?.flat ?? "")行（编号 \(object["id"]?.flat ?? "")）" + (object["because"]?.flat ?? ""))
            })
    }
}
