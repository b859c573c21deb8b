package import YinfengCatalog
package import YinfengModel

extension ParkDirectory {
    /// Reads an edition of kind `parks` with tables `zones.csv` and `industries.csv`, then lets `extra` zones (a user's
    /// table) replace or follow them; throws `CatalogError`.
    package init(
        from store: CatalogStore, edition: String = "zones-2018", regions: RegionDirectory, words: ZoneWords,
        extra: [Park] = []
    ) throws(CatalogError) {
        let industries = try ParkDirectory.industries(from: store, edition: edition)
        let table = try store.table(edition, "zones.csv")
        let code = try table.column("code")
        let name = try table.column("name")
        let aliases = try table.column("aliases")
        let province = try table.column("province")
        let prefecture = try table.column("prefecture_code")
        let region = try table.column("region_code")
        let level = try table.column("level")
        let type = try table.column("type")
        let function = try table.column("function")
        let note = try table.column("note")
        var parks: [Park] = []
        parks.reserveCapacity(table.count + extra.count)
        for row in 0..<table.count {
            parks.append(
                Park(
                    code: table[row, code], name: table[row, name], aliases: table[row, aliases].listed(by: "|"),
                    provinceName: table[row, province],
                    prefecture: try table.regionCode(row, prefecture, name: "prefecture_code"),
                    region: try table.regionCode(row, region, name: "region_code"), level: table[row, level],
                    type: table[row, type], functions: table[row, function].listed(by: ";"),
                    industries: industries[table[row, code]] ?? [], note: table[row, note]))
        }
        self.init(parks: parks + extra, regions: regions, words: words)
    }

    private static func industries(
        from store: CatalogStore, edition: String
    ) throws(CatalogError) -> [String: [ParkIndustry]] {
        let table = try store.table(edition, "industries.csv")
        let code = try table.column("code")
        let rank = try table.column("rank")
        let name = try table.column("industry_name")
        let gbt = try table.column("gbt4754")
        let role = try table.column("role")
        let source = try table.column("source")
        let verified = try table.column("verified")
        var result: [String: [ParkIndustry]] = [:]
        for row in 0..<table.count {
            guard let place = Int(table[row, rank]) else {
                throw table.fault(row, "rank", table[row, rank], "不是整数")
            }
            guard let kind = IndustryRole(rawValue: table[row, role]) else {
                throw table.fault(row, "role", table[row, role], "不是 lead、potential、listed 之一")
            }
            result[table[row, code], default: []].append(
                ParkIndustry(
                    name: table[row, name], codes: try table.industryCodes(row, gbt, name: "gbt4754"), role: kind,
                    rank: place, isVerified: table[row, verified] == "yes", source: table[row, source]))
        }
        return result.mapValues { list in list.sorted { $0.rank < $1.rank } }
    }
}

extension ZoneWords {
    /// Reads table `zone-words.csv` (form, key) of a profile edition; throws `CatalogError`.
    package init(from store: CatalogStore, edition: String = "matching-default") throws(CatalogError) {
        let table = try store.table(edition, "zone-words.csv")
        let form = try table.column("form")
        let key = try table.column("key")
        self.init((0..<table.count).map { (table[$0, form], table[$0, key]) })
    }
}
