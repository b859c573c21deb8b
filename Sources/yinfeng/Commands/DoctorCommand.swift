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

    @OptionGroup var common: CommonOptions

    func run() throws {
        print("程序：yinfeng \(Version.text)")
        print("ICU：\(ICUVersion.text)")
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
