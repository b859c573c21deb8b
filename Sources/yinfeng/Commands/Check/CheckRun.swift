import YinfengAssessment
import YinfengEntry
import YinfengModel
import YinfengReport
import YinfengTabular

/// Assesses the rows at the parks and writes one answer a row and park.
struct CheckRun: Sendable {
    /// The books of the day.
    let setup: AssessmentSetup
    /// The books of the day compared with (`--compare`).
    let other: AssessmentSetup?
    /// The field keys and their names.
    let fields: FieldCatalog
    /// The parks by position.
    let positions: [Int]
    /// The parks.
    let zones: [Park]
    /// How many threads.
    let jobs: Int
    /// The day, and the day compared with.
    let days: (CivilDate, CivilDate?)
    /// The annex that is wanted.
    let annex: CheckAnnex?

    private struct Answer: Sendable {
        let object: ReportObject
        let verdict: Verdict?
        let annex: [PaperBlock]
    }

    /// Writes the answers and the annex; gives the verdicts of the usable rows.
    func write(
        _ inputs: [CheckInput], to options: ReportOptions, meta: ReportMeta
    ) async throws -> [Verdict] {
        // A person reads one line a clause; files and scripts get one a lead.
        let isForReading = options.format == .table
        // A printed page also says what the project stated.
        let isPaper = options.format.isPaper
        var writer = try options.makeWriter()
        try writer.begin(
            CheckRows.head(
                parks: zones, isForReading: isForReading, compares: other != nil, meta: meta
            ).carrying(RowObjects.extraHeadings(inputs.map(\.row))))
        let answers = try await OrderedMap.run(
            inputs, jobs: jobs, chunk: 4, makeWorkspace: { AssessmentWorkspace() },
            body: { input, workspace in self.answers(input, isPaper: isPaper, &workspace) })
        for answer in answers.flatMap(\.self) {
            for row in isForReading ? CheckRows.readingRows(answer.object) : [answer.object] { try writer.row(row) }
        }
        try writer.end()
        try annex?.write(answers.flatMap { $0.flatMap(\.annex) }, asOf: days.0)
        return answers.flatMap { $0.compactMap(\.verdict) }
    }

    private func answers(
        _ input: CheckInput, isPaper: Bool, _ workspace: inout AssessmentWorkspace
    ) -> [Answer] {
        guard let lead = input.lead else {
            return [Answer(object: RowObjects.error(input.row), verdict: nil, annex: [])]
        }
        return positions.enumerated().map { index, position in
            let talk = index < input.firstTalk.count ? input.firstTalk[index] : .notFiled
            let answer = setup.assessor.check(lead, park: position, firstTalk: talk, &workspace)
            var object = CheckRows.object(lead, zones[index], answer)
            if isPaper, case .object(var facts)? = object["lead"] {
                facts["fields"] = LeadFacts.fields(lead, catalog: fields)
                object["lead"] = .object(facts)
            }
            if let extra = ReportValue.extra(lead) { object["extra"] = extra }
            if let allocation = input.allocation { object["substitution"] = allocation.value }
            if !input.firstTalk.isEmpty { object["first_talk"] = talk.value }
            if let other, let day = days.1 {
                let later = other.assessor.check(lead, park: position, firstTalk: talk, &workspace)
                object["compare"] =
                    CheckComparison(
                        days: (days.0, day), comparison: EntryComparison(before: answer, after: later)
                    ).value
            }
            return Answer(
                object: object, verdict: answer.verdict,
                annex: annex?.pages(lead, zones[index], answer) ?? [])
        }
    }
}

extension FirstTalkStatus {
    /// What the register says, in the keys of the output.
    var value: ReportValue {
        switch self {
        case .notFiled: .object(["state": "not-filed", "no": .null, "place": .null])
        case .filed(let number): .object(["state": "filed", "no": .text(number), "place": .null])
        case .protectedElsewhere(let number, let place):
            .object(["state": "protected-elsewhere", "no": .text(number), "place": .text(place)])
        }
    }
}
