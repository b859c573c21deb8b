import YinfengCatalog
import YinfengReport

/// 跨州市协作草案: the lines that `firsttalk transfer --shares` takes, shares open because they must be agreed.
struct CooperationDraft: Sendable {
    /// One thing that may be shared.
    struct Line: Sendable {
        let item: String
        let base: String
        let count: String
        let note: String
        let source: String
    }

    /// The lines, in the catalogue's order.
    let lines: [Line]

    /// Reads table `cooperation-draft.csv`; throws `CatalogError`.
    init(from store: CatalogStore) throws {
        let table = try store.table("matching-default", "cooperation-draft.csv")
        let columns = try ["item", "base", "count", "note", "document"].map { try table.column($0) }
        lines = (0..<table.count).map { row in
            let cells = columns.map { table[row, $0] }
            return Line(item: cells[0], base: cells[1], count: cells[2], note: cells[3], source: cells[4])
        }
    }

    /// The draft for handing a lead on to another place.
    func object(to code: String, place: String, because: String) -> ReportObject {
        [
            "to": .text(code), "to_name": .text(place), "because": .text(because),
            "shares": .list(
                lines.map { line in
                    .object([
                        "item": .text(line.item), "base": .text(line.base), "attract": "", "host": "", "third": "",
                        "years": "", "from": "", "until": "", "count": .text(line.count), "note": .text(line.note),
                        "source": .text(line.source),
                    ])
                }),
            "command": .text(
                "yinfeng firsttalk transfer 备案编号 --register 登记簿 --as 本机构 --clerk 经办人 --to \(code) --shares 分享.csv"),
            "open": "分享比例、年限须由双方协商填写（单计项合计100）；接收方 confirm 后生效",
        ]
    }
}
