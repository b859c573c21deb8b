package import YinfengCatalog
import YinfengModel

extension IndustryNames {
    /// Reads the edition `common-names` (names.csv with aliases, codes.csv with scope); throws `CatalogError`.
    package init(from store: CatalogStore, edition: String = "common-names") throws(CatalogError) {
        let codes = try store.table(edition, "codes.csv")
        let (codeName, code, scope) = try (codes.column("name"), codes.column("code"), codes.column("scope"))
        var covered: [String: [IndustryCode]] = [:]
        for row in 0..<codes.count where codes[row, scope] != "wide" {
            if let value = IndustryCode(codes[row, code]) { covered[codes[row, codeName], default: []].append(value) }
        }
        let names = try store.table(edition, "names.csv")
        let (name, aliases) = try (names.column("name"), names.column("aliases"))
        self.init(
            (0..<names.count).map { row in
                let text = names[row, name]
                return (
                    spellings: [text] + names[row, aliases].split(separator: "|").map(String.init),
                    entry: Entry(name: text, codes: covered[text] ?? [])
                )
            })
    }
}
