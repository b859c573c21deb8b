import ArgumentParser
import YinfengCatalog
import YinfengIndex
import YinfengModel
import YinfengReport
import YinfengTabular
import YinfengText

/// `eval`: accuracy on the user's own labelled rows.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "评测：用自己标好的行（列 id、text、code）量一量归类的准确率，列出归错的行。",
        discussion: """
            code 可写多个可接受的代码，用 | 分开；大类、中类、小类均可。
            例：yinfeng eval --gold 标注.csv --format table
            """)

    @Option(name: .long, help: ArgumentHelp("标注表。", valueName: "文件"))
    var gold: String

    @Option(name: .long, help: ArgumentHelp("把归错的行另写成一张表（.csv、.xlsx、.html…），原文、标注、给出的类、把握、标注的名次。", valueName: "文件"))
    var confusions: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        let table = try TableReader(path: gold, wanted: ["text", "code"], folder: TextFolder())
        let text = try table.requiredColumn("text")
        let code = try table.requiredColumn("code")
        let id = table.column("id")
        var cases: [GoldCase] = []
        var texts: [String: String] = [:]
        for row in try table.rest() {
            func cell(_ index: Int) -> String { index < row.cells.count ? row.cells[index] : "" }
            guard let accepted = GoldCase.codes(cell(code)) else {
                throw CommandFailure(
                    .data, "错误：\(row.location.text)“code”列“\(cell(code))”不是行业代码；写成 3985 或 3985|2613")
            }
            let name = id.map(cell) ?? String(row.location.row)
            texts[name] = cell(text)
            cases.append(GoldCase(id: name, fields: [(.content, cell(text))], accepted: accepted))
        }
        guard !cases.isEmpty else { throw CommandFailure(.data, "错误：文件“\(gold)”：没有可评测的行") }
        let classification = try IndustryClassification(from: session.store)
        var workspace = CodingWorkspace()
        let evaluation = CodingEvaluation(
            cases: cases, coder: try session.coder(synonyms: nil), classification: classification,
            workspace: &workspace)
        var writer = try output.options().makeWriter()
        try writer.write(
            EvalCommand.head(session.meta()), rows: EvalCommand.rows(evaluation, classification, texts: texts))
        guard let confusions else { return }
        guard let format = OutputFormat(path: confusions) else {
            throw CommandFailure(.usage, "错误：看不出“\(confusions)”的格式；用 \(OutputFormat.endings) 之一")
        }
        var options = ReportOptions(format: format, path: confusions)
        options.byteOrderMark = format == .csv
        var list = try options.makeWriter()
        try list.write(
            ConfusionRows.head(session.meta()), rows: ConfusionRows.rows(evaluation, classification, texts: texts))
    }

    private static func head(_ meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: "归类评测",
            columns: [
                ReportColumn("项", "measure"), ReportColumn("范围", "scope", width: 40),
                ReportColumn("行数", "count", style: .number(digits: 0)),
                ReportColumn("第一名正确", "first", style: .percent(digits: 1)),
                ReportColumn("前五名含正确", "five", style: .percent(digits: 1)), ReportColumn("说明", "note", style: .wrapped),
            ], meta: meta)
    }

    private static func rows(
        _ evaluation: CodingEvaluation, _ classification: IndustryClassification, texts: [String: String]
    ) -> [ReportObject] {
        var rows: [ReportObject] = []
        func add(
            _ measure: String, _ scope: String, _ count: Int, _ first: Double?, _ five: Double?, _ note: String = ""
        ) {
            rows.append([
                "measure": .text(measure), "scope": .text(scope), "count": .integer(count),
                "first": first.map { .measured($0, digits: 4) } ?? .null,
                "five": five.map { .measured($0, digits: 4) } ?? .null, "note": .text(note),
            ])
        }
        for level in IndustryLevel.allCases {
            guard let share = evaluation.levels[level] else { continue }
            add("层级", level.chinese, share.count, share.firstShare, share.fiveShare)
        }
        for (section, share) in evaluation.sections.sorted(by: { $0.key < $1.key }) {
            let name = section.text + " " + (classification.name(of: section) ?? "")
            add("门类", name, share.count, share.firstShare, share.fiveShare)
        }
        for band in evaluation.bands where band.count > 0 {
            let stated = Points(nearest: band.stated / Double(band.count)).rational.decimal(digits: 3)
            add(
                "把握", "\(Int(band.from * 100))%–\(Int(band.from * 100) + 10)%", band.count,
                Double(band.right) / Double(band.count), nil, "平均自报把握 \(stated)")
        }
        for point in evaluation.coverage {
            let threshold = Points(nearest: point.threshold).rational.decimal(digits: 3)
            add(
                "覆盖", "\(Int((point.coverage * 100).rounded()))%",
                Int((Double(evaluation.count) * point.coverage).rounded()),
                point.accuracy, nil, "把握不低于 \(threshold)")
        }
        add("弃权", "", evaluation.abstained.count, evaluation.abstained.firstShare, evaluation.abstained.fiveShare)
        for miss in evaluation.confusions {
            let given = miss.given.map { $0.text + (classification.name(of: $0) ?? "") } ?? "无"
            add(
                "归错", miss.id + " " + (texts[miss.id] ?? ""), 1, 0, miss.rank.map { $0 <= 5 ? 1 : 0 } ?? 0,
                "标注 " + miss.accepted.map(\.text).joined(separator: "|") + "，给出 " + given
                    + (miss.rank.map { "，标注排第 \($0)" } ?? "，标注不在前十"))
        }
        return rows
    }
}
