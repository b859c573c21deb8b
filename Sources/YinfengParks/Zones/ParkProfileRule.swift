package import YinfengModel

/// How many industries of a role a text asks of a zone (1 首位, 2 潜力): a fault of a park profile, never of a project.
package struct ParkProfileRule: Sendable, Equatable {
    /// The rule's id.
    package let id: String
    /// Where it is in force; nil for everywhere.
    package let region: RegionCode?
    /// The level of zone that it is for, empty for all.
    package let level: String
    /// The types of zone that it is for, empty for all.
    package let types: [String]
    /// The role that is counted; nil counts every industry.
    package let role: IndustryRole?
    /// The least number.
    package let least: Int
    /// The greatest number.
    package let most: Int
    /// Where it stands.
    package let citation: Citation

    /// A rule.
    package init(
        id: String, region: RegionCode?, level: String, types: [String], role: IndustryRole?, least: Int, most: Int,
        citation: Citation
    ) {
        self.id = id
        self.region = region
        self.level = level
        self.types = types
        self.role = role
        self.least = least
        self.most = most
        self.citation = citation
    }
}

/// A fault of a park profile: matching says `review`, the project is not to blame.
package struct ParkProfileFault: Sendable, Equatable {
    /// The rule.
    package let rule: String
    /// Where it stands.
    package let citation: Citation
    /// What was counted and what is asked, in Chinese.
    package let message: String
    /// Whether the catalogue does not hold what is counted: a gap of the file, not a fault of the zone.
    package let isUnknown: Bool
}

extension Park {
    /// The faults of this zone's profile on a day. A role that no text gives to any of the zone's industries is
    /// reported as not held («本目录未载»), because an unknown number is not zero. O(rules).
    package func profileFaults(
        by rules: [ParkProfileRule], place: RegionCode?, on day: CivilDate
    ) -> [ParkProfileFault] {
        var faults: [ParkProfileFault] = []
        for rule in rules where applies(rule, place: place, on: day) {
            let counted = industries.filter { rule.role == nil || $0.role == rule.role }.count
            let word = rule.role.map { $0.chinese(isVerified: true) } ?? "主导产业"
            let asked = rule.least == rule.most ? "应为\(rule.least)个" : "应为\(rule.least)–\(rule.most)个"
            let isRoleKnown = rule.role == nil ? !industries.isEmpty : industries.contains { $0.role != .listed }
            if !isRoleKnown {
                faults.append(
                    ParkProfileFault(
                        rule: rule.id, citation: rule.citation, message: "\(word)\(asked)，本目录未载该园区的\(word)；请补充园区档案",
                        isUnknown: true))
            } else if counted < rule.least || counted > rule.most {
                faults.append(
                    ParkProfileFault(
                        rule: rule.id, citation: rule.citation,
                        message: "\(word)\(asked)，档案有\(counted)个；请核对园区档案，匹配结果提请研判",
                        isUnknown: false))
            }
        }
        return faults
    }

    private func applies(_ rule: ParkProfileRule, place: RegionCode?, on day: CivilDate) -> Bool {
        guard rule.citation.isInForce(on: day) else { return false }
        if let region = rule.region {
            guard let place, region.contains(place) else { return false }
        }
        return (rule.level.isEmpty || rule.level == level) && (rule.types.isEmpty || rule.types.contains(type))
    }
}
