package import YinfengAssessment
import YinfengEntry
import YinfengMatching
import YinfengModel
import YinfengParks

/// `rank` for long lists: one line a lead with its first parks, each with the values of its parts.
package final class RankTask: BatchTask {
    /// What a line shows.
    package struct Options: Sendable {
        /// How many parks a lead.
        package var top: Int
        /// The parks to look at, ascending; nil for all.
        package var positions: [Int]?
        /// For how many of the first parks the clauses are printed.
        package var checkTop: Int
        /// Whether parts carry reasons and sources, and checks the texts of all clauses.
        package var explains: Bool
        /// Whether parts are left out.
        package var brief: Bool

        /// Options.
        package init(
            top: Int = 10, positions: [Int]? = nil, checkTop: Int = 0, explains: Bool = false, brief: Bool = false
        ) {
            self.top = top
            self.positions = positions
            self.checkTop = checkTop
            self.explains = explains
            self.brief = brief
        }
    }

    private let assessor: Assessor
    private let options: Options
    private let sections: SectionNames
    /// `"park":{"code":…,"name":…},"rank":` of each park.
    private let parkHeads: [[UInt8]]
    /// `"verdict":…,"so_far":…`, by both verdicts.
    private let verdictMembers: [[[UInt8]]]

    /// A task.
    package init(assessor: Assessor, options: Options) {
        self.assessor = assessor
        self.options = options
        sections = SectionNames(assessor.classification)
        parkHeads = assessor.places.parks.parks.map { park in
            var json = JSONWriter()
            json.key("park")
            json.beginObject()
            json.field("code", park.code)
            json.field("name", park.name)
            json.endObject()
            json.key("rank")
            return json.bytes
        }
        verdictMembers = Verdict.allCases.map { verdict in
            Verdict.allCases.map { soFar in
                var json = JSONWriter()
                json.field("verdict", verdict.rawValue)
                json.field("so_far", soFar.rawValue)
                return json.bytes
            }
        }
    }

    package func makeWorker() -> any BatchWorker { Worker(self) }

    private final class Worker: BatchWorker {
        private let task: RankTask
        private var workspace = AssessmentWorkspace()
        private var parts: PartFragments

        init(_ task: RankTask) {
            self.task = task
            parts = PartFragments(task.assessor.matcher.profile)
        }

        func writeMembers(of lead: Lead, to json: inout JSONWriter, tally: inout BatchTally) {
            let options = task.options
            let assessor = task.assessor
            let assessed = assessor.profileBriefly(lead, &workspace)
            task.sections.count(assessed.coding, in: &tally)
            json.key("ranks")
            json.beginArray()
            var number = 0
            let ranking = assessor.rankBriefly(
                assessed, top: options.top, among: options.positions, &workspace
            ) { park, standing, values, session in
                number += 1
                json.beginObject()
                task.writePark(park, standing, values, number: number, assessed, &parts, to: &json)
                if number == 1 { RankTask.count(park, standing, in: &tally) }
                if number <= options.checkTop {
                    let answer = assessor.assess(session, park: park.position, withRemedies: options.explains)
                    json.key("check")
                    CheckLines.write(answer, explains: options.explains, to: &json)
                }
                json.endObject()
            }
            json.endArray()
            json.field("cut", ranking.cut)
            json.field("refused", ranking.refused)
            task.writeLead(assessed, to: &json)
        }
    }

    private static func count(_ park: RankedPark, _ standing: EntryStanding, in tally: inout BatchTally) {
        tally.verdicts[(standing.verdict ?? .review).rawValue, default: 0] += 1
        tally.soFar[(standing.soFar ?? .review).rawValue, default: 0] += 1
        tally.count(park.score)
    }

    private func writePark(
        _ park: RankedPark, _ standing: EntryStanding, _ values: [Int], number: Int, _ assessed: AssessedLead,
        _ parts: inout PartFragments, to json: inout JSONWriter
    ) {
        json.fragment(parkHeads[park.position], then: number)
        json.key("score")
        json.tenThousandths(park.score.tenThousandths)
        if options.explains, !options.brief {
            writeReasons(park, standing, assessed, to: &json)
        } else if !options.brief {
            json.key("parts")
            json.beginArray()
            parts.write(values, to: &json)
            json.endArray()
        }
        json.fragment(verdictMembers[(standing.verdict ?? .review).severity][(standing.soFar ?? .review).severity])
        if let refusal = standing.refusal {
            json.key("refusal")
            json.beginObject()
            json.field("rule", refusal.rule)
            json.field("document", refusal.citation.document)
            json.field("clause", refusal.citation.clause)
            json.field("message", refusal.message)
            json.endObject()
        }
        if park.group == .incomplete { json.field("profile", "画像不全") }
    }

    /// The parts as `rank` prints them. A workspace of its own keeps the ranking's memory untouched.
    private func writeReasons(
        _ park: RankedPark, _ standing: EntryStanding, _ assessed: AssessedLead, to json: inout JSONWriter
    ) {
        let match = assessor.matcher.explain(
            assessed.profile, park: park.position, standing: standing, workspace: MatchWorkspace())
        json.key("parts")
        json.beginArray()
        for part in match.parts {
            json.beginObject()
            json.field("name", part.name)
            json.key("value")
            json.tenThousandths(part.value.tenThousandths)
            json.key("weight")
            json.tenThousandths(part.weight.tenThousandths)
            json.key("points")
            json.tenThousandths(part.points.tenThousandths)
            json.field("reason", part.reason)
            json.field("source", part.source)
            json.endObject()
        }
        json.endArray()
    }

    private func writeLead(_ assessed: AssessedLead, to json: inout JSONWriter) {
        let best = assessed.coding.candidates.first
        json.key("lead")
        json.beginObject()
        json.field("name", assessed.lead.text(.projectName) ?? assessed.lead.text(.investorName))
        json.field("investor", assessed.lead.text(.investorName))
        json.field("industry", best?.code.text)
        json.field("industry_name", best?.name)
        json.key("confidence")
        if let best { json.number(best.confidence) } else { json.null() }
        json.field("synthetic", assessed.lead.isSynthetic)
        json.endObject()
    }
}
