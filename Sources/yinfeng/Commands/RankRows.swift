import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengReport

/// The result rows of `rank`: contract keys, columns and sheets.
enum RankRows {
    /// What one lead gives.
    struct Answer: Sendable {
        var rows: [ReportObject]
        var cut = 0
        var refused = 0
    }

    /// What lists for people say beyond the contract's line.
    struct Details: Sendable {
        /// The papers that the lead lacks at the park; nil = not asked.
        var missing: [EntryAssessment.Evidence]?
        /// Whether the lead's words and their evidence are given.
        var showsText = false
    }

    /// One pair in the keys of the contract, with the lead's name and industry beside them for people.
    static func object(
        _ assessed: AssessedLead, _ match: ParkMatch, rank: Int, group: RankGroup, brief: Bool,
        details: Details = Details()
    ) -> ReportObject {
        var object: ReportObject = [
            "id": .text(assessed.lead.id),
            "park": .object(["code": .text(match.parkCode), "name": .text(match.parkName)]),
            "rank": .integer(rank), "score": .number(match.score.rational, digits: 4),
        ]
        if !brief { object["parts"] = .list(match.parts.map(part)) }
        object["verdict"] = .text(match.verdict.rawValue)
        object["so_far"] = .text(match.soFar.rawValue)
        if let refusal = match.refusal {
            object["refusal"] = .object([
                "rule": .text(refusal.rule), "document": .text(refusal.citation.document),
                "clause": .text(refusal.citation.clause), "message": .text(refusal.message),
            ])
        }
        if group == .incomplete { object["profile"] = "画像不全" }
        if let missing = details.missing { object["evidence"] = LeadFacts.missing(missing) }
        if brief { object["brief"] = .text(BriefMessage.text(assessed, match, rank: rank)) }
        if !match.profileFaults.isEmpty { object["profile_faults"] = .texts(match.profileFaults) }
        var lead = lead(assessed)
        if details.showsText {
            lead["texts"] = LeadFacts.texts(assessed.lead)
            lead["evidence"] = LeadFacts.evidence(assessed.coding)
        }
        object["lead"] = .object(lead)
        if let extra = ReportValue.extra(assessed.lead) { object["extra"] = extra }
        return object
    }

    /// A lead that no park is left for, in the keys of `object`.
    static func unplaced(_ assessed: AssessedLead, brief: Bool) -> ReportObject {
        var object: ReportObject = ["id": .text(assessed.lead.id), "park": .null, "rank": .null, "score": .null]
        if !brief { object["parts"] = .list([]) }
        object["verdict"] = .null
        object["so_far"] = .null
        object["lead"] = .object(lead(assessed))
        if let extra = ReportValue.extra(assessed.lead) { object["extra"] = extra }
        return object
    }

    /// Who a lead is, for people.
    private static func lead(_ assessed: AssessedLead) -> ReportObject {
        let best = assessed.coding.candidates.first
        return [
            "name": .optional(assessed.lead.text(.projectName) ?? assessed.lead.text(.investorName)),
            "investor": .optional(assessed.lead.text(.investorName)),
            "industry": .optional(best?.code.text), "industry_name": .optional(best?.name),
            "confidence": best.map { .measured($0.confidence, digits: 4) } ?? .null,
            "synthetic": .bool(assessed.lead.isSynthetic),
        ]
    }

    private static func part(_ part: MatchPart) -> ReportValue {
        .object([
            "name": .text(part.name), "value": .number(part.value.rational, digits: 4),
            "weight": .number(part.weight.rational, digits: 4), "points": .number(part.points.rational, digits: 4),
            "reason": .text(part.reason), "source": .text(part.source),
        ])
    }

    /// Columns and sheets.
    static func head(
        by: RankCommand.Direction, parts: [(key: String, name: String)], brief: Bool = false, meta: ReportMeta
    ) -> ReportHead {
        if brief { return briefHead(by: by, meta: meta) }
        let columns = [
            ReportColumn("编号", "id"),
            ReportColumn("项目", "lead.name", width: 28),
            ReportColumn("行业", width: 22) { row in
                .text(
                    (row.value(at: ["lead", "industry"]).flat + " " + row.value(at: ["lead", "industry_name"]).flat))
            },
            ReportColumn("名次", "rank", style: .number(digits: 0)),
            ReportColumn("园区", "park.name", width: 28),
            ReportColumn("得分", "score", style: .score(digits: 2)),
            ReportColumn("结论", style: .verdict) { row in verdict(row["verdict"], profile: row["profile"]) },
            ReportColumn("现有材料下", style: .verdict) { row in verdict(row["so_far"], profile: nil) },
            ReportColumn("主要理由", style: .wrapped, width: 60) { row in
                if row["refusal"] != nil { return .text("不予准入：" + row.words("refusal.message")) }
                let best = row.objects("parts").max { $0.number("points") < $1.number("points") }
                return best?["reason"] ?? .null
            },
            ReportColumn("待补证据", style: .wrapped, width: 40, isInTable: false) { row in
                .texts(row.objects("evidence").map { $0.words("name") })
            },
            ReportColumn("虚构示例", isInTable: false) { row in
                row.value(at: ["lead", "synthetic"]).flat == "是" ? "是" : .null
            },
            ReportColumn.returned,
        ]
        let partNames = Dictionary(parts.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
        let detail = [
            ReportColumn("编号", "id"), ReportColumn("园区", "park", width: 28),
            ReportColumn("分项", width: 12) { part in
                .text(partNames[part["name"]?.flat ?? ""] ?? part["name"]?.flat ?? "")
            },
            ReportColumn("取值", "value", style: .number(digits: 4)),
            ReportColumn("权重", "weight", style: .number(digits: 2)),
            ReportColumn("得分", "points", style: .score(digits: 4)),
            ReportColumn("理由", "reason", style: .wrapped, width: 60),
            ReportColumn("来源", "source", style: .wrapped, width: 40),
        ]
        let refused =
            Array(columns.dropLast(4)) + [
                ReportColumn("原因", "refusal.message", style: .wrapped, width: 60), ReportColumn("规则", "refusal.rule"),
                ReportColumn("依据", "refusal.document", style: .wrapped, width: 40),
                ReportColumn("条款", "refusal.clause", width: 24),
            ]
        let missing = [
            ReportColumn("编号", "id"), ReportColumn("项目", "lead.name", width: 28),
            ReportColumn("名次", "rank", style: .number(digits: 0)), ReportColumn("园区", "park.name", width: 28),
            ReportColumn("缺少的数据", "name", width: 28), ReportColumn("应交材料", "paper", style: .wrapped, width: 36),
            ReportColumn("由谁提供", "giver", width: 24),
            ReportColumn("受理部门", "bureau", width: 22), ReportColumn("期限", "due", width: 18),
            ReportColumn("涉及条款", "rules", style: .wrapped, width: 30),
        ]
        let good: @Sendable (ReportObject) -> [ReportObject] = { row in
            row["error"] == nil && row["so_far"]?.flat != "refuse" && row["verdict"]?.flat != "refuse" ? [row] : []
        }
        return ReportHead(
            title: by == .lead ? "线索—园区排名" : "园区—线索排名", columns: columns, schema: "rank/1",
            sheets: [
                ReportSheet(name: "排名", columns: Array(columns.dropLast()), rows: good),
                ReportSheet(name: "分项得分", columns: detail) { row in
                    guard case .list(let parts)? = row["parts"] else { return [] }
                    return parts.compactMap { value in
                        guard case .object(var object) = value else { return nil }
                        object["id"] = row["id"]
                        object["park"] = row.value(at: ["park", "name"])
                        return object
                    }
                },
                ReportSheet(name: "不予准入", columns: refused) { row in
                    row["error"] == nil && (row["so_far"]?.flat == "refuse" || row["verdict"]?.flat == "refuse")
                        ? [row] : []
                },
                ReportSheet(name: "待补证据", columns: missing) { row in
                    guard row["error"] == nil, row["so_far"]?.flat != "refuse" else { return [] }
                    return row.objects("evidence").map { piece in
                        var piece = piece
                        for key in ["id", "lead", "park", "rank"] { piece[key] = row[key] }
                        return piece
                    }
                },
                ReportSheet(name: "退回行", columns: [columns[0], ReportColumn.returned]) { row in
                    row["error"] == nil ? [] : [row]
                },
            ], meta: meta, layout: { RankPaper(by: by, parts: parts).layout($0, $1) })
    }

    /// `--brief`: on a screen nothing but the messages, in a file beside the pair's facts.
    private static func briefHead(by: RankCommand.Direction, meta: ReportMeta) -> ReportHead {
        func hidden(_ heading: String, _ path: String, _ style: ReportColumn.Style = .text) -> ReportColumn {
            ReportColumn(heading, path, style: style, isInTable: false)
        }
        return ReportHead(
            title: by == .lead ? "线索—园区排名" : "园区—线索排名",
            columns: [
                hidden("编号", "id"), hidden("项目", "lead.name"), hidden("名次", "rank", .number(digits: 0)),
                hidden("园区", "park.name"), hidden("得分", "score", .score(digits: 2)),
                ReportColumn("消息", style: .wrapped, width: 90) { row in
                    row["brief"] ?? .text(row.words("id") + " " + ReportColumn.returned.cell(row).flat)
                },
            ], schema: "rank/1", meta: meta)
    }

    /// The verdict in Chinese; a park of unknown industries says so.
    static func verdict(_ value: ReportValue?, profile: ReportValue?) -> ReportValue {
        guard let text = value?.flat, let verdict = Verdict(rawValue: text) else { return .null }
        return .text(verdict.chinese + (profile.map { "（\($0.flat)）" } ?? ""))
    }
}
