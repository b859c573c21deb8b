package import YinfengModel

extension IndustryClassification {
    /// Reads the classification of an edition of kind `industries` (table `classes.csv`: code, parent, name, note).
    package init(from store: CatalogStore, edition: String = "gbt4754-2017") throws(CatalogError) {
        let table = try store.table(edition, "classes.csv")
        let code = try table.column("code")
        let parent = try table.column("parent")
        let name = try table.column("name")
        let note = try table.column("note")
        var entries: [Entry] = []
        entries.reserveCapacity(table.count)
        for row in 0..<table.count {
            guard let value = IndustryCode(table[row, code]) else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "code", value: table[row, code], fact: "不是行业代码")
            }
            entries.append(
                Entry(
                    code: value, parent: IndustryCode(table[row, parent]), name: table[row, name],
                    note: table[row, note]))
        }
        self.init(entries: entries)
    }
}
