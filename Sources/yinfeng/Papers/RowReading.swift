import YinfengModel
import YinfengReport

/// Reading result rows where a paper is laid out: papers state what the rows state, never more.
extension ReportObject {
    /// The words at a path of keys joined by a dot; empty when there are none.
    func words(_ path: String) -> String { value(at: path.split(separator: ".").map(String.init)).flat }

    /// The objects of a list.
    func objects(_ path: String) -> [ReportObject] {
        guard case .list(let values) = value(at: path.split(separator: ".").map(String.init)) else { return [] }
        return values.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    /// The words of a list.
    func list(_ key: String) -> [String] {
        guard case .list(let values)? = self[key] else { return [] }
        return values.map(\.flat)
    }

    /// A number at a key, for lengths of bars only.
    func number(_ key: String) -> Double { self[key]?.spreadsheetNumber ?? 0 }

    /// The verdict at a key in Chinese; empty when there is none.
    func verdict(_ key: String) -> String { Verdict(rawValue: words(key))?.chinese ?? "" }

    /// Whether the row could not be used.
    var isReturned: Bool { self["error"] != nil }
}

extension PaperBlock {
    /// 退回行: rows that could not be used, with place and reason; nothing when all could.
    static func returned(_ rows: [ReportObject]) -> [PaperBlock] {
        let returned = rows.filter(\.isReturned)
        guard !returned.isEmpty else { return [] }
        return [
            .heading("退回行（\(returned.count)）"),
            .note("这些行没有参与计算；按原因改好后重新运行。"),
            .table(
                PaperTable(
                    columns: [.init("编号", share: 18), .init("退回原因")],
                    rows: returned.map { row in
                        [
                            .init(row.words("id")),
                            .init(PaperText.clipped(ReportColumn.returned.cell(row).flat), tone: .bad),
                        ]
                    })),
        ]
    }
}
