import YinfengModel
import YinfengReport

/// The sheets of `check` beside 结论 and 条款: one line a condition, a missing paper, a way in, a benefit, a question.
enum CheckSheets {
    /// The sheets in order.
    static let more: [ReportSheet] = [
        sheet(
            "附条件", "conditions",
            [
                ReportColumn("规则", "rule", width: 18), ReportColumn("须做到", "text", style: .wrapped, width: 70),
                ReportColumn("期限", "due", width: 24),
            ]),
        sheet(
            "待补证据", "evidence",
            [
                ReportColumn("缺少的数据", "name", width: 30), ReportColumn("应交材料", "paper", style: .wrapped, width: 40),
                ReportColumn("由谁提供", "giver", width: 26),
                ReportColumn("受理部门", "bureau", width: 22), ReportColumn("期限", "due", width: 18),
                ReportColumn("涉及条款", "rules", style: .wrapped, width: 36),
            ]),
        sheet(
            "怎样能进", "remedies",
            [
                ReportColumn("改动", "change", style: .wrapped, width: 44), ReportColumn("由", "from", width: 18),
                ReportColumn("到", "to", width: 18), ReportColumn("解决的条款", "rules", style: .wrapped, width: 36),
                ReportColumn("改后结论", style: .verdict) { .text($0.verdict("verdict")) },
                ReportColumn("改后现有材料下", style: .verdict) { .text($0.verdict("so_far")) },
            ]),
        sheet(
            "优惠和优先", "benefits",
            [
                ReportColumn("规则", "rule", width: 18), ReportColumn("内容", "text", style: .wrapped, width: 60),
                ReportColumn("原因", "because", style: .wrapped, width: 50),
            ]),
        ReportSheet(
            name: "待确认", columns: head + [ReportColumn("问题", "text", style: .wrapped, width: 90)]
        ) { row in
            (row.list("questions") + row.list("notes")).map { text in with(row, ["text": .text(text)]) }
        },
    ]

    private static let head = [ReportColumn("编号", "id", width: 20), ReportColumn("项目", "lead.name", width: 28)]

    private static func sheet(_ name: String, _ key: String, _ columns: [ReportColumn]) -> ReportSheet {
        ReportSheet(name: name, columns: head + columns) { row in row.objects(key).map { with(row, $0) } }
    }

    /// A line of a sheet knows whose line it is.
    private static func with(_ row: ReportObject, _ line: ReportObject) -> ReportObject {
        var line = line
        line["id"] = row["id"]
        line["lead"] = row["lead"]
        return line
    }
}
