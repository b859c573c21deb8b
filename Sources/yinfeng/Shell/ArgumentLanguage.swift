import Foundation

/// The argument parser speaks English; what a clerk sees is Chinese.
enum ArgumentLanguage {
    private static let headings: [(String, String)] = [
        ("OVERVIEW: ", "说明："),
        ("USAGE: ", "用法："),
        ("ARGUMENTS:", "参数："),
        ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "命令："),
        ("Show the version.", "显示版本。"),
        ("Show help information.", "显示帮助。"),
        ("Show subcommand help information.", "显示某个命令的帮助。"),
        ("(default: ", "（默认："),
        ("; default: ", "；默认："),
        ("(values: ", "（可用："),
        ("Error: ", "错误："),
        ("Usage: ", "用法："),
        ("Help:  ", "帮助："),
        ("Missing expected argument ", "缺少参数 "),
        ("Missing one of: ", "缺少以下之一："),
        ("Unknown option ", "没有这个选项："),
        ("Unexpected argument ", "多余的参数："),
        ("Missing value for ", "缺少取值："),
        (" unexpected arguments: ", " 个多余的参数："),
        (". Did you mean ", "；是不是 "),
        ("The value ", "取值 "),
        (" is invalid for ", " 不适用于 "),
        (" See '", " 可运行 '"),
        ("for more information.", "查看说明。"),
        ("' for detailed help.", "' 查看详细帮助。"),
        ("Please provide one of ", "请用下列之一："),
    ]

    /// The message with the parser's own words in Chinese.
    static func chinese(_ message: String) -> String {
        var result = message
        for (english, chinese) in headings { result = result.replacing(english, with: chinese) }
        return choices(result)
    }

    /// The list of values behind 请用下列之一, with Chinese signs: `'a'、'b'、'c'`.
    private static func choices(_ message: String) -> String {
        let mark = "请用下列之一："
        guard let start = message.range(of: mark) else { return message }
        let line = message[start.upperBound...].prefix { !$0.isNewline }
        return message[..<start.lowerBound].replacing("'. ", with: "'；") + mark
            + line.replacing(" or ", with: "、").replacing(", ", with: "、").replacing(".", with: "")
            + message[line.endIndex...]
    }
}
