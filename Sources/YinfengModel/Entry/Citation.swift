/// Where a rule or a fact stands.
package struct Citation: Sendable, Hashable {
    /// The catalogue edition that holds it.
    package let edition: String
    /// The document's title with its number.
    package let document: String
    /// The clause (`三(五)3 强化约束`), empty when the document has none.
    package let clause: String
    /// First day in force, or nil when unknown.
    package let effectiveFrom: CivilDate?
    /// Last day in force, or nil while in force.
    package let effectiveTo: CivilDate?
    /// Whether it was read in a published copy.
    package let isVerified: Bool

    /// A citation.
    package init(
        edition: String, document: String, clause: String = "", effectiveFrom: CivilDate? = nil,
        effectiveTo: CivilDate? = nil, isVerified: Bool = true
    ) {
        self.edition = edition
        self.document = document
        self.clause = clause
        self.effectiveFrom = effectiveFrom
        self.effectiveTo = effectiveTo
        self.isVerified = isVerified
    }

    /// Whether it is in force on a day.
    package func isInForce(on day: CivilDate) -> Bool {
        if let effectiveFrom, day < effectiveFrom { return false }
        if let effectiveTo, day > effectiveTo { return false }
        return true
    }

    /// `2026-01-01—2028-12-31`, open ends left empty.
    package var effectiveText: String { (effectiveFrom?.iso ?? "") + "—" + (effectiveTo?.iso ?? "") }
}
