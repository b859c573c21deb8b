import YinfengModel

/// A row of some table that holds the words looked for.
package struct CatalogSearchHit: Sendable, Equatable {
    /// The edition's id.
    package let edition: String
    /// The table's file name.
    package let file: String
    /// The row as the file shows it.
    package let row: Int
    /// The column that matched.
    package let column: String
    /// The row's key cells, joined by `/`; empty when the table has none.
    package let key: String
    /// The cell that matched.
    package let text: String
}

extension CatalogStore {
    /// Looks for rows with a cell that holds every word (blank-separated), over all tables or the editions named.
    ///
    /// Plain containment, case kept out of it for ASCII. Shorter cells first, and the tables take turns, so that a word
    /// of many links or classes still shows what the lists and parks say. Learned weights are looked into only when their
    /// edition is named. O(bytes of all tables). Throws `CatalogError` for an unreadable table.
    package func search(_ query: String, editions ids: [String] = [], limit: Int = 50) throws(CatalogError)
        -> [CatalogSearchHit]
    {
        let words = query.split(whereSeparator: \.isWhitespace).map { String($0).lowercased() }
        guard !words.isEmpty else { return [] }
        var hits: [CatalogSearchHit] = []
        for edition in editions
        where ids.isEmpty ? edition.manifest.kind != "coding" : ids.contains(edition.manifest.id) {
            for manifest in edition.manifest.tables {
                let table = try table(edition.manifest.id, manifest.file)
                let keys = manifest.key.compactMap { table.columns.firstIndex(of: $0) }
                for row in 0..<table.count {
                    for column in 0..<table.columns.count {
                        let cell = table[row, column]
                        guard !cell.isEmpty else { continue }
                        let lower = cell.lowercased()
                        guard words.allSatisfy({ lower.contains($0) }) else { continue }
                        hits.append(
                            CatalogSearchHit(
                                edition: edition.manifest.id, file: manifest.file, row: table.fileRow(row),
                                column: table.columns[column], key: keys.map { table[row, $0] }.joined(separator: "/"),
                                text: cell))
                        break
                    }
                }
            }
        }
        hits.sort {
            ($0.text.utf8.count, $0.edition, $0.file, $0.row) < ($1.text.utf8.count, $1.edition, $1.file, $1.row)
        }
        var turns: [String: Int] = [:]
        let ordered = hits.enumerated().map { position, hit in
            let table = hit.edition + "/" + hit.file
            defer { turns[table, default: 0] += 1 }
            return (turn: turns[table, default: 0], position: position, hit: hit)
        }
        return ordered.sorted { ($0.turn, $0.position) < ($1.turn, $1.position) }.prefix(limit).map(\.hit)
    }
}
