import YinfengModel

extension RuleSet {
    /// What makes the tiers of a duty ambiguous: a project that no tier takes, a tier that an earlier one always
    /// takes first. O(tiers²).
    static func tierFaults(_ rule: Rule) -> [String] {
        guard rule.subject == .project, !rule.tiers.isEmpty, rule.duties == nil else { return [] }
        var faults: [String] = []
        if rule.tiers.last?.when != nil { faults.append("最后一档写了条件，够不到任何一档的项目落在空档里；补一档不写条件的") }
        for (place, tier) in rule.tiers.enumerated() {
            guard let condition = tier.when else { continue }
            for (earlier, other) in rule.tiers.prefix(place).enumerated() {
                guard let taken = other.when, condition.implies(taken) else { continue }
                faults.append("第\(place + 1)档与第\(earlier + 1)档重叠：够到第\(place + 1)档的都已归第\(earlier + 1)档，应由高到低排列")
                break
            }
        }
        return faults
    }
}

extension Condition {
    /// Whether what meets this condition always meets the other one; false where that cannot be seen from the words.
    func implies(_ other: Condition) -> Bool {
        alternatives.allSatisfy { terms in
            other.alternatives.contains { wanted in
                wanted.allSatisfy { want in terms.contains { $0.impliesTerm(want) } }
            }
        }
    }

    /// The condition as alternatives of terms that hold together.
    private var alternatives: [[Condition]] {
        switch self {
        case .any(let parts): parts.flatMap(\.alternatives)
        case .all(let parts):
            parts.reduce([[]]) { found, part in found.flatMap { old in part.alternatives.map { old + $0 } } }
        default: [[self]]
        }
    }

    private func impliesTerm(_ other: Condition) -> Bool {
        guard case .compare(let key, let line) = self, case .compare(let wantedKey, let wanted) = other,
            key == wantedKey, let larger = line.op.prefersLarger, wanted.op.prefersLarger == larger
        else { return self == other }
        if line.value == wanted.value { return line.op == wanted.op || [.above, .below].contains(line.op) }
        return larger ? wanted.value < line.value : line.value < wanted.value
    }
}
