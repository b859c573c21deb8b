import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengReport
import YinfengTabular

/// `rank --sensitivity`: the plain list, each place with its range when each weight moves ±20 %.
enum RankSensitivityRows {
    /// The weights in percent of themselves.
    static let percents = [80, 120]

    /// The lines for leads' parks.
    static func byLead(_ run: RankRun) async throws -> [ReportObject] {
        let (assessor, top, positions) = (run.assessor, run.top, run.positions)
        let answers = try await run.map { assessed, workspace -> [ReportObject] in
            let moves = assessor.sensitivity(
                assessed, top: top, percents: percents, among: positions, &workspace)
            let (ranking, matches) = assessor.rank(assessed, top: top, among: positions, &workspace)
            let heads = leaders(moves.first) { run.park($0) }
            return matches.indices.map { index in
                var object = RankRows.object(
                    assessed, matches[index], rank: index + 1, group: ranking.parks[index].group, brief: run.isBrief)
                object["sensitivity"] = .object(range(moves[index]))
                object["first_when_shifted"] = heads
                return object
            }
        }
        return zip(run.rows, answers).flatMap { row, objects in objects ?? [RowObjects.error(row)] }
    }

    /// The lines for parks' leads.
    static func byPark(_ run: RankRun) async throws -> [ReportObject] {
        let leads = try await run.map { assessed, _ in assessed }.compactMap { $0 }
        var workspace = AssessmentWorkspace()
        var objects: [ReportObject] = []
        for position in run.parks {
            let moves = run.assessor.sensitivity(
                leads, forPark: position, top: run.top, percents: percents, &workspace)
            let (ranking, matches) = run.assessor.rank(leads, forPark: position, top: run.top, &workspace)
            let heads = leaders(moves.first) { ["id": .text(leads[$0].lead.id)] }
            for index in matches.indices {
                var object = RankRows.object(
                    leads[ranking.leads[index].position], matches[index], rank: index + 1,
                    group: ranking.leads[index].group, brief: run.isBrief)
                object["sensitivity"] = .object(range(moves[index]))
                object["first_when_shifted"] = heads
                objects.append(object)
            }
        }
        return objects + run.rows.filter { $0.lead == nil }.map(RowObjects.error)
    }

    /// `{"best","worst","parts":[{"name","minus","plus"}]}`: the place by each weight lighter and heavier.
    private static func range(_ moves: RankSensitivity) -> ReportObject {
        let parts = stride(from: 0, to: moves.shifts.count - 1, by: 2).map { index -> ReportValue in
            .object([
                "name": .text(moves.shifts[index].part.rawValue), "minus": .integer(moves.shifts[index].rank),
                "plus": .integer(moves.shifts[index + 1].rank),
            ])
        }
        return ["best": .integer(moves.best), "worst": .integer(moves.worst), "parts": .list(parts)]
    }

    /// Who else comes first under some shift: `[{"part","change",…}]`; empty when the first place is stable.
    private static func leaders(_ first: RankSensitivity?, _ object: (Int) -> ReportObject) -> ReportValue {
        guard let first else { return .list([]) }
        return .list(
            first.shifts.filter { $0.first != first.position }.map { shift in
                var entry: ReportObject = [
                    "part": .text(shift.part.rawValue), "change": .text(shift.percent < 100 ? "-20%" : "+20%"),
                ]
                for (key, value) in object(shift.first).entries { entry[key] = value }
                return .object(entry)
            })
    }

    /// The columns that stand beside those of the plain list.
    static let columns = [
        ReportColumn("名次区间") { row in
            let (best, worst) = (
                row.value(at: ["sensitivity", "best"]).flat, row.value(at: ["sensitivity", "worst"]).flat
            )
            return best.isEmpty ? .null : .text(best == worst ? best : "\(best)–\(worst)")
        },
        ReportColumn("浮动后的第一名", style: .wrapped, width: 30, isInTable: false) { row in
            guard case .list(let values)? = row["first_when_shifted"], !values.isEmpty else { return .null }
            return .text(
                values.compactMap { value in
                    guard case .object(let entry) = value else { return nil }
                    let who = entry["name"]?.flat ?? entry["id"]?.flat ?? ""
                    return "\(entry["part"]?.flat ?? "")\(entry["change"]?.flat ?? "")→\(who)"
                }.joined(separator: "；"))
        },
    ]
}
