import ArgumentParser
import YinfengAssessment
import YinfengCatalog
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular

/// `template`: an empty sheet to fill.
struct TemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "空表：写一张带单位、下拉选项、填写提示和示例行的线索表；--for-park 只留该园区核对时要用的栏目。",
        discussion: """
            例：yinfeng template --out 线索表.xlsx
            例：yinfeng template --for-park 勐海产业园区 --rules 园区指标.csv --out 勐海.xlsx
            """)

    @Option(name: .long, help: ArgumentHelp("只写这个园区的条款要用的栏目。", valueName: "园区"))
    var forPark: String?

    @Option(name: .long, help: ArgumentHelp("空白行数。", valueName: "行数"))
    var rows = 500

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !(1...100_000).contains(rows) { throw ValidationError("--rows 应在 1 到 100000 之间") }
    }

    func run() async throws {
        let session = try Session(common)
        let fields = try session.fields()
        session.uses(["lead-template", "field-keys"])
        var columns = try TemplateColumns(store: session.store, catalog: fields)
        var notes = [(name: "填写", value: "带 * 的为必填；单位在表头里，格内也可自写单位（如 1.2亿元、3公顷）；不清楚填“待定”，不要填 0。")]
        if let forPark {
            let (park, needs) = try await needs(of: forPark, session, fields)
            columns.keep(needs.map(\.field))
            notes.append(("园区", park.name + "（\(park.code)）"))
            for need in needs {
                notes.append(
                    (
                        need.name,
                        need.paper + (need.giver.isEmpty ? "" : "（\(need.giver)提供）") + "；条款 "
                            + need.rules.joined(separator: "、")
                    ))
            }
        }
        let meta = session.meta()
        notes += [("截至日期", meta.asOf), ("程序版本", meta.version)]
        let options = try output.options()
        if let path = options.path, options.format == .xlsx {
            return try EntryForm(name: "线索表", columns: columns.form, rows: rows, notes: notes).write(to: path)
        }
        var writer = try options.makeWriter()
        try writer.write(TemplateColumns.head(meta), rows: columns.rows)
    }

    /// What the park's clauses ask of a project of which nothing is known yet.
    private func needs(
        of name: String, _ session: Session, _ fields: FieldCatalog
    ) async throws -> (Park, [EntryAssessment.Evidence]) {
        let places = try session.places()
        let position = try session.park(named: name, in: places)
        let zone = places.parks.parks[position]
        let setup = try await session.setup(assessment, fields: fields, peerPark: zone.code)
        var workspace = AssessmentWorkspace()
        let blank = Lead(id: "1", location: SourceLocation(file: "-", row: 1), fields: [:])
        return (zone, setup.assessor.check(blank, park: position, &workspace).evidence)
    }
}

/// The columns of the template, in the order of the catalogue's table.
struct TemplateColumns {
    private struct Entry {
        let field: FieldCatalog.Field
        var isRequired: Bool
        let example: String
        let hint: String
    }

    private let catalog: FieldCatalog
    private var entries: [Entry] = []
    /// What says who and what: in every template.
    private static let identity: Set<FieldKey> = [
        "row_no", .projectName, .investorName, .content, .products, .industryCode, "stage",
    ]

    /// Reads the table; throws `CatalogError`.
    init(store: CatalogStore, catalog: FieldCatalog) throws(CatalogError) {
        self.catalog = catalog
        let table = try store.table("lead-template", "columns.csv")
        let (key, need) = (try table.column("key"), try table.column("need"))
        let (example, hint) = (try table.column("example"), try table.column("hint"))
        for row in 0..<table.count {
            guard let field = catalog[FieldKey(rawValue: table[row, key])] else { continue }
            entries.append(
                Entry(
                    field: field, isRequired: table[row, need] == "必填", example: table[row, example],
                    hint: table[row, hint]))
        }
    }

    /// Leaves only what identifies a lead and these fields, which become required; adds those that the table lacks.
    mutating func keep(_ keys: [FieldKey]) {
        let wanted = Set(keys)
        entries = entries.filter { wanted.contains($0.field.key) || Self.identity.contains($0.field.key) }
        for index in entries.indices where wanted.contains(entries[index].field.key) {
            entries[index].isRequired = true
        }
        let known = Set(entries.map(\.field.key))
        for key in keys where !known.contains(key) {
            guard let field = catalog[key] else { continue }
            entries.append(Entry(field: field, isRequired: true, example: "", hint: ""))
        }
    }

    /// The columns of the sheet.
    var form: [EntryForm.Column] {
        entries.map { entry in
            let field = entry.field
            return EntryForm.Column(
                heading: TemplateColumns.heading(field), isRequired: entry.isRequired,
                choices: field.type == .bool ? ["是", "否"] : field.type == .enum ? field.values : [],
                example: entry.example, hint: entry.hint,
                isText: ["contact_phone", "investor_uscc", "project_id", "industry_code"].contains(field.key))
        }
    }

    /// The same as rows, for the other formats.
    var rows: [ReportObject] {
        entries.map { entry in
            [
                "key": .text(entry.field.key.rawValue), "heading": .text(TemplateColumns.heading(entry.field)),
                "unit": .text(entry.field.unitText), "required": .bool(entry.isRequired),
                "values": .texts(entry.field.type == .bool ? ["是", "否"] : entry.field.values),
                "example": .text(entry.example), "hint": .text(entry.hint),
            ]
        }
    }

    private static func heading(_ field: FieldCatalog.Field) -> String {
        field.name + (field.unitText.isEmpty || field.name.contains("（") ? "" : "（\(field.unitText)）")
    }

    static func head(_ meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: "线索表模板",
            columns: [
                ReportColumn("字段", "key"), ReportColumn("表头", "heading", width: 24), ReportColumn("必填", "required"),
                ReportColumn("可选值", "values", style: .wrapped), ReportColumn("示例", "example", style: .wrapped),
                ReportColumn("提示", "hint", style: .wrapped),
            ], meta: meta)
    }
}
