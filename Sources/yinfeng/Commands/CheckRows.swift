import YinfengModel
import YinfengReport

/// The result rows of `check`: contract keys, columns and sheets.
enum CheckRows {
    /// One lead's answer in the keys of the contract.
    static func object(_ lead: Lead, _ park: Park, _ answer: EntryAssessment) -> ReportObject {
        [
            "id": .text(lead.id), "park": .object(["code": .text(park.code), "name": .text(park.name)]),
            "verdict": .text(answer.verdict.rawValue), "so_far": .text(answer.soFar.rawValue),
            "clauses": .list(answer.clauses.map { clause($0, lead) }),
            "conditions": .list(
                answer.conditions.map {
                    .object(["rule": .text($0.rule), "text": .text($0.text), "due": .text($0.due)])
                }),
            "remedies": .list(
                answer.remedies.map {
                    .object([
                        "change": .text($0.change), "field": .text($0.field.rawValue), "from": .optional($0.from),
                        "to": .text($0.to), "verdict": .text($0.verdict.rawValue), "so_far": .text($0.soFar.rawValue),
                        "admits": .bool($0.verdict == .admit), "rules": .texts($0.rules),
                    ])
                }),
            "benefits": .list(
                answer.benefits.map {
                    .object(["rule": .text($0.rule), "text": .text($0.text), "because": .text($0.because)])
                }), "questions": .texts(answer.questions), "notes": .texts(answer.notes),
            "evidence": LeadFacts.missing(answer.evidence),
            "lead": .object([
                "name": .optional(lead.text(.projectName) ?? lead.text(.investorName)),
                "investor": .optional(lead.text(.investorName)), "synthetic": .bool(lead.isSynthetic),
            ]),
        ]
    }

    private static func clause(_ clause: ClauseFinding, _ lead: Lead) -> ReportValue {
        var object: ReportObject = [
            "rule": .text(clause.rule), "document": .text(clause.citation.document),
            "clause": .text(clause.citation.clause), "force": .text(clause.force.rawValue),
            "result": .text(clause.outcome.rawValue), "required": .optional(clause.required),
            "found": .optional(clause.found), "margin": .optional(clause.margin), "message": .text(clause.message),
            "effective": .text(clause.citation.effectiveText), "finding": .optional(clause.finding),
            "verified": .bool(clause.citation.isVerified),
        ]
        // How a number came about: the formula, and the cells that it rests on.
        if !clause.formula.isEmpty { object["formula"] = .text(clause.formula) }
        if clause.outcome != .notApplicable, !clause.inputs.isEmpty {
            object["inputs"] = .list(clause.inputs.map { input($0, lead) })
        }
        if !clause.missing.isEmpty { object["missing"] = .texts(clause.missing.map(\.rawValue)) }
        if clause.isEdge { object["edge"] = true }
        return .object(object)
    }

    /// A field as the row states it: key, the cell's words, and where it stands.
    private static func input(_ key: FieldKey, _ lead: Lead) -> ReportValue {
        let field = lead.fields[key]
        return .object([
            "field": .text(key.rawValue), "raw": .optional(field?.raw), "cell": .optional(field?.location?.text),
        ])
    }

    /// Columns and sheets: one line a lead, and one a clause.
    static func head(
        parks: [Park], isForReading: Bool = false, compares: Bool = false, meta: ReportMeta
    ) -> ReportHead {
        let columns =
            [
                ReportColumn("编号", "id"), ReportColumn("园区", "park.name", width: 28),
                ReportColumn("项目", "lead.name", width: 28),
                ReportColumn("结论", style: .verdict) { row in verdict(row) },
                ReportColumn("现有材料下", style: .verdict) { row in RankRows.verdict(row["so_far"], profile: nil) },
                ReportColumn("条款", style: .wrapped, width: 90) { row in .text(clauseLines(row).joined(separator: "\n"))
                },
                ReportColumn("附条件", style: .wrapped, width: 40) { row in
                    .texts(
                        objects(row["conditions"]).map {
                            ($0["text"]?.flat ?? "") + "（" + ($0["due"]?.flat ?? "") + "）"
                        })
                },
                ReportColumn("怎样能进", style: .wrapped, width: 40) { row in
                    .texts(
                        objects(row["remedies"]).map {
                            ($0["change"]?.flat ?? "") + "→"
                                + (Verdict(rawValue: $0["verdict"]?.flat ?? "")?.chinese ?? "")
                        })
                },
                ReportColumn("待补证据", style: .wrapped, width: 40) { row in
                    .texts(
                        objects(row["evidence"]).map {
                            let paper = $0["paper"]?.flat ?? ""
                            return ($0["name"]?.flat ?? "") + (paper.isEmpty ? "" : "（\(paper)）")
                        })
                },
                ReportColumn("待确认", "questions", style: .wrapped, width: 30),
                ReportColumn("备注", "notes", style: .wrapped, width: 30), ReportColumn.returned,
            ]
        let detail = [
            ReportColumn("编号", "id"), ReportColumn("规则", "rule"), ReportColumn("效力", "force"),
            ReportColumn("结果", "result", style: .verdict), ReportColumn("要求", "required"), ReportColumn("实际", "found"),
            ReportColumn("差距", "margin"), ReportColumn("说明", "message", style: .wrapped, width: 60),
            ReportColumn("依据", "document", style: .wrapped, width: 40), ReportColumn("条款", "clause", width: 24),
            ReportColumn("有效期", "effective"), ReportColumn("研判意见", "finding", style: .wrapped),
        ]
        return ReportHead(
            title: parks.count == 1 ? "准入核对：" + (parks.first?.name ?? "") : "准入核对",
            columns: isForReading ? readingColumns : columns, schema: "check/1",
            sheets: [
                ReportSheet(name: "结论", columns: columns.dropLast().filter { $0.heading != "条款" }) { row in
                    row["error"] == nil ? [row] : []
                },
                ReportSheet(name: "条款", columns: detail) { row in
                    objects(row["clauses"]).map { clause in
                        var clause = clause
                        clause["id"] = row["id"]
                        clause["force"] = (clause["force"]?.flat).flatMap(ClauseForce.init(rawValue:)).map {
                            .text($0.chinese)
                        }
                        clause["result"] = (clause["result"]?.flat).flatMap(ClauseOutcome.init(rawValue:)).map {
                            .text($0.chinese)
                        }
                        return clause
                    }
                },
            ] + CheckSheets.more + [
                ReportSheet(name: "退回行", columns: [columns[0], ReportColumn.returned]) { row in
                    row["error"] == nil ? [] : [row]
                }
            ] + (compares ? [CheckComparison.sheet] : []), meta: meta, layout: { CheckPaper.layout($0, $1) })
    }

    private static let readingColumns = [
        ReportColumn("编号", "id"), ReportColumn("规则", "rule"), ReportColumn("结果", "result", style: .verdict),
        ReportColumn("要求", "required"), ReportColumn("实际", "found"), ReportColumn("差距", "margin"),
        ReportColumn("说明", "message", style: .wrapped), ReportColumn("依据", "source", style: .wrapped),
        ReportColumn.returned,
    ]

    /// The answer as lines for a person: the verdict, every clause that applies, conditions, ways in, questions.
    static func readingRows(_ row: ReportObject) -> [ReportObject] {
        guard row["error"] == nil else { return [row] }
        let id = row["id"] ?? .null
        let soFar = Verdict(rawValue: row["so_far"]?.flat ?? "")?.chinese ?? ""
        var rows: [ReportObject] = [
            [
                "id": id, "rule": "【结论】", "result": verdict(row),
                "message": .text(
                    row.value(at: ["lead", "name"]).flat + "→" + row.value(at: ["park", "name"]).flat + "；现有材料下："
                        + soFar
                ),
            ]
        ]
        for clause in objects(row["clauses"]) {
            guard let outcome = (clause["result"]?.flat).flatMap(ClauseOutcome.init(rawValue:)),
                outcome != .notApplicable
            else { continue }
            var line = clause
            line["id"] = id
            line["result"] = .text(outcome.chinese)
            line["source"] = .text((clause["document"]?.flat ?? "") + " " + (clause["clause"]?.flat ?? ""))
            rows.append(line)
        }
        if let outside = outside(row) { rows.append(["id": id, "rule": "【不适用】", "message": .text(outside)]) }
        for condition in objects(row["conditions"]) {
            rows.append([
                "id": id, "rule": condition["rule"] ?? .null, "result": "附条件", "required": condition["due"] ?? .null,
                "message": condition["text"] ?? .null,
            ])
        }
        for remedy in objects(row["remedies"]) {
            let verdict = Verdict(rawValue: remedy["verdict"]?.flat ?? "")?.chinese ?? ""
            rows.append([
                "id": id, "rule": remedy["rules"] ?? .null, "result": "怎样能进",
                "message": .text((remedy["change"]?.flat ?? "") + "→" + verdict),
            ])
        }
        for piece in objects(row["evidence"]) {
            let paper = piece["paper"]?.flat ?? ""
            let giver = piece["giver"]?.flat ?? ""
            rows.append([
                "id": id, "rule": piece["rules"] ?? .null, "result": "待补",
                "message": .text(
                    (piece["name"]?.flat ?? "") + (paper.isEmpty ? "" : "：" + paper)
                        + (giver.isEmpty ? "" : "（\(giver)提供）")
                        + next(piece)),
            ])
        }
        rows += CheckComparison.readingRows(row)
        if case .list(let notes)? = row["notes"] {
            for note in notes { rows.append(["id": id, "rule": "【规则冲突】", "message": note]) }
        }
        if case .list(let questions)? = row["questions"] {
            for question in questions { rows.append(["id": id, "rule": "【待确认】", "message": question]) }
        }
        return rows
    }

    /// Where a missing paper goes and by when.
    private static func next(_ piece: ReportObject) -> String {
        let bureau = piece["bureau"]?.flat ?? ""
        let due = piece["due"]?.flat ?? ""
        return bureau.isEmpty ? "" : "，" + (due.isEmpty ? "" : due) + "交\(bureau)"
    }

    private static func verdict(_ row: ReportObject) -> ReportValue {
        guard let text = row["verdict"]?.flat, let verdict = Verdict(rawValue: text) else { return .null }
        let hasConditions = verdict == .admit && !objects(row["conditions"]).isEmpty
        return .text(verdict.chinese + (hasConditions ? "（附条件）" : ""))
    }

    /// How many clauses do not concern the project; nil when all do.
    private static func outside(_ row: ReportObject) -> String? {
        let count = objects(row["clauses"]).count { $0["result"]?.flat == ClauseOutcome.notApplicable.rawValue }
        return count == 0 ? nil : "另有\(count)条\(ClauseOutcome.notApplicable.chinese)，逐条见 .json 或 .xlsx"
    }

    /// One line a clause that matters: what was asked, what was found, where it stands; then how many do not.
    private static func clauseLines(_ row: ReportObject) -> [String] {
        let lines = objects(row["clauses"]).compactMap { clause -> String? in
            guard let outcome = (clause["result"]?.flat).flatMap(ClauseOutcome.init(rawValue:)),
                outcome != .notApplicable
            else { return nil }
            let required = clause["required"]?.flat ?? ""
            let found = clause["found"]?.flat ?? ""
            let margin = clause["margin"]?.flat ?? ""
            return outcome.chinese + "｜" + (clause["rule"]?.flat ?? "") + "｜" + (clause["message"]?.flat ?? "")
                + (required.isEmpty ? "" : "｜要求 " + required) + (found.isEmpty ? "" : "｜实际 " + found)
                + (margin.isEmpty ? "" : "｜差距 " + margin) + "｜" + (clause["document"]?.flat ?? "") + " "
                + (clause["clause"]?.flat ?? "")
        }
        return lines + [outside(row)].compactMap(\.self)
    }

    private static func objects(_ value: ReportValue?) -> [ReportObject] {
        guard case .list(let values)? = value else { return [] }
        return values.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }
}
