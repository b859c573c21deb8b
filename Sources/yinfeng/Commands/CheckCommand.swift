import ArgumentParser
import YinfengAssessment
import YinfengCatalog
import YinfengEntry
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular
import YinfengText

/// `check`: may it enter, clause by clause.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "准入：逐条核对，写明要求、实际、差距和依据；缺什么材料、怎样才能进。",
        discussion: """
            例：yinfeng check 线索.csv --park 勐海产业园区 --rules 园区指标.csv
            例：yinfeng check 线索.csv --park 53299043 --set far=1.2 --finding S000-05=pass,县生态环境局,意见〔2026〕3号,2026-03-01
            例：yinfeng check 线索.csv --park 53299043 --as-of 2025-08-31 --compare 2025-09-01
            例：yinfeng check 线索.csv --matrix --region 532800 --out 准入矩阵.xlsx
            """)

    @Argument(help: ArgumentHelp("线索表；- 为标准输入。", valueName: "线索表"))
    var leadsFile: String

    @Option(name: .long, help: ArgumentHelp("园区的代码、现名、旧名或简称；可重复。", valueName: "园区"))
    var park: [String] = []

    @Option(name: .long, help: ArgumentHelp("这一地区的全部园区，代码或名称；与 --matrix 同用。", valueName: "地区"))
    var region: String?

    @Option(name: .long, help: ArgumentHelp("研判意见：规则=pass|fail,单位,文件,日期；可重复。", valueName: "意见"))
    var finding: [String] = []

    @Option(name: .long, help: ArgumentHelp("改一个字段再算，可重复，例如 land_area=50亩。", valueName: "字段=值"))
    var set: [String] = []

    @Option(name: .long, help: ArgumentHelp("再按另一天核对一次，列出两天的差别。", valueName: "日期"))
    var compare: String?

    @Option(name: .long, help: ArgumentHelp("替代来源台账：能耗、产能从哪里来；一个来源只能用一次。", valueName: "文件"))
    var sources: String?

    @Option(name: .long, help: ArgumentHelp("首谈登记簿：查是否已备案，是否在别处保护期内。", valueName: "文件"))
    var register: String?

    @Flag(name: .long, help: "线索×园区的结论矩阵，每格一个结论。")
    var matrix = false

    @Option(name: .long, help: ArgumentHelp("另写一份“标准地”控制指标承诺书，.html 或 .docx。", valueName: "文件"))
    var annex: String?

    @Flag(name: .long, help: "把带疑问的数按原样采用。")
    var acceptDoubts = false

    @Flag(name: .long, help: "也列出不在有效期内的规则。")
    var includeExpired = false

    @Option(name: .long, help: ArgumentHelp("有线索得到这些结论时以 1 退出，逗号分隔，例如 refuse,review。", valueName: "结论"))
    var failOn: String?

    @Option(name: .long, help: ArgumentHelp("并行的工作线程数。", valueName: "个数"))
    var jobs = 2

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if park.isEmpty, region == nil { throw ValidationError("请用 --park 指明园区；要看一个地区的全部园区，用 --matrix --region 地区") }
        if region != nil, !matrix { throw ValidationError("--region 与 --matrix 同用；只看一个园区用 --park") }
        if matrix, compare != nil || annex != nil { throw ValidationError("--matrix 不与 --compare、--annex 同用；分两次运行") }
    }

    func run() async throws {
        let session = try Session(common)
        let fields = try session.fields()
        let stops = try failOnVerdicts()
        let findings = try finding.map(Self.parsed)
        let changes = try set.map { try FieldChange(parsing: $0, catalog: fields) }
        let otherDay = try compare.map(Self.day)
        let rows = try leads.rows(leadsFile, catalog: fields, quiet: common.quiet)
        let places = try session.places()
        let positions = try positions(session, places)
        let zones = positions.map { places.parks.parks[$0] }
        let setup = try await session.setup(
            assessment, fields: fields, findings: findings, acceptsDoubts: acceptDoubts,
            includesExpired: includeExpired, peerPark: zones.count == 1 ? zones.first?.code : nil)
        var other: AssessmentSetup?
        if let otherDay {
            other = try await Session(session, asOf: otherDay).setup(
                assessment, fields: fields, findings: findings, acceptsDoubts: acceptDoubts,
                includesExpired: includeExpired, peerPark: zones.count == 1 ? zones.first?.code : nil)
        }
        warn(setup.assessor.entry, session.store)
        let inputs = try CheckInput.prepared(
            rows, changes: changes, sources: try sources.map { try substitution($0, session, setup) },
            register: try register.map { try RegisterStanding(path: $0, session: session) }, positions: positions,
            places: places, asOf: session.asOf)
        if let sources, !common.quiet { CheckInput.report(inputs, file: sources) }
        let run = CheckRun(
            setup: setup, other: other, fields: fields, positions: positions, zones: zones, jobs: jobs,
            days: (session.asOf, otherDay),
            annex: try annex.map {
                try CheckAnnex(path: $0, store: session.store, directory: setup.assessor.entry.directory)
            })
        let verdicts: [Verdict]
        if matrix {
            verdicts = try await CheckMatrix(run: run).write(inputs, to: output.options(), meta: session.meta())
        } else {
            verdicts = try await run.write(inputs, to: output.options(), meta: session.meta())
        }
        try leads.finish(rows)
        if verdicts.contains(where: stops.contains) { throw CommandFailure(.verdictMet) }
    }

    /// The positions of the parks asked for, each once, in the order of asking; a region's parks by code.
    private func positions(_ session: Session, _ places: PlaceBook) throws -> [Int] {
        if let region { return try session.positions(parks: park, region: region, own: [], in: places) ?? [] }
        var seen: Set<Int> = []
        return try park.map { try session.park(named: $0, in: places) }.filter { seen.insert($0).inserted }
    }

    private func substitution(
        _ path: String, _ session: Session, _ setup: AssessmentSetup
    ) throws -> SubstitutionFile {
        let folder = try TextFolder()
        return try SubstitutionFile(
            path: path, directory: setup.assessor.entry.directory,
            units: UnitTable(entryUnits: session.store, folder: folder), folder: folder)
    }

    /// Tells what a person should know before the answers: laxer own lines, findings that answer no clause.
    private func warn(_ engine: EntryEngine, _ store: CatalogStore) {
        guard !common.quiet else { return }
        for note in engine.notes { StandardError.hint(.ruleNote, note) }
        for finding in engine.context.findings {
            // A finding on an item of a national list names the list: `structure-2024/2024R-07-03`.
            let isListed = store.edition(String(finding.rule.prefix { $0 != "/" })) != nil
            if !isListed, !engine.rules.contains(where: { finding.answers($0.id, project: finding.project ?? "") }) {
                let near = NearestWords.of(finding.rule, among: engine.rules.map(\.id))
                StandardError.hint(
                    .findingUnused,
                    "研判意见的条款“\(finding.rule)”不在本次规则中，未采用；"
                        + (near.isEmpty ? "" : "是不是：" + near.joined(separator: "、") + "；") + "条款编号见 check 输出的 rule")
            }
        }
    }

    private static func parsed(_ text: String) throws -> Finding {
        do throws(FindingFault) { return try Finding(parsing: text) } catch {
            throw CommandFailure(.usage, "错误：--finding：" + error.explanation.sentence)
        }
    }

    private static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(iso: text) else {
            throw CommandFailure(.usage, "错误：--compare“\(text)”不是日期；写成 2026-01-31")
        }
        return day
    }

    private func failOnVerdicts() throws -> Set<Verdict> {
        guard let failOn else { return [] }
        return try Set(
            failOn.split(separator: ",").map { word in
                guard let verdict = Verdict(rawValue: String(word)) else {
                    throw CommandFailure(
                        .usage,
                        "错误：--fail-on 里没有“\(word)”；可用："
                            + Verdict.allCases.map(\.rawValue).joined(separator: "、"))
                }
                return verdict
            })
    }
}
