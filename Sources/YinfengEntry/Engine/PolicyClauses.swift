import YinfengModel

/// What the national lists mean for entry: eliminated and forbidden items refuse, restricted ones refuse new builds,
/// permits are obligations, encouraged items are benefits and never touch eligibility.
struct PolicyClauses {
    let findings: [ClauseFinding]
    let conditions: [EntryAssessment.Condition]
    let benefits: [EntryAssessment.Benefit]

    init(_ hits: [PolicyHit], facts: ProjectFacts, context: EntryContext) {
        var findings: [ClauseFinding] = []
        var conditions: [EntryAssessment.Condition] = []
        var benefits: [EntryAssessment.Benefit] = []
        for hit in hits {
            let id = hit.catalog + "/" + hit.item
            if hit.policyClass == .encouraged {
                // A near hit grants nothing: a person answers its question first.
                if hit.certainty == .hit, let text = facts.parameters.benefits[hit.catalog] {
                    benefits.append(
                        EntryAssessment.Benefit(rule: id, text: text, because: "\(hit.text)（\(hit.citation)）"))
                }
                continue
            }
            let (outcome, sentence, missing) = PolicyClauses.decide(hit, facts)
            if hit.policyClass == .permit {
                conditions.append(
                    EntryAssessment.Condition(rule: id, text: "取得许可：" + hit.text, due: "开工前"))
            }
            let person =
                outcome == .review
                ? context.findings.last { $0.answers(id, project: facts.lead.id) && $0.date <= context.asOf } : nil
            findings.append(
                ClauseFinding(
                    rule: id,
                    citation: Citation(
                        edition: hit.edition, document: hit.citation, clause: hit.item, isVerified: hit.isVerified),
                    force: .mandatory, outcome: person.map { $0.isPass ? .pass : .fail } ?? outcome,
                    found: hit.text, message: sentence + (person.map { "；认定：" + $0.text } ?? ""),
                    finding: person?.text, missing: missing))
        }
        self.findings = findings
        self.conditions = conditions
        self.benefits = benefits
    }

    private static func decide(_ hit: PolicyHit, _ facts: ProjectFacts) -> (ClauseOutcome, String, [FieldKey]) {
        let name = "\(hit.policyClass.rawValue)类“\(hit.text)”"
        if hit.policyClass == .permit { return (.pass, "属许可准入事项：\(hit.text)，须取得许可", []) }
        guard hit.certainty == .hit else { return (.review, "可能属\(name)：\(hit.because)", []) }
        if hit.policyClass == .highPollution { return (.review, "属高污染、高环境风险产品“\(hit.text)”，须研判", []) }
        let refuses: ClauseOutcome = hit.isVerified ? .fail : .review
        let mark = hit.isVerified ? "" : "；该条目未核对原文，不据以否定"
        guard hit.policyClass == .restricted else { return (refuses, "属\(name)，不得投资" + mark, []) }
        guard let kind = facts.words(.constructionKind) else {
            return (.missing, "属\(name)：新建、扩建禁止，改造升级允许；请填写建设性质", [.constructionKind])
        }
        let isNew = kind.holds("新建") || kind.holds("扩建") || kind.holds("迁建")
        return isNew
            ? (refuses, "属\(name)，禁止\(kind)" + mark, []) : (.pass, "属\(name)，\(kind)按改造升级允许，不得新增产能", [])
    }
}
