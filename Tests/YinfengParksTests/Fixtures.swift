import YinfengCatalog
import YinfengModel
import YinfengParks

/// The bundled catalogues, loaded once for all tests of this room.
enum Fixture {
    static let places = Result { try PlaceBook(from: store.get()) }
    static let store = Result { try CatalogStore(folders: [folder]) }

    private static var folder: String {
        let file = #filePath
        return file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
            + "/Catalogs"
    }
}

extension NameResolution where Value == Park {
    /// The codes of the candidates.
    var codes: [String] { candidates.map(\.code) }
}
