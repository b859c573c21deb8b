import ArgumentParser
import Foundation
import Synchronization
import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular

/// `rank`: parks for each lead, or leads for a park.
struct RankCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rank",
        abstract: "排名：每条线索适合落在哪些园区，或一个园区该先谈哪些线索；每个分项写明理由，相加等于总分。",
        discussion: """
            例：yinfeng rank 线索.csv --region 530000 --top 5 --out 排名.xlsx
            例：yinfeng rank 线索.csv --park 勐海产业园区 --by park --top 20
            例：yinfeng rank 线索.csv --parks 园区余量.csv --allocate --out 统筹分配.xlsx
            例：yinfeng rank 线索.csv --compare 安宁产业园区 禄丰产业园区
            例：yinfeng rank 线索.csv --park 勐海产业园区 --redirect
            """)

    /// Whose list is wanted.
    enum Direction: String, ExpressibleByArgument {
        /// Parks for each lead.
        case lead
        /// Leads for each park.
        case park
    }

    @Argument(help: ArgumentHelp("线索表；- 为标准输入。", valueName: "线索表"))
    var leadsFile: String?

    @Option(name: .long, help: ArgumentHelp("自备园区表，代替目录里的园区。", valueName: "文件"))
    var parks: String?

    @Option(name: .long, help: ArgumentHelp("只看这个园区（代码、现名、旧名），可重复。", valueName: "园区"))
    var park: [String] = []

    @Option(name: .long, help: ArgumentHelp("只看某地的园区：区划代码或地名。", valueName: "地区"))
    var region: String?

    @Option(name: .long, help: ArgumentHelp("lead 为每条线索排园区，park 为每个园区排线索。", valueName: "lead|park"))
    var by = Direction.lead

    @Option(name: .long, help: ArgumentHelp("每张名单取前几名。", valueName: "个数"))
    var top = 10

    @Option(name: .long, help: ArgumentHelp("权重和参数表，改动默认值。", valueName: "文件"))
    var profile: String?

    @Flag(name: .long, help: "不输出分项。")
    var brief = false

    @Option(name: .long, help: ArgumentHelp("并行的工作线程数。", valueName: "个数"))
    var jobs = 2

    @OptionGroup var modes: RankModes
    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if list == nil { throw ValidationError("缺少线索表；例：yinfeng rank 线索.csv") }
        if !modes.compare.isEmpty, names.count != 2 { throw ValidationError("--compare 要两个园区或两条线索的编号") }
        if modes.redirect, park.count != 1 { throw ValidationError("--redirect 须用 --park 写明本园区（一个）") }
        if top < 1 { throw ValidationError("--top 至少为 1") }
        if parks != nil, !park.isEmpty || region != nil {
            throw ValidationError("--parks 与 --park、--region 不能同时用")
        }
    }

    /// The list: in `--compare 甲 乙 线索.csv` the option takes it along.
    private var list: String? { leadsFile ?? (modes.compare.count == 3 ? modes.compare[2] : nil) }

    /// The two names of `--compare`.
    private var names: [String] { leadsFile == nil ? Array(modes.compare.prefix(2)) : modes.compare }

    func run() async throws {
        let session = try Session(common)
        let options = try output.options()
        let fields = try session.fields()
        let rows = try leads.rows(list ?? "-", catalog: fields, quiet: common.quiet)
        let own = try parks.map { try session.parksTable($0, fields: fields) } ?? []
        let weights = try profile.map { try session.profile($0) }
        let setup = try await session.setup(assessment, fields: fields, parks: own, profile: weights)
        let positions = try session.positions(
            parks: park, region: modes.redirect ? nil : region, own: own, in: setup.assessor.places)
        // Scripts get the contract's line; a list that people act on also says what is missing.
        let details = (
            missing: !brief && options.format != .ndjson && options.format != .table,
            text: options.format.isPaper
        )
        let progress = Progress(total: rows.count, isEnabled: !common.quiet && StandardError.isTerminal)
        let effects = RankFirmEffect(setup.assessor)
        let head = RankRows.head(
            by: by, parts: setup.profile.weights.map { ($0.part.rawValue, $0.name) }, brief: brief,
            meta: session.meta(notes: setup.profile.weights.map { ("权重·" + $0.name, $0.weight.rational.decimal()) })
        ).showing(effects == nil ? [] : RankFirmEffect.columns).carrying(RowObjects.extraHeadings(rows))
        if modes.count > 0 {
            let run = RankRun(
                rows: rows, assessor: setup.assessor, positions: positions, top: top, isBrief: brief, jobs: jobs,
                head: head, isQuiet: common.quiet, progress: progress)
            try await modes.run(run, names: names, region: region, by: by, session: session, output: options)
            return try leads.finish(rows)
        }
        var writer = try options.makeWriter()
        try writer.begin(head)
        var cut = 0
        var refused = 0
        switch by {
        case .lead:
            let limit = top
            let brief = brief
            let assessor = setup.assessor
            let (wantsMissing, wantsText) = details
            let answers = try await OrderedMap.run(
                rows, jobs: jobs, makeWorkspace: { AssessmentWorkspace() }, finished: { progress.advance($0) },
                body: { row, workspace -> RankRows.Answer in
                    guard let lead = row.lead else { return RankRows.Answer(rows: [RowObjects.error(row)]) }
                    let assessed = assessor.profile(lead, &workspace)
                    let (ranking, matches) = assessor.rank(assessed, top: limit, among: positions, &workspace)
                    let missing = wantsMissing ? assessor.evidence(assessed, parks: ranking.parks.map(\.position)) : []
                    return RankRows.Answer(
                        rows: matches.enumerated().map { index, match in
                            var row = RankRows.object(
                                assessed, match, rank: index + 1, group: ranking.parks[index].group, brief: brief,
                                details: RankRows.Details(
                                    missing: wantsMissing ? missing[index] : nil, showsText: wantsText))
                            effects?.add(to: &row, assessed, parkCode: match.parkCode)
                            return row
                        }, cut: ranking.considered - ranking.parks.count, refused: ranking.refused)
                })
            progress.finish()
            for answer in answers {
                cut += answer.cut
                refused += answer.refused
                for row in answer.rows { try writer.row(row) }
            }
        case .park:
            let assessor = setup.assessor
            let (wantsMissing, wantsText) = details
            let assessed = try await OrderedMap.run(
                rows.compactMap(\.lead), jobs: jobs, makeWorkspace: { AssessmentWorkspace() },
                finished: { progress.advance($0) }, body: { lead, workspace in assessor.profile(lead, &workspace) })
            progress.finish()
            var workspace = AssessmentWorkspace()
            for position in positions ?? Array(assessor.places.parks.parks.indices) {
                let (ranking, matches) = assessor.rank(assessed, forPark: position, top: top, &workspace)
                cut += ranking.considered - ranking.leads.count
                refused += ranking.refused
                for (index, match) in matches.enumerated() {
                    let ranked = ranking.leads[index]
                    let lead = assessed[ranked.position]
                    let missing = wantsMissing ? assessor.evidence(lead, parks: [position]).first : nil
                    var row = RankRows.object(
                        lead, match, rank: index + 1, group: ranked.group, brief: brief,
                        details: RankRows.Details(missing: missing, showsText: wantsText))
                    effects?.add(to: &row, lead, parkCode: match.parkCode)
                    try writer.row(row)
                }
            }
            for row in rows where row.lead == nil { try writer.row(RowObjects.error(row)) }
        }
        try writer.end()
        if !common.quiet, cut > 0 || refused > 0 {
            StandardError.write("--top \(top) 之外还有 \(cut) 个配对；不予准入的配对 \(refused) 个，排在最后")
        }
        try leads.finish(rows)
    }
}

/// A progress bar that several workers may advance.
final class Progress: Sendable {
    private let bar: Mutex<ProgressBar>

    init(total: Int, isEnabled: Bool) {
        bar = Mutex(
            ProgressBar(
                total: total, isEnabled: isEnabled, now: { ProcessInfo.processInfo.systemUptime },
                write: { FileHandle.standardError.write(Data($0.utf8)) }))
    }

    /// Counts finished rows.
    func advance(_ count: Int) { bar.withLock { $0.advance(by: count) } }

    /// Removes the bar.
    func finish() { bar.withLock { $0.finish() } }
}
