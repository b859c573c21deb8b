import ArgumentParser
import Foundation
import YinfengAssessment
import YinfengCatalog
import YinfengEntry
import YinfengIndex
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengPolicy
import YinfengTabular
import YinfengText

/// The flags of `rank` and `check` that say by which rules, firms and findings leads are assessed.
struct AssessmentOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("园区现有企业表：证明产业链环节，算同类平均。", valueName: "文件"))
    var firms: String?

    @Option(name: .long, help: ArgumentHelp("园区自有指标表（csv），或目录里的规则编号；可重复。", valueName: "文件|编号"))
    var rules: [String] = []

    @Option(name: .long, help: ArgumentHelp("研判意见表（列 rule、result、by、document、date）。", valueName: "文件"))
    var findings: String?
}

/// What a run of `rank` or `check` works with, opened once.
struct AssessmentSetup {
    /// The assessor.
    let assessor: Assessor
    /// The weights, for the output's notes.
    let profile: MatchProfile
}

extension Session {
    /// Opens every book that `rank` and `check` need, side by side where one does not need the other; hints go to
    /// standard error. `peerPark` is the park of firms that name none; `firmRows` are the rows of `--firms` where the
    /// caller has read them already.
    func setup(
        _ options: AssessmentOptions, fields: FieldCatalog, parks: [Park] = [], profile: MatchProfile? = nil,
        findings: [Finding] = [], acceptsDoubts: Bool = false, includesExpired: Bool = false, peerPark: String? = nil,
        firmRows: [LeadRow]? = nil
    ) async throws -> AssessmentSetup {
        let (store, asOf) = (store, asOf)
        async let openedPolicy = PolicyBook(from: store, asOf: asOf)
        async let openedRules = RuleBook(from: store)
        let places = try self.places(extraParks: parks)
        let classification = try IndustryClassification(from: store)
        let coder = try self.coder(synonyms: nil)
        let book = try await openedRules
        uses(book.sets.filter { !$0.source.isOptional }.map(\.source.id))
        var context = EntryContext(
            asOf: asOf, parameters: book.parameters, acceptsDoubts: acceptsDoubts, includesExpired: includesExpired)
        context.findings = findings
        if let path = options.findings { context.findings += try self.findings(path) }
        var own: [RuleSet] = []
        for name in options.rules {
            if let set = book.set(name) {
                context.optionalSets.insert(set.source.id)
                uses([set.source.id])
            } else {
                own.append(try ownLines(name, book: book, classification: classification))
            }
        }
        let firms = try firmRows?.compactMap(\.lead) ?? firmLeads(options, fields: fields)
        let chosen = try profile ?? MatchProfile(from: store)
        uses(["matching-default"])
        let peers = firms.compactMap { row -> PeerFirm? in
            let park = row.text(.park).flatMap { places.parks.resolve($0).value?.code } ?? peerPark
            return PeerFirm(
                row: row, directory: book.directory, classification: classification, park: park,
                region: places.place(ofLead: row))
        }
        let engine = EntryEngine(book: book, ownSets: own, peers: PeerTable(peers), context: context)
        let coded = coded(firms, coder, classification, places, home: peerPark)
        let policy = try await openedPolicy
        uses(policyEditions)
        let assessor = Assessor(
            coder: coder, classification: classification, policy: policy, rules: book, entry: engine, places: places,
            profile: chosen, firms: coded, asOf: asOf)
        if !quiet, engine.outOfForce > 0 {
            StandardError.hint(
                .outOfForce, "有 \(engine.outOfForce) 条规则在 \(asOf.iso) 不在有效期内，未计入；用 --as-of 换日期，或 --include-expired 显示")
        }
        return AssessmentSetup(assessor: assessor, profile: chosen)
    }

    /// Opens the books of `batch --shortlist`: no lists, no rules.
    func shortlister(
        _ options: AssessmentOptions, fields: FieldCatalog, parks: [Park], profile: MatchProfile?
    ) async throws -> Shortlister {
        let (store, quiet) = (store, quiet)
        async let openedCoder = Session.openedCoder(store, quiet: quiet)
        async let openedClassification = IndustryClassification(from: store)
        async let openedProfile = MatchProfile(from: store)
        let places = try self.places(extraParks: parks)
        let (coder, classification, standard) = try await (openedCoder, openedClassification, openedProfile)
        try usesCoder()
        uses(["matching-default"])
        let firms = try firmLeads(options, fields: fields)
        return Shortlister(
            coder: coder, classification: classification, places: places, profile: profile ?? standard,
            firms: coded(firms, coder, classification, places, home: nil), asOf: asOf)
    }

    private func firmLeads(_ options: AssessmentOptions, fields: FieldCatalog) throws -> [Lead] {
        guard let path = options.firms else { return [] }
        return try LeadFile.rows(path, map: [], catalog: fields, quiet: quiet).compactMap(\.lead)
    }

    /// Firms with the classes that they state, else those of their products; `home` is the park of firms that name none.
    private func coded(
        _ firms: [Lead], _ coder: IndustryCoder, _ classification: IndustryClassification, _ places: PlaceBook,
        home: String?
    ) -> [Firm] {
        var workspace = CodingWorkspace()
        return firms.map { row in
            var codes = LeadTexts.statedCodes(row, classification: classification)
            if codes.isEmpty, row.text(.products) != nil {
                let result = coder.code(fields: LeadTexts.coded(row), workspace: &workspace, top: 3)
                if !result.abstain { codes = result.activities.map(\.code) }
            }
            return Firm(row: row, coded: codes, parks: places.parks, home: home)
        }
    }

    /// A park's own lines, or rows of the rule language, from a table; a bad row stops the run, because half a rule set
    /// is no rule set.
    private func ownLines(_ path: String, book: RuleBook, classification: IndustryClassification) throws -> RuleSet {
        if !path.contains("."), !FileManager.default.fileExists(atPath: path) {
            let near = NearestWords.of(path, among: book.sets.map(\.source.id))
            throw CommandFailure(
                .noInput,
                "错误：--rules：没有名为“\(path)”的文件，也没有这个编号的规则；"
                    + (near.isEmpty ? "" : "相近的有：" + near.joined(separator: "、") + "；")
                    + "规则编号用 yinfeng catalog list 查看")
        }
        let table = try TableReader(path: path, folder: TextFolder())
        guard table.headings.contains("shape") || ParkLines.recognises(table.headings) else {
            throw CommandFailure(
                .data,
                "错误：文件“\(path)”：不是指标表；表头应有 指标(quantity)、运算符(operator)、数值(value)、单位(unit)，"
                    + "目录里的规则编号用 yinfeng catalog list 查看")
        }
        let rows = try table.rest().map { (row: $0.location.row, cells: $0.cells) }
        let (set, errors) = book.rules(file: path, headings: table.headings, rows: rows)
        guard let set, errors.isEmpty else {
            throw CommandFailure(.data, errors.map { "错误：" + $0.explanation.sentence }.joined(separator: "\n"))
        }
        return set
    }

    /// People's findings from a table with the columns rule, result, by, document, date and perhaps project_id.
    private func findings(_ path: String) throws -> [Finding] {
        let table = try TableReader(path: path, folder: TextFolder())
        guard table.headings.contains(where: { ["rule", "规则", "条款编号", "编号"].contains($0) }) else {
            throw CommandFailure(
                .data, "错误：文件“\(path)”：不是研判意见表；应有 rule、result、by、document、date 五列，可加 project_id")
        }
        return try table.rest().map { row in
            let cells = Dictionary(zip(table.headings, row.cells), uniquingKeysWith: { first, _ in first })
            do throws(FindingFault) {
                return try Finding(row: cells)
            } catch {
                throw CommandFailure(.data, "错误：\(row.location.text)：" + error.explanation.sentence)
            }
        }
    }
}
