import ArgumentParser
import Foundation
import YinfengCatalog
import YinfengModel

/// `catalog add`.
struct CatalogAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "照一个已有版本的表结构，把自己的表立为新版本；校验不通过就不留下。",
        discussion: """
            例：yinfeng catalog add structure-2026 --like structure-2024 --table items.csv=新目录.csv \\
                --title 产业结构调整指导目录（2026年本） --effective-from 2026-07-01 --into 本局目录
            以后用 --catalogs 本局目录 使用它；完整程度和来源请在 edition.json 里补写。
            """)

    @Argument(help: ArgumentHelp("新版本的编号：小写字母、数字、连字符。", valueName: "版本"))
    var edition: String

    @Option(name: .long, help: ArgumentHelp("表结构照哪个版本。", valueName: "版本"))
    var like: String

    @Option(name: .long, help: ArgumentHelp("表名=文件，可重复；文件为 UTF-8 的 CSV。", valueName: "表=文件"))
    var table: [String]

    @Option(name: .long, help: ArgumentHelp("放进哪个目录文件夹。", valueName: "文件夹"))
    var into: String

    @Option(name: .long, help: ArgumentHelp("题名；不写则同原版本。", valueName: "题名"))
    var title: String?

    @Option(name: .long, help: ArgumentHelp("发布机关。", valueName: "机关"))
    var issuer: String?

    @Option(name: .long, help: ArgumentHelp("文号。", valueName: "文号"))
    var document: String?

    @Option(name: .long, help: ArgumentHelp("发布日期。", valueName: "日期"))
    var issued: String?

    @Option(name: .customLong("effective-from"), help: ArgumentHelp("施行日期。", valueName: "日期"))
    var effectiveFrom: String?

    @Option(name: .customLong("effective-to"), help: ArgumentHelp("失效日期（当日仍有效）。", valueName: "日期"))
    var effectiveTo: String?

    @Option(name: .long, help: ArgumentHelp("替代哪个版本。", valueName: "版本"))
    var supersedes: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard edition.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
            throw CommandFailure(.usage, "错误：版本编号“\(edition)”只能用小写字母、数字和连字符，如 structure-2026")
        }
        for day in [issued, effectiveFrom, effectiveTo].compactMap(\.self) where CivilDate(iso: day) == nil {
            throw CommandFailure(.usage, "错误：“\(day)”不是日期；写成 2026-01-31")
        }
        let store = try common.store()
        guard store.edition(edition) == nil else {
            throw CommandFailure(.usage, "错误：版本 \(edition) 已经存在；换一个编号，已发布的版本不改旧行")
        }
        var citation = EditionDraft.Citation()
        citation.title = title
        citation.issuer = issuer
        citation.document = document
        citation.issued = issued
        citation.effectiveFrom = effectiveFrom
        citation.effectiveTo = effectiveTo
        citation.supersedes = supersedes
        let draft = try EditionDraft(id: edition, like: like, in: store, citation: citation, tables: try tables())
        let folder = try draft.write(under: into)
        do {
            var validator = CatalogValidator(store: try CatalogStore(folders: store.folders + [into]))
            let faults = validator.validate(editions: [edition])
            guard faults.isEmpty else {
                for fault in faults {
                    StandardError.write(MessageCode(for: fault).mark("错误：" + fault.explanation.sentence))
                }
                throw CommandFailure(.data, "没有加入：\(edition) 有 \(faults.count) 处错误；改正后重新运行")
            }
        } catch {
            draft.remove(folder: folder)
            throw error
        }
        for table in draft.manifest.tables { print("\(table.file)：\(table.rows) 行") }
        if !common.quiet {
            StandardError.write("已加入 \(folder)；请在 edition.json 补写 completeness、sources，再用 --catalogs \(into) 使用")
        }
    }

    /// The tables named by `--table`, read from disk.
    private func tables() throws -> [(file: String, bytes: [UInt8])] {
        try table.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw CommandFailure(.usage, "错误：--table“\(text)”应写成 表名=文件，如 items.csv=新目录.csv")
            }
            guard let data = try? Data(contentsOf: URL(filePath: parts[1])) else {
                throw CommandFailure(.noInput, "错误：读不到文件 \(parts[1])；检查文件名和权限")
            }
            return (file: parts[0], bytes: Array(data))
        }
    }
}
