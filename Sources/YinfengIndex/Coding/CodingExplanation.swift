package import YinfengModel
import YinfengText

/// How one text was read: every feature with its role and what it does for the candidates. For a person, not for lists.
package struct CodingExplanation: Sendable {
    /// A feature of the text.
    package struct Token: Sendable, Equatable {
        /// The characters.
        package let text: String
        /// Start in the field's original text, in Unicode scalars.
        package let start: Int
        /// End (exclusive).
        package let end: Int
        /// The field.
        package let field: FieldKey
        /// The weight by role and field: 1 for the product, less for an investor's name, an input, equipment.
        package let role: Double
        /// Its importance: rare features weigh more.
        package let importance: Double
        /// Its part of each candidate's score, in the order of the candidates.
        package let parts: [Double]
    }

    /// The ranked candidates that the parts belong to.
    package let result: CodingResult
    /// The features in the order of the text.
    package let tokens: [Token]
    /// The prior of each candidate.
    package let priors: [Double]
}

/// Why a class was not chosen: its own evidence beside that of the first class.
package struct WhyNot: Sendable {
    /// The class asked for.
    package let asked: IndustryCandidate
    /// Its rank among all classes, from 1.
    package let rank: Int
    /// The class that was chosen; nil when the text holds nothing to go by.
    package let chosen: IndustryCandidate?
    /// The sentence, in Chinese.
    package let because: String
}

extension IndustryCoder {
    /// Explains a coding feature by feature. O(features × candidates).
    package func explain(
        fields: [(key: FieldKey, text: String)], workspace: inout CodingWorkspace, top: Int = 5
    ) -> CodingExplanation {
        let result = code(fields: fields, workspace: &workspace, top: top)
        let hits = workspace.features.hits
        var tokens: [CodingExplanation.Token] = []
        for (number, hit) in hits.enumerated() {
            let folded = workspace.folded[Int(hit.field)]
            let range = Int(hit.start)..<Int(hit.end)
            let place = folded.original(range)
            tokens.append(
                CodingExplanation.Token(
                    text: folded.text(range), start: place.lowerBound, end: place.upperBound,
                    field: fields[Int(hit.field)].key, role: Double(hit.weight),
                    importance: Double(hit.importance),
                    parts: result.candidates.indices.map { Double(workspace.contributions[hit: number, slot: $0]) }))
        }
        tokens += wholeTerms(workspace, fields, result)
        tokens.sort { ($0.field.rawValue, $0.start, $0.end) < ($1.field.rawValue, $1.start, $1.end) }
        let priors = result.candidates.map { candidate in
            classIndex(candidate.code).map { Double(tables.classBias[$0]) } ?? 0
        }
        return CodingExplanation(result: result, tokens: tokens, priors: priors)
    }

    /// Terms of the lexicon and the user's words, which weigh beyond their characters.
    private func wholeTerms(
        _ workspace: borrowing CodingWorkspace, _ fields: [(key: FieldKey, text: String)], _ result: CodingResult
    ) -> [CodingExplanation.Token] {
        workspace.terms.filter { $0.weight != 0 }.map { match in
            let folded = workspace.folded[Int(match.field)]
            let range = Int(match.start)..<Int(match.end)
            let place = folded.original(range)
            let named: Set<IndustryCode>
            if match.term < 0 {
                named = [codes[synonyms.rows[Int(-1 - match.term)].classIndex]]
            } else {
                let postings = Int(tables.termStarts[Int(match.term)])..<Int(tables.termStarts[Int(match.term) + 1])
                named = Set(postings.map { codes[Int(tables.termClasses[$0])] })
            }
            return CodingExplanation.Token(
                text: folded.text(range), start: place.lowerBound, end: place.upperBound,
                field: fields[Int(match.field)].key, role: 1, importance: Double(match.weight),
                parts: result.candidates.map { named.contains($0.code) ? Double(match.weight) : 0 })
        }
    }

    /// Says why a class was not the first; nil when it is no class of the classification. O(classes).
    package func whyNot(
        _ code: IndustryCode, fields: [(key: FieldKey, text: String)], workspace: inout CodingWorkspace
    ) -> WhyNot? {
        guard classIndex(code) != nil else { return nil }
        let result = self.code(fields: fields, workspace: &workspace, top: codes.count)
        guard let position = result.candidates.firstIndex(where: { $0.code == code }) else {
            let none = IndustryCandidate(
                code: code, name: classIndex(code).map { name($0) } ?? "", score: 0, confidence: 0, evidence: [])
            return WhyNot(asked: none, rank: codes.count, chosen: nil, because: result.because)
        }
        let asked = result.candidates[position]
        let chosen = result.candidates[0]
        return WhyNot(
            asked: asked, rank: position + 1, chosen: chosen,
            because: IndustryCoder.sentence(asked, chosen, position + 1))
    }

    private static func sentence(_ asked: IndustryCandidate, _ chosen: IndustryCandidate, _ rank: Int) -> String {
        if rank == 1 { return "“\(asked.name)”就是首选" }
        func words(_ candidate: IndustryCandidate) -> String {
            let list = candidate.evidence.filter { $0.weight > 0.5 && $0.end > $0.start }.prefix(3).map {
                "“\($0.term)”"
            }
            return list.isEmpty ? "没有有力的词" : list.joined(separator: "、")
        }
        let against = asked.evidence.filter { $0.weight < -0.3 && $0.end > $0.start }.prefix(2).map { "“\($0.term)”" }
        return "“\(asked.name)”列第\(rank)：支持它的是\(words(asked))"
            + (against.isEmpty ? "" : "，不利的是" + against.joined(separator: "、"))
            + "；首选“\(chosen.name)”凭\(words(chosen))，得分高\(tenths(chosen.score - asked.score))"
    }

    private static func tenths(_ value: Double) -> String {
        let scaled = Int((value * 10).rounded())
        return "\(scaled / 10).\(scaled % 10)"
    }
}
