package import YinfengModel

/// A committee's score sheet: what stands on the form, and how far a machine may fill it.
package struct ScoreSheet: Sendable {
    /// Whom a sheet scores.
    package enum Subject: String, Sendable {
        /// A project that wants in.
        case project
        /// A firm that is there.
        case firm
    }

    /// One line of the form.
    package struct Item: Sendable {
        /// The item as printed.
        package let name: String
        /// The most points.
        package let max: Rational
        /// Whether the published text lets a machine score it.
        package let isByMachine: Bool
        /// Why people score it; empty for the machine's items.
        package let because: String
        /// The formulas, tried in order.
        package let formulas: [Formula]
    }

    /// One way to points.
    package struct Formula: Sendable {
        /// The kind of a formula; `rawValue` is the word of `formulas.csv`.
        package enum Form: String, Sendable {
            /// Points by the class of the national lists.
            case byClass = "class"
            /// Points for a value from `lower` to below `upper`.
            case band
            /// `pointsPer` for each whole `per` of a value from `lower` to below `upper`.
            case perUnit = "per-unit"
            /// Full points from `lower` on; `pointsPer` less for each whole `per` short, down to `floor`.
            case deduct
            /// Value ÷ benchmark × points, at most the points.
            case ratio
        }

        let form: Form
        let quantity: FieldKey
        let policyClass: String
        let lower: Rational?
        let upper: Rational?
        let points: Rational?
        let per: Rational?
        let pointsPer: Rational?
        let floor: Rational?
        /// How many times the mean of last year the benchmark is.
        let times: Rational
    }

    /// A grade and up to which share of the ranked firms it goes.
    package struct Grade: Sendable {
        /// `A`.
        package let name: String
        /// The greatest share of the ranking, the last firm of it included.
        package let upto: Rational
        /// The words of the document (`前20%`).
        package let words: String
    }

    /// Who is not rated.
    package struct Exemption: Sendable {
        /// The industries, or empty.
        let industry: IndustryCode?
        /// The least number of years in operation, or nil.
        let years: Int?
        /// The grade that says so (`T`).
        let grade: String
        /// The words.
        let words: String
    }

    /// `SS3`.
    package let id: String
    /// The title.
    package let title: String
    /// The sum of all items.
    package let total: Rational
    /// Whom it scores.
    package let subject: Subject
    /// The document.
    package let document: String
    /// Whether every item is published.
    package let isComplete: Bool
    /// The items in the form's order.
    package let items: [Item]
    /// The grades, best first; empty when the sheet has none.
    package let grades: [Grade]
    /// Who is not rated.
    package let exemptions: [Exemption]

    /// The quantities that ratios need a benchmark for, in the order of the form, with the multiple of the mean.
    package var benchmarked: [(quantity: FieldKey, times: Rational)] {
        items.flatMap(\.formulas).filter { $0.form == .ratio }.map { ($0.quantity, $0.times) }
    }
}
