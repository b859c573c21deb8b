import YinfengAssessment
import YinfengModel
import YinfengReport
import YinfengTabular

extension RankModes {
    /// Does what the flags ask for and writes it.
    func run(
        _ run: RankRun, names: [String], region: String?, by: RankCommand.Direction, session: Session,
        output: ReportOptions
    ) async throws {
        if allocate {
            let answer = try await RankAllocate(run, discharges: DischargeText(catalog: session.fields()))
            for line in answer.summary { run.hint("\(line.name)：\(line.value)") }
            let head = run.head.showing(RankAllocate.columns, title: "统筹分配").noting(answer.summary)
            return try write(head, answer.objects(), output)
        }
        if sensitivity {
            let head = run.head.showing(RankSensitivityRows.columns)
            switch by {
            case .lead: return try write(head, await RankSensitivityRows.byLead(run), output)
            case .park: return try write(head, await RankSensitivityRows.byPark(run), output)
            }
        }
        if !compare.isEmpty {
            let objects = try await RankCompare(run: run, names: names).objects { name in
                try session.park(named: name, in: run.assessor.places)
            }
            return try write(RankCompare.head(run.head.meta), objects, output)
        }
        if redirect {
            let scope = try region.map { try session.region(named: $0, in: run.assessor.places) }
            let answer = try await RankRedirect(
                run, within: scope, draft: CooperationDraft(from: session.store)
            ).objects()
            return try write(RankRedirect.head(run.head.meta), answer, output)
        }
        if let onePage { return try LeadPage(run).write(id: onePage, to: output) }
    }

    private func write(_ head: ReportHead, _ rows: [ReportObject], _ output: ReportOptions) throws {
        var writer = try output.makeWriter()
        try writer.write(head, rows: rows)
    }
}

extension ReportHead {
    /// The head with more remarks at the end of its meta facts.
    func noting(_ notes: [(name: String, value: String)]) -> ReportHead {
        ReportHead(
            title: title, columns: columns, schema: schema, sheets: sheets,
            meta: ReportMeta(
                asOf: meta.asOf, editions: meta.editions, version: meta.version, notes: meta.notes + notes),
            layout: layout)
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
