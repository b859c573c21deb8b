package import YinfengModel

/// Why a batch run cannot begin or go on.
package enum BatchError: ExplainedError, Sendable, Equatable {
    /// The input cannot be read.
    case unreadable(path: String, reason: String)
    /// The output cannot be made.
    case cannotCreate(path: String, reason: String)
    /// The output cannot be written; rows up to `rows` are safe when `canResume`.
    case cannotWrite(path: String, reason: String, rows: Int, canResume: Bool)
    /// The reader of standard output went away.
    case brokenPipe
    /// The input is no longer what it was when the run began.
    case inputChanged(path: String, fact: String)
    /// The checkpoint cannot be used.
    case badCheckpoint(path: String, fact: String, remedy: String)

    /// The exit status by sysexits.
    package var status: Int32 {
        switch self {
        case .unreadable: 66
        case .cannotCreate: 73
        case .cannotWrite: 74
        case .brokenPipe: 0
        case .inputChanged, .badCheckpoint: 65
        }
    }

    /// Place, fact and remedy in Chinese.
    package var explanation: Explanation {
        switch self {
        case .unreadable(let path, let reason):
            Explanation(place: path, fact: "无法读取（\(reason)）", remedy: "检查文件是否存在、是否有读权限")
        case .cannotCreate(let path, let reason):
            Explanation(place: path, fact: "无法创建文件（\(reason)）", remedy: "检查文件夹是否存在、是否有写权限，或换一个 --out 路径")
        case .cannotWrite(let path, let reason, let rows, let canResume):
            Explanation(
                place: path, fact: "写入中断（\(reason)），已写完 \(rows) 行",
                remedy: canResume ? "腾出空间后用同一命令加 --resume 接着跑" : "腾出空间后重新运行；写到文件（--out）时可续跑")
        case .brokenPipe:
            Explanation(fact: "输出的接收方已关闭")
        case .inputChanged(let path, let fact):
            Explanation(place: path, fact: "输入文件在运行期间有改动（\(fact)）", remedy: "等文件写完后不带 --resume 重新运行")
        case .badCheckpoint(let path, let fact, let remedy):
            Explanation(place: path, fact: fact, remedy: remedy)
        }
    }
}
