import FoundationEssentials
import YinfengCatalog
import YinfengModel
import YinfengTabular
import YinfengText

/// The project's own catalogue, found from this file.
enum Support {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let catalog = Result(catching: {
        try FieldCatalog(from: CatalogStore(folders: [root + "/Catalogs"]), folder: TextFolder())
    })

    static let matcher = catalog.map { HeadingMatcher(catalog: $0) }

    /// The rows of a text as a file of the given name.
    static func rows(
        _ text: String, name: String = "台账.csv", map: [String] = [], chunk: Int = 4096
    ) throws -> [LeadRow] {
        try reader(Array(text.utf8), name: name, map: map, chunk: chunk).rest()
    }

    static func reader(
        _ bytes: [UInt8], name: String = "台账.csv", map: [String] = [], chunk: Int = 4096
    ) throws -> LeadListReader {
        let catalog = try catalog.get()
        return try LeadListReader(
            source: MemorySource(bytes, name: name, chunk: chunk), catalog: catalog,
            options: ReadOptions(map: ReadOptions.mappings(map, catalog: catalog)))
    }
}
