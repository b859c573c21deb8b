import YinfengCatalog
import YinfengModel

/// Reads `readings.csv`: items taken apart by people into words, thresholds, exceptions.
///
/// Cells: groups joined by `+`, spellings by `|`; a leading `=` marks a chemical name, `~` a word that counts in any
/// role, `!` a machine that must be made and not bought, a trailing `*` a model series; limits as `单线产能<~3000吨/年`.
struct ReadingTable {
    let table: CatalogTable
    let vocabulary: Vocabulary

    private let item: Int
    private let quote: Int
    private let need: Int
    private let decide: Int
    private let limit: Int
    private let unless: Int
    private let not: Int
    private let region: Int
    private let kind: Int
    private let until: Int
    private let ask: Int
    private let foreign: Int

    /// Opens the table; throws `CatalogError.missingColumn`.
    init(_ table: CatalogTable, vocabulary: Vocabulary) throws(CatalogError) {
        self.table = table
        self.vocabulary = vocabulary
        item = try table.column("item")
        quote = try table.column("segment")
        need = try table.column("need")
        decide = try table.column("decide")
        limit = try table.column("limit")
        unless = try table.column("unless")
        not = try table.column("not")
        region = try table.column("region")
        kind = try table.column("kind")
        until = try table.column("until")
        ask = try table.column("ask")
        foreign = try table.column("foreign")
    }

    /// The item id of a row.
    func itemID(_ row: Int) -> String { table[row, item] }

    /// Reads one row for the item numbered `number`; throws `CatalogError.badCell`.
    func segment(_ row: Int, item number: Int32, lexicon: inout Lexicon, limits reader: LimitReader)
        throws(CatalogError) -> Segment
    {
        let needs = groups(table[row, need], &lexicon)
        guard !needs.isEmpty else { throw bad(row, "need", "没有检索词") }
        var limits: [Limit] = []
        for text in table[row, limit].split(separator: "+") {
            guard let value = reader.limit(String(text)) else { throw bad(row, "limit", "无法解析限值“\(text)”") }
            limits.append(value)
        }
        var exceptions: [[Segment.Group]] = []
        var items: [String] = []
        for text in table[row, unless].split(separator: "|") {
            if text.hasPrefix("#") {
                items.append(String(text.dropFirst()))
            } else {
                exceptions.append(text.split(separator: "&").map { group(String($0), &lexicon) })
            }
        }
        var inside: [Int32: Bool]?
        var outside: [Int32: Bool]?
        for token in table[row, region].split(separator: "|") {
            guard let codes = vocabulary.groups[String(token.dropFirst())] else {
                throw bad(row, "region", "没有地区“\(token)”")
            }
            if token.hasPrefix("-") {
                outside = (outside ?? [:]).merging(codes) { $0 || $1 }
            } else {
                inside = (inside ?? [:]).merging(codes) { $0 || $1 }
            }
        }
        var day: CivilDate?
        var dayRegion: [Int32: Bool]?
        let untilText = table[row, until]
        if !untilText.isEmpty {
            let parts = untilText.split(separator: "@")
            day = parts.first.flatMap { CivilDate(iso: $0) }
            guard day != nil else { throw bad(row, "until", "不是日期") }
            if parts.count > 1 { dayRegion = vocabulary.groups[String(parts[1])] }
        }
        return Segment(
            item: number, quote: table[row, quote], need: needs,
            decide: groups(table[row, decide], &lexicon), limits: limits, unless: exceptions,
            unlessItems: items, not: groups(table[row, not], &lexicon).flatMap(\.words),
            regionIn: inside, regionOut: outside,
            kinds: table[row, kind].split(separator: "|").compactMap { ConstructionKind(rawValue: String($0)) },
            ask: table[row, ask], until: day, untilRegion: dayRegion, isExactName: false, industries: [],
            foreignLimit: table[row, foreign])
    }

    private func bad(_ row: Int, _ column: String, _ fact: String) -> CatalogError {
        .badCell(path: table.path, row: table.fileRow(row), column: column, value: itemID(row), fact: fact)
    }

    private func groups(_ text: String, _ lexicon: inout Lexicon) -> [Segment.Group] {
        text.split(separator: "+").map { group(String($0), &lexicon) }
    }

    private func group(_ text: String, _ lexicon: inout Lexicon) -> Segment.Group {
        var words: [Int32] = []
        var anyRole = false
        var isMade = false
        var label = ""
        for spelling in text.split(separator: "|") {
            var spelling = spelling
            var isName = false
            var isPrefix = false
            while let mark = spelling.first, mark == "=" || mark == "~" || mark == "!" {
                switch mark {
                case "=": isName = true
                case "~": anyRole = true
                default: isMade = true
                }
                spelling = spelling.dropFirst()
            }
            if spelling.last == "*" {
                isPrefix = true
                spelling = spelling.dropLast()
            }
            if label.isEmpty { label = String(spelling) }
            let folded = Folding.fold(spelling)
            words.append(lexicon.need(folded, isName: isName, isPrefix: isPrefix))
            for other in vocabulary.aliases[folded] ?? [] { words.append(lexicon.need(other, isName: isName)) }
        }
        return Segment.Group(words: words, label: label, anyRole: anyRole, isMade: isMade)
    }
}
