import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengReport

/// What a lead does to a park with known firms (`--firms`): link, overlap, 主导产业集中度 before and after.
struct RankFirmEffect: Sendable {
    private let assessor: Assessor

    /// Nil where no firms are known: then the keys are left out.
    init?(_ assessor: Assessor) {
        guard !assessor.matcher.chainStates.parkCodes.isEmpty else { return nil }
        self.assessor = assessor
    }

    /// Adds `chain` and `concentration` to a pair's line; null for a park without known firms.
    func add(to object: inout ReportObject, _ assessed: AssessedLead, parkCode: String) {
        object["chain"] = .null
        object["concentration"] = .null
        let output = assessed.lead.quantity("output_year")?.interval
        guard let position = assessor.places.parks.position(ofCode: parkCode),
            let effect = assessor.matcher.effect(
                of: assessed.profile, park: position, output: output?.point ?? output?.low ?? output?.high)
        else { return }
        object["chain"] = .object([
            "node": .optional(effect.link), "status": .optional(effect.status?.rawValue),
            "overlap": .bool(effect.isOverlap),
        ])
        guard let before = effect.before, let share = before.share else { return }
        let place = assessor.places.parks.place(at: position)
        let target = assessor.places.targets.first { $0.applies(to: place, on: assessor.matcher.asOf) }
        object["concentration"] = .object([
            "before": .number(share, digits: 4),
            "after": effect.after?.share.map { .number($0, digits: 4) } ?? .null,
            "target": target.map { .number($0.share, digits: 4) } ?? .null,
            "source": .optional(target.map { $0.citation.document + " " + $0.citation.clause }),
            "firms": .integer(before.counted), "firms_without_output": .integer(before.uncounted),
        ])
    }

    /// The columns that show it.
    static let columns = [
        ReportColumn("同质化") { row in
            row.value(at: ["chain", "overlap"]).flat == "是" ? .text("环节已完备") : .null
        },
        ReportColumn("集中度（引入前→后）") { row in
            guard case .object(let entry)? = row["concentration"] else { return .null }
            return .text(percent(entry["before"]) + "→" + percent(entry["after"]))
        },
        ReportColumn("集中度目标", isInTable: false) { row in
            let target = row.value(at: ["concentration", "target"])
            return target.isNull ? .null : .text(percent(target) + "左右")
        },
    ]

    private static func percent(_ value: ReportValue?) -> String {
        guard case .number(let share, _)? = value, let hundred = try? share.multiplied(by: Rational(100)) else {
            return "未知"
        }
        return hundred.decimal(digits: 1) + "%"
    }
}
