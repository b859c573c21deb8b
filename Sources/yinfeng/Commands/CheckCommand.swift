import ArgumentParser
import YinfengAssessment
import YinfengEntry
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular

/// `check`: may it enter, clause by clause.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "准入：逐条核对，写明要求、实际、差距和依据；缺什么材料、怎样才能进。",
        discussion: """
            例：yinfeng check 线索.csv --park 勐海产业园区 --rules 园区指标.csv
            例：yinfeng check 线索.csv --park 53299043 --set far=1.2 --finding S000-05=pass,县生态环境局,意见〔2026〕3号,2026-03-01
            """)

    @Argument(help: ArgumentHelp("线索表；- 为标准输入。", valueName: "线索表"))
    var leadsFile: String

    @Option(name: .long, help: ArgumentHelp("园区的代码、现名、旧名或简称。", valueName: "园区"))
    var park: String

    @Option(name: .long, help: ArgumentHelp("研判意见：规则=pass|fail,单位,文件,日期；可重复。", valueName: "意见"))
    var finding: [String] = []

    @Option(name: .long, help: ArgumentHelp("改一个字段再算，可重复，例如 land_area=50亩。", valueName: "字段=值"))
    var set: [String] = []

    @Option(name: .long, help: ArgumentHelp("再按另一天核对一次，列出两天的差别。", valueName: "日期"))
    var compare: String?

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

    func run() async throws {
        let session = try Session(common)
        let fields = try session.fields()
        let stops = try failOnVerdicts()
        let findings = try finding.map { try Finding(parsing: $0) }
        let changes = try set.map { try FieldChange(parsing: $0, catalog: fields) }
        let rows = try leads.rows(leadsFile, catalog: fields, quiet: common.quiet)
        let places = try session.places()
        let position = try session.park(named: park, in: places)
        let zone = places.parks.parks[position]
        let setup = try session.setup(
            assessment, fields: fields, findings: findings, acceptsDoubts: acceptDoubts,
            includesExpired: includeExpired, peerPark: zone.code)
        let assessor = setup.assessor
        let options = try output.options()
        // A person reads one line a clause; files and scripts get one a lead.
        let isForReading = options.format == .table
        let isPaper = options.format == .html || options.format == .markdown
        var writer = try options.makeWriter()
        try writer.begin(CheckRows.head(park: zone, isForReading: isForReading, meta: session.meta()))
        let answers = try await OrderedMap.run(
            rows, jobs: jobs, chunk: 4, makeWorkspace: { AssessmentWorkspace() },
            body: { row, workspace -> (ReportObject, Verdict?) in
                guard var lead = row.lead else { return (RowObjects.error(row), nil) }
                for change in changes { change.apply(to: &lead) }
                let answer = assessor.check(lead, park: position, &workspace)
                var object = CheckRows.object(lead, zone, answer)
                if isPaper, case .object(var facts)? = object["lead"] {
                    facts["fields"] = LeadFacts.fields(lead, catalog: fields)
                    object["lead"] = .object(facts)
                }
                return (object, answer.verdict)
            })
        for (object, _) in answers {
            for row in isForReading ? CheckRows.readingRows(object) : [object] { try writer.row(row) }
        }
        try writer.end()
        try leads.finish(rows)
        if answers.contains(where: { $0.1.map(stops.contains) ?? false }) { throw CommandFailure(.verdictMet) }
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
