import FoundationEssentials
import YinfengModel

/// Refreshes what a manifest says of its tables after a person has edited the rows.
package enum CatalogBuilder {
    /// A table whose manifest entry was brought up to date.
    package struct Change: Sendable, Equatable {
        /// The file as `kind/edition/table.csv`.
        package let file: String
        /// The new number of rows.
        package let rows: Int
        /// The new checksum.
        package let sha256: String
    }

    /// Rewrites `rows` and `sha256` of every table that changed; everything else in edition.json stays as it was written.
    ///
    /// Throws `CatalogError` when a table or the manifest cannot be read, or the manifest cannot be written.
    package static func refresh(_ store: CatalogStore, editions ids: [String] = []) throws(CatalogError) -> [Change] {
        var changes: [Change] = []
        for edition in store.editions where ids.isEmpty || ids.contains(edition.manifest.id) {
            let path = edition.folder + "/edition.json"
            var text = String(decoding: try CatalogStore.readFile(path), as: UTF8.self)
            var changed = false
            for manifest in edition.manifest.tables {
                let bytes = try store.bytes(edition.manifest.id, manifest.file)
                let table = try CatalogTable.parse(bytes, path: manifest.file)
                let sum = Checksum.sha256(bytes)
                guard sum != manifest.sha256 || table.count != manifest.rows else { continue }
                guard let updated = replacing(text, file: manifest.file, rows: table.count, sum: sum) else {
                    throw .unreadable(
                        path: path, fact: "找不到表 \(manifest.file) 的 rows 和 sha256", remedy: "每个表写 file、rows、sha256，次序如此")
                }
                text = updated
                changed = true
                changes.append(
                    Change(
                        file: "\(edition.manifest.kind)/\(edition.manifest.id)/\(manifest.file)", rows: table.count,
                        sha256: sum))
            }
            guard changed else { continue }
            do {
                try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            } catch {
                throw .unreadable(path: path, fact: "无法写入", remedy: "检查权限和磁盘空间")
            }
        }
        return changes
    }

    /// The manifest's text with the two values of one table replaced; nil when they are not found after its file name.
    static func replacing(_ text: String, file: String, rows: Int, sum: String) -> String? {
        guard let name = text.firstRange(of: "\"\(file)\"") else { return nil }
        guard let withRows = replaceValue(after: name.upperBound, key: "rows", with: String(rows), in: text),
            let again = withRows.firstRange(of: "\"\(file)\"")
        else { return nil }
        return replaceValue(after: again.upperBound, key: "sha256", with: "\"\(sum)\"", in: withRows)
    }

    private static func replaceValue(after start: String.Index, key: String, with value: String, in text: String)
        -> String?
    {
        guard let found = text[start...].firstRange(of: "\"\(key)\""),
            let colon = text[found.upperBound...].firstIndex(of: ":")
        else { return nil }
        var first = text.index(after: colon)
        while first < text.endIndex, text[first].isWhitespace { first = text.index(after: first) }
        var last = first
        while last < text.endIndex, text[last] != ",", text[last] != "}", !text[last].isNewline {
            last = text.index(after: last)
        }
        return String(text[..<first]) + value + String(text[last...])
    }
}
