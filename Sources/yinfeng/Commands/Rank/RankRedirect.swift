import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular

/// `rank --redirect`: for each lead of a park, the parks that fit it better, with a draft for working together.
struct RankRedirect {
    let run: RankRun
    let home: Int
    let others: [Int]
    let draft: CooperationDraft

    private struct Answer: Sendable {
        let assessed: AssessedLead
        let home: ParkMatch
        let rank: Int
        let better: [(park: RankedPark, match: ParkMatch)]
    }

    /// `within` is where to look; nil for the park's province.
    init(_ run: RankRun, within scope: RegionCode?, draft: CooperationDraft) {
        self.run = run
        self.draft = draft
        home = run.parks[0]
        let parks = run.assessor.places.parks
        let upper = scope ?? parks.place(at: home)?.province
        others = upper.map { parks.positions(in: $0) } ?? Array(parks.parks.indices)
    }

    /// The lines, in the list's order.
    func objects() async throws -> [ReportObject] {
        let (assessor, home, top) = (run.assessor, home, run.top)
        let asked = Set(others + [home]).sorted()
        let answers = try await run.map { assessed, workspace -> Answer in
            let list = assessor.scores(assessed, among: asked, &workspace)
            let own = list.firstIndex { $0.position == home } ?? 0
            // What stands before the own park in the ranking and scores more; a refused park hands on to any.
            let better = list.prefix(own).filter {
                $0.group == .ranked && ($0.score > list[own].score || list[own].group == .refused)
            }.prefix(top)
            let matches = assessor.matches(assessed, parks: [home] + better.map(\.position), &workspace)
            return Answer(
                assessed: assessed, home: matches[0], rank: own + 1,
                better: zip(better, matches.dropFirst()).map { ($0, $1) })
        }
        return zip(run.rows, answers).map { row, answer in
            answer.map { object($0) } ?? RowObjects.error(row)
        }
    }

    private func object(_ answer: Answer) -> ReportObject {
        let lead = answer.assessed.lead
        var object: ReportObject = [
            "id": .text(lead.id), "park": .object(run.park(home)), "rank": .integer(answer.rank),
            "score": .number(answer.home.score.rational, digits: 4),
            "verdict": .text(answer.home.verdict.rawValue), "so_far": .text(answer.home.soFar.rawValue),
            "lead": .object([
                "name": .optional(lead.text(.projectName) ?? lead.text(.investorName)),
                "investor": .optional(lead.text(.investorName)), "synthetic": .bool(lead.isSynthetic),
            ]),
        ]
        object["redirect"] = .list(answer.better.map { .object(better($0.park, $0.match, than: answer.home)) })
        if let first = answer.better.first, let place = place(of: first.park.position) {
            object["draft"] = .object(
                draft.object(to: place.code, place: place.name, because: sentence(first.match, than: answer.home)))
        } else {
            object["draft"] = .null
        }
        object["because"] = .text(
            answer.better.isEmpty
                ? "所看范围内没有更适合的园区" : sentence(answer.better[0].match, than: answer.home))
        return object
    }

    private func better(_ park: RankedPark, _ match: ParkMatch, than home: ParkMatch) -> ReportObject {
        let place = place(of: park.position)
        return [
            "code": .text(match.parkCode), "name": .text(match.parkName), "place": .optional(place?.name),
            "authority": .optional(place?.code), "score": .number(match.score.rational, digits: 4),
            "gain": .number((match.score - home.score).rational, digits: 4),
            "verdict": .text(match.verdict.rawValue), "so_far": .text(match.soFar.rawValue),
            "because": .text(sentence(match, than: home)),
        ]
    }

    private func sentence(_ match: ParkMatch, than home: ParkMatch) -> String {
        let comparison = MatchComparison(match, home)
        let profile = run.assessor.matcher.profile
        let parts = comparison.advantages(ofLeft: true).prefix(3).map { part in
            let name = MatchPartID(rawValue: part.left.name).map { profile.name(of: $0) } ?? part.left.name
            return "\(name)多\(part.difference.rational.decimal(digits: 2))分（\(part.left.reason)）"
        }
        let refusal = home.refusal.map { "本园区不予准入：\($0.message)；" } ?? ""
        return refusal + "\(match.parkName)：" + (parts.isEmpty ? "得分相近" : parts.joined(separator: "；"))
    }

    private func place(of position: Int) -> (code: String, name: String)? {
        let places = run.assessor.places
        return places.parks.place(at: position).map { ($0.text, places.regions.path(of: $0)) }
    }

    /// One row a lead; the spreadsheet has a sheet of the parks to go to and one of the draft's lines.
    static func head(_ meta: ReportMeta) -> ReportHead {
        let columns = [
            ReportColumn("编号", "id"), ReportColumn("项目", "lead.name", width: 28),
            ReportColumn("本园区", "park.name", width: 24), ReportColumn("名次", "rank", style: .number(digits: 0)),
            ReportColumn("得分", "score", style: .number(digits: 2)),
            ReportColumn("可转介", style: .wrapped, width: 40) { row in
                .texts(
                    row.objects("redirect").map { park in
                        "\(park.words("name"))（\(park.words("place"))，多\(park["gain"]?.flat ?? "")分）"
                    })
            },
            ReportColumn("理由", "because", style: .wrapped, width: 60), ReportColumn.returned,
        ]
        let parks = [
            ReportColumn("编号", "id"), ReportColumn("园区", "name", width: 28), ReportColumn("地区", "place", width: 24),
            ReportColumn("机构代码", "authority"), ReportColumn("得分", "score", style: .number(digits: 2)),
            ReportColumn("多得", "gain", style: .number(digits: 2)),
            ReportColumn("理由", "because", style: .wrapped, width: 60),
        ]
        let shares = ["item", "base", "attract", "host", "third", "years", "from", "until", "count", "note", "source"]
        @Sendable func rows(_ key: String, in row: ReportObject) -> [ReportObject] {
            row.objects(key).map { entry in
                var entry = entry
                entry["id"] = row["id"]
                return entry
            }
        }
        return ReportHead(
            title: "转介清单", columns: columns,
            sheets: [
                ReportSheet(name: "转介清单", columns: columns) { [$0] },
                ReportSheet(name: "可转介园区", columns: parks) { rows("redirect", in: $0) },
                ReportSheet(name: "协作草案", columns: [ReportColumn("编号", "id")] + shares.map { ReportColumn($0, $0) }) {
                    row in
                    guard case .object(let draft)? = row["draft"] else { return [] }
                    return draft.objects("shares").map { entry in
                        var entry = entry
                        entry["id"] = row["id"]
                        return entry
                    }
                },
            ], meta: meta)
    }
}
