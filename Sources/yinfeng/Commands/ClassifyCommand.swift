import ArgumentParser
import Foundation
import YinfengAssessment
import YinfengIndex
import YinfengModel
import YinfengReport
import YinfengTabular

/// `classify`: free text to GB/T 4754.
struct ClassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "行业归类：把项目文字归到 GB/T 4754，附命中的词及其位置。",
        discussion: """
            例：yinfeng classify 年产5万吨磷酸铁锂正极材料
            例：yinfeng classify --input 线索.csv --top 3 --format csv
            """)

    @Argument(help: ArgumentHelp("项目文字，可写多条。", valueName: "文字"))
    var texts: [String] = []

    @Option(name: .long, help: ArgumentHelp("线索表（csv、ndjson、json、每行一条的 txt）；- 为标准输入。", valueName: "文件"))
    var input: String?

    @Option(name: .long, help: ArgumentHelp("要归类的列；不写则按线索表的表头识别。", valueName: "列名"))
    var textColumn: String?

    @Option(name: .long, help: ArgumentHelp("最多几个候选。", valueName: "个数"))
    var top = 10

    @Option(name: .long, help: ArgumentHelp("自备同义词表（列 term、code），不必重建程序。", valueName: "文件"))
    var synonyms: String?

    @Flag(name: .long, help: "逐条显示每个词的权重。")
    var explain = false

    @Option(name: .long, help: ArgumentHelp("说明为什么没有归到某个代码。", valueName: "代码"))
    var whyNot: String?

    @Option(name: .long, help: ArgumentHelp("并行的工作线程数。", valueName: "个数"))
    var jobs = 2

    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if texts.isEmpty, input == nil { throw ValidationError("请给出项目文字，或用 --input 指定线索表") }
        if top < 1 { throw ValidationError("--top 至少为 1") }
    }

    func run() async throws {
        let session = try Session(common)
        let coder = try session.coder(synonyms: synonyms)
        let source = ClassifyRows(
            texts: texts, input: input, textColumn: textColumn, map: leads.map, sheets: leads.sheet,
            quiet: common.quiet, catalog: input == nil ? nil : try session.fields())
        if explain || whyNot != nil {
            try explainRows(source.rest(), coder: coder)
            return
        }
        let options = try output.options()
        let former = try FormerClassification(from: session.store, on: session.asOf)
        if let former {
            session.uses([former.edition])
            if !common.quiet { FormerCodes.announce(former, asOf: session.asOf) }
        }
        if options.format == .ndjson, former == nil {
            try stream(source, coder: coder, options: options, meta: session.meta())
            try leads.finish(rows: source.count, faulty: source.faulty)
            return
        }
        let rows = try source.rest()
        var writer = try options.makeWriter()
        try writer.begin(ClassifyCommand.head(session.meta()).carrying(RowObjects.extraHeadings(rows)))
        let limit = top
        let results = try await OrderedMap.run(
            rows, jobs: jobs, makeWorkspace: { CodingWorkspace() },
            body: { row, workspace -> ReportObject in
                guard let lead = row.lead else { return RowObjects.error(row) }
                let result = coder.code(fields: LeadTexts.coded(lead), workspace: &workspace, top: limit)
                var object =
                    former.map { FormerCodes.object(id: lead.id, result, in: $0) }
                    ?? ClassifyCommand.object(id: lead.id, result)
                if let extra = ReportValue.extra(lead) { object["extra"] = extra }
                return object
            })
        for object in results { try writer.row(object) }
        try writer.end()
        try leads.finish(rows)
    }

    /// Lines go out while rows come in: a list of any length in flat memory.
    private func stream(
        _ source: ClassifyRows, coder: IndustryCoder, options: ReportOptions, meta: ReportMeta
    ) throws {
        let sink = try options.path.map { try FileSink(path: $0) } ?? FileSink.standardOutput
        var writer = try options.makeWriter(to: sink)
        try writer.begin(ClassifyCommand.head(meta))
        let lines = CodingLines(coder)
        let boxes = LineBoxes()
        let limit = top
        try OrderedChunks<ClassifyRows.Chunk, LineBox>(
            jobs: jobs, source: { try source.next() },
            sink: { box in
                try box.buffer.withBytes { try sink.write($0) }
                boxes.give(back: box)
            }
        ).run {
            var workspace = CodingWorkspace()
            return { chunk in
                let box = boxes.take()
                chunk.write(lines, top: limit, workspace: &workspace, to: &box.buffer)
                return box
            }
        }
        try source.checkNotEmpty()
        try writer.end()
    }

    private func explainRows(_ rows: [LeadRow], coder: IndustryCoder) throws {
        var code: IndustryCode?
        if let whyNot {
            guard let asked = IndustryCode(whyNot) else {
                throw CommandFailure(.usage, "错误：--why-not“\(whyNot)”不是行业代码；写四位小类，例如 3985")
            }
            code = asked
        }
        var workspace = CodingWorkspace()
        for row in rows {
            guard let lead = row.lead else { continue }
            let fields = LeadTexts.coded(lead)
            let all = coder.code(fields: fields, workspace: &workspace, top: .max)
            print("\(lead.id)　\(all.because)")
            for (index, candidate) in all.candidates.prefix(min(top, 3)).enumerated() {
                ClassifyCommand.explain(candidate, rank: index + 1)
            }
            guard let code else { continue }
            if let index = all.candidates.firstIndex(where: { $0.code == code }) {
                ClassifyCommand.explain(all.candidates[index], rank: index + 1)
                let gap = (all.candidates.first?.score ?? 0) - all.candidates[index].score
                print("    比第1名少 \(ClassifyCommand.decimal(gap)) 分")
            } else {
                print("  \(code.text)：文字里没有一个词指向这个类别，或它不是四位小类")
            }
        }
        try leads.finish(rows)
    }

    private static func explain(_ candidate: IndustryCandidate, rank: Int) {
        print(
            "  第\(rank)名 \(candidate.code.text) \(candidate.name)　\(decimal(candidate.score)) 分，把握 "
                + "\(Int((candidate.confidence * 100).rounded()))%")
        for evidence in candidate.evidence {
            print(
                "    \(evidence.weight < 0 ? "" : "+")\(decimal(evidence.weight))　“\(evidence.term)”　"
                    + "\(evidence.field.rawValue) \(evidence.start)–\(evidence.end)　\(evidence.source)")
        }
    }

    private static func decimal(_ value: Double) -> String { Points(nearest: value).rational.decimal(digits: 4) }

    /// One result in the keys of the contract.
    static func object(id: String, _ result: CodingResult) -> ReportObject {
        [
            "id": .text(id), "candidates": .list(result.candidates.map(candidate)),
            "activities": .list(
                result.activities.map {
                    .object(["code": .text($0.code.text), "share": .measured($0.share, digits: 4)])
                }),
            "abstain": .bool(result.abstain), "because": .text(result.because),
        ]
    }

    /// One candidate in the keys of the contract.
    static func candidate(_ candidate: IndustryCandidate) -> ReportValue {
        .object([
            "code": .text(candidate.code.text), "name": .text(candidate.name),
            "level": .text(candidate.code.level.name), "score": .measured(candidate.score, digits: 4),
            "confidence": .measured(candidate.confidence, digits: 4),
            "evidence": .list(
                candidate.evidence.map {
                    .object([
                        "term": .text($0.term), "start": .integer($0.start), "end": .integer($0.end),
                        "field": .text($0.field.rawValue), "source": .text($0.source),
                        "weight": .measured($0.weight, digits: 4),
                    ])
                }),
        ])
    }

    private static func head(_ meta: ReportMeta) -> ReportHead {
        @Sendable func first(_ row: ReportObject) -> ReportObject? {
            guard case .list(let candidates)? = row["candidates"], case .object(let best)? = candidates.first else {
                return nil
            }
            return best
        }
        return ReportHead(
            title: "行业归类",
            columns: [
                ReportColumn("编号", "id"),
                ReportColumn("代码") { first($0)?["code"] ?? .null },
                ReportColumn("名称") { first($0)?["name"] ?? .null },
                ReportColumn("把握", style: .percent(digits: 0)) { first($0)?["confidence"] ?? .null },
                ReportColumn("依据", style: .wrapped, width: 40) { row in
                    guard case .list(let evidence)? = first(row)?["evidence"] else { return .null }
                    return .texts(
                        evidence.prefix(4).compactMap { item in
                            guard case .object(let object) = item else { return nil }
                            return object["term"]?.flat
                        })
                },
                ReportColumn("其他候选", style: .wrapped, width: 40) { row in
                    guard case .list(let candidates)? = row["candidates"] else { return .null }
                    return .texts(
                        candidates.dropFirst().prefix(3).compactMap { item in
                            guard case .object(let object) = item else { return nil }
                            return (object["code"]?.flat ?? "") + (object["name"]?.flat ?? "")
                        })
                },
                ReportColumn("说明", style: .wrapped, width: 30) { row in
                    row["abstain"]?.flat == "是" ? row["because"] ?? .null : .null
                },
                ReportColumn.returned,
            ], schema: "classify/1", meta: meta)
    }
}
