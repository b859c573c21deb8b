import YinfengCatalog
import YinfengModel

/// The helper words of list reading, from the edition `policy-readings`: units, scope words, negations, provinces.
struct Vocabulary: Sendable {
    /// What a helper word does where it stands.
    enum Role: String, Sendable, CaseIterable {
        /// 年产, 日处理: the time of the next number (`value` = unit).
        case per
        /// 单线, 单台.
        case line
        /// 总规模, 合计.
        case total
        /// 小于, 不超过, ≥ before a number (`value` = comparison).
        case before
        /// 以下, 及以上 after a number (`value` = comparison).
        case after
        /// 约.
        case about
        /// 左右.
        case aboutAfter = "about-after"
        /// 占地, 建筑面积: the number is a site's.
        case site
        /// 无, 非, 替代: denies the word that follows at once.
        case deny
        /// 不涉及, 不生产: denies the words up to the end of the clause.
        case denyRun = "deny-run"
        /// 尾气, 废渣, 贸易: after a product's name it names another thing (`value` = name: after a substance only).
        case derived
        /// 除外, 可以保留: the bracket around it claims nothing.
        case except
        /// 新建, 技改 (`value` = construction kind).
        case construction
        /// 外资, 中外合资.
        case foreign
        /// 购置, 采购: the machine is bought, not made.
        case acquire
        /// 以 … 为原料: opens a feedstock.
        case feedOpen = "feed-open"
        /// 为原料.
        case feedClose = "feed-close"
        /// A province's name (`value` = code).
        case province
        /// 生产, 项目, 技术开发: says nothing about the product.
        case generic
        /// 高性能, 新型: a quality that a person must confirm.
        case merit
        /// 农产品: a noun that holds a helper word (产品) and is none.
        case whole
        /// 应用, 医用: 用 inside a word, which opens no field of use.
        case useWord = "use-word"
        /// 粉, 液, 切片: may follow a product's name that fills its noun phrase.
        case tail
    }

    /// A printed unit.
    struct Unit: Sendable {
        let base: Int16
        let per: Int16
        let factor: Rational
    }

    /// One helper word.
    struct Entry: Sendable {
        let role: Role
        let word: [UInt16]
        let value: String
    }

    /// The helper words.
    let entries: [Entry]
    /// Units by number in `unitTrie`.
    let units: [Unit]
    /// The printed forms of units.
    let unitTrie: WordTrie
    /// Base units by name.
    let bases: [String: Int16]
    /// Words that mean the same, by any of them.
    let aliases: [[UInt16]: [[UInt16]]]
    /// Characters that chemical names are made of.
    let nameUnits: Set<UInt16>
    /// Chapters whose items presume the trade: chapter to words that name it.
    let sectors: [String: [[UInt16]]]
    /// Units that count lines and devices (条, 套, 台).
    let devices: Set<Int16>
    /// Items that read on nearly everything: never more than near.
    let broad: Set<String>
    /// Region groups (西部, 大气污染防治重点区域): province code to whole or part.
    let groups: [String: [Int32: Bool]]
    /// Province names, for messages and for `groups`.
    let provinces: [Int32: String]

    /// Reads the helper tables; throws `CatalogError`.
    init(from store: CatalogStore, edition: String) throws(CatalogError) {
        let unitTable = try store.table(edition, "units.csv")
        var bases: [String: Int16] = [:]
        func number(_ name: String) -> Int16 {
            if name.isEmpty { return -1 }
            if let known = bases[name] { return known }
            let next = Int16(bases.count)
            bases[name] = next
            return next
        }
        var units: [Unit] = []
        var printed: [[UInt16]] = []
        let unitColumns = (
            printed: try unitTable.column("printed"), base: try unitTable.column("base"),
            per: try unitTable.column("per"), top: try unitTable.column("numerator"),
            bottom: try unitTable.column("denominator")
        )
        for row in 0..<unitTable.count {
            guard let top = Int(unitTable[row, unitColumns.top]),
                let bottom = Int(unitTable[row, unitColumns.bottom]),
                let factor = Rational(Int128(top), Int128(bottom))
            else {
                throw .badCell(
                    path: unitTable.path, row: unitTable.fileRow(row), column: "numerator",
                    value: unitTable[row, unitColumns.top], fact: "换算系数不是整数之比")
            }
            units.append(
                Unit(
                    base: number(unitTable[row, unitColumns.base]),
                    per: number(unitTable[row, unitColumns.per]), factor: factor))
            printed.append(Folding.fold(unitTable[row, unitColumns.printed]))
        }

        var entries: [Entry] = []
        var aliases: [[UInt16]: [[UInt16]]] = [:]
        var names: Set<UInt16> = []
        var broad: Set<String> = []
        var sectors: [String: [[UInt16]]] = [:]
        var devices: Set<Int16> = []
        let words = try store.table(edition, "words.csv")
        let wordColumns = (
            kind: try words.column("kind"), word: try words.column("word"), value: try words.column("value")
        )
        for row in 0..<words.count {
            let kind = words[row, wordColumns.kind]
            let word = words[row, wordColumns.word]
            let value = words[row, wordColumns.value]
            switch kind {
            case "alias":
                let forms = ([word] + value.split(separator: "|").map(String.init)).map { Folding.fold($0) }
                for form in forms { aliases[form, default: []] += forms.filter { $0 != form } }
            case "name-character": names.formUnion(Folding.fold(word))
            case "sector": sectors[word] = value.split(separator: "|").map { Folding.fold($0) }
            case "device-unit": devices.insert(number(word))
            case "broad": broad.insert(word)
            default:
                guard let role = Role(rawValue: kind) else {
                    throw .badCell(
                        path: words.path, row: words.fileRow(row), column: "kind", value: kind, fact: "没有这种词")
                }
                entries.append(Entry(role: role, word: Folding.fold(word), value: value))
            }
        }

        var groups: [String: [Int32: Bool]] = [:]
        var provinces: [Int32: String] = [:]
        let table = try store.table(edition, "provinces.csv")
        let columns = (
            code: try table.column("code"), name: try table.column("name"), names: try table.column("names"),
            whole: try table.column("whole"), part: try table.column("part")
        )
        for row in 0..<table.count {
            guard let code = RegionCode(table[row, columns.code])?.number else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "code",
                    value: table[row, columns.code], fact: "不是区划代码")
            }
            let name = table[row, columns.name]
            provinces[code] = name
            groups[name] = [code: true]
            for group in table[row, columns.whole].split(separator: "|") {
                groups[String(group), default: [:]][code] = true
            }
            for group in table[row, columns.part].split(separator: "|") {
                groups[String(group), default: [:]][code] = false
            }
            for form in table[row, columns.names].split(separator: "|") {
                entries.append(Entry(role: .province, word: Folding.fold(form), value: String(code)))
            }
        }
        self.entries = entries
        self.units = units
        self.unitTrie = WordTrie(printed)
        self.bases = bases
        self.aliases = aliases
        self.nameUnits = names
        self.broad = broad
        self.devices = devices
        self.sectors = sectors
        self.groups = groups
        self.provinces = provinces
    }
}
