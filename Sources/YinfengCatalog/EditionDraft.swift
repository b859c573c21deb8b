import FoundationEssentials
import YinfengModel

/// A new edition that takes its table structure from one that is held: what an expert starts from.
package struct EditionDraft: Sendable {
    /// What the new edition says of itself; nil means unknown, never a guess.
    package struct Citation: Sendable {
        /// The document's title; nil keeps the model's.
        package var title: String?
        /// The issuing body.
        package var issuer: String?
        /// The document number as printed.
        package var document: String?
        /// Issue day, ISO.
        package var issued: String?
        /// First day in force, ISO.
        package var effectiveFrom: String?
        /// Last day in force, ISO.
        package var effectiveTo: String?
        /// The edition that the new one replaces.
        package var supersedes: String?

        /// Nothing known yet.
        package init() {}
    }

    /// The manifest with the new citation, rows and checksums.
    package let manifest: EditionManifest
    private let tables: [(file: String, bytes: [UInt8])]

    /// Draws up the edition `id` like `model`, with `tables` in place of the model's tables of the same names.
    ///
    /// A table that is not given is left out. Throws `CatalogError.noEdition`, `.noTable` for a file that the model does
    /// not have, `.unreadable` for a damaged table, `.missingColumn` when a heading lacks one of the model's columns.
    package init(
        id: String, like model: String, in store: CatalogStore, citation: Citation,
        tables: [(file: String, bytes: [UInt8])]
    ) throws(CatalogError) {
        guard let held = store.edition(model)?.manifest else {
            throw .noEdition(
                id: model, near: store.editions.map(\.manifest.id).filter { $0.hasPrefix(model.prefix(3)) })
        }
        var manifests: [TableManifest] = []
        for (file, bytes) in tables {
            guard let known = held.tables.first(where: { $0.file == file }) else {
                throw .noTable(edition: model, file: file)
            }
            let table = try CatalogTable.parse(bytes, path: file)
            for column in known.columns { _ = try table.column(column.name) }
            manifests.append(
                TableManifest(
                    file: file, rows: table.count, sha256: Checksum.sha256(bytes), key: known.key,
                    columns: try EditionDraft.columns(of: table, known: known.columns)))
        }
        self.tables = tables
        manifest = EditionManifest(
            id: id, kind: held.kind, title: citation.title ?? held.title, issuer: citation.issuer,
            document: citation.document, issued: citation.issued, effectiveFrom: citation.effectiveFrom,
            effectiveTo: citation.effectiveTo, dateKnown: nil, supersedes: citation.supersedes, checkedUntil: nil,
            confidence: "medium", verified: false, completeness: "待填写：收了什么、缺什么",
            sources: ["待填写：从哪里读到"], tables: manifests)
    }

    /// The columns in the order of the file; a column that the model does not know is plain text.
    private static func columns(of table: CatalogTable, known: [ColumnManifest]) throws(CatalogError)
        -> [ColumnManifest]
    {
        table.columns.map { name in
            known.first { $0.name == name }
                ?? ColumnManifest(
                    name: name, type: "text", required: nil, list: nil, values: nil, references: nil, prefixed: nil,
                    min: nil, max: nil)
        }
    }

    /// Writes the edition under `root/kind/id` and returns the folder.
    ///
    /// Throws `CatalogError.unreadable` when the folder exists already or cannot be written; nothing is overwritten.
    package func write(under root: String) throws(CatalogError) -> String {
        let folder = "\(root)/\(manifest.kind)/\(manifest.id)"
        let files = FileManager.default
        guard !files.fileExists(atPath: folder) else {
            throw .unreadable(path: folder, fact: "该版本已经存在", remedy: "换一个版本编号；已发布的版本不改旧行")
        }
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            var json = try encoder.encode(manifest)
            json.append(0x0A)
            try json.write(to: URL(filePath: folder + "/edition.json"))
            for (file, bytes) in tables { try Data(bytes).write(to: URL(filePath: folder + "/" + file)) }
        } catch {
            throw .unreadable(path: folder, fact: "无法写入", remedy: "检查权限和磁盘空间")
        }
        return folder
    }

    /// Takes back what `write` put on disk.
    package func remove(folder: String) { try? FileManager.default.removeItem(atPath: folder) }
}
