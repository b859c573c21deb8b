package import YinfengAssessment
import YinfengEntry
import YinfengModel
import YinfengParks

/// `check` for long lists: one park, every lead.
package final class CheckTask: BatchTask {
    private let assessor: Assessor
    private let park: Int
    private let explains: Bool
    private let sections: SectionNames

    /// A task for the park at a position of the directory. `explains` prints every clause with its text and looks for
    /// remedies.
    package init(assessor: Assessor, park: Int, explains: Bool) {
        self.assessor = assessor
        self.park = park
        self.explains = explains
        sections = SectionNames(assessor.classification)
    }

    package func makeWorker() -> any BatchWorker { Worker(self) }

    private final class Worker: BatchWorker {
        private let task: CheckTask
        private let answers: ParkAnswers
        private let zone: [UInt8]
        private var workspace = AssessmentWorkspace()

        init(_ task: CheckTask) {
            self.task = task
            answers = task.assessor.answers(park: task.park)
            let park = task.assessor.places.parks.parks[task.park]
            var json = JSONWriter()
            json.beginObject()
            json.field("code", park.code)
            json.field("name", park.name)
            json.endObject()
            zone = json.bytes
        }

        func writeMembers(of lead: Lead, to json: inout JSONWriter, tally: inout BatchTally) {
            json.key("park")
            json.fragment(zone)
            guard task.explains else {
                let (coding, answer) = task.assessor.checkBriefly(lead, park: task.park, answers: answers, &workspace)
                count(coding, answer.verdict, answer.soFar, in: &tally)
                return BriefCheckLines.writeMembers(answer, to: &json)
            }
            let (coding, answer) = task.assessor.checkBriefly(lead, park: task.park, withRemedies: true, &workspace)
            count(coding, answer.verdict, answer.soFar, in: &tally)
            CheckLines.writeMembers(answer, explains: true, to: &json)
        }

        private func count(_ coding: CodingResult, _ verdict: Verdict, _ soFar: Verdict, in tally: inout BatchTally) {
            task.sections.count(coding, in: &tally)
            tally.verdicts[verdict.rawValue, default: 0] += 1
            tally.soFar[soFar.rawValue, default: 0] += 1
        }
    }
}

/// Writes the answer to «may it enter».
enum CheckLines {
    /// The answer as an object.
    static func write(_ answer: EntryAssessment, explains: Bool, to json: inout JSONWriter) {
        json.beginObject()
        writeMembers(answer, explains: explains, to: &json)
        json.endObject()
    }

    /// The members of the answer, keys as in `check`. Without `explains`, clauses out of scope and the texts that
    /// repeat the rule are left out: they stand in the catalogue under the rule's id.
    static func writeMembers(_ answer: EntryAssessment, explains: Bool, to json: inout JSONWriter) {
        json.field("verdict", answer.verdict.rawValue)
        json.field("so_far", answer.soFar.rawValue)
        json.key("clauses")
        json.beginArray()
        for clause in answer.clauses where explains || clause.outcome != .notApplicable {
            write(clause, explains: explains, to: &json)
        }
        json.endArray()
        json.key("conditions")
        json.beginArray()
        for condition in answer.conditions { write(condition, to: &json) }
        json.endArray()
        if explains {
            json.key("remedies")
            json.beginArray()
            for remedy in answer.remedies {
                json.beginObject()
                json.field("change", remedy.change)
                json.field("field", remedy.field.rawValue)
                json.field("from", remedy.from)
                json.field("to", remedy.to)
                json.field("verdict", remedy.verdict.rawValue)
                json.field("so_far", remedy.soFar.rawValue)
                json.field("admits", remedy.verdict == .admit)
                json.field("rules", remedy.rules)
                json.endObject()
            }
            json.endArray()
            json.key("benefits")
            json.beginArray()
            for benefit in answer.benefits {
                json.beginObject()
                json.field("rule", benefit.rule)
                json.field("text", benefit.text)
                json.field("because", benefit.because)
                json.endObject()
            }
            json.endArray()
        }
        json.field("questions", answer.questions)
    }

    /// One clause.
    static func write(_ clause: ClauseFinding, explains: Bool, to json: inout JSONWriter) {
        json.beginObject()
        json.field("rule", clause.rule)
        if explains {
            json.field("document", clause.citation.document)
            json.field("clause", clause.citation.clause)
            json.field("force", clause.force.rawValue)
        }
        writeAnswer(clause.outcome, (clause.required, clause.found, clause.margin), to: &json)
        if explains {
            json.field("message", clause.message)
            json.field("effective", clause.citation.effectiveText)
            json.field("finding", clause.finding)
            json.field("verified", clause.citation.isVerified)
        }
        json.endObject()
    }

    /// What a clause came to: the members that lines with and without explanations share.
    static func writeAnswer(
        _ outcome: ClauseOutcome, _ figures: (required: String?, found: String?, margin: String?),
        to json: inout JSONWriter
    ) {
        json.field("result", outcome.rawValue)
        json.field("required", figures.required)
        json.field("found", figures.found)
        json.field("margin", figures.margin)
    }

    /// One condition.
    static func write(_ condition: EntryAssessment.Condition, to json: inout JSONWriter) {
        json.beginObject()
        json.field("rule", condition.rule)
        json.field("text", condition.text)
        json.field("due", condition.due)
        json.endObject()
    }
}
