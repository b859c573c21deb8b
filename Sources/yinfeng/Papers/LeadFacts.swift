import YinfengAssessment
import YinfengModel
import YinfengReport
import YinfengTabular

/// What a paper says of the lead itself, in the result row's `lead` object.
enum LeadFacts {
    /// The lead's fields as they were read, private ones left out: `[{"key","name","value"}]`.
    static func fields(_ lead: Lead, catalog: FieldCatalog) -> ReportValue {
        .list(
            catalog.fields.compactMap { field in
                guard !field.isPrivate, field.key.rawValue != "synthetic", let value = lead.fields[field.key],
                    !value.raw.allSatisfy(\.isWhitespace)
                else { return nil }
                return .object([
                    "key": .text(field.key.rawValue), "name": .text(field.name), "value": .text(shown(value)),
                ])
            })
    }

    /// A number in its canonical unit, the cell's own words behind it where they differ; doubts in brackets.
    private static func shown(_ value: FieldValue) -> String {
        var text = value.raw
        if case .quantity(let quantity) = value.content {
            let isSame = [quantity.text, quantity.interval.text()].contains(value.raw)
            text = quantity.text + (isSame ? "" : "（原填 \(value.raw)）")
        }
        return text + value.doubts.map { "【存疑：\($0.message)】" }.joined()
    }

    /// The words that the industry was read from: `[{"field","text"}]`.
    static func texts(_ lead: Lead) -> ReportValue {
        .list(LeadTexts.coded(lead).map { .object(["field": .text($0.key.rawValue), "text": .text($0.text)]) })
    }

    /// What the first candidate rests on: `[{"term","start","end","field"}]`, offsets of Unicode scalars.
    static func evidence(_ coding: CodingResult) -> ReportValue {
        .list(
            (coding.candidates.first?.evidence ?? []).filter { $0.weight > 0 }.map {
                .object([
                    "term": .text($0.term), "start": .integer($0.start), "end": .integer($0.end),
                    "field": .text($0.field.rawValue),
                ])
            })
    }

    /// Missing papers in the keys of `check`.
    static func missing(_ evidence: [EntryAssessment.Evidence]) -> ReportValue {
        .list(
            evidence.map {
                .object([
                    "field": .text($0.field.rawValue), "name": .text($0.name), "paper": .text($0.paper),
                    "giver": .text($0.giver), "bureau": .text($0.bureau), "due": .text($0.due),
                    "rules": .texts($0.rules),
                ])
            })
    }
}
