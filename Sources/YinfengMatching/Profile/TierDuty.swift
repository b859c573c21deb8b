package import YinfengCatalog
package import YinfengModel

/// What a text asks of the zones of a tier, or of some places: a direction, and new firms above designated size a year.
package struct TierDuty: Sendable, Equatable {
    /// The duty's id.
    package let id: String
    /// The tier that it is for; empty for every zone of the places.
    package let tier: String
    /// Where it is in force.
    package let regions: [RegionCode]
    /// New firms above designated size that the text hopes for each year.
    package let newFirms: Int
    /// The direction, in the words of the catalogue.
    package let asks: String
    /// Document and clause.
    package let citation: Citation

    /// A duty.
    package init(
        id: String, tier: String, regions: [RegionCode], newFirms: Int, asks: String, citation: Citation
    ) {
        self.id = id
        self.tier = tier
        self.regions = regions
        self.newFirms = newFirms
        self.asks = asks
        self.citation = citation
    }

    /// The duties of a profile edition (table `tier-duties.csv`), in the file's order; throws `CatalogError`.
    package static func load(
        from store: CatalogStore, edition: String = "matching-default"
    ) throws(CatalogError) -> [TierDuty] {
        let table = try store.table(edition, "tier-duties.csv")
        let id = try table.column("id")
        let tier = try table.column("tier")
        let regions = try table.column("regions")
        let firms = try table.column("new_firms")
        let asks = try table.column("asks")
        let document = try table.column("document")
        let clause = try table.column("clause")
        let from = try table.column("effective_from")
        let to = try table.column("effective_to")
        let verified = try table.column("verified")
        var duties: [TierDuty] = []
        for row in 0..<table.count {
            guard let count = Int(table[row, firms]) else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "new_firms", value: table[row, firms],
                    fact: "不是整数")
            }
            duties.append(
                TierDuty(
                    id: table[row, id], tier: table[row, tier],
                    regions: table[row, regions].split(separator: ";").compactMap { RegionCode($0) }, newFirms: count,
                    asks: table[row, asks],
                    citation: Citation(
                        edition: edition, document: table[row, document], clause: table[row, clause],
                        effectiveFrom: CivilDate(iso: table[row, from]), effectiveTo: CivilDate(iso: table[row, to]),
                        isVerified: table[row, verified] == "yes")))
        }
        return duties
    }
}

extension Matcher {
    /// The duties that bear on a park on this matcher's day. A park of unknown output gets those of every tier, because
    /// its tier cannot be told; `isCertain` says whether the tier is known, or the duty needs none.
    package func duties(ofPark park: Int, among duties: [TierDuty]) -> [(duty: TierDuty, isCertain: Bool)] {
        guard let place = traits.placeOf[park] else { return [] }
        let tier = tier(ofPark: park)
        return duties.compactMap { duty in
            guard duty.citation.isInForce(on: asOf), duty.regions.contains(where: { $0.contains(place) }) else {
                return nil
            }
            if duty.tier.isEmpty { return (duty, true) }
            guard let tier else { return (duty, false) }
            return tier.name == duty.tier ? (duty, true) : nil
        }
    }

    /// The tier of a park by its gross output; nil when the output is unknown, or no text sets tiers there.
    package func tier(ofPark park: Int) -> MatchProfile.Tier? {
        let tier = Int(traits.tierOf[park])
        return tier >= 0 ? profile.tiers[tier] : nil
    }
}
