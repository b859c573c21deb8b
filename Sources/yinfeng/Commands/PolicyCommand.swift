import ArgumentParser
import YinfengAssessment
import YinfengIndex
import YinfengModel
import YinfengParks
import YinfengPolicy
import YinfengReport
import YinfengTabular

/// `policy`: list items that a project falls under.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "政策清单：鼓励、限制、淘汰、禁止、许可、高污染，逐项给出依据；没有命中即允许。",
        discussion: "例：yinfeng policy 年产10万吨隔膜法烧碱\n例：yinfeng policy --input 线索.csv --format csv")

    @Argument(help: ArgumentHelp("项目文字，可写多条。", valueName: "文字"))
    var texts: [String] = []

    @Option(name: .long, help: ArgumentHelp("线索表；- 为标准输入。", valueName: "文件"))
    var input: String?

    @Option(name: .long, help: ArgumentHelp("只查这些清单，可重复，例如 structure-2024。", valueName: "清单"))
    var catalog: [String] = []

    @Option(name: .long, help: ArgumentHelp("项目所在地，有的限额因省而异。", valueName: "地区"))
    var region: String?

    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if texts.isEmpty, input == nil { throw ValidationError("请给出项目文字，或用 --input 指定线索表") }
    }

    func run() throws {
        let session = try Session(common)
        let book = try session.policyBook()
        for id in catalog where !book.catalogs.contains(id) {
            throw CommandFailure(.noInput, "错误：没有名为“\(id)”的清单；可用：" + book.catalogs.joined(separator: "、"))
        }
        let places = try session.places()
        let stated = try region.map { try session.region(named: $0, in: places) }
        var rows = texts.enumerated().map { index, text in
            let lead = Lead(text: text, row: index + 1)
            return LeadRow(location: lead.location, lead: lead, partial: lead, issues: [])
        }
        if let input { rows += try leads.rows(input, catalog: session.fields(), quiet: common.quiet) }
        var writer = try output.options().makeWriter()
        try writer.begin(PolicyCommand.head(session.meta()))
        let coder = try session.coder(synonyms: nil)
        var workspace = AssessmentWorkspace()
        for row in rows {
            guard let lead = row.lead else {
                try writer.row(RowObjects.error(row))
                continue
            }
            let coding = coder.code(fields: LeadTexts.coded(lead), workspace: &workspace.coding, top: 3)
            var query = PolicyQuery(lead: lead, coding: coding)
            query.catalogs = Set(catalog)
            query.region = stated ?? places.place(ofLead: lead)
            let hits = book.hits(query, workspace: &workspace.policy)
            try writer.row(["id": .text(lead.id), "hits": .list(hits.map(RowObjects.hit))])
        }
        try writer.end()
        try leads.finish(rows)
    }

    private static func head(_ meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: "政策清单",
            columns: [
                ReportColumn("编号", "id"),
                ReportColumn("结论", style: .wrapped, width: 60) { row in
                    guard case .list(let hits)? = row["hits"] else { return .null }
                    guard !hits.isEmpty else { return "允许（未列入）" }
                    return .text(
                        hits.map { hit -> String in
                            guard case .object(let object) = hit else { return "" }
                            let sure = object["certainty"]?.flat == "hit"
                            return (object["class"]?.flat ?? "") + (sure ? "" : "（待定）") + "："
                                + (object["text"]?.flat ?? "") + "［" + (object["item"]?.flat ?? "") + "］"
                                + (sure ? "" : (object["because"]?.flat ?? ""))
                        }.joined(separator: "；"))
                },
                ReportColumn.returned,
            ], schema: "policy/1", meta: meta)
    }
}
