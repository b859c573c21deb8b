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
    /// How exactly the first day is known: 10 characters of an ISO day, 7 (month) or 4 (year).
    package let fromDigits: Int
    /// How exactly the last day is known.
    package let toDigits: Int
    /// Whether it was read in a published copy.
    package let isVerified: Bool

    /// A citation; `fromDigits` and `toDigits` say how many characters of the ISO day are known (4, 7 or 10).
    package init(
        edition: String, document: String, clause: String = "", effectiveFrom: CivilDate? = nil,
        effectiveTo: CivilDate? = nil, isVerified: Bool = true, fromDigits: Int = 10, toDigits: Int = 10
    ) {
        self.edition = edition
        self.document = document
        self.clause = clause
        self.effectiveFrom = effectiveFrom
        self.effectiveTo = effectiveTo
        self.isVerified = isVerified
        self.fromDigits = fromDigits
        self.toDigits = toDigits
    }

    /// Whether it is in force on a day.
    package func isInForce(on day: CivilDate) -> Bool {
        if let effectiveFrom, day < effectiveFrom { return false }
        if let effectiveTo, day > effectiveTo { return false }
        return true
    }

    /// `2026-01-01—2028-12-31`, open ends left empty, a day known to the year only as `2026`.
    package var effectiveText: String {
        String((effectiveFrom?.iso ?? "").prefix(fromDigits)) + "—" + String((effectiveTo?.iso ?? "").prefix(toDigits))
    }
}
