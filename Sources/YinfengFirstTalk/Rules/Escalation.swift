package import YinfengModel

/// What B7 needs to know of a project.
package struct EscalationFacts: Sendable {
    /// Total investment in 万元.
    package var totalInvest: Rational?
    /// Foreign capital in 万美元.
    package var foreignInvest: Rational?
    /// The 500强 or 央企 word of the record.
    package var top500: String
    /// Prefectures concerned.
    package var prefectures: [String]
    /// The record's text, for sensitive kinds.
    package var text: String
    /// Whether the filler says 两高.
    package var isTwoHigh: Bool

    /// The facts.
    package init(
        totalInvest: Rational?, foreignInvest: Rational?, top500: String, prefectures: [String], text: String,
        isTwoHigh: Bool
    ) {
        self.totalInvest = totalInvest
        self.foreignInvest = foreignInvest
        self.top500 = top500
        self.prefectures = prefectures
        self.text = text
        self.isTwoHigh = isTwoHigh
    }
}

extension RuleSet {
    /// The level that a project requires by this version's table. 以上 includes the number (民法典 1259).
    package func escalation(_ facts: EscalationFacts) -> EscalationNeed {
        var need = EscalationNeed()
        var level: Authority.Level?
        for rule in escalations where rule.isEnabled {
            guard let reason = reason(rule, facts) else { continue }
            if let required = Authority.Level(rawValue: rule.level), required < .county {
                need.because.append(reason)
                if let current = level { level = min(current, required) } else { level = required }
                if rule.specialTeam { need.specialTeam = true }
            } else {
                need.concurrence.append(reason)
            }
        }
        need.level = level?.rawValue
        return need
    }

    private func reason(_ rule: EscalationRule, _ facts: EscalationFacts) -> String? {
        switch rule.subject {
        case "total_invest":
            guard let amount = facts.totalInvest, let line = Rational(decimal: rule.value), amount >= line else {
                return nil
            }
            return "总投资 \(amount.decimal()) 万元，达到 \(rule.value) 万元以上（\(rule.id)）"
        case "foreign_invest":
            guard let amount = facts.foreignInvest, let line = Rational(decimal: rule.value), amount >= line else {
                return nil
            }
            return "外资 \(amount.decimal()) 万美元，达到 \(rule.value) 万美元以上（\(rule.id)）"
        case "top500_kind":
            guard let hit = rule.items.first(where: { facts.top500.contains($0) }) else { return nil }
            return "投资方为\(hit)（\(rule.id)）"
        case "prefectures":
            guard let least = Int(rule.value), facts.prefectures.count >= least else { return nil }
            return "涉及 \(facts.prefectures.count) 个州市：\(facts.prefectures.joined(separator: "、"))（\(rule.id)）"
        case "sensitive_kind":
            guard let hit = rule.items.first(where: { facts.text.contains($0) || ($0 == "两高" && facts.isTwoHigh) })
            else { return nil }
            return "\(hit)项目，须有关部门会签（\(rule.id)）"
        default: return nil
        }
    }
}
