import YinfengModel

/// Reads a cell as yes or no: 是, √, 有, 不涉及, ×.
package struct FlagReader: Sendable {
    private let folder: TextFolder
    private static let yes: Set<String> = [
        "是", "√", "✓", "✔", "☑", "有", "y", "yes", "true", "1", "对", "涉及", "属于", "位于", "已", "已办", "已取得", "需要", "含",
        "真", "t",
    ]
    private static let no: Set<String> = [
        "否", "×", "✗", "✘", "x", "无", "没有", "n", "no", "false", "0", "不", "不是", "不涉及", "未涉及", "不属于", "不位于", "未", "非",
        "不需要", "不含", "不占用", "未占用", "假", "f", "☒",
    ]

    /// A reader.
    package init(folder: TextFolder) { self.folder = folder }

    /// Reads a cell; words that are neither are invalid, an empty cell or 待定 is missing. O(length).
    package func read(_ raw: String) -> CellReading {
        let text = folder.folded(raw).filter { !$0.isWhitespace && $0 != "。" && $0 != "'" }
        if text.isEmpty { return .missing }
        if FlagReader.yes.contains(text) { return .value(.flag(true), []) }
        if FlagReader.no.contains(text) { return .value(.flag(false), []) }
        if QuantityWords.nothing.contains(text) { return .missing }
        // 是（见附件3）: the answer with a remark.
        let head = text.prefix { $0 != "(" && $0 != "," && $0 != "、" && $0 != ":" && $0 != ";" }
        if head.count < text.count {
            let note = [Doubt(kind: .note, message: "原文“\(raw)”")]
            if FlagReader.yes.contains(String(head)) { return .value(.flag(true), note) }
            if FlagReader.no.contains(String(head)) { return .value(.flag(false), note) }
        }
        return .invalid("“\(raw)”不是是或否；请填“是”或“否”，不清楚可填“待定”")
    }
}
