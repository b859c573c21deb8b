import ArgumentParser
import Foundation
import YinfengAssessment
import YinfengBatch
import YinfengCatalog
import YinfengFirstTalk
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular
import YinfengText

/// `batch`: long lists as a stream, one line in, one line out.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "批量：长名单按流处理，一行进一行出，次序不变，内存不随行数增长；中断后可续跑。",
        discussion: """
            例：yinfeng batch --input 线索.ndjson --out 排名.ndjson --summary 汇总.json
            例：yinfeng batch --input 线索.ndjson --out 排名.ndjson --resume
            例：cat 线索.ndjson | yinfeng batch --task classify --jobs 2 > 归类.ndjson
            """)

    /// What is done with each row.
    enum TaskName: String, ExpressibleByArgument, CaseIterable {
        case rank, classify, check
    }

    @Option(name: .long, help: ArgumentHelp("线索表（ndjson、csv、json）；- 或不写为标准输入。", valueName: "文件"))
    var input = "-"

    @Option(name: .long, help: ArgumentHelp("输出文件（ndjson）；- 或不写为标准输出。", valueName: "文件"))
    var out = "-"

    @Option(name: .long, help: ArgumentHelp("rank 排名，classify 归类，check 准入核对。", valueName: "rank|classify|check"))
    var task = TaskName.rank

    @Option(name: .long, help: ArgumentHelp("标准输入的格式，不写则看开头：ndjson、csv、tsv、json。", valueName: "格式"))
    var inputFormat: String?

    @Flag(name: .long, help: "每行以“行号＋制表符”开头，行号以它为准（分布式引擎切分名单时用）。")
    var numbered = false

    @Option(name: .long, help: ArgumentHelp("取前几名（园区或行业候选）。", valueName: "个数"))
    var top = 10

    @Option(name: .long, help: ArgumentHelp("rank：对前几个园区逐条核对准入。", valueName: "个数"))
    var checkTop = 0

    @Option(name: .long, help: ArgumentHelp("check 要核对的园区；rank 只看这些园区，可重复。", valueName: "园区"))
    var park: [String] = []

    @Option(name: .long, help: ArgumentHelp("rank：自备园区表，代替目录里的园区。", valueName: "文件"))
    var parks: String?

    @Option(name: .long, help: ArgumentHelp("rank：只看某地的园区。", valueName: "地区"))
    var region: String?

    @Option(name: .long, help: ArgumentHelp("rank：权重和参数表，改动默认值。", valueName: "文件"))
    var profile: String?

    @Option(name: .long, help: ArgumentHelp("classify：自备同义词表。", valueName: "文件"))
    var synonyms: String?

    @Flag(name: .long, help: "写出每个分项、条款和候选的理由与来源（文件大几倍）。")
    var explain = false

    @Flag(name: .long, help: "rank：不输出分项。")
    var brief = false

    @Flag(name: .long, help: "rank 初筛：每行只出前 5 个行业和园区，不查国家目录、不核对准入，分数不含这两项；快几倍。")
    var shortlist = false

    @Flag(name: .long, help: "从上次中断处接着跑；--input 和 --out 都须是文件。")
    var resume = false

    @Flag(name: .long, help: "标出重复的线索（同一投资方、同一或近似的内容）；先通读一遍，输入须是文件。")
    var dedupe = false

    @Flag(name: .long, help: "首行写日期、目录版本和程序版本。")
    var meta = false

    @Option(name: .long, help: ArgumentHelp("把行数、速度、结论和门类分布写入这个 json 文件。", valueName: "文件"))
    var summary: String?

    @Option(name: .long, help: ArgumentHelp("有误的行超过这个数即停止，以 65 退出。", valueName: "行数"))
    var maxErrors: Int?

    @Option(name: .long, help: ArgumentHelp("并行的工作线程数。", valueName: "个数"))
    var jobs = 2

    @Option(name: .long, help: ArgumentHelp("每块的字节数，只影响速度。", visibility: .hidden))
    var chunk = 64 * 1024

    @Option(name: .long, help: ArgumentHelp("每隔几秒写一次续跑记录。", visibility: .hidden))
    var checkpointSeconds = 3.0

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if top < 1 { throw ValidationError("--top 至少为 1") }
        if jobs < 1 || jobs > 1024 { throw ValidationError("--jobs 应为 1 至 1024") }
        if checkTop < 0 { throw ValidationError("--check-top 不能为负") }
        if let maxErrors, maxErrors < 0 { throw ValidationError("--max-errors 不能为负") }
        if resume, input == "-" || out == "-" {
            throw ValidationError("--resume 须同时用 --input 文件 和 --out 文件；标准输入、标准输出不能续跑")
        }
        if dedupe, input == "-" { throw ValidationError("--dedupe 要先通读一遍，须用 --input 文件") }
        if shortlist, task != .rank || checkTop > 0 || explain {
            throw ValidationError("--shortlist 只用于 --task rank，不能与 --check-top、--explain 同用")
        }
        if shortlist, !assessment.rules.isEmpty || assessment.findings != nil {
            throw ValidationError("--shortlist 不判条款，不能与 --rules、--findings 同用")
        }
        if task == .check, park.count != 1 { throw ValidationError("--task check 须用 --park 指定一个园区") }
        if parks != nil, !park.isEmpty || region != nil {
            throw ValidationError("--parks 与 --park、--region 不能同时用")
        }
        if numbered, inputFormat != InputFormat.ndjson.rawValue {
            throw ValidationError("--numbered 须与 --input-format ndjson 同用")
        }
        if let inputFormat, InputFormat(rawValue: inputFormat) == nil {
            throw ValidationError("--input-format 没有“\(inputFormat)”；可用 ndjson、csv、tsv、json")
        }
    }

    func run() async throws {
        let session = try Session(common)
        let fields = try session.fields()
        var options = ReadOptions(map: try ReadOptions.mappings(leads.map, catalog: fields))
        options.format = inputFormat.flatMap { InputFormat(rawValue: $0) }
        guard input == "-" || out == "-" || !Self.isSameFile(input, out) else {
            throw CommandFailure(.usage, "错误：--out 与 --input 是同一个文件；换一个输出路径")
        }
        async let openedHeadings = HeadingMatcher(catalog: fields)
        let identity = input == "-" || out == "-" ? nil : InputIdentity(path: input)
        let task = try await makeTask(session, fields)
        let run = BatchFingerprint.make(self, session: session)
        var journal: BatchJournal?
        var earlier: Checkpoint?
        var start = InputPosition()
        if let identity {
            let path = Checkpoint.path(forOutput: out)
            if resume {
                earlier = try Checkpoint.read(path)
                if let earlier { start = try earlier.position(in: input, run: run, checkpoint: path) }
            }
            journal = BatchJournal(path: path, run: run, input: input, identity: identity)
        }
        var batch = batchOptions()
        if dedupe { batch.duplicates = try duplicates(session, fields, options) }
        let source = try BatchInput.open(input, catalog: fields, options: options, chunkBytes: chunk, from: start)
        let output = out == "-" ? BatchOutput() : try BatchOutput(path: out, keeping: earlier?.outputLength)
        if let earlier, !common.quiet { StandardError.hint(.resumed, "从第 \(earlier.rows + 1) 行接着跑") }
        if meta, earlier == nil { try output.write(Self.line(["meta": .object(session.meta().object)])) }
        let name = input
        let readOptions = options
        let wanted = task.fields
        let headings = await openedHeadings
        let pipeline = BatchPipeline(
            source: source, output: output, task: task,
            makeReader: {
                JSONLineReader(file: name, catalog: fields, headings: headings, options: readOptions, wanted: wanted)
            }, options: batch, journal: journal, tally: earlier?.tally ?? BatchTally(), position: start,
            secondsBefore: earlier?.seconds ?? 0)
        let signals = StopSignals { pipeline.stop() }
        let outcome = try pipeline.run()
        try finish(outcome, session: session, journal: journal, signal: signals.received)
    }

    private func batchOptions() -> BatchOptions {
        var options = BatchOptions(
            jobs: jobs, isNumbered: numbered, mostErrors: leads.strict ? 0 : maxErrors,
            checkpointSeconds: checkpointSeconds,
            now: { ProcessInfo.processInfo.systemUptime })
        if !common.quiet, StandardError.isTerminal {
            let meter = BatchMeter()
            options.progress = { rows, errors in meter.show(rows: rows, errors: errors) }
        }
        return options
    }

    private func duplicates(
        _ session: Session, _ fields: FieldCatalog, _ options: ReadOptions
    ) throws -> DuplicateTable {
        let names = try FirstTalkFacts.load(session.store).names
        let file = input
        let table = try DuplicateTable(
            source: try BatchInput.open(input, catalog: fields, options: options),
            makeReader: {
                JSONLineReader(file: file, catalog: fields, options: options, wanted: DuplicateKeyMaker.fields)
            },
            keys: DuplicateKeyMaker(
                folder: TextFolder(),
                name: { text in
                    let name = names.read(text)
                    return (name.core, name.regions)
                }), jobs: jobs,
            plan: { rows, blocks, comparisons in
                if !common.quiet {
                    StandardError.write("查重：\(rows) 行，\(blocks) 组同名投资方，至多比较 \(comparisons) 对")
                }
            })
        if !common.quiet {
            StandardError.write("查重：比较了 \(table.comparisons) 对，\(table.count) 行重复前面的行")
        }
        return table
    }

    private func makeTask(_ session: Session, _ fields: FieldCatalog) async throws -> any BatchTask {
        switch task {
        case .classify:
            return ClassifyTask(
                coder: try session.coder(synonyms: synonyms),
                classification: try IndustryClassification(from: session.store), top: top, explains: explain)
        case .rank:
            let own = try parks.map { try session.parksTable($0, fields: fields) } ?? []
            let weights = try profile.map { try session.profile($0) }
            if shortlist {
                let shortlister = try await session.shortlister(
                    assessment, fields: fields, parks: own, profile: weights)
                let positions = try session.positions(parks: park, region: region, own: own, in: shortlister.places)
                return ShortlistTask(shortlister, top: top, positions: positions)
            }
            let assessor = try await session.setup(assessment, fields: fields, parks: own, profile: weights).assessor
            let positions = try session.positions(parks: park, region: region, own: own, in: assessor.places)
            return RankTask(
                assessor: assessor,
                options: RankTask.Options(
                    top: top, positions: positions, checkTop: checkTop, explains: explain, brief: brief))
        case .check:
            let places = try session.places()
            let position = try session.park(named: park[0], in: places)
            let code = places.parks.parks[position].code
            let assessor = try await session.setup(assessment, fields: fields, peerPark: code).assessor
            return CheckTask(assessor: assessor, park: position, explains: explain)
        }
    }

    private func finish(
        _ outcome: BatchOutcome, session: Session, journal: BatchJournal?, signal: Int32?
    ) throws {
        let seconds = outcome.seconds + outcome.secondsBefore
        let tally = outcome.tally
        if let summary {
            let writer = BatchSummary(
                outcome: outcome, task: task.rawValue, input: input, output: out, jobs: jobs, meta: session.meta())
            try writer.write(to: summary)
        }
        let rate = seconds > 0 ? Int(Double(tally.rows) / seconds) : 0
        let done = "\(tally.rows) 行，退回 \(tally.errors) 行，用时 \(Int(seconds.rounded())) 秒，每秒 \(rate) 行"
        switch outcome.ending {
        case .finished:
            if let journal { unlink(journal.path) }
            if !common.quiet { StandardError.write("完成 " + done) }
            if tally.rows > 0, tally.errors == tally.rows {
                throw CommandFailure(.data, "错误：没有一行可用；用 yinfeng leads inspect 查看原因")
            }
        case .stopped:
            let how = journal == nil ? "" : "；用同一命令加 --resume 接着跑"
            throw CommandFailure(signal == SIGINT ? .interrupted : .terminated, "已停止：做完 " + done + how)
        case .tooManyErrors:
            let limit = leads.strict ? "--strict：有" : "--max-errors：有误的行超过 \(maxErrors ?? 0) 行，已"
            throw CommandFailure(
                .data, "错误：\(limit)退回 \(tally.errors) 行，停在第 \(tally.rows) 行；用 yinfeng leads inspect 查看原因")
        }
    }

    static func line(_ object: ReportObject) -> [UInt8] {
        var json = JSONWriter()
        object.write(to: &json)
        json.endLine()
        return json.bytes
    }

    private static func isSameFile(_ left: String, _ right: String) -> Bool {
        var (a, b) = (stat(), stat())
        guard stat(left, &a) == 0, stat(right, &b) == 0, a.st_mode & S_IFMT == S_IFREG else { return false }
        return a.st_dev == b.st_dev && a.st_ino == b.st_ino
    }
}
