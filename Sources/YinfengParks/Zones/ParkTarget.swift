package import YinfengModel

/// A target that a text sets for zones (主导产业集中度 60% 左右): a direction, never a refusal.
package struct ParkTarget: Sendable, Equatable {
    /// The rule's id.
    package let id: String
    /// What is measured.
    package let quantity: String
    /// The value, as a share 0…1.
    package let share: Rational
    /// Whether the text says 左右.
    package let isApproximate: Bool
    /// Where it is in force; nil for everywhere.
    package let region: RegionCode?
    /// Where it stands.
    package let citation: Citation

    /// A target.
    package init(
        id: String, quantity: String, share: Rational, isApproximate: Bool, region: RegionCode?, citation: Citation
    ) {
        self.id = id
        self.quantity = quantity
        self.share = share
        self.isApproximate = isApproximate
        self.region = region
        self.citation = citation
    }

    /// Whether the target holds for a place on a day.
    package func applies(to place: RegionCode?, on day: CivilDate) -> Bool {
        guard citation.isInForce(on: day) else { return false }
        guard let region else { return true }
        return place.map { region.contains($0) } ?? false
    }
}
