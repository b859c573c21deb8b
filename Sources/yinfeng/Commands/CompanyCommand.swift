import ArgumentParser
import YinfengFirstTalk
import YinfengModel
import YinfengReport
import YinfengTabular
import YinfengText

/// `company`: names of companies.
struct CompanyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "company", abstract: "企业名称：两家是不是同一家。",
        discussion: "例：yinfeng company compare --input 名称对.csv", subcommands: [CompanyCompare.self])
}

/// `company compare`.
struct CompanyCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "逐对比较企业名称：same 同一、doubtful 疑同须核码、related 关联、different 不同，附理由。",
        discussion: "表头 id,a,b，可加 a_uscc,b_uscc（统一社会信用代码）。\n例：yinfeng company compare --input 名称对.csv --format table")

    @Option(name: .long, help: ArgumentHelp("名称对的表；- 为标准输入。", valueName: "文件"))
    var input: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        session.uses(["company-names", "lookalikes"])
        let names = try FirstTalkFacts.load(session.store).names
        let table = try TableReader(path: input, wanted: ["a", "b"], folder: TextFolder())
        let left = try table.requiredColumn("a")
        let right = try table.requiredColumn("b")
        let id = table.column("id")
        let codes = (table.column("a_uscc"), table.column("b_uscc"))
        var writer = try output.options().makeWriter()
        try writer.begin(CompanyCompare.head(session.meta()))
        var (count, faulty) = (0, 0)
        while let row = try table.next() {
            count += 1
            func cell(_ column: Int?) -> String? {
                guard let column, column < row.cells.count, !row.cells[column].isEmpty else { return nil }
                return row.cells[column]
            }
            var object: ReportObject = ["id": .text(cell(id) ?? String(row.location.row))]
            if let fault = row.fault {
                faulty += 1
                object["error"] = .object(.error(row: row.location.row, column: nil, value: "", message: fault))
            } else {
                let result = names.compare(
                    cell(left) ?? "", cell(right) ?? "", aUSCC: cell(codes.0), bUSCC: cell(codes.1))
                object["relation"] = .text(result.relation.rawValue)
                object["score"] = .number(result.score.rational, digits: 4)
                object["because"] = .text(result.because)
            }
            try writer.row(object)
        }
        try writer.end()
        guard count > faulty else { throw CommandFailure(.data, "错误：文件“\(input)”：没有一行可用") }
    }

    private static func head(_ meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: "企业名称比较",
            columns: [
                ReportColumn("编号", "id"),
                ReportColumn("关系") { row in
                    row["relation"].flatMap { NameRelation(rawValue: $0.flat) }.map { .text($0.chinese) } ?? .null
                },
                ReportColumn("相似度", "score", style: .number(digits: 4)),
                ReportColumn("理由", "because", style: .wrapped, width: 60), ReportColumn.returned,
            ], meta: meta)
    }
}

extension NameRelation {
    /// 同一、疑同、关联、不同.
    fileprivate var chinese: String {
        switch self {
        case .same: "同一"
        case .doubtful: "疑同，须核码"
        case .related: "关联"
        case .different: "不同"
        }
    }
}
