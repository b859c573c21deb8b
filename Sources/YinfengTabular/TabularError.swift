package import YinfengModel

/// Why a file of rows cannot be read at all; a single bad row is a `RowIssue` instead.
package enum TabularError: ExplainedError, Sendable, Equatable {
    /// There is no such file.
    case noInput(path: String, near: [String])
    /// The file exists but cannot be read.
    case unreadable(path: String, reason: String)
    /// The bytes are text in none of the known encodings.
    case undecodable(file: String, offset: Int, tried: String)
    /// The file holds nothing.
    case empty(file: String)
    /// The file is of a kind that is not read here (old spreadsheets, archives).
    case unsupported(file: String, kind: String, remedy: String)
    /// No row looks like a heading of this kind of list.
    case noKnownHeading(file: String, sheet: String?, headings: [String], near: [String], example: String?)
    /// `--map` names a column that the file does not have.
    case noColumn(file: String, column: String, near: [String])
    /// `--map` names a field that does not exist.
    case noField(name: String, near: [String])
    /// `--map` is not of the form A=field.
    case badMap(text: String)
    /// The file is damaged: not closed, truncated, or hostile.
    case damaged(file: String, fact: String, remedy: String)

    /// The exit status by sysexits: 64 usage, 65 data, 66 no input.
    package var status: Int32 {
        switch self {
        case .noField, .badMap: 64
        case .noInput, .unreadable: 66
        case .undecodable, .empty, .unsupported, .noKnownHeading, .noColumn, .damaged: 65
        }
    }

    /// Place, fact and remedy in Chinese.
    package var explanation: Explanation {
        switch self {
        case .noInput(let path, let near):
            Explanation(
                place: path, fact: "没有这个文件",
                remedy: near.isEmpty ? "检查路径和文件名" : "同一文件夹里相近的有：" + near.joined(separator: "、"))
        case .unreadable(let path, let reason):
            Explanation(place: path, fact: "无法读取（\(reason)）", remedy: "检查是否有读权限、是否被别的程序占用")
        case .undecodable(let file, let offset, let tried):
            Explanation(
                place: "文件“\(file)”", fact: "字节 \(offset) 处不是合法的 \(tried)，文件可能被截断或混用了编码",
                remedy: "在表格软件里另存为“CSV UTF-8”后再试")
        case .empty(let file):
            Explanation(place: "文件“\(file)”", fact: "文件是空的", remedy: "检查导出是否成功")
        case .unsupported(let file, let kind, let remedy):
            Explanation(place: "文件“\(file)”", fact: "这是\(kind)，不能直接读取", remedy: remedy)
        case .noKnownHeading(let file, let sheet, let headings, let near, let example):
            Explanation(
                place: "文件“\(file)”" + (sheet.map { "工作表“\($0)”" } ?? ""),
                fact: "没有认出任何表头；已见列：" + (headings.isEmpty ? "无" : headings.prefix(12).joined(separator: "、")),
                remedy: (near.isEmpty ? "" : "最接近的是 " + near.joined(separator: "、") + "；")
                    + "用 --map 列名=字段 指定，例如 --map \(example ?? "建设内容=content")")
        case .noColumn(let file, let column, let near):
            Explanation(
                place: "文件“\(file)”", fact: "没有列“\(column)”，它是 --map 指定的或这条命令必需的",
                remedy: near.isEmpty
                    ? "核对表头；列名可用 yinfeng leads inspect 查看"
                    : "最接近的列是 " + near.joined(separator: "、") + "；改表头或 --map 里的列名")
        case .noField(let name, let near):
            Explanation(
                fact: "没有名为“\(name)”的字段",
                remedy: near.isEmpty ? "字段名见 yinfeng template" : "相近的有：" + near.joined(separator: "、"))
        case .badMap(let text):
            Explanation(fact: "--map “\(text)”缺少等号", remedy: "写成 --map 列名=字段，例如 --map 建设内容=content")
        case .damaged(let file, let fact, let remedy):
            Explanation(place: "文件“\(file)”", fact: fact, remedy: remedy)
        }
    }
}
