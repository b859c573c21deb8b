import YinfengModel
import YinfengReport

/// The ranked list as a paper: numbers first, one line a lead, then a page a lead with what its score is made of.
struct RankPaper {
    /// Whose list it is.
    let by: RankCommand.Direction
    /// The parts' keys and Chinese names, in the order of the weights.
    let parts: [(key: String, name: String)]

    /// Leads with a page of their own; the tables hold all.
    private static let detailLimit = 200

    /// Lays the rows out.
    func layout(_ rows: [ReportObject], _ head: ReportHead) -> Paper {
        let pairs = rows.filter { !$0.isReturned }
        let groups = self.groups(pairs)
        var paper = Paper(
            title: head.title,
            subtitle: ["截至 \(head.meta.asOf)，\(head.meta.version)。程序只给意见，由人审定。"], isLandscape: false)
        paper.blocks = [figures(pairs, groups: groups, returned: rows.count - pairs.count)]
        if pairs.contains(where: { $0.words("lead.synthetic") == "是" }) {
            paper.blocks.append(.text([.badge("虚构示例", .caution), .plain(" 表中带“虚构”字样的项目不是真实项目。")]))
        }
        paper.blocks += [.heading(by == .lead ? "一、每条线索的首选园区" : "一、每个园区的首选线索"), .table(firsts(groups))]
        paper.blocks += refusals(pairs)
        paper.blocks += PaperBlock.returned(rows)
        paper.blocks.append(.heading(by == .lead ? "二、逐条说明" : "二、逐园说明"))
        if groups.count > RankPaper.detailLimit {
            paper.blocks.append(
                .note("共 \(groups.count) 张名单，此处详列前 \(RankPaper.detailLimit) 张，其余见上表；要看全部请按地区或园区分开运行，或用 .xlsx。"))
        }
        for group in groups.prefix(RankPaper.detailLimit) { paper.blocks += section(group) }
        paper.blocks.append(.heading("说明"))
        paper.blocks += head.meta.blocks(rows.count)
        return paper
    }

    /// Rows of one list stand together.
    private func groups(_ pairs: [ReportObject]) -> [[ReportObject]] {
        let key = by == .lead ? "id" : "park.code"
        var groups: [[ReportObject]] = []
        for pair in pairs {
            if let last = groups.last?.last, last.words(key) == pair.words(key), pair.words("rank") != "1" {
                groups[groups.count - 1].append(pair)
            } else {
                groups.append([pair])
            }
        }
        return groups
    }

    private func figures(_ pairs: [ReportObject], groups: [[ReportObject]], returned: Int) -> PaperBlock {
        let firsts = groups.compactMap(\.first)
        var figures = [
            PaperFigure(by == .lead ? "条线索" : "个园区", String(groups.count)), PaperFigure("个配对", String(pairs.count)),
        ]
        for verdict in Verdict.allCases {
            let count = firsts.count { $0.words("so_far") == verdict.rawValue }
            figures.append(
                PaperFigure(
                    "首选·\(verdict.chinese)", String(count),
                    tone: count == 0 ? .plain : PaperTone(verdict: verdict.rawValue)))
        }
        if returned > 0 { figures.append(PaperFigure("退回行", String(returned), tone: .bad)) }
        return .figures(figures)
    }

    private func firsts(_ groups: [[ReportObject]]) -> PaperTable {
        PaperTable(
            columns: [
                .init("编号", share: 15), .init("项目", share: 20), .init("行业", share: 17), .init("园区", share: 20),
                .init("得分", share: 8, isNumber: true), .init("现有材料下", share: 10), .init("全部条款", share: 10),
            ],
            rows: groups.compactMap(\.first).map { row in
                [
                    .init(row.words("id")), .init(name(row)), .init(industry(row)), .init(row.words("park.name")),
                    .init(score(row)), .verdict(row.verdict("so_far")), .verdict(verdict(row)),
                ]
            })
    }

    private func refusals(_ pairs: [ReportObject]) -> [PaperBlock] {
        let refused = pairs.filter { $0["refusal"] != nil }
        guard !refused.isEmpty else { return [] }
        return [
            .heading("不予准入及原因（\(refused.count)）"),
            .table(
                PaperTable(
                    columns: [
                        .init("编号", share: 15), .init("项目", share: 18), .init("园区", share: 18),
                        .init("原因", share: 27), .init("依据", share: 22),
                    ],
                    rows: refused.map { row in
                        [
                            .init(row.words("id")), .init(name(row)), .init(row.words("park.name")),
                            .init(row.words("refusal.message"), tone: .bad),
                            .init(row.words("refusal.document") + " " + row.words("refusal.clause")),
                        ]
                    })),
        ]
    }

    // MARK: One list

    private func section(_ group: [ReportObject]) -> [PaperBlock] {
        guard let first = group.first else { return [] }
        var head: [PaperBlock] = []
        if by == .lead {
            head.append(.heading(first.words("id") + "　" + name(first), level: 3))
            head += lead(first)
        } else {
            head.append(.heading(first.words("park.name") + "（" + first.words("park.code") + "）", level: 3))
        }
        head.append(.bars(bars(group)))
        var blocks: [PaperBlock] = [.together(head), .table(pairs(group))]
        if !first.objects("parts").isEmpty {
            blocks.append(.text([.strong("第1名“\(other(first))”的分项（相加等于 \(score(first)) 分）")]))
            blocks.append(.table(partTable(first)))
        }
        let missing = first.objects("evidence")
        if !missing.isEmpty {
            blocks.append(.text([.strong("入“\(first.words("park.name"))”待补证据")]))
            blocks.append(.table(PaperTable.missing(missing)))
        }
        return blocks
    }

    /// The lead's words with the evidence of its industry marked.
    private func lead(_ row: ReportObject) -> [PaperBlock] {
        var blocks: [PaperBlock] = []
        let investor = row.words("lead.investor")
        let confidence = (row.value(at: ["lead", "confidence"]).spreadsheetNumber ?? 0) * 100
        var facts: [PaperSpan] = investor.isEmpty || investor == name(row) ? [] : [.plain("投资方：" + investor + "；")]
        let industry = industry(row)
        facts.append(.plain(industry.isEmpty ? "行业未能归类" : "行业：\(industry)，把握 \(Int(confidence.rounded()))%"))
        blocks.append(.text(facts))
        let evidence = row.objects("lead.evidence")
        for text in row.objects("lead.texts") {
            let marks = evidence.filter { $0.words("field") == text.words("field") }.compactMap {
                piece -> Range<Int>? in
                guard case .integer(let start)? = piece["start"], case .integer(let end)? = piece["end"], start <= end
                else { return nil }
                return start..<end
            }
            guard !marks.isEmpty || text.words("field") == "content" else { continue }
            blocks.append(.text(PaperText.spans(text.words("text"), marks: marks)))
        }
        return blocks
    }

    private func bars(_ group: [ReportObject]) -> PaperBars {
        PaperBars(
            names: parts.map(\.name),
            bars: group.map { row in
                let points = Dictionary(
                    row.objects("parts").map { ($0.words("name"), $0.number("points")) },
                    uniquingKeysWith: { first, _ in first })
                return PaperBars.Bar(
                    label: row.words("rank") + " " + other(row), values: parts.map { points[$0.key] ?? 0 },
                    total: score(row))
            }, full: 100)
    }

    private func pairs(_ group: [ReportObject]) -> PaperTable {
        PaperTable(
            columns: [
                .init("名次", share: 7, isNumber: true), .init(by == .lead ? "园区" : "线索", share: 27),
                .init("得分", share: 8, isNumber: true), .init("现有材料下", share: 11), .init("全部条款", share: 11),
                .init("主要理由", share: 36),
            ],
            rows: group.map { row in
                [
                    .init(row.words("rank")), .init(other(row)), .init(score(row)), .verdict(row.verdict("so_far")),
                    .verdict(verdict(row)), .init(reason(row)),
                ]
            })
    }

    private func partTable(_ row: ReportObject) -> PaperTable {
        let names = Dictionary(parts.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
        return PaperTable(
            columns: [
                .init("分项", share: 12), .init("取值", share: 8, isNumber: true), .init("权重", share: 8, isNumber: true),
                .init("得分", share: 10, isNumber: true), .init("理由", share: 38), .init("来源", share: 24),
            ],
            rows: row.objects("parts").map { part in
                [
                    .init(names[part.words("name")] ?? part.words("name")), .init(part.words("value")),
                    .init(part.words("weight")), .init(part.words("points")), .init(part.words("reason")),
                    .init(part.words("source")),
                ]
            })
    }

    // MARK: Words

    private func other(_ row: ReportObject) -> String {
        by == .lead ? row.words("park.name") : row.words("id") + " " + name(row)
    }

    private func name(_ row: ReportObject) -> String {
        let name = row.words("lead.name")
        return (name.isEmpty ? row.words("lead.investor") : PaperText.clipped(name, to: 60))
            + (row.words("lead.synthetic") == "是" ? "（虚构）" : "")
    }

    private func industry(_ row: ReportObject) -> String {
        [row.words("lead.industry"), row.words("lead.industry_name")].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func score(_ row: ReportObject) -> String {
        guard case .number(let value, _)? = row["score"] else { return row.words("score") }
        return value.decimal(digits: 2)
    }

    private func verdict(_ row: ReportObject) -> String {
        let profile = row.words("profile")
        return row.verdict("verdict") + (profile.isEmpty ? "" : "（\(profile)）")
    }

    private func reason(_ row: ReportObject) -> String {
        if row["refusal"] != nil { return "不予准入：" + row.words("refusal.message") }
        let best = row.objects("parts").max { $0.number("points") < $1.number("points") }
        return best?.words("reason") ?? ""
    }
}

extension PaperTable {
    /// 待补证据: which paper shows what is missing, who gives it to which bureau by when, which clauses wait.
    static func missing(_ pieces: [ReportObject]) -> PaperTable {
        let papers = ClauseGroup.joining(pieces) { piece in
            let due = piece.words("due")
            return [
                piece.words("paper"), piece.words("giver"), piece.words("bureau"), due.isEmpty ? "　 月　 日前" : due,
            ]
        }
        return PaperTable(
            columns: [
                .init("缺少的数据", share: 26), .init("应交材料", share: 18), .init("由谁提供", share: 13),
                .init("受理部门", share: 13), .init("期限", share: 12), .init("涉及条款", share: 18),
            ],
            rows: papers.map { paper in
                var rules: [String] = []
                for rule in paper.clauses.flatMap({ $0.list("rules") }) where !rules.contains(rule) {
                    rules.append(rule)
                }
                return [.init(paper.clauses.map { $0.words("name") }.joined(separator: "、"))]
                    + paper.facts.map { .init($0) } + [.init(rules.joined(separator: "、"))]
            }, isCompact: true)
    }
}
