package import YinfengModel

extension RuleBook {
    /// What a profile rule says of a park (首位 = 1, 潜力 = 2, …).
    package struct ProfileFinding: Sendable, Equatable {
        /// The rule's id.
        package let rule: String
        /// Where it stands.
        package let citation: Citation
        /// Whether the profile keeps it; nil when the profile does not say.
        package let isKept: Bool?
        /// The sentence for a person.
        package let message: String
    }

    /// The tier of a park by its industrial output in 亿元: the first tier rule in force whose band holds it, else nil.
    package func tier(of park: Park, place: ParkPlace, on day: CivilDate) -> (rule: Rule, isEdge: Bool)? {
        guard let output = park.outputYi else { return nil }
        for rule in parkRules(.tieredObligation, place, day) {
            guard let line = rule.line, line.holds(for: Interval(output)) == .yes else { continue }
            return (rule, line.isEdge(Interval(output)))
        }
        return nil
    }

    /// Checks a park's profile: a fault makes its ranking a matter for a person, it never refuses a project.
    package func profile(of park: Park, place: ParkPlace, on day: CivilDate) -> [ProfileFinding] {
        parkRules(.cardinality, place, day).compactMap { rule in
            guard let key = rule.quantity, let line = rule.line, let count = RuleBook.count(key, park) else {
                return nil
            }
            let required = ClauseText.text(line, directory.unitText(key))
            // A profile without a single industry of the role is unknown, not «none».
            guard count > 0 else {
                return ProfileFinding(
                    rule: rule.id, citation: rule.citation, isKept: nil,
                    message: "画像不全：未载\(directory.name(key))（要求 \(required)）")
            }
            let isKept = line.holds(for: Interval(Rational(count))) == .yes
            return ProfileFinding(
                rule: rule.id, citation: rule.citation, isKept: isKept,
                message: "\(directory.name(key)) \(count)\(isKept ? "，符合" : "，不符合") \(required)")
        }
    }

    private func parkRules(_ shape: RuleShape, _ place: ParkPlace, _ day: CivilDate) -> [Rule] {
        sets.filter { !$0.source.isOptional }.flatMap(\.rules).filter {
            $0.subject == .park && $0.shape == shape && $0.citation.isInForce(on: day) && $0.scope.covers(place)
        }
    }

    private static func count(_ key: FieldKey, _ park: Park) -> Int? {
        switch key.rawValue {
        case "lead_industries": park.industries.count { $0.role == .lead }
        case "potential_industries": park.industries.count { $0.role == .potential }
        case "main_industries": park.industries.count { $0.role != .potential }
        default: nil
        }
    }
}
