package import YinfengModel

/// A version of the parameters: everything that a rule text may set. A filing keeps the version it came under.
package struct RuleSet: Sendable, Codable, Equatable {
    /// The edition or file that it was read from.
    package var source: String
    /// Values by key, as text (`protection_months` → `6`).
    package var values: [String: String]
    /// Units by key (`workday`, `day`, `month`, `万元`, …).
    package var units: [String: String]
    /// B7, in order.
    package var escalations: [EscalationRule]
    /// Kinds of projects that are not filed.
    package var excluded: [ExcludedKind]
    /// Kinds of progress.
    package var progress: [ProgressKind]
    /// The sameness matrix, `I1/C1` → cell.
    package var sameness: [String: SamenessCell]

    /// A row of B7.
    package struct EscalationRule: Sendable, Codable, Equatable {
        /// Its id.
        package var id: String
        /// total_invest, foreign_invest, top500_kind, prefectures or sensitive_kind.
        package var subject: String
        /// The amount or count from which it applies, decimal text.
        package var value: String
        /// The unit of `value`.
        package var unit: String
        /// Words of a list rule.
        package var items: [String]
        /// prefecture, province or department.
        package var level: String
        /// Whether a special team is named.
        package var specialTeam: Bool
        /// Whether it is on.
        package var isEnabled: Bool
    }

    /// A kind that is not filed.
    package struct ExcludedKind: Sendable, Codable, Equatable {
        /// 房地产, …
        package var kind: String
        /// GB/T 4754 codes that it covers.
        package var industries: [String]
        /// Words that mean it.
        package var words: [String]
    }

    /// A kind of progress.
    package struct ProgressKind: Sendable, Codable, Equatable {
        /// 备案证, 选址, 电话, …
        package var kind: String
        /// Other words for it.
        package var aliases: [String]
        /// Whether it renews.
        package var qualifies: Bool
    }

    /// A cell of the matrix.
    package struct SamenessCell: Sendable, Codable, Equatable {
        /// The tier where the condition holds (or there is none): hard, soft, note or none.
        package var tier: String
        /// `amounts_within:KEY` or `text_at_least:KEY`, else empty.
        package var condition: String
        /// The tier where it does not.
        package var otherwise: String
    }

    /// Which order decides between filings of one subject.
    package enum Precedence: String, Sendable {
        /// Register order.
        case filedFirst = "filed_first"
        /// Earliest proven talk.
        case talkedFirst = "talked_first"
        /// Earliest proven talk among filings made in time, then register order.
        case talkedFirstInTime = "talked_first_if_filed_in_time"
    }

    /// A period parameter; nil when absent or of another unit.
    package func period(_ key: String) -> Period? {
        guard let value = values[key].flatMap({ Int($0) }), value >= 0,
            let unit = units[key].flatMap({ Period.Unit(rawValue: $0) })
        else { return nil }
        return Period(value, unit)
    }

    /// A whole number; nil when absent.
    package func count(_ key: String) -> Int? { values[key].flatMap { Int($0) } }

    /// An exact number; nil when absent.
    package func number(_ key: String) -> Rational? { values[key].flatMap { Rational(decimal: $0) } }

    /// A switch: on, true or yes.
    package func isOn(_ key: String) -> Bool { ["on", "true", "yes", "是"].contains(values[key]?.lowercased() ?? "") }

    /// The words that `secrecy` may hold, from open to closed; empty in versions that name none.
    package var secrecyLevels: [String] {
        (values["secrecy_levels"] ?? "").split(separator: "|").map { String($0) }
    }

    /// Whether a filing of this secrecy is shown to others without its words: the most closed level.
    func isSecret(_ secrecy: String) -> Bool { !secrecy.isEmpty && secrecy == secrecyLevels.last }

    /// The precedence rule; the default of the model when absent or unknown.
    package var precedence: Precedence {
        values["precedence"].flatMap { Precedence(rawValue: $0) } ?? .talkedFirstInTime
    }

    /// Reads one of the kinds of progress from a clerk's word; nil when unknown (it is recorded, and does not renew).
    package func progressKind(_ word: String) -> ProgressKind? {
        let plain = word.filter { !$0.isWhitespace }
        return progress.first { $0.kind == plain || $0.aliases.contains(plain) }
    }

    /// Parameters that must stand, with their kind; the first that is missing or unreadable is returned.
    package var firstFault: String? {
        for key in RuleSet.periodKeys where period(key) == nil { return key }
        for key in ["key_floor", "foreign_floor", "text_sim", "name_sim", "amount_tolerance"] where number(key) == nil {
            return key
        }
        for key in ["max_extensions", "clock_skew_seconds", "content_min_chars", "summary_min_chars", "evidence_min"]
        where count(key) == nil {
            return key
        }
        return nil
    }

    /// The timers of part C.
    static let periodKeys = [
        "filing_deadline_days", "review_days", "cure_days", "protection_months", "extension_months", "progress_days",
        "stale_days", "warning_days", "ban_days", "statement_days", "appeal_days", "confirm_days", "escalate_days",
    ]

    /// The set with some values replaced; keys must exist already. Returns the unknown keys.
    package mutating func override(_ changes: [(key: String, value: String, unit: String?)]) -> [String] {
        var unknown: [String] = []
        for change in changes {
            guard values[change.key] != nil else {
                unknown.append(change.key)
                continue
            }
            values[change.key] = change.value
            if let unit = change.unit, !unit.isEmpty { units[change.key] = unit }
        }
        return unknown
    }
}
