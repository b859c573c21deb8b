package import YinfengModel

/// Why a catalogue cannot be used.
package enum CatalogError: ExplainedError, Sendable, Equatable {
    /// The folder does not exist or holds no edition.
    case noCatalogs(path: String)
    /// The edition is not in any of the folders.
    case noEdition(id: String, near: [String])
    /// No edition of the kind is in force on the day.
    case noneInForce(kind: String, day: CivilDate)
    /// The edition has no such table.
    case noTable(edition: String, file: String)
    /// The table has no such column.
    case missingColumn(path: String, column: String)
    /// The file cannot be read or parsed.
    case unreadable(path: String, fact: String, remedy: String)
    /// A cell does not hold what its column promises.
    case badCell(path: String, row: Int, column: String, value: String, fact: String)

    /// Place, fact and remedy in Chinese.
    package var explanation: Explanation {
        switch self {
        case .noCatalogs(let path):
            Explanation(place: path, fact: "没有找到目录数据（Catalogs）", remedy: "用 --catalogs 指定目录文件夹，或在仓库根目录运行")
        case .noEdition(let id, let near):
            Explanation(
                fact: "没有名为“\(id)”的目录版本",
                remedy: (near.isEmpty ? "" : "相近的有：" + near.prefix(5).joined(separator: "、") + "；")
                    + "用 yinfeng catalog list 查看全部")
        case .noneInForce(let kind, let day):
            Explanation(fact: "\(day.iso) 没有现行的“\(kind)”目录", remedy: "改用 --as-of 指定别的日期，或用 --catalogs 补充版本")
        case .noTable(let edition, let file):
            Explanation(place: edition, fact: "该版本没有表 \(file)", remedy: "检查 edition.json 的 tables")
        case .missingColumn(let path, let column):
            Explanation(place: path, fact: "缺少列“\(column)”", remedy: "补上该列，或检查列名的拼写")
        case .unreadable(let path, let fact, let remedy):
            Explanation(place: path, fact: fact, remedy: remedy)
        case .badCell(let path, let row, let column, let value, let fact):
            Explanation(
                place: "\(path) 第\(row)行“\(column)”列", fact: "“\(value)”\(fact)",
                remedy: "改正后运行 yinfeng catalog validate")
        }
    }
}
