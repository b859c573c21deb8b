package import YinfengAssessment
import YinfengIndex
import YinfengMatching
package import YinfengModel
import YinfengParks

/// `rank --shortlist`: the first classes and parks of each lead, without parts and verdicts.
package final class ShortlistTask: BatchTask {
    private let shortlister: Shortlister
    private let top: Int
    private let positions: [Int]?
    private let sections: SectionNames
    /// By the slots of codes `{"code":"…","name":"…","confidence":`.
    private let classHeads: Fragments
    /// By the positions of parks `{"park":{"code":"…","name":"…"},"rank":`.
    private let parkHeads: Fragments

    /// How many classes a line names.
    private static let classes = 5

    /// A task. `top` parks a lead, among those at `positions` (ascending), nil for all.
    package init(_ shortlister: Shortlister, top: Int, positions: [Int]? = nil) {
        self.shortlister = shortlister
        self.top = top
        self.positions = positions
        sections = SectionNames(shortlister.classification)
        var entries = [IndustryClassification.Entry?](repeating: nil, count: IndustryCode.slotCount)
        for entry in shortlister.classification.entries { entries[entry.code.slot] = entry }
        classHeads = Fragments(entries) { entry, buffer in
            guard let entry else { return }
            buffer.append("{\"code\":\"")
            buffer.appendEscaped(entry.code.text)
            buffer.append("\",\"name\":\"")
            buffer.appendEscaped(entry.name)
            buffer.append("\",\"confidence\":")
        }
        parkHeads = Fragments(shortlister.places.parks.parks) { park, buffer in
            buffer.append("{\"park\":{\"code\":\"")
            buffer.appendEscaped(park.code)
            buffer.append("\",\"name\":\"")
            buffer.appendEscaped(park.name)
            buffer.append("\"},\"rank\":")
        }
    }

    package var fields: Set<FieldKey>? { shortlister.fields }

    package func makeWorker() -> any BatchWorker { Worker(self) }

    private final class Worker: BatchWorker {
        private let task: ShortlistTask
        private var workspace = AssessmentWorkspace()
        private var buffer = LineBuffer(capacity: 1 << 14)

        init(_ task: ShortlistTask) { self.task = task }

        func writeMembers(of lead: Lead, to json: inout JSONWriter, tally: inout BatchTally) {
            let (classes, ranking) = task.shortlister.shortlist(
                lead, classes: ShortlistTask.classes, top: task.top, among: task.positions, &workspace)
            task.sections.count(classes.first?.code, abstains: classes.isEmpty, in: &tally)
            if let first = ranking.parks.first { tally.count(first.score) }
            buffer.reset()
            task.write(classes, ranking, to: &buffer)
            buffer.withBytes { json.fragment($0) }
        }
    }

    private func write(
        _ classes: [(code: IndustryCode, confidence: Double)], _ ranking: Ranking, to buffer: inout LineBuffer
    ) {
        buffer.append("\"candidates\":[")
        classHeads.withBytes { heads in
            for (number, candidate) in classes.enumerated() {
                if number > 0 { buffer.append(byte: 0x2C) }
                buffer.append(heads[candidate.code.slot])
                buffer.append(measured: candidate.confidence)
                buffer.append(byte: 0x7D)
            }
        }
        buffer.append("],\"ranks\":[")
        parkHeads.withBytes { heads in
            for (number, park) in ranking.parks.enumerated() {
                if number > 0 { buffer.append(byte: 0x2C) }
                buffer.append(heads[park.position])
                buffer.append(number + 1)
                buffer.append(",\"score\":")
                buffer.append(measured: Double(park.score.tenThousandths) / 10_000)
                if park.group == .incomplete { buffer.append(",\"profile\":\"画像不全\"") }
                buffer.append(byte: 0x7D)
            }
        }
        buffer.append("],\"cut\":")
        buffer.append(ranking.cut)
    }
}
