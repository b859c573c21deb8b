import ArgumentParser
import YinfengCatalog
import YinfengModel
import YinfengText

/// `doctor`.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "体检：程序、ICU、目录的版本和健康状况。",
        discussion: "例：yinfeng doctor")

    @Flag(name: .long, help: "只列出消息代码：级别[代码] 里的代码是什么意思、怎么办。")
    var codes = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        if codes {
            print("| 代码 | 情况 | 怎么办 |\n| --- | --- | --- |")
            for code in MessageCode.allCases as [any ExplainedCode] + HintCode.allCases {
                print("| \(code.rawValue) | \(code.situation) | \(code.remedy) |")
            }
            return
        }
        print("程序：yinfeng \(Version.text)")
        print("ICU：\(ICUVersion.text)")
        print("配置：" + (try Configuration.find()?.path ?? "没有 yinfeng.yaml"))
        let store = try common.store()
        let asOf = try common.asOf()
        let inForce = store.editions.filter { $0.manifest.isInForce(on: asOf) }.count
        print("目录：\(store.editions.count) 个版本，\(asOf.iso) 现行 \(inForce) 个")
        var validator = CatalogValidator(store: store)
        let faults = validator.validate()
        print(faults.isEmpty ? "校验：通过" : "校验：\(faults.count) 处错误，运行 yinfeng catalog validate 查看")
        if !faults.isEmpty { throw CommandFailure(.data) }
    }
}
