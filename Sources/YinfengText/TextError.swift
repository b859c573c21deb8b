package import YinfengModel

/// What can go wrong in the text room: only the library underneath, never the text itself.
package enum TextError: ExplainedError, Sendable, Equatable {
    /// ICU could not give the named service (its data is missing or of another version).
    case unavailable(service: String)
    /// The named character set is not one that ICU can read.
    case unknownEncoding(name: String)

    /// Place, fact and remedy in Chinese.
    package var explanation: Explanation {
        switch self {
        case .unavailable(let service):
            Explanation(fact: "文字处理库 ICU 的“\(service)”不可用", remedy: "重新安装 libicu，或运行 yinfeng doctor 查看版本")
        case .unknownEncoding(let name):
            Explanation(fact: "不认识的字符编码“\(name)”", remedy: "另存为 UTF-8 或 GB18030 后再试")
        }
    }
}
