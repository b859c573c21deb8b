import FoundationEssentials
package import YinfengCatalog

extension IndustryCoder {
    /// Opens an index file that must have been made from these catalogues; throws `IndexError.notFound`, `.damaged`
    /// or `.stale` (all cured by `rebuild`), `.unreadable` or `.incomplete`. A millisecond or two.
    package init(path: String, madeFrom store: CatalogStore) throws(IndexError) {
        try self.init(path: path)
        if let difference = manifest.difference(from: try IndexManifest(of: store)) { throw .stale(fact: difference) }
    }

    /// Builds the index of these catalogues, writes it to `path` (whole or not at all) and opens it. When the file
    /// cannot be written the coder works from memory and `isSaved` is false. Throws `IndexError`.
    package static func rebuild(
        from store: CatalogStore, path: String
    ) throws(IndexError) -> (coder: IndustryCoder, isSaved: Bool) {
        let bytes = try IndexBuilder.build(from: store)
        do {
            let folder = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            return (try IndustryCoder(bytes: bytes), false)
        }
        return (try IndustryCoder(path: path), true)
    }
}
