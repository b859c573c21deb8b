package import YinfengCatalog
package import YinfengModel

/// Why an index cannot be used or built.
package enum IndexError: ExplainedError, Sendable, Equatable {
    /// There is no file.
    case notFound(path: String)
    /// The file cannot be opened or mapped.
    case unreadable(path: String)
    /// The bytes are not a whole index: cut off, changed or of another kind. The program rebuilds it.
    case damaged(fact: String)
    /// The index was made from other catalogues or by another library version. The program rebuilds it.
    case stale(fact: String)
    /// A catalogue cannot be read.
    case catalog(CatalogError)
    /// The catalogues lack something that coding needs.
    case incomplete(fact: String)
    /// A row of a user's synonym file cannot be used.
    case badSynonym(row: Int, fact: String)

    /// Whether building the index again cures it.
    package var isCuredByRebuild: Bool {
        switch self {
        case .notFound, .damaged, .stale: true
        case .unreadable, .catalog, .incomplete, .badSynonym: false
        }
    }

    /// Place, fact and remedy in Chinese.
    package var explanation: Explanation {
        switch self {
        case .notFound(let path): Explanation(place: path, fact: "没有索引文件", remedy: "将重新建立索引")
        case .unreadable(let path): Explanation(place: path, fact: "索引文件无法读取", remedy: "检查权限，或删除后重试")
        case .damaged(let fact): Explanation(fact: "索引文件已损坏（\(fact)）", remedy: "将重新建立索引")
        case .stale(let fact): Explanation(fact: "索引文件已过期（\(fact)）", remedy: "将重新建立索引")
        case .catalog(let error): error.explanation
        case .incomplete(let fact):
            Explanation(fact: "目录不足以建立行业索引：\(fact)", remedy: "运行 yinfeng catalog validate 检查目录")
        case .badSynonym(let row, let fact):
            Explanation(place: "同义词文件第\(row)行", fact: fact, remedy: "每行应为：词语,行业代码（如 电芯,3841）")
        }
    }
}
