package import YinfengModel

extension IndustryCoder {
    /// As `code`, but only the first candidate carries evidence: for long lists, where nobody reads ten explanations
    /// a row. Codes, confidences, activities and the decision are those of `code`; the scores of the other candidates
    /// are the ranking's own sums.
    package func codeBriefly(
        fields: [(key: FieldKey, text: String)], workspace: inout CodingWorkspace, top: Int
    ) -> CodingResult {
        let best = code(fields: fields, workspace: &workspace, top: 1)
        guard let first = best.candidates.first, top > 1 else { return best }
        guard top <= workspace.order.count || workspace.order.count >= Activities.candidates,
            top <= Activities.candidates
        else {
            return code(fields: fields, workspace: &workspace, top: top)
        }
        let shown = min(top, workspace.order.count)
        let confidences = confidences(workspace, count: shown)
        var candidates: [IndustryCandidate] = [first]
        candidates.reserveCapacity(shown)
        for slot in 1..<max(1, shown) {
            let entry = workspace.order[slot]
            candidates.append(
                IndustryCandidate(
                    code: codes[Int(entry.index)], name: name(Int(entry.index)), score: Double(entry.score),
                    confidence: confidences[slot], evidence: []))
        }
        return CodingResult(
            candidates: candidates, activities: best.activities, abstain: best.abstain, because: best.because)
    }
}
