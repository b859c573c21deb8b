import YinfengAssessment
import YinfengEntry
import YinfengModel
import YinfengReport

/// `check --matrix`: leads down, parks across, a verdict in each cell.
struct CheckMatrix {
    let run: CheckRun

    private struct Answer: Sendable {
        let object: ReportObject
        let verdicts: [Verdict]
    }

    /// Writes the grid; gives every verdict in it.
    func write(_ inputs: [CheckInput], to options: ReportOptions, meta: ReportMeta) async throws -> [Verdict] {
        var writer = try options.makeWriter()
        try writer.begin(head(meta))
        let run = run
        let answers = try await OrderedMap.run(
            inputs, jobs: run.jobs, chunk: 4, makeWorkspace: { AssessmentWorkspace() },
            body: { input, workspace in CheckMatrix.answer(input, run, &workspace) })
        for answer in answers { try writer.row(answer.object) }
        try writer.end()
        return answers.flatMap(\.verdicts)
    }

    private static func answer(
        _ input: CheckInput, _ run: CheckRun, _ workspace: inout AssessmentWorkspace
    ) -> Answer {
        guard let lead = input.lead else { return Answer(object: RowObjects.error(input.row), verdicts: []) }
        let briefs = run.setup.assessor.briefs(
            lead, parks: run.positions, firstTalk: input.firstTalk, &workspace)
        let cells = zip(run.zones, briefs).map { zone, brief -> ReportValue in
            .object([
                "park": .object(["code": .text(zone.code), "name": .text(zone.name)]),
                "verdict": .text(brief.verdict.rawValue), "so_far": .text(brief.soFar.rawValue),
                "refusal": brief.refusal.map { clause in
                    .object([
                        "rule": .text(clause.rule), "document": .text(clause.citation.document),
                        "clause": .text(clause.citation.clause), "message": .text(clause.message),
                    ])
                } ?? .null,
            ])
        }
        let object: ReportObject = [
            "id": .text(lead.id), "verdicts": .list(cells),
            "lead": .object([
                "name": .optional(lead.text(.projectName) ?? lead.text(.investorName)),
                "synthetic": .bool(lead.isSynthetic),
            ]),
        ]
        return Answer(object: object, verdicts: briefs.map(\.verdict))
    }

    private func head(_ meta: ReportMeta) -> ReportHead {
        let names = [ReportColumn("编号", "id"), ReportColumn("项目", "lead.name", width: 28)]
        func grid(_ key: String) -> [ReportColumn] {
            run.zones.enumerated().map { index, zone in
                ReportColumn(zone.name, style: .verdict) { row in
                    guard case .object(let cell)? = CheckMatrix.cell(row, index) else { return .null }
                    return .optional(Verdict(rawValue: cell[key]?.flat ?? "")?.chinese)
                }
            }
        }
        let reasons = [
            names[0], names[1], ReportColumn("园区", "park", width: 28), ReportColumn("规则", "rule"),
            ReportColumn("说明", "message", style: .wrapped, width: 60),
            ReportColumn("依据", "document", style: .wrapped, width: 40), ReportColumn("条款", "clause", width: 24),
        ]
        return ReportHead(
            title: "准入矩阵", columns: names + grid("verdict") + [ReportColumn.returned],
            sheets: [
                ReportSheet(name: "矩阵", columns: names + grid("verdict") + [ReportColumn.returned]) { [$0] },
                ReportSheet(name: "现有材料下", columns: names + grid("so_far")) { $0["error"] == nil ? [$0] : [] },
                ReportSheet(name: "不予准入依据", columns: reasons) { CheckMatrix.refusals($0) },
            ], meta: meta)
    }

    private static func cell(_ row: ReportObject, _ index: Int) -> ReportValue? {
        guard case .list(let cells)? = row["verdicts"], index < cells.count else { return nil }
        return cells[index]
    }

    /// One line a refused pair.
    private static func refusals(_ row: ReportObject) -> [ReportObject] {
        guard case .list(let cells)? = row["verdicts"] else { return [] }
        return cells.compactMap { value in
            guard case .object(let cell) = value, case .object(var refusal)? = cell["refusal"] else { return nil }
            refusal["id"] = row["id"]
            refusal["lead"] = row["lead"]
            refusal["park"] = cell.value(at: ["park", "name"])
            return refusal
        }
    }
}
