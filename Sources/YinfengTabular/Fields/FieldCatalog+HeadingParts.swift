import YinfengCatalog
import YinfengModel
import YinfengText

extension FieldCatalog {
    /// The words around a field's words, of the edition `sheet-marks`; throws `CatalogError` for a row that says nothing
    /// or names no field.
    static func parts(
        _ store: CatalogStore, _ fields: [Field], particles: Set<Character>, _ folder: TextFolder
    ) throws(CatalogError) -> HeadingParts {
        let table = try store.table(marksEdition, "heading-parts.csv")
        let columns = try Columns(table, ["place", "text", "joins", "becomes"])
        let known = Set(fields.map(\.key))
        var parts: [String: [HeadingParts.Part]] = [:]
        var same = particles.map { (written: String($0), meant: "") }
        var words: [String: [String]] = [:]
        var lone: [String: FieldKey] = [:]
        for row in 0..<table.count {
            func wrong(_ column: String, _ fact: String) -> CatalogError {
                .badCell(
                    path: table.path, row: table.fileRow(row), column: column, value: table[row, columns[column]],
                    fact: fact)
            }
            let place = table[row, columns["place"]]
            let text = folder.folded(table[row, columns["text"]])
            let becomes = table[row, columns["becomes"]]
            switch place {
            case "same":
                guard !becomes.isEmpty else { throw wrong("becomes", "没有写换成哪个词") }
                same.append((written: text, meant: folder.folded(becomes)))
            case "lone":
                let key = FieldKey(rawValue: table[row, columns["joins"]])
                guard known.contains(key) else { throw wrong("joins", "不是字段") }
                lone[text] = key
            case "opening", "ending":
                var joins: Set<FieldKey> = []
                for word in list(table[row, columns["joins"]]) {
                    switch word {
                    case "any": joins.formUnion(known)
                    case "figure": joins.formUnion(fields.filter { $0.unit != nil }.map(\.key))
                    default:
                        guard known.contains(FieldKey(rawValue: word)) else { throw wrong("joins", "“\(word)”不是字段") }
                        joins.insert(FieldKey(rawValue: word))
                    }
                }
                guard !joins.isEmpty else { throw wrong("joins", "没有写可以和哪些字段相连") }
                var others: [FieldKey: FieldKey?] = [:]
                for pair in list(becomes) {
                    let sides = pair.split(separator: "=").map { FieldKey(rawValue: String($0)) }
                    guard sides.count == 2, joins.contains(sides[0]), sides[1] == "-" || known.contains(sides[1]) else {
                        throw wrong("becomes", "“\(pair)”应写成 字段=字段，左边在 joins 中")
                    }
                    others[sides[0]] = .some(sides[1] == "-" ? nil : sides[1])
                }
                parts[place, default: []].append(HeadingParts.Part(text: text, joins: joins, becomes: others))
            default: words[place, default: []].append(text)
            }
        }
        return HeadingParts(
            openings: parts["opening"] ?? [], endings: parts["ending"] ?? [], same: same, done: words["done"] ?? [],
            lone: lone,
            rates: Set(words["rate"] ?? []))
    }
}
