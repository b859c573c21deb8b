import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengReport
import YinfengTabular

/// `rank --compare A B`: two parks for every lead, or two leads for every park asked for, part by part.
struct RankCompare {
    let run: RankRun
    let names: [String]

    /// The lines. `park` finds a park by name or throws 66; it is asked only when the names are no leads of the list.
    func objects(park: (String) throws -> Int) async throws -> [ReportObject] {
        let leads = try await run.map { assessed, _ in assessed }
        let chosen = names.map { name in leads.compactMap { $0 }.filter { $0.lead.id == name } }
        var workspace = AssessmentWorkspace()
        if chosen.allSatisfy({ !$0.isEmpty }) {
            return compareLeads(chosen[0][0], chosen[1][0], &workspace)
        }
        let parks = try names.map(park)
        return zip(run.rows, leads).map { row, lead in
            guard let lead else { return RowObjects.error(row) }
            let matches = run.assessor.matches(lead, parks: parks, &workspace)
            let comparison = MatchComparison(matches[0], matches[1])
            var object: ReportObject = ["id": .text(lead.lead.id), "compare": "parks"]
            object["a"] = .object(side(matches[0], ("park", .object(run.park(parks[0])))))
            object["b"] = .object(side(matches[1], ("park", .object(run.park(parks[1])))))
            return finish(object, comparison, [matches[0].parkName, matches[1].parkName])
        }
    }

    /// Two leads at the parks asked for, else at the first park of each.
    private func compareLeads(
        _ left: AssessedLead, _ right: AssessedLead, _ workspace: inout AssessmentWorkspace
    ) -> [ReportObject] {
        var parks = run.positions.map { Array($0.prefix(run.top)) } ?? []
        if run.positions == nil {
            for lead in [left, right] {
                let first = run.assessor.rank(lead, top: 1, &workspace).ranking.parks.first?.position
                if let first, !parks.contains(first) { parks.append(first) }
            }
        }
        return parks.map { position in
            let matches = [left, right].map { run.assessor.matches($0, parks: [position], &workspace)[0] }
            var object: ReportObject = [
                "id": .text(left.lead.id + "|" + right.lead.id), "compare": "leads",
                "park": .object(run.park(position)),
            ]
            object["a"] = .object(side(matches[0], ("id", .text(left.lead.id))))
            object["b"] = .object(side(matches[1], ("id", .text(right.lead.id))))
            return finish(object, MatchComparison(matches[0], matches[1]), [left.lead.id, right.lead.id])
        }
    }

    private func side(_ match: ParkMatch, _ key: (String, ReportValue)) -> ReportObject {
        var object = ReportObject()
        object[key.0] = key.1
        object["score"] = .number(match.score.rational, digits: 4)
        object["verdict"] = .text(match.verdict.rawValue)
        object["so_far"] = .text(match.soFar.rawValue)
        if match.isProfileIncomplete { object["profile"] = "画像不全" }
        return object
    }

    private func finish(_ head: ReportObject, _ comparison: MatchComparison, _ names: [String]) -> ReportObject {
        var object = head
        let difference = comparison.difference
        object["difference"] = .number(difference.rational, digits: 4)
        object["better"] = difference == Points(0) ? "equal" : difference > Points(0) ? "a" : "b"
        object["parts"] = .list(
            comparison.parts.map { part in
                .object([
                    "name": .text(part.left.name), "weight": .number(part.left.weight.rational, digits: 4),
                    "a": .number(part.left.points.rational, digits: 4),
                    "b": .number(part.right.points.rational, digits: 4),
                    "difference": .number(part.difference.rational, digits: 4),
                    "a_reason": .text(part.left.reason), "b_reason": .text(part.right.reason),
                ])
            })
        object["because"] = .text(sentence(comparison, names))
        return object
    }

    /// Which side is better by how much, and the parts that decide it.
    private func sentence(_ comparison: MatchComparison, _ names: [String]) -> String {
        let difference = comparison.difference
        if difference == Points(0) { return "两者得分相同" }
        let isLeft = difference > Points(0)
        let size = Points(abs(difference.tenThousandths)).rational.decimal(digits: 2)
        let profile = run.assessor.matcher.profile
        func list(ofLeft isLeft: Bool) -> String {
            comparison.advantages(ofLeft: isLeft).prefix(3).map { part in
                let name = MatchPartID(rawValue: part.left.name).map { profile.name(of: $0) } ?? part.left.name
                return name + Points(abs(part.difference.tenThousandths)).rational.decimal(digits: 2) + "分"
            }.joined(separator: "、")
        }
        let back = list(ofLeft: !isLeft)
        return names[isLeft ? 0 : 1] + "高\(size)分：" + list(ofLeft: isLeft)
            + (back.isEmpty ? "" : "；对方占优：" + back)
    }

    /// The columns of the flat formats: one row a comparison; the spreadsheet has a sheet of parts.
    static func head(_ meta: ReportMeta) -> ReportHead {
        func name(_ side: String) -> @Sendable (ReportObject) -> ReportValue {
            { row in
                let park = row.value(at: [side, "park", "name"])
                return park.isNull ? row.value(at: [side, "id"]) : park
            }
        }
        let columns = [
            ReportColumn("编号", "id"), ReportColumn("甲", make: name("a")),
            ReportColumn("甲得分", "a.score", style: .number(digits: 4)),
            ReportColumn("乙", make: name("b")), ReportColumn("乙得分", "b.score", style: .number(digits: 4)),
            ReportColumn("差额（甲−乙）", "difference", style: .number(digits: 4)),
            ReportColumn("说明", "because", style: .wrapped, width: 60), ReportColumn.returned,
        ]
        let detail = [
            ReportColumn("编号", "id"), ReportColumn("分项", "name"),
            ReportColumn("权重", "weight", style: .number(digits: 2)), ReportColumn("甲", "a", style: .number(digits: 4)),
            ReportColumn("乙", "b", style: .number(digits: 4)),
            ReportColumn("差额", "difference", style: .number(digits: 4)),
            ReportColumn("甲的理由", "a_reason", style: .wrapped, width: 50),
            ReportColumn("乙的理由", "b_reason", style: .wrapped, width: 50),
        ]
        return ReportHead(
            title: "并排比较", columns: columns,
            sheets: [
                ReportSheet(name: "比较", columns: columns) { [$0] },
                ReportSheet(name: "逐项", columns: detail) { row in
                    guard case .list(let parts)? = row["parts"] else { return [] }
                    return parts.compactMap { value in
                        guard case .object(var object) = value else { return nil }
                        object["id"] = row["id"]
                        return object
                    }
                },
            ], meta: meta)
    }
}
