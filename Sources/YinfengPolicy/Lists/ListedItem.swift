import YinfengModel

/// An item of a list, as printed.
struct ListedItem: Sendable {
    /// The list's id of the contracts (`structure-2024`).
    let catalog: String
    /// The edition as a person reads it.
    let edition: String
    /// The class.
    let policyClass: PolicyClass
    /// The item's id.
    let id: String
    /// The whole text.
    let text: String
    /// The chapter or section, empty when the list has none.
    let chapter: String
    /// How it is cited.
    let citation: String
    /// Whether the row was read in a published copy.
    let isVerified: Bool
    /// The only province that the item is for, or nil for the whole country.
    let province: Int32?
    /// Only for foreign-invested projects.
    let isForeign: Bool
    /// `cn>=34%`, `cn control`, …: the foreign share that is still allowed; empty when none is said.
    let equityLimit: String
    /// Reads on nearly everything: never more than near.
    let isBroad: Bool
}
