import ArgumentParser
import YinfengAssessment
import YinfengCatalog
import YinfengEntry
import YinfengIndex
import YinfengModel
import YinfengParks
import YinfengPolicy
import YinfengReport
import YinfengTabular

/// `catalog diff`.
struct CatalogDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "比较两个版本：哪些行增、删、改；加线索表则看谁的结论因哪一条翻转。",
        discussion: """
            例：yinfeng catalog diff land-control-2008 land-control-2023
            例：yinfeng catalog diff energy-review-2023 energy-review-2025 --leads 线索.csv --park 53299043 --out 影响.xlsx
            """)

    @Argument(help: ArgumentHelp("原版本。", valueName: "原版本"))
    var before: String

    @Argument(help: ArgumentHelp("新版本。", valueName: "新版本"))
    var after: String

    @Option(name: .customLong("leads"), help: ArgumentHelp("线索表：逐行比较两版下的结论。", valueName: "线索表"))
    var leadsFile: String?

    @Option(name: .long, help: ArgumentHelp("在哪个园区核对；不写则用线索自己的拟落地园区，没有的只看全国规则。", valueName: "园区"))
    var park: String?

    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        let store = session.store
        let manifests = try [before, after].map { id in
            guard let edition = store.edition(id) else {
                throw CatalogError.noEdition(
                    id: id, near: store.editions.map(\.manifest.id).filter { $0.contains(id.prefix(4)) })
            }
            return edition.manifest
        }
        session.uses([before, after])
        var rows = try EditionDiff(store: store).rows(manifests[0], manifests[1])
        var finish: [LeadRow] = []
        if let leadsFile {
            finish = try leads.rows(leadsFile, catalog: session.fields(), quiet: common.quiet)
            if !common.quiet, manifests.contains(where: { $0.kind != "rules" && $0.kind != "lists" }) {
                StandardError.hint(.noVerdicts, "\(manifests[0].kind) 类目录不直接产生准入结论，只比较各行")
            }
            rows += try EditionImpact(session: session, before: before, after: after, park: park).rows(finish)
        }
        var writer = try output.options().makeWriter()
        try writer.write(CatalogDiff.head(before, after, meta: session.meta()), rows: rows)
        if !common.quiet {
            let flips = rows.count { $0["flips"]?.flat == "是" }
            let changed = rows.count { $0["kind"]?.flat == "row" }
            StandardError.hint(.differences, "\(changed) 处不同" + (leadsFile == nil ? "" : "；\(flips) 个项目结论翻转"))
        }
        if leadsFile != nil { try leads.finish(finish) }
    }

    private static func head(_ before: String, _ after: String, meta: ReportMeta) -> ReportHead {
        let columns = [
            ReportColumn("类别") { row in .text(row["kind"]?.flat == "lead" ? "项目" : row["error"] == nil ? "目录行" : "退回")
            },
            ReportColumn("表", "table"), ReportColumn("编号", "id"), ReportColumn("变动", "change"),
            ReportColumn("列", "column"), ReportColumn("原", "before", style: .wrapped, width: 44),
            ReportColumn("新", "after", style: .wrapped, width: 44),
            ReportColumn("依据", "because", style: .wrapped, width: 60), ReportColumn.returned,
        ]
        func sheet(_ name: String, _ kind: String) -> ReportSheet {
            ReportSheet(name: name, columns: columns) { $0["kind"]?.flat == kind ? [$0] : [] }
        }
        return ReportHead(
            title: "\(before) 与 \(after)", columns: columns, sheets: [sheet("结论变动", "lead"), sheet("目录行", "row")],
            meta: meta)
    }
}

/// The rows in which two editions differ.
struct EditionDiff {
    let store: CatalogStore

    /// Citation first, then the tables of one name row by row: added, removed, and each cell that changed.
    func rows(_ before: EditionManifest, _ after: EditionManifest) throws -> [ReportObject] {
        var rows: [ReportObject] = []
        for (name, a, b) in [
            ("标题", before.citationTitle, after.citationTitle),
            ("生效", before.effectiveFrom ?? "", after.effectiveFrom ?? ""),
            ("失效", before.effectiveTo ?? "", after.effectiveTo ?? ""),
        ] where a != b {
            rows.append(EditionDiff.row("edition.json", after.id, "changed", name, a, b))
        }
        var files = before.tables.map(\.file)
        files += after.tables.map(\.file).filter { !files.contains($0) }
        for file in files {
            let older = before.tables.first { $0.file == file }
            let newer = after.tables.first { $0.file == file }
            rows += try table(file, older.map { (before.id, $0) }, newer.map { (after.id, $0) })
        }
        return rows
    }

    private func table(
        _ file: String, _ older: (id: String, table: TableManifest)?, _ newer: (id: String, table: TableManifest)?
    ) throws -> [ReportObject] {
        let key = newer?.table.key ?? older?.table.key ?? []
        let old = try older.map { try store.table($0.id, file) }
        let new = try newer.map { try store.table($0.id, file) }
        func keyed(_ table: CatalogTable?) -> [(key: String, cells: [String: String])] {
            guard let table else { return [] }
            return table.records.map { cells in
                let names = key.isEmpty ? table.columns : key
                return (names.map { cells[$0] ?? "" }.joined(separator: "｜"), cells)
            }
        }
        let first = keyed(old)
        let second = keyed(new)
        let byKey = Dictionary(second.map { ($0.key, $0.cells) }, uniquingKeysWith: { first, _ in first })
        let known = Set(first.map(\.key))
        let columns = (old?.columns ?? []) + (new?.columns ?? []).filter { !(old?.columns.contains($0) ?? false) }
        var rows: [ReportObject] = []
        for (id, cells) in first {
            guard let other = byKey[id] else {
                rows.append(EditionDiff.row(file, id, "removed", nil, EditionDiff.summary(cells, columns), nil))
                continue
            }
            for column in columns where (cells[column] ?? "") != (other[column] ?? "") {
                rows.append(EditionDiff.row(file, id, "changed", column, cells[column] ?? "", other[column] ?? ""))
            }
        }
        for (id, cells) in second where !known.contains(id) {
            rows.append(EditionDiff.row(file, id, "added", nil, nil, EditionDiff.summary(cells, columns)))
        }
        return rows
    }

    private static func summary(_ cells: [String: String], _ columns: [String]) -> String {
        columns.compactMap { name in
            guard let cell = cells[name], !cell.isEmpty else { return nil }
            return name + "=" + cell
        }.joined(separator: "；")
    }

    private static func row(
        _ table: String, _ id: String, _ change: String, _ column: String?, _ before: String?, _ after: String?
    ) -> ReportObject {
        [
            "kind": "row", "table": .text(table), "id": .text(id), "change": .text(change),
            "column": .optional(column), "before": .optional(before), "after": .optional(after),
        ]
    }
}

/// Whose verdict changes between two editions, and by which clause.
struct EditionImpact {
    let session: Session
    let before: String
    let after: String
    let park: String?

    /// One line a row of the list, those without a change included; a bad row comes out in its place.
    func rows(_ rows: [LeadRow]) throws -> [ReportObject] {
        let rules = try RuleBook(from: session.store)
        let places = try session.places()
        let coder = try session.coder(synonyms: nil)
        let policy = try session.policyBook()
        let classification = rules.classification
        let fixed = try park.map { try session.park(named: $0, in: places) }
        let engines = [(before, after), (after, before)].map { wanted, other in
            var context = EntryContext(asOf: session.asOf, parameters: rules.parameters)
            context.optionalSets = [wanted]
            context.forcedSets = [wanted]
            context.excludedSets = [other]
            return (EntryEngine(book: rules, context: context), other)
        }
        var workspace = AssessmentWorkspace()
        return rows.map { row in
            guard let lead = row.lead else { return RowObjects.error(row) }
            let stated = LeadTexts.statedCodes(lead, classification: classification)
            let coding =
                stated.isEmpty ? coder.code(fields: LeadTexts.coded(lead), workspace: &workspace.coding, top: 5) : nil
            let own = lead.text(.park).flatMap { places.parks.resolve($0, suggesting: 0).value }
                .flatMap { places.parks.position(ofCode: $0.code) }
            let position = fixed ?? own
            let region = position.flatMap { places.parks.place(at: $0) } ?? places.place(ofLead: lead)
            let place =
                position.map { rules.place(of: places.parks.parks[$0], province: places.parks.place(at: $0)) }
                ?? ParkPlace(code: "", region: region, level: "", type: "")
            var query = PolicyQuery(lead: lead, coding: coding)
            query.industries = query.industries.isEmpty ? stated : query.industries
            query.region = region
            let hits = policy.hits(query, workspace: &workspace.policy)
            let answers = engines.map { engine, other in
                engine.assess(
                    rules.facts(lead, coding: coding, context: engine.context, region: region), at: place,
                    hits: hits.filter { $0.catalog != other && $0.edition != other })
            }
            return EditionImpact.object(
                lead, position.map { places.parks.parks[$0] },
                EntryComparison(before: answers[0], after: answers[1]))
        }
    }

    private static func object(_ lead: Lead, _ park: Park?, _ comparison: EntryComparison) -> ReportObject {
        func words(_ side: ClauseFinding?) -> String { side.map { $0.outcome.chinese } ?? "—" }
        let because = comparison.changes.map { change in
            let clause = change.after ?? change.before
            return "\(change.rule)（\(clause?.citation.document ?? "") \(clause?.citation.clause ?? "")）："
                + words(change.before) + " → " + words(change.after)
        }
        return [
            "kind": "lead", "table": .null, "id": .text(lead.id),
            "change": .text(comparison.flips ? "结论翻转" : comparison.changes.isEmpty ? "无变化" : "条款变化"),
            "column": .null, "before": .optional(comparison.verdicts.first?.rawValue),
            "after": .optional(comparison.verdicts.last?.rawValue), "flips": .bool(comparison.flips),
            "so_far": .texts(comparison.soFar.map(\.rawValue)),
            "park": park.map { .object(["code": .text($0.code), "name": .text($0.name)]) } ?? .null,
            "changes": .list(comparison.changes.map(CheckComparison.change)),
            "because": .text(because.joined(separator: "；")),
        ]
    }
}
