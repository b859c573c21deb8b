package import YinfengModel

/// What a bureau sets once for its reviews; loaded from the entry profile, never written in code.
package struct EntryParameters: Sendable, Equatable {
    /// How far 约 and 左右 may be off, as a share of the value.
    package var approxWidth: Rational
    /// The least number of peers that an average may rest on.
    package var peersNeeded: Int
    /// How far a stated number may be off the computed one before a question is asked, as a share.
    package var tolerance: Rational
    /// 1 unit of a currency (`万美元`) in 元, with the day of the rate; empty: no conversion.
    package var rates: [String: DatedRate]
    /// Who gives a missing paper, by field.
    package var evidence: [FieldKey: EvidenceHint]
    /// What an encouraged item of a list entitles to, by the list's short id.
    package var benefits: [String: String]
    /// Other ways of doing a project.
    package var routes: [Route]

    /// A rate with its day.
    package struct DatedRate: Sendable, Equatable {
        /// 元 for one unit of the currency.
        package let rate: Rational
        /// The day of the rate.
        package let day: CivilDate

        /// A rate.
        package init(rate: Rational, day: CivilDate) {
            self.rate = rate
            self.day = day
        }
    }

    /// Another way of doing a project (标准厂房 instead of own land): one field that changes, and what it does without.
    package struct Route: Sendable, Equatable {
        /// The field that says so.
        package let field: FieldKey
        /// Its value then.
        package let value: String
        /// The fields that no longer count.
        package let drops: [FieldKey]
        /// The change in words.
        package let change: String

        /// A way.
        package init(field: FieldKey, value: String, drops: [FieldKey], change: String) {
            self.field = field
            self.value = value
            self.drops = drops
            self.change = change
        }
    }

    /// Which paper shows a field's value, and who gives it.
    package struct EvidenceHint: Sendable, Equatable {
        /// The paper.
        package let paper: String
        /// Who gives it.
        package let giver: String
        /// The office that takes it.
        package let bureau: String
        /// By when.
        package let due: String

        /// A hint.
        package init(paper: String, giver: String, bureau: String = "", due: String = "") {
            self.paper = paper
            self.giver = giver
            self.bureau = bureau
            self.due = due
        }
    }

    /// Parameters.
    package init(
        approxWidth: Rational, peersNeeded: Int, tolerance: Rational, rates: [String: DatedRate] = [:],
        evidence: [FieldKey: EvidenceHint] = [:], benefits: [String: String] = [:], routes: [Route] = []
    ) {
        self.routes = routes
        self.approxWidth = approxWidth
        self.peersNeeded = peersNeeded
        self.tolerance = tolerance
        self.rates = rates
        self.evidence = evidence
        self.benefits = benefits
    }
}
