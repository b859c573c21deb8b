package import YinfengModel

/// Which words of a lead are coded, and what its filler states of the industry.
package enum LeadTexts {
    /// The fields whose words say what the project is. The investor's name is not among them: a trading company may
    /// build a factory.
    private static let fields: [FieldKey] = [.content, .products, .projectName, "capacity", .process, .industryText]

    /// All fields that `coded` rests on: a code that cannot be read is taken as words.
    package static let fieldsOfCoding = Set(fields + [.industryCode])

    /// The words of a lead by field, most telling first; empty when it says nothing.
    package static func coded(_ lead: Lead) -> [(key: FieldKey, text: String)] {
        fields.compactMap { key in
            guard let text = lead.text(key), !isBlank(text) else { return nil }
            return (key, text)
        }
    }

    private static func isBlank(_ text: String) -> Bool {
        // Nearly every text begins with what is no blank: no need to look for whole characters.
        if let first = text.unicodeScalars.first,
            (0x4E00...0x9FFF).contains(first.value) || !first.properties.isWhitespace
        {
            return false
        }
        return text.allSatisfy(\.isWhitespace)
    }

    /// The industry codes that the filler states, those that exist, in order, each once.
    package static func statedCodes(_ lead: Lead, classification: IndustryClassification) -> [IndustryCode] {
        guard let text = lead.text(.industryCode) else { return [] }
        var codes: [IndustryCode] = []
        for code in IndustryCode.stated(in: text) where classification.entry(code) != nil && !codes.contains(code) {
            codes.append(code)
        }
        return codes
    }

    /// The coding that the stated codes are, in equal shares; nil when none is stated that exists.
    static func statedCoding(_ lead: Lead, classification: IndustryClassification) -> CodingResult? {
        guard lead.fields[.industryCode] != nil else { return nil }
        let stated = statedCodes(lead, classification: classification)
        guard !stated.isEmpty else { return nil }
        let candidates = stated.map { code in
            IndustryCandidate(
                code: code, name: classification.name(of: code) ?? "", score: 1, confidence: 1,
                evidence: [
                    TextEvidence(
                        term: code.text, start: 0, end: lead.text(.industryCode)?.unicodeScalars.count ?? 0,
                        field: .industryCode, source: "填报", weight: 1)
                ])
        }
        let share = 1 / Double(stated.count)
        return CodingResult(
            candidates: candidates, activities: stated.map { CodingResult.Activity(code: $0, share: share) },
            abstain: false, because: "按填报的行业代码")
    }
}
