/// Counts the text that a workbook's cells come to: a few long strings named by many cells expand as an archive does.
struct ExpansionLimit {
    private let file: String
    private var used = 0
    /// The most bytes, for one sheet's part as for all cells.
    static let most = 1 << 30

    /// Nothing used yet.
    init(file: String) { self.file = file }

    /// Counts some bytes; throws `TabularError.damaged` beyond the limit.
    mutating func add(_ bytes: Int) throws(TabularError) {
        used += bytes
        guard used <= ExpansionLimit.most else {
            throw .damaged(
                file: file, fact: "工作簿的文字展开后超过 \(ExpansionLimit.most >> 20) MB，不像正常的表格",
                remedy: "已停止读取；请向提供者索取原表，或改存“CSV UTF-8”")
        }
    }
}
