import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular

/// `rank --allocate`: one line a lead, the plan with the greatest sum of scores that every known capacity bears.
struct RankAllocate {
    let run: RankRun
    /// The plan.
    private(set) var plan: AllocationPlan
    private let assessed: [AssessedLead?]
    private let ranked: [[RankedPark]]
    private let resources: AllocationResources
    /// For each lead in the order of the plan, its row.
    private let order: [Int]
    private let placeOfRow: [Int?]

    private struct Scored: Sendable {
        let assessed: AssessedLead
        let parks: [RankedPark]
    }

    init(_ run: RankRun, discharges: DischargeText) async throws {
        self.run = run
        let parks = run.parks
        let assessor = run.assessor
        let scored = try await run.map { assessed, workspace in
            Scored(
                assessed: assessed,
                parks: assessor.scores(assessed, among: parks, &workspace).filter { $0.group != .refused })
        }
        assessed = scored.map { $0?.assessed }
        ranked = scored.map { $0?.parks ?? [] }
        // The plan must not depend on the order of the file: leads stand by id, then by what they say.
        order = run.rows.indices.filter { scored[$0] != nil }.sorted { left, right in
            let keys = [left, right].map { RankAllocate.key(run.rows[$0].lead) }
            return keys[0] == keys[1] ? left < right : keys[0].lexicographicallyPrecedes(keys[1])
        }
        var places = [Int?](repeating: nil, count: run.rows.count)
        for (place, row) in order.enumerated() { places[row] = place }
        placeOfRow = places
        let ordered = order
        resources = AllocationResources(
            parks: parks.map { assessor.places.parks.parks[$0] },
            amounts: ordered.map { row in
                let lead = run.rows[row].lead
                // What a list says in words of its discharges counts where it has no column for it.
                let words = lead?.text("pollutants").map { discharges.amounts($0) } ?? [:]
                return { key in lead?.quantity(key)?.interval ?? words[key] }
            })
        var numbers: [Int: Int] = [:]
        for (number, position) in parks.enumerated() { numbers[position] = number }
        let (ranked, capacities, demands) = (ranked, resources.capacities, resources.demands)
        plan = AllocationProblem(
            options: ordered.enumerated().map { place, row in
                RankAllocate.options(ranked[row], numbers, capacities, demands[place])
            }, demands: demands, capacities: capacities
        ).solve()
    }

    /// The order of a lead among others: its id, then all that it says.
    private static func key(_ lead: Lead?) -> [String] {
        guard let lead else { return [] }
        return [lead.id] + lead.fields.sorted { $0.key < $1.key }.flatMap { [$0.key.rawValue, $0.value.raw] }
    }

    /// The parks of a lead, best score first, up to the first that limits nothing that the lead takes.
    private static func options(
        _ ranked: [RankedPark], _ numbers: [Int: Int], _ capacities: [[Int?]], _ demand: [Int]
    ) -> [AllocationProblem.Option] {
        let list = ranked.sorted { left, right in
            left.score != right.score ? left.score > right.score : RankedPark.precedes(left, right)
        }
        var options: [AllocationProblem.Option] = []
        for park in list {
            guard let number = numbers[park.position] else { continue }
            options.append(
                AllocationProblem.Option(
                    park: number, score: park.score.tenThousandths, preference: park.group.rawValue))
            if !zip(capacities[number], demand).contains(where: { $0 != nil && $1 > 0 }) { break }
        }
        return options
    }

    /// The lines, in the list's order.
    func objects() -> [ReportObject] {
        let choices = parkChoices()
        var workspace = AssessmentWorkspace()
        return run.rows.indices.map { row in
            guard let assessed = assessed[row], let place = placeOfRow[row] else {
                return RowObjects.error(run.rows[row])
            }
            let list = ranked[row]
            let first = list.max { $0.score < $1.score || ($0.score == $1.score && RankedPark.precedes($1, $0)) }
            guard let number = plan.parks[place] else {
                return unplaced(assessed, first: first)
            }
            let position = run.parks[number]
            let match = run.assessor.matches(assessed, parks: [position], &workspace)[0]
            let rank = (list.firstIndex { $0.position == position } ?? 0) + 1
            var object = RankRows.object(
                assessed, match, rank: rank, group: list[rank - 1].group, brief: run.isBrief)
            object["first_choice"] = first.map { choice($0) } ?? .null
            let loss = (first?.score ?? match.score) - match.score
            object["loss"] = .number(loss.rational, digits: 4)
            object["because"] = .text(
                loss == Points(0)
                    ? "得分最高的园区" : "首选\(name(first))的余量留给了统筹后得分更高的线索，让出\(loss.rational.decimal(digits: 2))分")
            object["park_first_choice"] = choices[number].map { .object($0) } ?? .null
            return object
        }
    }

    private func name(_ park: RankedPark?) -> String {
        park.map { run.assessor.places.parks.parks[$0.position].name } ?? ""
    }

    private func choice(_ park: RankedPark) -> ReportValue {
        var object = run.park(park.position)
        object["score"] = .number(park.score.rational, digits: 4)
        return .object(object)
    }

    private func unplaced(_ assessed: AssessedLead, first: RankedPark?) -> ReportObject {
        var object = RankRows.unplaced(assessed, brief: run.isBrief)
        object["first_choice"] = first.map { choice($0) } ?? .null
        object["loss"] = .number(first?.score.rational ?? .zero, digits: 4)
        object["because"] = .text(
            first == nil ? "所选范围内的园区都不予准入" : "所选范围内没有园区还容得下：余量不足，或已留给统筹后得分更高的线索")
        object["park_first_choice"] = .null
        return object
    }

    /// For each park, the lead that it would have liked best, whether it gets it, and what it loses against it.
    private func parkChoices() -> [ReportObject?] {
        var numbers: [Int: Int] = [:]
        for (number, position) in run.parks.enumerated() { numbers[position] = number }
        var first = [(place: Int, score: Points)?](repeating: nil, count: run.parks.count)
        var got = [Points?](repeating: nil, count: run.parks.count)
        var hasFirst = [Bool](repeating: false, count: run.parks.count)
        for (place, row) in order.enumerated() {
            for park in ranked[row] {
                guard let number = numbers[park.position] else { continue }
                if first[number].map({ park.score > $0.score }) ?? true { first[number] = (place, park.score) }
                if plan.parks[place] == number { got[number] = max(got[number] ?? Points(0), park.score) }
            }
        }
        for (place, park) in plan.parks.enumerated() {
            if let park, first[park]?.place == place { hasFirst[park] = true }
        }
        return first.indices.map { number in
            guard let choice = first[number] else { return nil }
            let loss = hasFirst[number] ? Points(0) : choice.score - (got[number] ?? Points(0))
            return [
                "id": .text(run.rows[order[choice.place]].id), "score": .number(choice.score.rational, digits: 4),
                "placed_here": .bool(hasFirst[number]), "loss": .number(loss.rational, digits: 4),
            ]
        }
    }

    /// What the plan is worth, and the proof or the gap.
    var summary: [(name: String, value: String)] {
        let placed = plan.parks.count { $0 != nil }
        let value = Points(plan.value).rational.decimal(digits: 4)
        var lines = [
            ("分配", "\(plan.parks.count) 条线索，落园 \(placed) 条，无处可落 \(plan.parks.count - placed) 条；得分合计 \(value)")
        ]
        if plan.isOptimal {
            lines.append(("最优性", "已证明最优，缺口 0"))
        } else {
            let gap = plan.bound - plan.value
            let share = Rational(Int128(gap) * 100, Int128(max(1, plan.bound)))?.decimal(digits: 3) ?? ""
            lines.append(
                (
                    "最优性",
                    "未证明最优：上界 \(Points(plan.bound).rational.decimal(digits: 4))，缺口 \(Points(gap).rational.decimal(digits: 4)) 分（\(share)%）"
                ))
        }
        for (index, resource) in resources.resources.enumerated() where resource.fields != [.projectID] {
            let unstated = resources.unstated[index]
            if unstated > 0 {
                lines.append(("未填需求", "\(resource.name)：\(unstated) 条线索未填，按不占用计；补填后重算"))
            }
        }
        if resources.resources.isEmpty {
            lines.append(("余量", "所选园区都没有余量数据，按不限量分配，各线索得其首选；用 --parks 给出可用土地等"))
        }
        return lines
    }
}
