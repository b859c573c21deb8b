package import YinfengCatalog
import YinfengModel
package import YinfengText

extension FieldCatalog {
    /// Loads the editions `field-keys` and `sheet-marks`; throws `CatalogError` for a missing or damaged table.
    package init(from store: CatalogStore, folder: TextFolder) throws(CatalogError) {
        let units = try FieldCatalog.units(store, folder)
        let energy = try FieldCatalog.energyBridges(store, units, folder)
        let fields = try FieldCatalog.fields(store, units, energy)
        let marks = try FieldCatalog.marks(store, folder)
        try self.init(
            fields: fields, headings: FieldCatalog.headings(store, units),
            units: units,
            limits: FieldCatalog.limits(store), spellings: FieldCatalog.spellings(store),
            marks: marks, parts: FieldCatalog.parts(store, fields, particles: marks.headingParticles, folder),
            folder: folder,
            industries: FieldCatalog.industries(store))
    }

    /// The classification; nil where a catalogue of one's own does without: then codes are taken as written.
    private static func industries(_ store: CatalogStore) throws(CatalogError) -> IndustryClassification? {
        do {
            return try IndustryClassification(from: store)
        } catch {
            guard case .noEdition = error else { throw error }
            return nil
        }
    }

    private static let edition = "field-keys"
    static let marksEdition = "sheet-marks"

    private static func units(_ store: CatalogStore, _ folder: TextFolder) throws(CatalogError) -> UnitTable {
        let table = try store.table(edition, "units.csv")
        let columns = try Columns(
            table, ["id", "printed", "prefixes", "dimension", "canonical", "numerator", "denominator"])
        var result: [Unit] = []
        for row in 0..<table.count {
            let up = table[row, columns["numerator"]]
            let down = table[row, columns["denominator"]]
            guard let numerator = Int128(up), let denominator = Int128(down), numerator > 0,
                let factor = Rational(numerator, denominator)
            else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "numerator", value: up, fact: "不是正整数")
            }
            result.append(
                Unit(
                    id: UnitID(rawValue: table[row, columns["id"]]),
                    printed: list(table[row, columns["printed"]]), prefixes: list(table[row, columns["prefixes"]]),
                    dimension: Dimension(rawValue: table[row, columns["dimension"]]),
                    canonical: UnitID(rawValue: table[row, columns["canonical"]]), factor: factor))
        }
        return UnitTable(units: result, folder: folder)
    }

    private static func fields(
        _ store: CatalogStore, _ units: UnitTable, _ shared: [UnitBridge]
    ) throws(CatalogError) -> [Field] {
        let table = try store.table(edition, "keys.csv")
        let columns = try Columns(
            table, ["key", "zh", "unit", "unit_text", "type", "values", "aliases", "equates", "private"])
        var result: [Field] = []
        for row in 0..<table.count {
            func cell(_ name: String) -> String { table[row, columns[name]] }
            guard let type = FieldType(rawValue: cell("type")) else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "type", value: cell("type"), fact: "不是认识的类型")
            }
            let unit = cell("unit").isEmpty ? nil : UnitID(rawValue: cell("unit"))
            if let unit, units.unit(unit) == nil {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "unit", value: unit.rawValue,
                    fact: "不在 units.csv 中")
            }
            result.append(
                Field(
                    key: FieldKey(rawValue: cell("key")), name: cell("zh"), unit: unit, unitText: cell("unit_text"),
                    type: type, values: list(cell("values")),
                    aliases: list(cell("aliases")).map { FieldKey(rawValue: $0) }, isPrivate: cell("private") == "yes",
                    bridges: bridges(list(cell("equates")), unit: unit, units: units) + shared))
        }
        return result
    }

    /// `t=m3|t_day=m3_day`: units that count as each other for one field. For a rate a day, the plain unit counts as
    /// the day's too (日用水量 500 吨).
    private static func bridges(_ pairs: [String], unit: UnitID?, units: UnitTable) -> [UnitBridge] {
        guard let unit, let target = units.unit(unit)?.dimension else { return [] }
        var result: [UnitBridge] = []
        for pair in pairs {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, let from = units.unit(UnitID(rawValue: String(sides[0]))),
                let to = units.unit(UnitID(rawValue: String(sides[1]))),
                let factor = try? to.factor.divided(by: from.factor)
            else { continue }
            for source in [from.dimension, to.dimension] where source != target {
                // Yearly fields never take a rate a day: nobody stated the days of a year.
                guard to.dimension == target || !source.rawValue.hasSuffix("_day") else { continue }
                guard !result.contains(where: { $0.from == source }) else { continue }
                result.append(
                    UnitBridge(
                        from: source, to: target, factor: factor,
                        note: "按 1\(from.printed.first ?? "")=1\(to.printed.first ?? "") 读取"))
            }
        }
        return result
    }

    /// Bridges whose factor stands in a rule edition: the table names the row, the number stays in one place.
    private static func energyBridges(
        _ store: CatalogStore, _ units: UnitTable, _ folder: TextFolder
    ) throws(CatalogError) -> [UnitBridge] {
        let table = try store.table(marksEdition, "bridges.csv")
        let columns = try Columns(table, ["from", "to", "edition", "table", "row", "note"])
        var result: [UnitBridge] = []
        for row in 0..<table.count {
            let id = table[row, columns["edition"]]
            // A user's catalogue may leave the edition out: then the bridge is simply not there.
            guard let edition = store.edition(id) else { continue }
            let source = try store.table(id, table[row, columns["table"]])
            let names = try Columns(source, ["id", "value", "unit"])
            guard let line = (0..<source.count).first(where: { source[$0, names["id"]] == table[row, columns["row"]] })
            else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "row", value: table[row, columns["row"]],
                    fact: "在 \(id) 中没有这一行")
            }
            let forms = source[line, names["unit"]].split(separator: "/").map { folder.folded(String($0)) }
            func unit(_ form: String) -> Unit? {
                units.units.first { $0.printed.contains { folder.folded($0) == form } }
            }
            guard forms.count == 2, let value = Rational(decimal: source[line, names["value"]]),
                let up = unit(forms[0]), let down = unit(forms[1]),
                let factor = try? value.multiplied(by: up.factor).divided(by: down.factor)
            else {
                throw .badCell(
                    path: source.path, row: source.fileRow(line), column: "unit", value: source[line, names["unit"]],
                    fact: "不能作换算")
            }
            result.append(
                UnitBridge(
                    from: Dimension(rawValue: table[row, columns["from"]]),
                    to: Dimension(rawValue: table[row, columns["to"]]), factor: factor,
                    note: table[row, columns["note"]] + "（\(source[line, names["value"]]) "
                        + "\(source[line, names["unit"]])，\(edition.manifest.citationTitle)）"))
        }
        return result
    }

    /// The headings of forms, then the further ones of everyday ledgers; of two equal ones the first counts.
    private static func headings(_ store: CatalogStore, _ units: UnitTable) throws(CatalogError) -> [Heading] {
        var result: [Heading] = []
        for id in [edition, marksEdition] {
            let table = try store.table(id, "headings.csv")
            let columns = try Columns(table, ["heading", "key", "unit"])
            for row in 0..<table.count {
                let unit = units.unit(UnitID(rawValue: table[row, columns["unit"]]))
                // `int`, `date`, `bool` only repeat the field's type: they convert nothing.
                result.append(
                    Heading(
                        text: table[row, columns["heading"]], key: FieldKey(rawValue: table[row, columns["key"]]),
                        unit: unit.flatMap { $0.dimension == "plain" ? nil : $0.id }))
            }
        }
        return result
    }

    private static func limits(_ store: CatalogStore) throws(CatalogError) -> [FieldKey: Limits] {
        let table = try store.table(edition, "ranges.csv")
        let columns = try Columns(table, ["key", "min", "max"])
        var result: [FieldKey: Limits] = [:]
        for row in 0..<table.count {
            guard let least = Rational(decimal: table[row, columns["min"]]),
                let greatest = Rational(decimal: table[row, columns["max"]])
            else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "min", value: table[row, columns["min"]],
                    fact: "不是数字")
            }
            result[FieldKey(rawValue: table[row, columns["key"]])] = Limits(least: least, greatest: greatest)
        }
        return result
    }

    private static func spellings(_ store: CatalogStore) throws(CatalogError) -> [FieldKey: [String: String]] {
        let table = try store.table(marksEdition, "enum-values.csv")
        let columns = try Columns(table, ["key", "written", "value"])
        var result: [FieldKey: [String: String]] = [:]
        for row in 0..<table.count {
            result[FieldKey(rawValue: table[row, columns["key"]]), default: [:]][table[row, columns["written"]]] =
                table[row, columns["value"]]
        }
        return result
    }

    private static func marks(_ store: CatalogStore, _ folder: TextFolder) throws(CatalogError) -> SheetMarks {
        let table = try store.table(marksEdition, "marks.csv")
        let columns = try Columns(table, ["kind", "text"])
        var words: [String: [String]] = [:]
        for row in 0..<table.count {
            words[table[row, columns["kind"]], default: []].append(table[row, columns["text"]])
        }
        func folded(_ kind: String) -> [String] { (words[kind] ?? []).map { folder.folded($0) } }
        return SheetMarks(
            subtotals: folded("subtotal"), footers: folded("footer"), sections: folded("section"),
            examples: folded("example"), unitLabels: folded("unit-label"),
            cellErrors: Set(folded("cell-error")), overflows: folded("cell-overflow"),
            missingTexts: Set(folded("missing-text")), headingNoise: Set(folded("heading-noise")),
            headingNeutral: folded("heading-neutral").sorted { ($1.count, $0) < ($0.count, $1) },
            headingQualifiers: folded("heading-qualifier"),
            headingGroups: folded("heading-group").sorted { ($1.count, $0) < ($0.count, $1) },
            headingParticles: Set(folded("heading-particle").flatMap { Array($0) }),
            fillDown: Set((words["fill-down"] ?? []).map { FieldKey(rawValue: $0) }))
    }

    static func list(_ cell: String) -> [String] { cell.split(separator: "|").map(String.init) }
}

/// The positions of the columns that a loader needs.
struct Columns {
    private var positions: [String: Int] = [:]

    init(_ table: CatalogTable, _ names: [String]) throws(CatalogError) {
        for name in names { positions[name] = try table.column(name) }
    }

    /// The position of a column that was asked for.
    subscript(name: String) -> Int { positions[name] ?? 0 }
}
