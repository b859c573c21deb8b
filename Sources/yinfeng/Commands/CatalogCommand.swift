import ArgumentParser
import YinfengCatalog
import YinfengEntry
import YinfengModel
import YinfengParks

/// Editions of catalogues: what is held, what it says, whether it is sound.
struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "目录：列出版本、查看、检索、比较两版、校验、更新校验和。",
        discussion: "例：yinfeng catalog search 磷酸铁锂",
        subcommands: [
            CatalogList.self, CatalogShow.self, CatalogSearch.self, CatalogValidate.self, CatalogBuild.self,
            CatalogDiff.self, CatalogAdd.self,
        ])
}

/// `catalog validate`.
struct CatalogValidate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "校验目录：结构、上级、代码、日期、校验和、单位；逐条指出文件、行、列。",
        discussion: "例：yinfeng catalog validate gbt4754-2017")

    @Argument(help: ArgumentHelp("版本编号；不写则全部。", valueName: "版本"))
    var editions: [String] = []

    @OptionGroup var common: CommonOptions

    func run() throws {
        let store = try common.store()
        for id in editions where store.edition(id) == nil { throw CatalogError.noEdition(id: id, near: []) }
        var validator = CatalogValidator(store: store)
        var faults = validator.validate(editions: editions).map(\.explanation.sentence)
        // Rules that are well formed one by one may still contradict each other.
        do {
            for set in try RuleBook(from: store).sets where editions.isEmpty || editions.contains(set.source.id) {
                faults += set.ambiguities().map { "rules/\(set.source.id) 规则 \($0.rule)：\($0.fact)" }
            }
            for edition in store.editions(kind: "chains")
            where editions.isEmpty || editions.contains(edition.manifest.id) {
                let id = edition.manifest.id
                faults += try ChainBook(from: store, edition: id).faults.map { "chains/\(id) \($0)" }
            }
        } catch let error as any ExplainedError {
            faults.append(error.explanation.sentence)
        }
        for fault in faults { print("错误：" + fault) }
        let checked = editions.isEmpty ? store.editions.count : editions.count
        guard faults.isEmpty else {
            throw CommandFailure(.data, "目录校验未通过：\(checked) 个版本中有 \(faults.count) 处错误")
        }
        if !common.quiet { StandardError.write("目录校验通过：\(checked) 个版本") }
    }
}

/// `catalog build`.
struct CatalogBuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "改过表格后，更新 edition.json 中的行数和校验和。",
        discussion: "例：yinfeng catalog build --catalogs 本县目录")

    @Argument(help: ArgumentHelp("版本编号；不写则全部。", valueName: "版本"))
    var editions: [String] = []

    @OptionGroup var common: CommonOptions

    func run() throws {
        let changes = try CatalogBuilder.refresh(common.store(), editions: editions)
        for change in changes { print("\(change.file)：\(change.rows) 行，\(change.sha256.prefix(12))…") }
        if !common.quiet { StandardError.write(changes.isEmpty ? "没有变化" : "已更新 \(changes.count) 个表的清单") }
    }
}
