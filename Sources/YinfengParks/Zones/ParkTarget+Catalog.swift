package import YinfengCatalog
import YinfengModel

extension ParkTarget {
    /// Reads table `park-targets.csv` of a profile edition; throws `CatalogError`.
    package static func load(from store: CatalogStore, edition: String) throws(CatalogError) -> [ParkTarget] {
        let table = try store.table(edition, "park-targets.csv")
        let id = try table.column("rule")
        let quantity = try table.column("quantity")
        let value = try table.column("percent")
        let approximate = try table.column("approximate")
        let region = try table.column("region")
        let document = try table.column("document")
        let clause = try table.column("clause")
        let from = try table.column("effective_from")
        let to = try table.column("effective_to")
        let verified = try table.column("verified")
        var targets: [ParkTarget] = []
        for row in 0..<table.count {
            guard let percent = Rational(decimal: table[row, value]),
                let share = try? percent.divided(by: Rational(100))
            else { throw table.fault(row, "percent", table[row, value], "不是数") }
            targets.append(
                ParkTarget(
                    id: table[row, id], quantity: table[row, quantity], share: share,
                    isApproximate: table[row, approximate] == "yes",
                    region: try table.regionCode(row, region, name: "region"),
                    citation: Citation(
                        edition: edition, document: table[row, document], clause: table[row, clause],
                        effectiveFrom: CivilDate(iso: table[row, from]), effectiveTo: CivilDate(iso: table[row, to]),
                        isVerified: table[row, verified] == "yes")))
        }
        return targets
    }
}
