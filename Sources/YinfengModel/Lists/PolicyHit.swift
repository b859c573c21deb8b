/// An item of a national list that a project falls under, or may fall under.
package struct PolicyHit: Sendable, Equatable {
    /// How sure the program is.
    package enum Certainty: String, Sendable {
        /// Noun and every condition are decided by the text and its numbers.
        case hit
        /// The noun matches; a person must answer the question in `because`.
        case near
    }

    /// The list's short id of the contracts (`structure-2024`, `foreign-2025`, …).
    package let catalog: String
    /// The edition that was read.
    package let edition: String
    /// The class.
    package let policyClass: PolicyClass
    /// The item's id.
    package let item: String
    /// The text of the segment that matched.
    package let text: String
    /// How sure it is.
    package let certainty: Certainty
    /// Why, or the question that a person must answer, in Chinese.
    package let because: String
    /// How the item is cited.
    package let citation: String
    /// Whether the row was read in a published copy; an unverified row never refuses.
    package let isVerified: Bool

    /// A hit.
    package init(
        catalog: String, edition: String, policyClass: PolicyClass, item: String, text: String, certainty: Certainty,
        because: String, citation: String, isVerified: Bool
    ) {
        self.catalog = catalog
        self.edition = edition
        self.policyClass = policyClass
        self.item = item
        self.text = text
        self.certainty = certainty
        self.because = because
        self.citation = citation
        self.isVerified = isVerified
    }
}

/// The class that a list puts an item in; `rawValue` is the word of the contracts.
package enum PolicyClass: String, Sendable, CaseIterable {
    /// Encouraged.
    case encouraged = "鼓励"
    /// Restricted: no new build.
    case restricted = "限制"
    /// Eliminated.
    case eliminated = "淘汰"
    /// Forbidden.
    case forbidden = "禁止"
    /// A permit is needed.
    case permit = "许可"
    /// High pollution or high environmental risk.
    case highPollution = "高污染"
}
