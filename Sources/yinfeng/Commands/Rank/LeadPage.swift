import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular

/// `rank --one-page ID`: one lead on one sheet of A4, for a meeting.
struct LeadPage {
    private let run: RankRun

    init(_ run: RankRun) { self.run = run }

    /// Writes the page; throws 66 when the list has no such lead, 64 for a format that is no paper.
    func write(id: String, to output: ReportOptions) throws {
        guard let lead = run.rows.first(where: { $0.id == id && $0.lead != nil })?.lead else {
            let near = run.rows.compactMap(\.lead?.id).prefix(5).joined(separator: "、")
            throw CommandFailure(.noInput, "错误：线索表中没有编号“\(id)”；表中有：\(near)")
        }
        guard output.format.isPaper else {
            throw CommandFailure(.usage, "错误：--one-page 要写成 --out 文件.html、.docx 或 .md")
        }
        let paper = paper(lead)
        let head = ReportHead(title: paper.title, columns: [], meta: run.head.meta, layout: { _, _ in paper })
        var writer = try output.makeWriter()
        try writer.write(head, rows: [])
    }

    private func paper(_ lead: Lead) -> Paper {
        var workspace = AssessmentWorkspace()
        let assessor = run.assessor
        let assessed = assessor.profile(lead, &workspace)
        let count = min(run.top, 5)
        let (ranking, matches) = assessor.rank(assessed, top: count, among: run.positions, &workspace)
        let moves = assessor.sensitivity(
            assessed, top: count, percents: RankSensitivityRows.percents, among: run.positions, &workspace)
        var blocks: [PaperBlock] = [.form(facts(assessed))]
        blocks.append(.heading("适合的园区"))
        blocks.append(
            .table(
                PaperTable(
                    columns: [
                        .init("名次", isNumber: true), .init("园区", share: 26), .init("地区", share: 22),
                        .init("得分", isNumber: true), .init("结论"), .init("权重±20%时名次"),
                    ],
                    rows: matches.indices.map { index in
                        let match = matches[index]
                        let position = ranking.parks[index].position
                        let place = assessor.places.parks.place(at: position)
                        let move = moves[index]
                        return [
                            .init(String(index + 1)),
                            .init(match.parkName + (match.isProfileIncomplete ? "（画像不全）" : "")),
                            .init(place.map { assessor.places.regions.path(of: $0) } ?? ""),
                            .init(match.score.rational.decimal(digits: 2)), .verdict(match.verdict.chinese),
                            .init(move.best == move.worst ? String(move.best) : "\(move.best)–\(move.worst)"),
                        ]
                    })))
        if let first = matches.first {
            blocks.append(.heading("第一名的得分构成：\(first.parkName)"))
            blocks.append(.table(parts(first)))
            blocks.append(.text([.plain(missing(assessed, ranking.parks[0].position))]))
        }
        return Paper(
            title: lead.text(.projectName) ?? lead.text(.investorName) ?? lead.id,
            subtitle: ["招商线索一页纸" + (lead.isSynthetic ? "（虚构示例）" : "")],
            blocks: blocks + [
                .note(
                    "截至日期 \(run.head.meta.asOf)；程序版本 \(run.head.meta.version)；依据目录 \(run.head.meta.editions.count) 个版本，清单见 rank --meta"
                )
            ])
    }

    private func facts(_ assessed: AssessedLead) -> [(label: String, value: [PaperSpan])] {
        let lead = assessed.lead
        let keys: [(String, FieldKey)] = [
            ("编号", .projectID), ("投资方", .investorName), ("投资方所在地", "investor_region"), ("建设内容", .content),
            ("主要产品", .products), ("总投资", .totalInvest), ("用地", .landArea), ("年综合能耗", "energy_tce"),
            ("意向地点", .siteWishes), ("阶段", "stage"),
        ]
        var lines: [(label: String, value: [PaperSpan])] = keys.compactMap { label, key in
            let text = lead.quantity(key)?.text ?? lead.text(key)
            return text.map { (label, [.plain(PaperText.clipped($0, to: 160))]) }
        }
        let industry = assessed.coding.candidates.prefix(assessed.coding.abstain ? 3 : 1)
            .map { "\($0.name)（\($0.code.text)）" }.joined(separator: "、")
        lines.append(
            ("行业", [.plain(industry.isEmpty ? "未能判定" : industry + (assessed.coding.abstain ? "，待核" : ""))]))
        if !assessed.hits.isEmpty {
            let hits = assessed.hits.prefix(3).map {
                "\($0.policyClass.rawValue)：\(PaperText.clipped($0.text, to: 50))"
            }
            lines.append(("产业政策", [.plain(hits.joined(separator: "；"))]))
        }
        return lines
    }

    private func parts(_ match: ParkMatch) -> PaperTable {
        let profile = run.assessor.matcher.profile
        return PaperTable(
            columns: [
                .init("分项", share: 14), .init("得分", isNumber: true), .init("满分", isNumber: true),
                .init("理由", share: 62),
            ],
            rows: match.parts.map { part in
                [
                    .init(MatchPartID(rawValue: part.name).map { profile.name(of: $0) } ?? part.name),
                    .init(part.points.rational.decimal(digits: 2)), .init(part.weight.rational.decimal(digits: 2)),
                    .init(PaperText.clipped(part.reason, to: 120)),
                ]
            } + [["合计", .init(match.score.rational.decimal(digits: 2)), "100", ""]])
    }

    private func missing(_ assessed: AssessedLead, _ position: Int) -> String {
        let missing = run.assessor.evidence(assessed, parks: [position]).first ?? []
        return missing.isEmpty
            ? "该园区各条款所需材料齐全。"
            : "还缺的材料："
                + missing.prefix(8).map { $0.name + ($0.paper.isEmpty ? "" : "（\($0.paper)）") }
                .joined(separator: "、") + (missing.count > 8 ? " 等\(missing.count)项" : "") + "。"
    }
}
