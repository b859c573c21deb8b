import ArgumentParser
import YinfengAssessment
import YinfengEntry
import YinfengIndex
import YinfengModel
import YinfengParks
import YinfengPolicy
import YinfengReport
import YinfengScoring
import YinfengTabular

/// `score`: a score sheet, the machine's part filled, the people's part left open.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "评分表：机器能算的项目逐项计分并说明，须由人评的留空；现有企业按亩均评价分 A、B、C、D。",
        discussion: """
            例：yinfeng score 线索.csv --sheet SS2 --out 评分.xlsx
            例：yinfeng score --firms 现有企业.csv --sheet SS3
            例：yinfeng score --firms 现有企业.csv --sheet SS3 --benchmark tax_per_mu=20 --benchmark revenue_per_mu=400
            """)

    @Argument(help: ArgumentHelp("线索表；- 为标准输入。不写则评 --firms 的企业。", valueName: "线索表"))
    var leadsFile: String?

    @Option(name: .long, help: ArgumentHelp("评分表编号：SS1—SS5。", valueName: "编号"))
    var sheet: String

    @Option(name: .long, help: ArgumentHelp("现有企业表：被评的企业，也是基准的来源。", valueName: "文件"))
    var firms: String?

    @Option(name: .long, help: ArgumentHelp("指定一项基准，可重复，例如 tax_per_mu=20；不写则由企业表平均算出。", valueName: "指标=数值"))
    var benchmark: [String] = []

    @OptionGroup var leads: ListInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if leadsFile == nil, firms == nil { throw ValidationError("请给出线索表，或用 --firms 指定现有企业表") }
    }

    func run() throws {
        let session = try Session(common)
        let book = try ScoreBook(from: session.store)
        session.uses([ScoreBook.edition])
        guard let sheet = book.sheet(self.sheet) else {
            throw CommandFailure(
                .noInput,
                "错误：没有名为“\(self.sheet)”的评分表；可用："
                    + book.sheets.map { "\($0.id) \($0.title)" }.joined(separator: "、"))
        }
        if !common.quiet, !sheet.items.contains(where: \.isByMachine) {
            StandardError.hint(.gradesUnpublished, "\(sheet.id) 的分档没有公布，机器不计分，各项均由人评定")
        }
        let fields = try session.fields()
        let rules = try RuleBook(from: session.store)
        let desk = ScoreDesk(
            sheet: sheet, rules: rules, context: EntryContext(asOf: session.asOf, parameters: rules.parameters),
            places: try session.places())
        let firmRows = try firms.map { try leads.rows($0, catalog: fields, quiet: common.quiet) } ?? []
        let table = desk.firms(firmRows)
        var benchmarks = FirmRating.benchmarks(sheet, table.all)
        for text in benchmark { try desk.set(text, in: &benchmarks) }
        let scorer = Scorer(sheet: sheet, benchmarks: benchmarks, directory: rules.directory)
        let rows: [LeadRow]
        let objects: [ReportObject]
        if let leadsFile {
            rows = try leads.rows(leadsFile, catalog: fields, quiet: common.quiet)
            objects = try projects(rows, scorer, desk, session)
        } else {
            rows = firmRows
            objects = desk.rated(firmRows, table.latest, scorer)
        }
        var writer = try output.options().makeWriter()
        let notes = benchmarks.keys.sorted().compactMap { key in
            benchmarks[key].map {
                (name: "基准 " + rules.directory.name(key), value: $0.value.decimal(digits: 4) + "（\($0.source)）")
            }
        }
        try writer.write(ScoreRows.head(sheet, meta: session.meta(notes: notes)), rows: objects)
        try leads.finish(rows)
    }

    private func projects(
        _ rows: [LeadRow], _ scorer: Scorer, _ desk: ScoreDesk, _ session: Session
    ) throws -> [ReportObject] {
        let coder = try session.coder(synonyms: nil)
        let policy = try session.policyBook()
        var workspace = AssessmentWorkspace()
        return rows.map { row in
            guard let lead = row.lead else { return RowObjects.error(row) }
            let coding = coder.code(fields: LeadTexts.coded(lead), workspace: &workspace.coding, top: 5)
            var query = PolicyQuery(lead: lead, coding: coding)
            query.region = desk.places.place(ofLead: lead)
            let hits = policy.hits(query, workspace: &workspace.policy)
            let facts = desk.facts(lead, coding)
            let hasWords = facts.words("text") != nil
            return ScoreRows.object(
                lead, scorer.sheet, scorer.score(facts, standing: hasWords ? Scorer.Standing(hits) : nil), grade: nil,
                because: nil)
        }
    }
}

/// Turns rows of a firms table into what the rating works with.
struct ScoreDesk {
    let sheet: ScoreSheet
    let rules: RuleBook
    let context: EntryContext
    let places: PlaceBook

    /// The facts of a row.
    func facts(_ lead: Lead, _ coding: CodingResult? = nil) -> ProjectFacts {
        rules.facts(lead, coding: coding, context: context, region: places.place(ofLead: lead))
    }

    /// All rows as firms, and of each firm the latest year.
    func firms(_ rows: [LeadRow]) -> (all: [FirmRating.Firm], latest: Set<String>) {
        let named = rows.compactMap { row -> (name: String, firm: FirmRating.Firm)? in
            row.lead.map { lead in
                (
                    lead.text(.investorName) ?? lead.text(.projectName) ?? lead.id,
                    FirmRating.Firm(id: lead.id, facts: facts(lead))
                )
            }
        }
        return (named.map(\.firm), Set(FirmRating.latest(named).map(\.id)))
    }

    /// Reads `tax_per_mu=20` or `亩均税收=20万元/亩`; throws 64.
    func set(_ text: String, in benchmarks: inout [FieldKey: Scorer.Benchmark]) throws {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let known = sheet.benchmarked.map(\.quantity)
        guard parts.count == 2, let key = rules.directory.key(named: parts[0]), known.contains(key) else {
            throw CommandFailure(
                .usage,
                "错误：--benchmark“\(text)”不是 \(sheet.id) 的基准；可用："
                    + (known.isEmpty
                        ? "（本表没有按基准计分的项）"
                        : known.map { "\($0.rawValue)=数值（\(rules.directory.name($0))）" }.joined(separator: "、")))
        }
        let value: Rational
        do throws(RuleFault) { value = try rules.directory.amount(parts[1].filter { !$0.isWhitespace }, of: key) } catch
        {
            throw CommandFailure(
                .usage, "错误：--benchmark“\(text)”：\(error.explanation.fact)；\(error.explanation.remedy)")
        }
        guard .zero < value else { throw CommandFailure(.usage, "错误：--benchmark“\(text)”：基准须大于0；核对数值") }
        benchmarks[key] = Scorer.Benchmark(value: value, source: "使用者给定")
    }

    /// The rated firms in the table's order; earlier years of a firm are left to the benchmarks.
    func rated(_ rows: [LeadRow], _ latest: Set<String>, _ scorer: Scorer) -> [ReportObject] {
        var results: [(id: String, result: ScoreResult?)] = []
        var kept: [(row: LeadRow, exemption: (grade: String, because: String)?, result: ScoreResult?)] = []
        for row in rows {
            guard let lead = row.lead else {
                kept.append((row, nil, nil))
                results.append((row.id, nil))
                continue
            }
            guard latest.contains(lead.id) else { continue }
            let firm = FirmRating.Firm(id: lead.id, facts: facts(lead))
            let started = lead.date("finish_date")?.day?.year
            let result = scorer.score(firm.facts, standing: nil)
            let exemption = FirmRating.exemption(
                scorer.sheet, firm, industry: firm.facts.industry.candidates.first, started: started)
            kept.append((row, exemption, result))
            results.append((lead.id, exemption == nil ? result : nil))
        }
        let grades = FirmRating.grades(scorer.sheet, results)
        return zip(kept, grades).map { one, grade in
            guard let lead = one.row.lead, let result = one.result else { return RowObjects.error(one.row) }
            let because =
                one.exemption?.because
                ?? (grade == nil
                    ? "资料不全，不评级"
                    : scorer.sheet.grades.first { $0.name == grade }.map { "按总分排名 " + $0.words } ?? "")
            return ScoreRows.object(
                lead, scorer.sheet, result, grade: one.exemption?.grade ?? grade, because: because)
        }
    }
}

/// The result rows of `score`.
enum ScoreRows {
    /// One subject in the keys of the contract.
    static func object(
        _ lead: Lead, _ sheet: ScoreSheet, _ result: ScoreResult, grade: String?, because: String?
    ) -> ReportObject {
        [
            "id": .text(lead.id), "sheet": .text(sheet.id),
            "items": .list(
                result.lines.map { line in
                    .object([
                        "item": .text(line.item), "points": line.points.map { .number($0, digits: 4) } ?? .null,
                        "max": .number(line.max, digits: 4), "by": .text(line.isByMachine ? "machine" : "people"),
                        "because": .text(line.because), "missing": .texts(line.missing.map(\.rawValue)),
                    ])
                }),
            "machine": .number(result.machine, digits: 4), "max_machine": .number(result.maxMachine, digits: 4),
            "grade": .optional(grade), "because": .optional(because),
            "lead": .object([
                "name": .optional(lead.text(.projectName) ?? lead.text(.investorName)),
                "synthetic": .bool(lead.isSynthetic),
            ]),
        ]
    }

    /// Columns and sheets: one line a subject, and one an item with the column that people fill.
    static func head(_ sheet: ScoreSheet, meta: ReportMeta) -> ReportHead {
        let names = [ReportColumn("编号", "id"), ReportColumn("名称", "lead.name", width: 28)]
        let sums = [
            ReportColumn("机器得分", "machine", style: .number(digits: 2)),
            ReportColumn("机器满分", "max_machine", style: .number(digits: 0)), ReportColumn("等级", "grade"),
            ReportColumn("说明", "because", style: .wrapped, width: 30),
        ]
        let items = sheet.items.enumerated().map { index, item in
            ReportColumn(item.name, style: item.isByMachine ? .number(digits: 2) : .text) { row in
                guard case .list(let lines)? = row["items"], index < lines.count, case .object(let line) = lines[index]
                else { return .null }
                return line["points"] ?? .null
            }
        }
        let detail =
            names + [
                ReportColumn("评分项", "item", width: 28), ReportColumn("满分", "max", style: .number(digits: 0)),
                ReportColumn("机器得分", "points", style: .number(digits: 2)),
                ReportColumn("由谁评") { row in .text(row["by"]?.flat == "machine" ? "机器" : "人") },
                ReportColumn("人评得分") { _ in .null }, ReportColumn("说明", "because", style: .wrapped, width: 60),
            ]
        return ReportHead(
            title: sheet.title, columns: names + items + sums + [ReportColumn.returned],
            sheets: [
                ReportSheet(name: "得分", columns: names + items + sums) { $0["error"] == nil ? [$0] : [] },
                ReportSheet(name: "明细", columns: detail) { row in
                    guard case .list(let lines)? = row["items"] else { return [] }
                    return lines.compactMap { value in
                        guard case .object(var line) = value else { return nil }
                        line["id"] = row["id"]
                        line["lead"] = row["lead"]
                        return line
                    }
                },
                ReportSheet(name: "退回行", columns: [names[0], ReportColumn.returned]) { row in
                    row["error"] == nil ? [] : [row]
                },
            ], meta: meta)
    }
}
