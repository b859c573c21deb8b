package import YinfengModel

/// Why a report could not be written.
package enum ReportError: ExplainedError, Sendable, Equatable {
    /// The file cannot be made.
    case cannotCreate(path: String, reason: String)
    /// Writing stopped half-way; the old file is untouched.
    case cannotWrite(path: String, reason: String)
    /// The reader of standard output went away (`| head`): stop quietly.
    case brokenPipe
    /// The format cannot be written to standard output.
    case needsFile(format: String)

    /// The exit status by sysexits: 64 usage, 73 cannot create, 74 cannot write; 0 for a reader that has seen enough.
    package var status: Int32 {
        switch self {
        case .needsFile: 64
        case .cannotCreate: 73
        case .cannotWrite: 74
        case .brokenPipe: 0
        }
    }

    /// Place, fact and remedy in Chinese.
    package var explanation: Explanation {
        switch self {
        case .cannotCreate(let path, let reason):
            Explanation(place: path, fact: "无法创建文件（\(reason)）", remedy: "检查文件夹是否存在、是否有写权限，或换一个 --out 路径")
        case .cannotWrite(let path, let reason):
            Explanation(place: path, fact: "写入中断（\(reason)），原文件未改动", remedy: "腾出磁盘空间或换一个 --out 路径后重新运行")
        case .brokenPipe:
            Explanation(fact: "输出的接收方已关闭")
        case .needsFile(let format):
            Explanation(fact: "\(format) 不能写到标准输出", remedy: "用 --out 文件名.\(format) 指定文件")
        }
    }
}
