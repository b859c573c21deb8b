import ArgumentParser
import Foundation
import YinfengFirstTalk
import YinfengModel

/// The flags that every verb of the register takes.
struct RegisterOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("登记簿文件；不写时取环境变量 YINFENG_REGISTER。", valueName: "文件"))
    var register: String?

    @Option(name: .customLong("as"), help: ArgumentHelp("以哪个机构的名义办理，六位代码或名称，例如 532822。", valueName: "机构"))
    var authority: String?

    @Option(name: .long, help: ArgumentHelp("经办人姓名或工号。", valueName: "姓名"))
    var clerk: String?

    @Option(name: .long, help: ArgumentHelp("办理时间，例如 2026-03-10T09:00:00+08:00；默认此刻。", valueName: "时间"))
    var at: String?

    @Option(name: .long, help: ArgumentHelp("理由、说明或陈述。", valueName: "文字"))
    var reason: String?

    @Flag(name: .customLong("with-contacts"), help: "显示或导出联系人；默认一律隐去。")
    var withContacts = false

    @Option(name: .long, help: ArgumentHelp("另加的目录文件夹，可重复；后面的优先。", valueName: "文件夹"))
    var catalogs: [String] = []

    @Flag(name: .long, help: "不显示提示。")
    var quiet = false

    /// The register's path; throws a usage refusal when nobody named one.
    func path() throws(RegisterRefusal) -> String {
        if let register, !register.isEmpty { return register }
        if let named = ProcessInfo.processInfo.environment["YINFENG_REGISTER"], !named.isEmpty { return named }
        throw RegisterRefusal(
            .usage, "D201", "没有指明登记簿", field: "register",
            remedy: "加 --register 文件，或设环境变量 YINFENG_REGISTER；还没有登记簿先用 yinfeng firsttalk init --register 文件")
    }

    /// The moment of the call: `--at`, else the clock; throws a usage refusal for a text that is no moment.
    func moment() throws(RegisterRefusal) -> Instant {
        guard let at else { return Today.moment }
        guard let instant = Instant(rfc3339: at) else {
            throw RegisterRefusal(
                .usage, "T400", "--at“\(at)”不是时间", field: "at", remedy: "写成 2026-03-10T09:00:00+08:00")
        }
        return instant
    }

    /// Who calls; empty texts where nothing is said, which every move refuses with the reason.
    func caller() throws(RegisterRefusal) -> Caller {
        Caller(authority: authority ?? "", clerk: clerk ?? "", at: try moment(), reason: reason ?? "")
    }

    /// The caller of a move; throws a usage refusal where authority or clerk is not said.
    func mover() throws(RegisterRefusal) -> Caller {
        guard let authority, !authority.allSatisfy(\.isWhitespace) else {
            throw RegisterRefusal(.usage, "T400", "没有写明办理机构", field: "as", remedy: "加 --as 机构代码，例如 --as 532822")
        }
        guard let clerk, !clerk.allSatisfy(\.isWhitespace) else {
            throw RegisterRefusal(.usage, "T400", "没有写明经办人", field: "clerk", remedy: "加 --clerk 姓名或工号")
        }
        return Caller(authority: authority, clerk: clerk, at: try moment(), reason: reason ?? "")
    }
}
