package import YinfengCatalog
import YinfengModel

extension RegionDirectory {
    /// Reads an edition of kind `regions` (table `regions.csv`: code, name, short, aliases, level); throws `CatalogError`.
    package init(from store: CatalogStore, edition: String = "gbt2260-2024") throws(CatalogError) {
        let table = try store.table(edition, "regions.csv")
        let code = try table.column("code")
        let name = try table.column("name")
        let short = try table.column("short")
        let aliases = try table.column("aliases")
        let level = try table.column("level")
        var regions: [Region] = []
        regions.reserveCapacity(table.count)
        for row in 0..<table.count {
            guard let value = RegionCode(table[row, code]) else {
                throw table.fault(row, "code", table[row, code], "不是六位行政区划代码")
            }
            guard let kind = RegionLevel(rawValue: table[row, level]) else {
                throw table.fault(row, "level", table[row, level], "不是已知的级别")
            }
            regions.append(
                Region(
                    code: value, name: table[row, name], short: table[row, short],
                    aliases: table[row, aliases].listed(by: "|"), level: kind))
        }
        self.init(regions: regions)
    }
}
