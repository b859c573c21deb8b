import YinfengAssessment
package import YinfengIndex
package import YinfengModel

/// `classify` for long lists: codes without the evidence of every candidate.
package struct ClassifyTask: BatchTask {
    private let coder: IndustryCoder
    private let sections: SectionNames
    private let top: Int
    private let explains: Bool

    /// A task. `explains` adds the evidence that `classify` shows, at a price.
    package init(
        coder: IndustryCoder, classification: IndustryClassification, top: Int, explains: Bool = false
    ) {
        self.coder = coder
        self.top = top
        self.explains = explains
        sections = SectionNames(classification)
    }

    package func makeWorker() -> any BatchWorker { Worker(self) }

    private final class Worker: BatchWorker {
        private let task: ClassifyTask
        private var workspace = AssessmentWorkspace()

        init(_ task: ClassifyTask) { self.task = task }

        func writeMembers(of lead: Lead, to json: inout JSONWriter, tally: inout BatchTally) {
            let fields = LeadTexts.coded(lead)
            let result =
                task.explains
                ? task.coder.code(fields: fields, workspace: &workspace.coding, top: task.top)
                : task.coder.codeBriefly(fields: fields, workspace: &workspace.coding, top: task.top)
            task.sections.count(result, in: &tally)
            json.key("candidates")
            json.beginArray()
            for candidate in result.candidates {
                json.beginObject()
                json.field("code", candidate.code.text)
                json.field("name", candidate.name)
                json.field("level", candidate.code.level.name)
                json.key("score")
                json.number(candidate.score)
                json.key("confidence")
                json.number(candidate.confidence)
                if task.explains { CodingLines.write(candidate.evidence, to: &json) }
                json.endObject()
            }
            json.endArray()
            CodingLines.write(activities: result.activities, to: &json)
            json.field("abstain", result.abstain)
            json.field("because", result.because)
        }
    }
}

/// Pieces of lines that several tasks write.
enum CodingLines {
    /// The activities of a coding.
    static func write(activities: [CodingResult.Activity], to json: inout JSONWriter) {
        json.key("activities")
        json.beginArray()
        for activity in activities {
            json.beginObject()
            json.field("code", activity.code.text)
            json.key("share")
            json.number(activity.share)
            json.endObject()
        }
        json.endArray()
    }

    /// The evidence of a candidate.
    static func write(_ evidence: [TextEvidence], to json: inout JSONWriter) {
        json.key("evidence")
        json.beginArray()
        for piece in evidence {
            json.beginObject()
            json.field("term", piece.term)
            json.field("start", piece.start)
            json.field("end", piece.end)
            json.field("field", piece.field.rawValue)
            json.field("source", piece.source)
            json.key("weight")
            json.number(piece.weight)
            json.endObject()
        }
        json.endArray()
    }
}

/// The section letters of classes, for histograms.
struct SectionNames: Sendable {
    private let sections: [IndustryCode: String]

    init(_ classification: IndustryClassification) {
        sections = Dictionary(
            classification.entries.map { ($0.code, classification.section(of: $0.code)?.text ?? "?") },
            uniquingKeysWith: { first, _ in first })
    }

    /// Counts a coding under its first class; an abstention under `?`.
    func count(_ coding: CodingResult, in tally: inout BatchTally) {
        if coding.abstain { tally.abstained += 1 }
        let section = coding.abstain ? nil : coding.candidates.first.flatMap { sections[$0.code] }
        tally.sections[section ?? "?", default: 0] += 1
    }
}
