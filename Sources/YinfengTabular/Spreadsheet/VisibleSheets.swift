/// What a workbook says of a sheet before its rows are read.
protocol WorkbookSheet {
    var name: String { get }
    var isHidden: Bool { get }
}

/// The sheets of a workbook that are read, one after another: those that are shown, or all where none is.
struct VisibleSheets<Sheet: WorkbookSheet> {
    private let sheets: [Sheet]
    private let count: Int
    private var position = 0

    /// The sheets of a workbook, at least one.
    init(_ all: [Sheet]) {
        let shown = all.filter { !$0.isHidden }
        sheets = shown.isEmpty ? all : shown
        count = all.count
    }

    /// The sheet at hand.
    var current: Sheet { sheets[position] }

    /// Goes to the next sheet; false when there is none.
    mutating func advance() -> Bool {
        guard position + 1 < sheets.count else { return false }
        position += 1
        return true
    }

    /// `工作表 3 张（隐藏的 1 张未读取）`.
    var storage: String {
        let hidden = count - sheets.count
        return "工作表 \(count) 张" + (hidden > 0 ? "（隐藏的 \(hidden) 张未读取）" : "")
    }
}
