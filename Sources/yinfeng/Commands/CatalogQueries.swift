import ArgumentParser
import YinfengCatalog
import YinfengModel
import YinfengReport

/// `catalog list`.
struct CatalogList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出全部目录版本：标题、文号、有效期、行数、可信度。",
        discussion: "例：yinfeng catalog list --format csv")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let store = try common.store()
        let asOf = try common.asOf()
        var writer = try output.options().makeWriter()
        let head = ReportHead(
            title: "目录版本",
            columns: [
                ReportColumn("类别", "kind"), ReportColumn("版本", "id"), ReportColumn("标题", "title"),
                ReportColumn("文号", "document"), ReportColumn("起", "effective_from"), ReportColumn("止", "effective_to"),
                ReportColumn("现行", "in_force"), ReportColumn("行数", "rows", style: .number(digits: 0)),
                ReportColumn("可信度", "confidence"), ReportColumn("已核", "verified"),
            ],
            meta: ReportMeta(asOf: asOf, store: store, editions: []))
        try writer.write(
            head,
            rows: store.editions.map { edition in
                let manifest = edition.manifest
                return [
                    "kind": .text(manifest.kind), "id": .text(manifest.id), "title": .text(manifest.title),
                    "issuer": .optional(manifest.issuer), "document": .optional(manifest.document),
                    "effective_from": .optional(manifest.effectiveFrom),
                    "effective_to": .optional(manifest.effectiveTo), "in_force": .bool(manifest.isInForce(on: asOf)),
                    "rows": .integer(manifest.tables.map(\.rows).reduce(0, +)),
                    "confidence": .text(manifest.confidence), "verified": .bool(manifest.verified),
                ] as ReportObject
            })
    }
}

/// `catalog show`.
struct CatalogShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "看一个版本：引文、来源、完整程度；加表名则列出各行。",
        discussion: "例：yinfeng catalog show structure-2024 items.csv --format csv")

    @Argument(help: ArgumentHelp("版本编号。", valueName: "版本"))
    var edition: String

    @Argument(help: ArgumentHelp("表的文件名；不写则只看引文。", valueName: "表"))
    var table: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let store = try common.store()
        guard let found = store.edition(edition) else {
            throw CatalogError.noEdition(
                id: edition, near: store.editions.map(\.manifest.id).filter { $0.contains(edition.prefix(4)) })
        }
        let meta = ReportMeta(asOf: try common.asOf(), store: store, editions: [edition])
        var writer = try output.options().makeWriter()
        if let table {
            let rows = try store.table(edition, table)
            try writer.write(
                ReportHead(title: table, columns: rows.columns.map { ReportColumn($0, $0) }, meta: meta),
                rows: (0..<rows.count).lazy.map { row in
                    ReportObject(
                        rows.columns.enumerated().map { index, name in (key: name, value: .text(rows[row, index])) })
                })
            return
        }
        let manifest = found.manifest
        var lines: [(String, String)] = [
            ("版本", manifest.id), ("标题", manifest.title), ("发布机关", manifest.issuer ?? "未知"),
            ("文号", manifest.document ?? "未知"), ("发布日期", manifest.issued ?? "未知"),
            ("有效期", (manifest.effectiveFrom ?? "未知") + "—" + (manifest.effectiveTo ?? "")),
            ("核查至", manifest.checkedUntil ?? "未知"), ("可信度", manifest.confidence),
            ("整体已核", manifest.verified ? "是" : "否"), ("完整程度", manifest.completeness),
        ]
        lines += manifest.sources.map { ("来源", $0) }
        lines += manifest.tables.map { ("表", "\($0.file)：\($0.rows) 行，SHA-256 \($0.sha256.prefix(16))…") }
        try writer.write(
            ReportHead(
                title: manifest.title,
                columns: [ReportColumn("项", "name"), ReportColumn("内容", "value", style: .wrapped)],
                meta: meta),
            rows: lines.map { ["name": .text($0.0), "value": .text($0.1)] as ReportObject })
    }
}

/// `catalog search`.
struct CatalogSearch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "在所有目录里一次检索；多个词须同时出现。",
        discussion: "例：yinfeng catalog search 磷酸铁锂")

    @Argument(help: ArgumentHelp("要找的词。", valueName: "词"))
    var words: [String]

    @Option(name: .long, help: ArgumentHelp("只查这些版本，可重复。", valueName: "版本"))
    var catalog: [String] = []

    @Option(name: .long, help: ArgumentHelp("最多显示多少条。", valueName: "条数"))
    var top = 50

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let store = try common.store()
        for id in catalog where store.edition(id) == nil { throw CatalogError.noEdition(id: id, near: []) }
        let hits = try store.search(words.joined(separator: " "), editions: catalog, limit: max(1, top))
        var writer = try output.options().makeWriter()
        try writer.write(
            ReportHead(
                title: "检索",
                columns: [
                    ReportColumn("版本", "edition"), ReportColumn("表", "file"),
                    ReportColumn("行", "row", style: .number(digits: 0)), ReportColumn("编号", "key"),
                    ReportColumn("列", "column"), ReportColumn("内容", "text", style: .wrapped),
                ],
                meta: ReportMeta(asOf: try common.asOf(), store: store, editions: Array(Set(hits.map(\.edition))))),
            rows: hits.map {
                [
                    "edition": .text($0.edition), "file": .text($0.file), "row": .integer($0.row), "key": .text($0.key),
                    "column": .text($0.column), "text": .text($0.text),
                ] as ReportObject
            })
        if hits.isEmpty, !common.quiet { StandardError.hint(.nothingFound, "没有找到；换个词，或用 yinfeng classify 查相近的行业") }
    }
}
