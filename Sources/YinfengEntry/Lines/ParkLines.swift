package import YinfengModel

/// Reads a park's own lines (`--rules F`): one row a line, columns quantity, operator, value, unit, industry, force,
/// document, clause, effective_from, effective_to (or their Chinese names), ready cells of any table reader.
package struct ParkLines: Sendable {
    private let directory: QuantityDirectory
    private let classification: IndustryClassification

    private static let columns: [String: String] = [
        "指标": "quantity", "指标名称": "quantity", "quantity": "quantity", "indicator": "quantity",
        "运算符": "operator", "比较": "operator", "要求": "operator", "operator": "operator",
        "数值": "value", "限值": "value", "标准": "value", "value": "value", "上限": "value2", "value2": "value2",
        "单位": "unit", "unit": "unit", "行业": "industry", "行业代码": "industry", "适用行业": "industry",
        "industry": "industry", "industries": "industry", "效力": "force", "约束": "force", "force": "force",
        "文件": "document", "依据": "document", "依据文件": "document", "document": "document", "条款": "clause",
        "clause": "clause", "生效日期": "effective_from", "起始日期": "effective_from", "effective_from": "effective_from",
        "失效日期": "effective_to", "截止日期": "effective_to", "effective_to": "effective_to", "编号": "id", "id": "id",
        "定义": "definition", "definition": "definition", "园区": "park", "park": "park", "verified": "verified",
        "convention": "convention", "regions": "regions", "区划代码": "regions", "park_levels": "park_levels",
        "级别": "park_levels", "synthetic": "synthetic", "note": "note", "备注": "note",
    ]

    /// A reader over the names and units of the catalogue.
    package init(directory: QuantityDirectory, classification: IndustryClassification) {
        self.directory = directory
        self.classification = classification
    }

    /// Whether a table's headings are those of own lines: the edge chooses between this and a whole rule file.
    package static func recognises(_ headings: [String]) -> Bool {
        let known = Set(headings.compactMap { columns[QuantityDirectory.normal($0)] })
        return known.isSuperset(of: ["quantity", "value"]) && !headings.contains("shape")
    }

    /// Reads the rows; a bad row becomes an error and the others stay. `rows` carry the row as the spreadsheet shows it.
    package func read(
        file: String, headings: [String], rows: [(row: Int, cells: [String])]
    ) -> (set: RuleSet, errors: [RuleError]) {
        var errors: [RuleError] = []
        let keys = headings.map { ParkLines.columns[QuantityDirectory.normal($0)] ?? $0 }
        for column in ["quantity", "operator", "value"] where !keys.contains(column) {
            errors.append(RuleError(file: file, row: 1, column: column, fault: .empty))
        }
        var rules: [Rule] = []
        var seen: Set<String> = []
        if errors.isEmpty {
            for row in rows where row.cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) {
                var cells: [String: String] = [:]
                for (key, cell) in zip(keys, row.cells) where !cell.isEmpty { cells[key] = cell }
                let reader = RuleRow(
                    cells: cells, file: file, number: row.row, directory: directory, classification: classification)
                do throws(RuleError) {
                    let rule = try self.rule(reader, file: file)
                    guard seen.insert(rule.id).inserted else { throw reader.fail("id", .duplicate(rule.id)) }
                    rules.append(rule)
                } catch { errors.append(error) }
            }
        }
        let source = RuleSet.Source(id: file, document: file)
        return (RuleSet(source: source, rules: rules), errors)
    }

    private func rule(_ row: RuleRow, file: String) throws(RuleError) -> Rule {
        guard let naming = try row.naming("quantity") else { throw row.fail("quantity", .empty) }
        let convention: BoundaryConvention = try row.word("convention", default: .civilCode)
        guard directory.entry(naming.key)?.unit != nil else {
            throw row.fail("quantity", .unknownField(row.text("quantity")))
        }
        guard let line = try row.line(of: naming.key, convention: convention) else { throw row.fail("value", .empty) }
        let from = try row.date("effective_from")
        let to = try row.date("effective_to")
        if let from, let to, to < from { throw row.fail("effective_to", .reversedDates(from.iso, to.iso)) }
        let id = row.text("id")
        let document = row.text("document")
        return Rule(
            id: id.isEmpty ? "own-\(row.number)" : id,
            citation: Citation(
                edition: file, document: document.isEmpty ? file : document, clause: row.text("clause"),
                effectiveFrom: from, effectiveTo: to, isVerified: row.text("verified") != "no"),
            force: try row.force("force"), shape: .fixedThreshold,
            scope: RuleScope(
                regions: try row.regions("regions"), parkLevels: row.list("park_levels"),
                industries: try row.industries("industry")), quantity: naming.key,
            definition: row.text("definition").isEmpty ? naming.definition : row.text("definition"), line: line,
            printedLine: row.printedAmount(of: naming.key), isOwnLine: true)
    }
}
