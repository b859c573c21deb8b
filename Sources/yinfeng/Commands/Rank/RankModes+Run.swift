import YinfengAssessment
import YinfengModel
import YinfengReport

extension RankModes {
    /// Does what the flags ask for and writes it.
    func run(
        _ run: RankRun, names: [String], by: RankCommand.Direction, session: Session, output: ReportOptions
    ) async throws {
        if allocate {
            let answer = try await RankAllocate(run)
            for line in answer.summary { run.hint("\(line.name)：\(line.value)") }
            let meta = ReportMeta(
                asOf: run.meta.asOf, editions: run.meta.editions, version: run.meta.version,
                notes: run.meta.notes + answer.summary)
            return try write(
                RankRows.head(
                    by: .lead, parts: run.parts, meta: meta, title: "统筹分配", extra: RankAllocate.columns
                ).carrying(RowObjects.extraHeadings(run.rows)),
                answer.objects(), output)
        }
        if sensitivity {
            let head = RankRows.head(by: by, parts: run.parts, meta: run.meta, extra: RankSensitivityRows.columns)
                .carrying(RowObjects.extraHeadings(run.rows))
            switch by {
            case .lead: return try write(head, await RankSensitivityRows.byLead(run), output)
            case .park: return try write(head, await RankSensitivityRows.byPark(run), output)
            }
        }
        if !compare.isEmpty {
            let objects = try await RankCompare(run: run, names: names).objects { name in
                try session.park(named: name, in: run.assessor.places)
            }
            return try write(RankCompare.head(run.meta), objects, output)
        }
    }

    private func write(_ head: ReportHead, _ rows: [ReportObject], _ output: ReportOptions) throws {
        var writer = try output.makeWriter()
        try writer.write(head, rows: rows)
    }
}

extension RankAllocate {
    /// The columns that stand beside those of the plain list.
    static let columns = [
        ReportColumn("首选园区", "first_choice.name", width: 24, isInTable: false),
        ReportColumn("让出", "loss", style: .number(digits: 2)),
        ReportColumn("分配说明", "because", style: .wrapped, width: 40),
        ReportColumn("园区首选线索", "park_first_choice.id", isInTable: false),
        ReportColumn("园区让出", "park_first_choice.loss", style: .number(digits: 2), isInTable: false),
    ]
}
