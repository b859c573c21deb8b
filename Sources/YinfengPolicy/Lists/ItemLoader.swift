import YinfengCatalog
import YinfengModel

/// Reads the items of the national lists from their editions.
struct ItemLoader {
    let store: CatalogStore
    let vocabulary: Vocabulary
    let day: CivilDate

    /// The items of a list that is in force on the day; empty when the store does not hold it.
    ///
    /// `catalog` names the list by its first edition; an edition that replaces it gives the items from its first day on.
    /// `market-access-2022` is read after its end as well: its permits stand beside the newer edition, unverified.
    func items(_ catalog: String, file: String = "items.csv") throws(CatalogError) -> [ListedItem] {
        let held = catalog == Lists.marketAccess2022 ? store.edition(catalog) : store.current(catalog, on: day)
        guard let edition = held else { return [] }
        let manifest = edition.manifest
        guard manifest.isInForce(on: day) || (catalog == Lists.marketAccess2022 && isPast(manifest)) else { return [] }
        guard manifest.holds(file) else { return [] }
        let table = try store.table(manifest.id, file)
        let id = try table.column("id")
        let verified = try table.column("verified")
        let text = try table.column("text")
        let named = Set(table.columns)
        func optional(_ name: String) throws(CatalogError) -> Int? {
            named.contains(name) ? try table.column(name) : nil
        }
        let cite = try optional("cite")
        let policyClass = try optional("class")
        let chapter = try optional(named.contains("chapter") ? "chapter" : "section")
        let kind = try optional("kind")
        let region = try optional("region_code")
        let equity = try optional("foreign_max")
        let ended = try optional("effective_to")
        let isForeign = catalog == Lists.foreign || catalog == Lists.foreignNegative
        var result: [ListedItem] = []
        for row in 0..<table.count {
            if let ended, let last = CivilDate(iso: table[row, ended]), last < day { continue }
            let classText = policyClass.map { table[row, $0] } ?? kind.map { table[row, $0] } ?? ""
            let number = table[row, id]
            result.append(
                ListedItem(
                    catalog: catalog, edition: manifest.title,
                    policyClass: catalog == Lists.pollution
                        ? .highPollution : PolicyClass(rawValue: classText) ?? .encouraged, id: number,
                    text: table[row, text], chapter: chapter.map { table[row, $0] } ?? "",
                    citation: cite.map { table[row, $0] } ?? (manifest.citationTitle + " " + number),
                    isVerified: table[row, verified] == "yes",
                    province: catalog == Lists.hainan
                        ? vocabulary.groups["海南"]?.keys.first
                        : region.flatMap { RegionCode(table[row, $0])?.province.number },
                    isForeign: isForeign, equityLimit: equity.map { table[row, $0] } ?? "",
                    isBroad: vocabulary.broad.contains(number)))
        }
        return result
    }

    private func isPast(_ manifest: EditionManifest) -> Bool {
        manifest.effectiveTo.flatMap { CivilDate(iso: $0) }.map { $0 < day } ?? false
    }
}

/// The ids of the lists, as the contracts name them.
enum Lists {
    static let structure = "structure-2024"
    static let foreign = "foreign-2025"
    static let foreignNegative = "foreign-negative-2024"
    static let marketAccess = "market-access-2025"
    static let marketAccess2022 = "market-access-2022"
    static let pollution = "pollution-2021"
    static let western = "western-2025"
    static let hainan = "hainan-2024"
    static let readings = "policy-readings"
}
