import ArgumentParser
import YinfengCatalog
import YinfengModel

/// The flags that every command shares.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("as-of"), help: ArgumentHelp("按哪一天有效的目录和规则；默认今天。", valueName: "日期"))
    var asOfText: String?

    @Option(name: .long, help: ArgumentHelp("另加的目录文件夹，可重复；后面的优先。", valueName: "文件夹"))
    var catalogs: [String] = []

    @Flag(name: .long, help: "不显示进度和提示。")
    var quiet = false

    /// The day whose rules count; throws a usage failure for text that is not a day.
    func asOf() throws -> CivilDate {
        guard let asOfText else { return Today.date }
        guard let day = CivilDate(iso: asOfText) else {
            throw CommandFailure(.usage, "错误：--as-of“\(asOfText)”不是日期；写成 2026-01-31")
        }
        return day
    }

    /// Opens the bundled catalogues with the user's folders over them; overlaps are told on standard error.
    func store() throws -> CatalogStore { try CommonOptions.store(catalogs: catalogs, quiet: quiet) }

    /// The same for commands that have no `--as-of`.
    static func store(catalogs: [String], quiet: Bool) throws -> CatalogStore {
        guard let bundled = CatalogFolder.bundled() else { throw CatalogError.noCatalogs(path: "Catalogs") }
        let store = try CatalogStore(folders: [bundled] + catalogs)
        if !quiet {
            for overlap in store.overlaps {
                StandardError.hint(.editionOverlap, "目录版本 \(overlap.id) 有重复，采用 \(overlap.folder)")
            }
        }
        return store
    }
}
