import FoundationEssentials

/// Parses one JSON object into a row: the only place that knows the JSON library.
struct JSONRowParser {
    /// Why a text is no row, in Chinese.
    struct Fault: Error {
        let message: String
    }

    /// The deepest nesting that a row may have.
    static let maximumDepth = 32
    private let decoder = JSONDecoder()

    /// The row; throws `Fault`. O(length).
    func parse(_ bytes: [UInt8]) throws(Fault) -> JSONRow {
        guard JSONSlicer.depth(bytes) <= JSONRowParser.maximumDepth else {
            throw Fault(message: "JSON 嵌套超过\(JSONRowParser.maximumDepth)层；请改为一层的键和值")
        }
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        guard first == 0x7B else { throw Fault(message: "这一行不是 JSON 对象（应以 { 开头）；每行写一个对象") }
        do {
            return try decoder.decode(JSONRow.self, from: Data(bytes))
        } catch {
            throw Fault(message: "不是合法的 JSON；检查引号、逗号和括号是否成对")
        }
    }
}
