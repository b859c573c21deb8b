import YinfengModel
import YinfengReport

/// 入园评审意见书: what the program found for each lead, and the boxes that people fill and sign.
struct CheckPaper {
    /// Lays the rows out: one opinion a lead, each on pages of its own.
    static func layout(_ rows: [ReportObject], _ head: ReportHead) -> Paper {
        let leads = rows.filter { !$0.isReturned }
        var paper = Paper(
            title: "入园评审意见书",
            subtitle: ["（程序核对稿，供评审会使用）", "截至 \(head.meta.asOf)，\(head.meta.version)。程序只给意见，由人审定。"])
        if leads.count != 1 { paper.blocks += summary(leads) }
        paper.blocks += PaperBlock.returned(rows)
        for (index, row) in leads.enumerated() {
            if leads.count > 1 || index > 0 { paper.blocks.append(.pageBreak) }
            paper.blocks += CheckPaper(row: row).blocks
        }
        paper.blocks += [.heading("核对依据的版本", level: 3)] + head.meta.blocks()
        return paper
    }

    private static func summary(_ rows: [ReportObject]) -> [PaperBlock] {
        let figures = Verdict.allCases.map { verdict in
            let count = rows.count { $0.words("verdict") == verdict.rawValue }
            return PaperFigure(
                verdict.chinese, String(count), tone: count == 0 ? .plain : PaperTone(verdict: verdict.rawValue))
        }
        let table = PaperTable(
            columns: [
                .init("编号", share: 18), .init("项目", share: 30), .init("结论", share: 14), .init("现有材料下", share: 14),
                .init("不符合", share: 8, isNumber: true), .init("需研判", share: 8, isNumber: true),
                .init("缺证据", share: 8, isNumber: true),
            ],
            rows: rows.map { row in
                let paper = CheckPaper(row: row)
                return [
                    .init(row.words("id")), .init(PaperText.clipped(row.words("lead.name"), to: 60)),
                    .verdict(paper.verdict), .verdict(row.verdict("so_far")), .init(String(paper.clauses(.fail).count)),
                    .init(String(paper.clauses(.review).count)), .init(String(paper.clauses(.missing).count)),
                ]
            })
        return [.figures([PaperFigure("个项目", String(rows.count))] + figures), .table(table)]
    }

    let row: ReportObject

    private var verdict: String {
        let word = row.verdict("verdict")
        return row.words("verdict") == Verdict.admit.rawValue && !row.objects("conditions").isEmpty
            ? word + "（附条件）" : word
    }

    func clauses(_ outcome: ClauseOutcome) -> [ReportObject] {
        row.objects("clauses").filter { $0.words("result") == outcome.rawValue }
    }

    /// The whole opinion: the answer and the places to sign first, then what stands in the way, then the rest.
    private var blocks: [PaperBlock] {
        let cited = CitedDocuments(self)
        var blocks = conclusion + signatures + project
        blocks += openClauses(cited)
        blocks += section("附条件（写入合同，按期核对）", conditions)
        blocks += section("研判意见（由人作出）", findings)
        blocks += section("待补证据及下一步", missing)
        blocks += section("怎样能进（每一项都已代入重算）", remedies)
        blocks += section("可享受的优惠和优先（不影响能否准入）", benefits)
        blocks += more
        for (title, key) in [("待确认的数", "questions"), ("备注", "notes")] where !row.list(key).isEmpty {
            blocks += [.heading(title)] + row.list(key).map { .text([.plain("· " + $0)]) }
        }
        return blocks + passedClauses(cited) + outside(cited) + cited.blocks
    }

    private func section(_ title: String, _ table: PaperTable) -> [PaperBlock] {
        table.rows.isEmpty ? [] : [.heading(title), .table(table)]
    }

    // MARK: Head

    private var project: [PaperBlock] {
        var lines: [(label: String, value: [PaperSpan])] = [
            ("拟入园区", [.plain(row.words("park.name") + "（" + row.words("park.code") + "）")])
        ]
        if row.words("lead.synthetic") == "是" { lines.append(("性质", [.badge("虚构示例", .caution)])) }
        lines.append(("项目编号", [.plain(row.words("id"))]))
        let fields = row.objects("lead.fields")
        if fields.isEmpty { lines.append(("项目名称", [.plain(PaperText.clipped(row.words("lead.name")))])) }
        for field in fields where !["project_id", "row_no"].contains(field.words("key")) {
            lines.append((field.words("name"), [.plain(PaperText.clipped(field.words("value")))]))
        }
        return [.heading("项目情况"), .form(lines)]
    }

    private var conclusion: [PaperBlock] {
        let soFar = row.verdict("so_far")
        let counts = ClauseOutcome.allCases.map { outcome in
            PaperFigure(
                outcome.chinese, String(clauses(outcome).count),
                tone: clauses(outcome).isEmpty ? .plain : PaperTone(verdict: outcome.rawValue))
        }
        return [
            .together([
                .heading("核对结论"),
                .text([
                    .plain("全部条款："), .badge(verdict, PaperTone(verdict: verdict)), .plain("　　只看现有材料："),
                    .badge(soFar, PaperTone(verdict: soFar)),
                ]), .figures(counts),
            ])
        ]
    }

    // MARK: Tables

    private var conditions: PaperTable {
        PaperTable(
            columns: [.init("条款", share: 18), .init("须做到", share: 58), .init("期限", share: 24)],
            rows: ClauseGroup.joining(row.objects("conditions")) { [$0.words("text"), $0.words("due")] }.map { group in
                [.init(group.clauses.map { $0.words("rule") }.joined(separator: "、"))] + group.facts.map { .init($0) }
            }, isCompact: true)
    }

    private var findings: PaperTable {
        PaperTable(
            columns: [.init("条款", share: 18), .init("结果", share: 10), .init("意见、作出单位、文件、日期", share: 72)],
            rows: row.objects("clauses").filter { !$0.words("finding").isEmpty }.map {
                [.init($0.words("rule")), result($0), .init($0.words("finding"))]
            })
    }

    private var missing: PaperTable { PaperTable.missing(row.objects("evidence")) }

    private var remedies: PaperTable {
        PaperTable(
            columns: [
                .init("改动", share: 34), .init("由", share: 14), .init("到", share: 14), .init("解决的条款", share: 22),
                .init("改后结论", share: 16),
            ],
            rows: row.objects("remedies").map { remedy in
                let now = remedy.verdict("verdict")
                return [
                    .init(remedy.words("change")), .init(remedy.words("from")), .init(remedy.words("to")),
                    .init(remedy.words("rules")), .verdict(now),
                ]
            })
    }

    private var benefits: PaperTable {
        PaperTable(
            columns: [.init("条款", share: 18), .init("内容", share: 46), .init("原因", share: 36)],
            rows: row.objects("benefits").map {
                [.init($0.words("rule")), .init($0.words("text")), .init($0.words("because"))]
            })
    }

    /// What was asked of this run beside the clauses: the register's standing, capacity sources, another day.
    private var more: [PaperBlock] {
        var lines: [(label: String, value: [PaperSpan])] = []
        if row["first_talk"] != nil {
            let state = row.words("first_talk.state")
            let words =
                switch state {
                case "filed": "已备案 " + row.words("first_talk.no")
                case "protected-elsewhere":
                    "已由 \(row.words("first_talk.place")) 备案（\(row.words("first_talk.no"))），在保护期内"
                default: "登记簿中没有备案"
                }
            lines.append(("首谈备案", [.plain(words)]))
        }
        for (key, title) in [("substitution", "产能置换"), ("compare", "两日对照")] {
            let words = row.words(key)
            if !words.isEmpty { lines.append((title, [.plain(PaperText.clipped(words, to: 2_000))])) }
        }
        for (heading, value) in extras { lines.append((heading, [.plain(PaperText.clipped(value))])) }
        return lines.isEmpty ? [] : [.heading("其他"), .form(lines)]
    }

    /// The office's own columns.
    private var extras: [(heading: String, value: String)] {
        guard case .object(let cells)? = row["extra"] else { return [] }
        return cells.entries.map { ($0.key, $0.value.flat) }.filter { !$0.1.isEmpty }
    }

    private var signatures: [PaperBlock] {
        [
            .heading("评审意见（由人填写）"),
            .boxes([
                PaperBox("项目受理人核对意见", choices: ["材料与原件一致", "需补充材料"], signature: "签字：　　　　　　　　　　年　　月　　日"),
                PaperBox("相关部门意见（发展改革、自然资源、生态环境、应急、工信）", choices: ["同意", "附条件同意", "不同意"]),
                PaperBox(
                    "评审会意见", choices: ["同意入园", "有条件同意", "补充材料后再议", "暂缓", "另选园区", "不予入园"],
                    signature: "评审组长签字：　　　　　　　　　　年　　月　　日"),
                PaperBox("园区管理委员会审定", choices: ["同意", "不同意"]),
            ]),
        ]
    }
}
