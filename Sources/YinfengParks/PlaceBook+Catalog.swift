package import YinfengCatalog
package import YinfengModel

extension PlaceBook {
    /// The table of kind words of towns and zones stands in the matching profile's edition.
    private static let profileEdition = "matching-default"

    /// Loads all books from the catalogues; `extraParks` are a user's zones. Throws `CatalogError`.
    package init(from store: CatalogStore, extraParks: [Park] = []) throws(CatalogError) {
        let regions = try RegionDirectory(from: store)
        let words = try ZoneWords(from: store, edition: PlaceBook.profileEdition)
        let parks = try ParkDirectory(from: store, regions: regions, words: words, extra: extraParks)
        let townTable = try store.table(PlaceBook.profileEdition, "town-words.csv")
        let townColumn = try townTable.column("word")
        let townWords = (0..<townTable.count).map { townTable[$0, townColumn] }
        let guidance = try GuidanceBook(from: store, regions: regions, townWords: townWords)
        let chains = try ChainBook(from: store)
        let rules = try ParkProfileRule.load(from: store, edition: PlaceBook.profileEdition)
        let targets = try ParkTarget.load(from: store, edition: PlaceBook.profileEdition)
        let ids = store.editions.map(\.manifest).filter { manifest in
            ["gbt2260-2024", "zones-2018", "chains-2026", PlaceBook.profileEdition].contains(manifest.id)
                || (manifest.kind == "parks" && manifest.holds("guidance.csv"))
        }
        self.init(
            regions: regions, parks: parks, guidance: guidance, chains: chains, profileRules: rules,
            targets: targets, editions: ids.map(\.id).sorted())
    }
}
