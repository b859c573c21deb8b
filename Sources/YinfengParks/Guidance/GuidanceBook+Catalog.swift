package import YinfengCatalog
import YinfengModel

extension GuidanceBook {
    /// Reads every edition of kind `parks` that holds a table `guidance.csv`, by edition id, whatever its period: a
    /// lapsed plan is kept and marked by its dates. Throws `CatalogError`.
    package init(from store: CatalogStore, regions: RegionDirectory, townWords: [String]) throws(CatalogError) {
        var lines: [RegionGuidance] = []
        for edition in store.editions(kind: "parks")
        where edition.manifest.holds("guidance.csv") {
            lines += try GuidanceBook.lines(of: edition.manifest, from: store)
        }
        self.init(lines: lines, regions: regions, townWords: townWords)
    }

    private static func lines(
        of manifest: EditionManifest, from store: CatalogStore
    ) throws(CatalogError) -> [RegionGuidance] {
        let table = try store.table(manifest.id, "guidance.csv")
        let name = try table.column("name")
        let kind = try table.column("kind")
        let regions = try table.column("region_codes")
        let towns = try table.column("towns")
        let order = try table.column("order")
        let industry = try table.column("industry_name")
        let gbt = try table.column("gbt4754")
        let clause = try table.column("clause")
        let from = try table.column("period_from")
        let to = try table.column("period_to")
        var lines: [RegionGuidance] = []
        for row in 0..<table.count {
            guard let place = Int(table[row, order]) else {
                throw table.fault(row, "order", table[row, order], "不是整数")
            }
            var codes: [RegionCode] = []
            for part in table[row, regions].listed(by: ";") {
                guard let code = RegionCode(part) else { throw table.fault(row, "region_codes", part, "不是六位行政区划代码") }
                codes.append(code)
            }
            let citation = Citation(
                edition: manifest.id, document: manifest.citationTitle, clause: table[row, clause],
                effectiveFrom: Int(table[row, from]).flatMap { CivilDate(year: $0, month: 1, day: 1) },
                effectiveTo: Int(table[row, to]).flatMap { CivilDate(year: $0, month: 12, day: 31) },
                isVerified: manifest.verified)
            lines.append(
                RegionGuidance(
                    name: table[row, name], kind: table[row, kind], regions: codes,
                    towns: table[row, towns].listed(by: ";"), industryName: table[row, industry],
                    codes: try table.industryCodes(row, gbt, name: "gbt4754"), order: place, citation: citation))
        }
        return lines
    }
}
