package import YinfengCatalog
import YinfengModel

extension ParkProfileRule {
    /// Reads table `park-profile-rules.csv` of a profile edition; throws `CatalogError`.
    package static func load(from store: CatalogStore, edition: String) throws(CatalogError) -> [ParkProfileRule] {
        let table = try store.table(edition, "park-profile-rules.csv")
        let id = try table.column("rule")
        let region = try table.column("region")
        let level = try table.column("level")
        let types = try table.column("types")
        let role = try table.column("role")
        let least = try table.column("least")
        let most = try table.column("most")
        let document = try table.column("document")
        let clause = try table.column("clause")
        let from = try table.column("effective_from")
        let to = try table.column("effective_to")
        let verified = try table.column("verified")
        var rules: [ParkProfileRule] = []
        for row in 0..<table.count {
            guard let low = Int(table[row, least]) else { throw table.fault(row, "least", table[row, least], "不是整数") }
            guard let high = Int(table[row, most]) else { throw table.fault(row, "most", table[row, most], "不是整数") }
            rules.append(
                ParkProfileRule(
                    id: table[row, id], region: try table.regionCode(row, region, name: "region"),
                    level: table[row, level], types: table[row, types].listed(by: ";"),
                    role: IndustryRole(rawValue: table[row, role]), least: low, most: high,
                    citation: Citation(
                        edition: edition, document: table[row, document], clause: table[row, clause],
                        effectiveFrom: CivilDate(iso: table[row, from]), effectiveTo: CivilDate(iso: table[row, to]),
                        isVerified: table[row, verified] == "yes")))
        }
        return rules
    }
}
