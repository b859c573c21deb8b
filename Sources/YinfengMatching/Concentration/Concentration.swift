package import YinfengModel
import YinfengParks

/// 主导产业集中度 of a zone: the output of the firms in its lead industries over the output of all its firms.
///
/// Firms that state no output cannot be counted and are told. A zone whose industries are unknown has no concentration.
package struct Concentration: Sendable, Equatable {
    /// The output of firms in the lead industries, 万元.
    package let leading: Rational
    /// The output of all firms that state one, 万元.
    package let total: Rational
    /// How many firms state an output.
    package let counted: Int
    /// How many do not.
    package let uncounted: Int

    /// The share, 0…1; nil when nothing is produced.
    package var share: Rational? { try? leading.divided(by: total) }

    /// The concentration once a project with an output has come.
    package func adding(output: Rational, isLeading: Bool) -> Concentration? {
        guard let sum = try? total.adding(output),
            let part = isLeading ? try? leading.adding(output) : leading
        else { return nil }
        return Concentration(leading: part, total: sum, counted: counted + 1, uncounted: uncounted)
    }
}

extension Concentration {
    /// The concentration of a zone from its firms; nil when the zone's industries are unknown or no firm states an
    /// output. A firm belongs to a lead industry when one of its classes lies in it. O(firms × codes).
    init?(of park: Park, firms: [Firm]) {
        let codes = Concentration.leadCodes(of: park)
        guard !codes.isEmpty else { return nil }
        var leading = Rational.zero
        var total = Rational.zero
        var counted = 0
        for firm in firms {
            guard let output = firm.output, output > .zero, let sum = try? total.adding(output) else { continue }
            total = sum
            counted += 1
            if firm.codes.contains(where: { code in codes.contains { $0.covers(code) } }),
                let part = try? leading.adding(output)
            {
                leading = part
            }
        }
        guard counted > 0 else { return nil }
        self.init(leading: leading, total: total, counted: counted, uncounted: firms.count - counted)
    }

    /// The codes of the lead industries: 首位 and 潜力 where a text gives roles, else all that are listed.
    static func leadCodes(of park: Park) -> [IndustryCode] {
        let ranked = park.industries.filter { $0.role != .listed }
        return (ranked.isEmpty ? park.industries : ranked).flatMap(\.codes)
    }
}

extension Matcher {
    /// What a lead does to a zone with known firms.
    package struct FirmEffect: Sendable, Equatable {
        /// The link that the lead fills, 链·环节; nil when it stands on no chain of the zone.
        package let link: String?
        /// The state of that link today.
        package let status: ChainNodeStatus?
        /// Whether the link is covered, so that the lead repeats what is there (同质化).
        package var isOverlap: Bool { status == .covered }
        /// The concentration today; nil when it is unknown.
        package let before: Concentration?
        /// The concentration once the lead produces what it states; nil when either is unknown.
        package let after: Concentration?
    }

    /// What a lead does to the zone at a position; nil when the zone's firms are unknown. `output` is the lead's
    /// 年产值 in 万元. O(links + codes).
    package func effect(of lead: LeadProfile, park: Int, output: Rational?) -> FirmEffect? {
        let zone = places.parks.parks[park]
        guard chainStates.chains(of: zone.code) != nil else { return nil }
        let answer = chainValue(lead, park: park)
        let before = concentrations[zone.code]
        let codes = Concentration.leadCodes(of: zone)
        // The heaviest activity says what the project is.
        let isLeading = lead.activities.first.map { activity in
            codes.contains { $0.covers(activity.code) }
        }
        var after: Concentration?
        if let before, let output, let isLeading { after = before.adding(output: output, isLeading: isLeading) }
        return FirmEffect(
            link: answer.status == nil ? nil : answer.link.map { places.chains.title($0) }, status: answer.status,
            before: before, after: after)
    }
}
