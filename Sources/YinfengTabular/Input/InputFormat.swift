/// The kinds of files that rows are read from.
package enum InputFormat: String, Sendable, CaseIterable {
    /// Comma-separated, or semicolons where the file has no commas.
    case csv
    /// Tab-separated.
    case tsv
    /// One JSON object a line.
    case ndjson
    /// A JSON array of objects.
    case json
    /// A spreadsheet.
    case xlsx
    /// A spreadsheet of Excel 97 to 2003.
    case xls
    /// Plain text, one line a row.
    case text

    /// A page or an XML sheet under a spreadsheet's name, as office systems hand them out; nil for anything else.
    private static func markup(_ head: [UInt8]) -> String? {
        // UTF-16 puts zeros between the letters; they say nothing here.
        let text = String(decoding: head.prefix(512).filter { $0 != 0 }, as: UTF8.self).lowercased()
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
        guard start.first == "<" else { return nil }
        if start.hasPrefix("<?xml"), start.contains("office:spreadsheet") || start.contains("mso-application") {
            return "“XML 电子表格 2003”"
        }
        let pages = ["<html", "<!doctype", "<table", "<head", "<meta", "<style", "<body", "<?xml", "<div"]
        return pages.contains { start.hasPrefix($0) } ? "网页（HTML）改名的表格" : nil
    }

    /// What the first bytes and the name say. `head` should hold some hundred bytes.
    init(name: String, head: [UInt8]) throws(TabularError) {
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .xlsx
            return
        }
        if head.starts(with: CompoundFile.signature.prefix(4)) {
            self = .xls
            return
        }
        if head.starts(with: [0x1F, 0x8B]) || head.starts(with: Array("Rar!".utf8)) || head.starts(with: [0x37, 0x7A]) {
            throw .unsupported(file: name, kind: "压缩文件", remedy: "先解压再试")
        }
        if head.starts(with: Array("%PDF".utf8)) {
            throw .unsupported(file: name, kind: "PDF 文件", remedy: "请提供表格原件（.xlsx 或 .csv）")
        }
        if let kind = InputFormat.markup(head) {
            throw .unsupported(
                file: name, kind: kind, remedy: "用表格软件打开后另存为 .xlsx 或“CSV UTF-8”再试；改扩展名不能改变文件的格式")
        }
        let lower = name.lowercased()
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = head.dropFirst(start).first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        switch first {
        case 0x7B: self = .ndjson
        case 0x5B where !lower.hasSuffix(".csv") && !lower.hasSuffix(".tsv"): self = .json
        default:
            if lower.hasSuffix(".tsv") || lower.hasSuffix(".tab") {
                self = .tsv
            } else if lower.hasSuffix(".ndjson") || lower.hasSuffix(".jsonl") || lower.hasSuffix(".json") {
                self = lower.hasSuffix(".json") ? .json : .ndjson
            } else if lower.hasSuffix(".txt") {
                self = .text
            } else {
                self = .csv
            }
        }
    }
}
