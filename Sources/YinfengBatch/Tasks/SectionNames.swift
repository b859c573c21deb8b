import YinfengModel

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
        count(coding.candidates.first?.code, abstains: coding.abstain, in: &tally)
    }

    /// Counts a row under its first class; an abstention under `?`.
    func count(_ first: IndustryCode?, abstains: Bool, in tally: inout BatchTally) {
        if abstains { tally.abstained += 1 }
        let section = abstains ? nil : first.flatMap { sections[$0] }
        tally.sections[section ?? "?", default: 0] += 1
    }
}
