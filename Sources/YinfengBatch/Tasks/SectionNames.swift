import YinfengModel

/// The section letters of classes, for histograms.
struct SectionNames: Sendable {
    /// By the slots of codes.
    private let sections: [String]

    init(_ classification: IndustryClassification) {
        var sections = [String](repeating: "?", count: IndustryCode.slotCount)
        for entry in classification.entries {
            if let section = classification.section(of: entry.code) { sections[entry.code.slot] = section.text }
        }
        self.sections = sections
    }

    /// Counts a coding under its first class; an abstention under `?`.
    func count(_ coding: CodingResult, in tally: inout BatchTally) {
        count(coding.candidates.first?.code, abstains: coding.abstain, in: &tally)
    }

    /// Counts a row under its first class; an abstention under `?`.
    func count(_ first: IndustryCode?, abstains: Bool, in tally: inout BatchTally) {
        if abstains { tally.abstained += 1 }
        let section = abstains ? nil : first.map { sections[$0.slot] }
        tally.sections[section ?? "?", default: 0] += 1
    }
}
