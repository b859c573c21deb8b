import YinfengAssessment
package import YinfengIndex
package import YinfengModel

/// `classify` for long lists: codes without the evidence of every candidate.
package final class ClassifyTask: BatchTask {
    private let lines: CodingLines
    private let sections: SectionNames
    private let top: Int
    private let explains: Bool

    /// A task. `explains` adds the evidence that `classify` shows, at a price.
    package init(
        coder: IndustryCoder, classification: IndustryClassification, top: Int, explains: Bool = false
    ) {
        lines = CodingLines(coder)
        self.top = top
        self.explains = explains
        sections = SectionNames(classification)
    }

    package var fields: Set<FieldKey>? { LeadTexts.fieldsOfCoding }

    package func makeWorker() -> any BatchWorker { Worker(self) }

    private final class Worker: BatchWorker {
        private let task: ClassifyTask
        private var workspace = CodingWorkspace()
        private var buffer = LineBuffer()

        init(_ task: ClassifyTask) { self.task = task }

        func writeMembers(of lead: Lead, to json: inout JSONWriter, tally: inout BatchTally) {
            buffer.reset()
            let answer = task.lines.writeMembers(
                fields: LeadTexts.coded(lead), top: task.top, explains: task.explains, workspace: &workspace,
                to: &buffer)
            task.sections.count(answer.first, abstains: answer.abstains, in: &tally)
            buffer.withBytes { json.fragment($0) }
        }
    }
}
