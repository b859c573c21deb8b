import YinfengBatch
import YinfengCatalog
import YinfengEntry
import YinfengIndex
import YinfengMatching
import YinfengModel
import YinfengReport
import YinfengTabular
import YinfengText

/// The codes of messages: one a situation that a person can meet, stable over versions, explained in
/// `docs/messages.zh.md`. Refusals of the register bring codes of their own.
enum MessageCode: String, CaseIterable, ExplainedCode {
    case usage = "G101"
    case unknownCommand = "G102"
    case badConfiguration = "G110"
    case noInput = "L101"
    case unreadable = "L102"
    case undecodable = "L111"
    case empty = "L112"
    case unsupported = "L113"
    case damaged = "L114"
    case noUsableRow = "L120"
    case noKnownHeading = "L203"
    case noColumn = "L204"
    case noField = "L205"
    case notFound = "N101"
    case badTable = "D101"
    case noCatalogs = "K100"
    case noEdition = "K101"
    case badCatalog = "K110"
    case badRule = "C101"
    case badFinding = "C102"
    case badProfile = "P101"
    case noIndex = "X101"
    case cannotCreate = "W101"
    case cannotWrite = "W102"
    case needsFile = "W103"
    case batch = "B101"
    case verdictMet = "V101"
    case other = "E100"

    /// What has happened.
    var situation: String {
        switch self {
        case .usage: "命令行写法不对：选项、取值或参数有误"
        case .unknownCommand: "没有这个命令"
        case .badConfiguration: "配置文件 yinfeng.yaml 读不懂"
        case .noInput: "没有这个输入文件"
        case .unreadable: "输入文件打不开"
        case .undecodable: "文件不是合法的 UTF-8、GB18030 或 UTF-16 文本"
        case .empty: "文件是空的"
        case .unsupported: "这种文件不能直接读取"
        case .damaged: "文件损坏、被截断，或超出安全限度"
        case .noUsableRow: "没有一行可用，或 --strict 遇到退回行"
        case .noKnownHeading: "没有认出任何表头"
        case .noColumn: "--map 指定的列，或命令必需的列，不在表中"
        case .noField: "没有这个字段名"
        case .notFound: "没有这个园区、地区、规则或文件"
        case .badTable: "辅助表（园区、企业、指标、研判意见等）里有不合格的行"
        case .noCatalogs: "找不到目录文件夹 Catalogs"
        case .noEdition: "没有这个目录版本，或这一天没有现行版本"
        case .badCatalog: "目录里的表缺列、读不了或有不合格的单元格"
        case .badRule: "规则表里有说不通的规则"
        case .badFinding: "研判意见写法不对"
        case .badProfile: "权重参数表不合格"
        case .noIndex: "行业索引不能用"
        case .cannotCreate: "输出文件建不了"
        case .cannotWrite: "输出写到一半中断"
        case .needsFile: "这种格式必须写到文件"
        case .batch: "长名单运行不能继续"
        case .verdictMet: "check --fail-on 所列结论出现"
        case .other: "其他错误"
        }
    }

    /// What to do.
    var remedy: String {
        switch self {
        case .usage: "看提示里最接近的写法，或运行 yinfeng 命令 --help"
        case .unknownCommand: "看提示里最接近的命令，或运行 yinfeng --help"
        case .badConfiguration: "按提示改键名或取值；可用的键：\(Configuration.keys.joined(separator: "、"))"
        case .noInput: "核对路径；提示里有同一文件夹相近的文件名"
        case .unreadable: "检查读权限，关闭占用文件的程序"
        case .undecodable: "在表格软件里另存为“CSV UTF-8”"
        case .empty: "重新导出"
        case .unsupported: "按提示另存为 .xlsx 或 CSV"
        case .damaged: "用原软件打开后另存一份"
        case .noUsableRow: "用 yinfeng leads inspect 看每行原因"
        case .noKnownHeading: "用 --map 列名=字段 指定"
        case .noColumn: "核对表头和 --map；用 yinfeng leads inspect 看列名"
        case .noField: "看提示里相近的字段名"
        case .notFound: "看提示里相近的名称，或写代码"
        case .badTable: "按提示的行、列改好再运行"
        case .noCatalogs: "把 Catalogs 放在程序旁，或设环境变量 YINFENG_CATALOGS"
        case .noEdition: "用 yinfeng catalog list 查看；换 --as-of 日期"
        case .badCatalog: "运行 yinfeng catalog validate，按文件、行、列修改"
        case .badRule: "按提示的行、列修改规则表"
        case .badFinding: "写成 规则=pass|fail,单位,文件,日期"
        case .badProfile: "按提示的键改；可用的键写在提示里"
        case .noIndex: "删除缓存里的 industries.index 后重新运行，会自动重建"
        case .cannotCreate: "检查文件夹是否存在、可写，或换一个 --out"
        case .cannotWrite: "腾出空间后重新运行；原文件未改动"
        case .needsFile: "加 --out 文件名"
        case .batch: "按提示处理后加 --resume 继续"
        case .verdictMet: "不是错误：供脚本判断"
        case .other: "按提示处理；不明白时带上整行提示去问"
        }
    }

    /// The code of an explained error.
    init(for error: any ExplainedError) {
        switch error {
        case let error as TabularError:
            switch error {
            case .noInput: self = .noInput
            case .unreadable: self = .unreadable
            case .undecodable: self = .undecodable
            case .empty: self = .empty
            case .unsupported: self = .unsupported
            case .noKnownHeading: self = .noKnownHeading
            case .noColumn: self = .noColumn
            case .noField: self = .noField
            case .badMap: self = .usage
            case .damaged: self = .damaged
            }
        case let error as CatalogError:
            switch error {
            case .noCatalogs: self = .noCatalogs
            case .noEdition, .noneInForce, .noTable: self = .noEdition
            case .missingColumn, .unreadable, .badCell: self = .badCatalog
            }
        case let error as ReportError:
            switch error {
            case .cannotCreate: self = .cannotCreate
            case .cannotWrite, .brokenPipe: self = .cannotWrite
            case .needsFile: self = .needsFile
            }
        case is CatalogFault: self = .badCatalog
        case is RuleError: self = .badRule
        case is FindingFault: self = .badFinding
        case is ProfileError: self = .badProfile
        case is IndexError: self = .noIndex
        case is BatchError: self = .batch
        default: self = .other
        }
    }

    /// The code that a failure with no code of its own has by its status.
    init(for status: ExitStatus) {
        switch status {
        case .usage: self = .usage
        case .data: self = .badTable
        case .noInput: self = .notFound
        case .cannotCreate: self = .cannotCreate
        case .writeFailed: self = .cannotWrite
        case .verdictMet: self = .verdictMet
        case .success, .refused, .notFound, .busy, .integrityBroken, .interrupted, .terminated: self = .other
        }
    }

    /// `错误[L101] …`: the level of each line of a sentence gets the code; a line that has one keeps it.
    func mark(_ sentence: String) -> String {
        sentence.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("错误：") ? "错误[\(rawValue)] " + line.dropFirst(3) : String(line)
        }.joined(separator: "\n")
    }
}
