import ArgumentParser
import YinfengModel
import YinfengReport
import YinfengTabular
import YinfengText

/// `leads diff`.
struct LeadsDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "两期线索表的变动：新增、退出，阶段、金额和其他栏的变化——周报的底稿。",
        discussion: "例：yinfeng leads diff 上周.xlsx 本周.xlsx --out 周报.xlsx")

    @Argument(help: ArgumentHelp("前一期的表。", valueName: "前一期"))
    var before: String

    @Argument(help: ArgumentHelp("后一期的表。", valueName: "后一期"))
    var after: String

    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        let catalog = try session.fields()
        session.uses(["field-keys", "sheet-marks"])
        let names = try session.companyNames()
        let old = try leads.rows(before, catalog: catalog, quiet: true)
        let new = try leads.rows(after, catalog: catalog, quiet: common.quiet)
        let comparison = ListComparison(catalog: catalog, investor: names)
        let outcomes = comparison.compare(old.compactMap(\.lead), new.compactMap(\.lead))
        var tally = DiffTally()
        let rows = outcomes.compactMap { outcome -> ReportObject? in
            tally.count(outcome)
            return DiffRows.object(outcome, catalog: catalog)
        }
        let errors = [(before, old), (after, new)].flatMap { file, rows in
            rows.filter { $0.lead == nil }.map { row in
                var object = RowObjects.error(row)
                object["change"] = "error"
                object["file"] = .text(file)
                return object
            }
        }
        var writer = try output.options().makeWriter()
        try writer.write(
            DiffRows.head(session.meta(notes: [("前一期", before), ("后一期", after), ("合计", tally.sentence)])),
            rows: rows + errors)
        if !common.quiet { StandardError.write(tally.sentence) }
        try leads.finish(old)
        try leads.finish(new)
    }
}

/// How many leads came, went and changed.
struct DiffTally {
    private var new = 0
    private var dropped = 0
    private var changed = 0
    private var stage = 0
    private var amount = 0
    private var same = 0

    mutating func count(_ outcome: ListComparison.Outcome) {
        switch outcome {
        case .new: new += 1
        case .dropped: dropped += 1
        case .same: same += 1
        case .changed(_, _, let changes):
            changed += 1
            if changes.contains(where: { $0.key == "stage" }) { stage += 1 }
            if changes.contains(where: { DiffRows.isAmount($0) }) { amount += 1 }
        }
    }

    /// `新增 3 个，退出 1 个，变动 5 个（阶段 2，数额 3），未变 100 个`.
    var sentence: String {
        "新增 \(new) 个，退出 \(dropped) 个，变动 \(changed) 个（阶段 \(stage)，数额 \(amount)），未变 \(same) 个"
    }
}

/// The result rows of `leads diff`.
enum DiffRows {
    /// One lead that came, went or changed; nil for one that stayed as it was.
    static func object(_ outcome: ListComparison.Outcome, catalog: FieldCatalog) -> ReportObject? {
        switch outcome {
        case .same: return nil
        case .new(let lead): return facts("new", lead, rows: (nil, lead.location.row))
        case .dropped(let lead): return facts("dropped", lead, rows: (lead.location.row, nil))
        case .changed(let old, let new, let changes):
            var object = facts("changed", new, rows: (old.location.row, new.location.row))
            object["changes"] = .list(ordered(changes).map { .object(change($0, catalog)) })
            return object
        }
    }

    /// Whether the change is one of figures.
    static func isAmount(_ change: ListComparison.Change) -> Bool {
        for case .quantity? in [change.from?.content, change.to?.content] { return true }
        return false
    }

    /// The stage first, then figures, then words.
    private static func ordered(_ changes: [ListComparison.Change]) -> [ListComparison.Change] {
        changes.filter { $0.key == "stage" } + changes.filter { $0.key != "stage" && isAmount($0) }
            + changes.filter { $0.key != "stage" && !isAmount($0) }
    }

    private static func facts(_ change: String, _ lead: Lead, rows: (Int?, Int?)) -> ReportObject {
        var object: ReportObject = [
            "change": .text(change), "id": .text(lead.id), "name": .optional(lead.text(.projectName)),
            "investor": .optional(lead.text(.investorName)), "stage": .optional(lead.text("stage")),
            "total_invest": .optional(lead.fields[.totalInvest].map(text)),
            "row_before": .optional(rows.0), "row_after": .optional(rows.1),
        ]
        if let extra = ReportValue.extra(lead) { object["extra"] = extra }
        return object
    }

    private static func change(_ change: ListComparison.Change, _ catalog: FieldCatalog) -> ReportObject {
        let field = catalog[change.key]
        var object: ReportObject = ["field": .text(change.key.rawValue), "name": .text(field?.name ?? "")]
        guard field?.isPrivate != true else {
            object["private"] = true
            return object
        }
        object["from"] = .optional(change.from.map(text))
        object["to"] = .optional(change.to.map(text))
        if case .quantity(let a)? = change.from?.content, case .quantity(let b)? = change.to?.content,
            a.unit == b.unit, let x = a.interval.point, let y = b.interval.point, let gap = try? y.subtracting(x)
        {
            object["by"] = .text((gap > .zero ? "+" : "") + gap.decimal() + a.unit)
        }
        return object
    }

    private static func text(_ value: FieldValue) -> String { LeadObjects.text(value.content) }

    /// Columns and sheets: 新增, 退出, 变动.
    static func head(_ meta: ReportMeta) -> ReportHead {
        let change = ReportColumn("变化") { row in .text(word(row["change"]?.flat ?? "")) }
        let facts = [
            ReportColumn("编号", "id"), ReportColumn("项目", "name", width: 28), ReportColumn("投资方", "investor", width: 28),
            ReportColumn("阶段", "stage"), ReportColumn("总投资", "total_invest"),
        ]
        let details = ReportColumn("变动", style: .wrapped, width: 60) { row in
            guard case .list(let changes)? = row["changes"] else { return .null }
            return .list(changes.map { .text(sentence($0)) })
        }
        func sheet(_ name: String, _ columns: [ReportColumn], _ kind: String) -> ReportSheet {
            ReportSheet(name: name, columns: columns) { $0["change"]?.flat == kind ? [$0] : [] }
        }
        return ReportHead(
            title: "两期变动", columns: [change] + facts + [details, ReportColumn.returned],
            sheets: [
                sheet("新增", facts, "new"), sheet("退出", facts, "dropped"), sheet("变动", facts + [details], "changed"),
                sheet("退回行", [ReportColumn("文件", "file"), facts[0], ReportColumn.returned], "error"),
            ], meta: meta)
    }

    private static func word(_ change: String) -> String {
        switch change {
        case "new": "新增"
        case "dropped": "退出"
        case "changed": "变动"
        default: "退回"
        }
    }

    /// `项目阶段：在谈→签约`, `总投资：30000万元→35000万元（+5000万元）`.
    private static func sentence(_ value: ReportValue) -> String {
        guard case .object(let object) = value else { return "" }
        let name = object["name"]?.flat ?? ""
        if object["private"] != nil { return name + "：已改" }
        func side(_ key: String) -> String {
            let text = object[key]?.flat ?? ""
            return text.isEmpty ? "（空）" : text
        }
        let by = object["by"].map { "（\($0.flat)）" } ?? ""
        return name + "：" + side("from") + "→" + side("to") + by
    }
}
