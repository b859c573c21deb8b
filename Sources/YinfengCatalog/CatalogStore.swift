import FoundationEssentials
package import YinfengModel

/// The editions found in one or more catalogue folders; a later folder wins over an earlier one.
///
/// Manifests are read when the store is opened, tables when they are asked for.
package struct CatalogStore: Sendable {
    /// An edition and the folder it was found in.
    package struct Edition: Sendable {
        /// The manifest.
        package let manifest: EditionManifest
        /// The folder.
        package let folder: String
    }

    /// All editions, by kind, then id.
    package let editions: [Edition]
    /// Ids that stand in more than one folder, with the folder that won.
    package let overlaps: [(id: String, folder: String)]
    /// The folders that were opened, later ones winning.
    package let folders: [String]
    private let positions: [String: Int]

    /// Opens the folders, later ones winning; throws `CatalogError.noCatalogs` or `.unreadable`.
    package init(folders: [String]) throws(CatalogError) {
        self.folders = folders
        var found: [String: Edition] = [:]
        var overlaps: [(id: String, folder: String)] = []
        for folder in folders {
            let listed = try CatalogStore.manifests(in: folder)
            guard !listed.isEmpty else { throw .noCatalogs(path: folder) }
            for edition in listed {
                if found[edition.manifest.id] != nil { overlaps.append((edition.manifest.id, edition.folder)) }
                found[edition.manifest.id] = edition
            }
        }
        editions = found.values.sorted {
            ($0.manifest.kind, $0.manifest.id) < ($1.manifest.kind, $1.manifest.id)
        }
        self.overlaps = overlaps.sorted { $0.id < $1.id }
        positions = Dictionary(
            editions.enumerated().map { ($0.element.manifest.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    private static func manifests(in root: String) throws(CatalogError) -> [Edition] {
        let files = FileManager.default
        guard let kinds = try? files.contentsOfDirectory(atPath: root) else { throw .noCatalogs(path: root) }
        var result: [Edition] = []
        for kind in kinds.sorted() {
            let kindFolder = root + "/" + kind
            guard let ids = try? files.contentsOfDirectory(atPath: kindFolder) else { continue }
            for id in ids.sorted() {
                let folder = kindFolder + "/" + id
                let path = folder + "/edition.json"
                guard files.fileExists(atPath: path) else { continue }
                let bytes = try readFile(path)
                do {
                    let manifest = try JSONDecoder().decode(EditionManifest.self, from: bytes)
                    result.append(Edition(manifest: manifest, folder: folder))
                } catch {
                    throw .unreadable(path: path, fact: "清单无法解析：\(error)", remedy: "对照 Catalogs/README.md 检查键名和类型")
                }
            }
        }
        return result
    }

    static func readFile(_ path: String) throws(CatalogError) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadable(path: path, fact: "无法读取", remedy: "检查文件是否存在、是否有权限")
        }
    }

    /// The edition with this id, or nil.
    package func edition(_ id: String) -> Edition? { positions[id].map { editions[$0] } }

    /// The edition that stands for `id` on a day: the last of those that replace it, each naming its predecessor in
    /// `supersedes`, and are in force; `id`'s own edition when none is.
    ///
    /// So a newer list counts from its first day on without any change to the program. Nil when `id` is not held.
    package func current(_ id: String, on day: CivilDate) -> Edition? {
        var found = edition(id)
        var id = id
        var seen: Set<String> = []
        while seen.insert(id).inserted, let next = editions.last(where: { $0.manifest.supersedes == id }) {
            if next.manifest.isInForce(on: day) { found = next }
            id = next.manifest.id
        }
        return found
    }

    /// The editions of a kind that are in force on a day, by id.
    package func editions(kind: String, on day: CivilDate) -> [Edition] {
        editions.filter { $0.manifest.kind == kind && $0.manifest.isInForce(on: day) }
    }

    /// The editions of a kind whatever the day, by id.
    package func editions(kind: String) -> [Edition] { editions.filter { $0.manifest.kind == kind } }

    /// Reads a table; throws `CatalogError.noEdition`, `.noTable` or `.unreadable`. O(file size), nothing is cached.
    package func table(_ id: String, _ file: String) throws(CatalogError) -> CatalogTable {
        guard let edition = edition(id) else {
            throw .noEdition(id: id, near: editions.map(\.manifest.id).filter { $0.hasPrefix(id.prefix(3)) })
        }
        guard edition.manifest.holds(file) else {
            throw .noTable(edition: id, file: file)
        }
        let path = edition.folder + "/" + file
        return try CatalogTable.parse(CatalogStore.readFile(path), path: path)
    }

    /// The bytes of a table as they stand on disk; throws as `table`.
    package func bytes(_ id: String, _ file: String) throws(CatalogError) -> [UInt8] {
        guard let edition = edition(id) else { throw .noEdition(id: id, near: []) }
        return Array(try CatalogStore.readFile(edition.folder + "/" + file))
    }
}
