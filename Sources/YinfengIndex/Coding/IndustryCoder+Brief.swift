package import YinfengModel

extension IndustryCoder {
    /// As `code`, without evidence and reason: for long lists of which neither is printed. Codes, confidences,
    /// activities and the decision are those of `code`; the scores are the ranking's own sums.
    package func codeBriefly(
        fields: [(key: FieldKey, text: String)], workspace: inout CodingWorkspace, top: Int
    ) -> CodingResult {
        analyse(fields, &workspace)
        guard prepare(&workspace, top: top, explained: 0) != nil else {
            return CodingResult(candidates: [], activities: [], abstain: true, because: Decision.nothing)
        }
        fillConfidences(&workspace)
        let candidates = zip(workspace.order, workspace.confidences).prefix(top).map { entry, confidence in
            IndustryCandidate(
                code: codes[Int(entry.index)], name: name(Int(entry.index)), score: Double(entry.score),
                confidence: confidence, evidence: [])
        }
        let activities = Activities.find(in: &workspace, coder: self)
        let decision = Decision(workspace.confidences, activities: activities, parameters: parameters)
        return CodingResult(
            candidates: candidates, activities: activities, abstain: decision.abstains, because: "")
    }
}
