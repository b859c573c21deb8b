package import YinfengModel

/// Why a matching profile cannot be used.
package enum ProfileError: ExplainedError, Sendable, Equatable {
    /// A line names a part or parameter that the program does not know.
    case unknownKey(place: String, key: String, near: [String])
    /// A part or parameter has no value.
    case missingKey(key: String)
    /// A value is no decimal of the allowed range with at most four places.
    case badValue(place: String, key: String, value: String)
    /// The weights do not sum to 100; the sum in ten-thousandths.
    case weightSum(Points)
    /// The user's file has no columns 项目 and 值.
    case badHeading(place: String)

    /// Place, fact and remedy in Chinese.
    package var explanation: Explanation {
        switch self {
        case .unknownKey(let place, let key, let near):
            Explanation(
                place: place, fact: "匹配参数中没有“\(key)”",
                remedy: near.isEmpty ? "可用的键见 Catalogs/profiles/matching-default" : "是否为：" + near.joined(separator: "、")
            )
        case .missingKey(let key):
            Explanation(place: "匹配参数", fact: "缺少“\(key)”", remedy: "对照 Catalogs/profiles/matching-default 补上")
        case .badValue(let place, let key, let value):
            Explanation(place: place, fact: "“\(key)”的值“\(value)”不可用", remedy: "权重应为0至100、系数应为0至1、个数和倍数应大于0，至多四位小数")
        case .weightSum(let sum):
            Explanation(
                place: "匹配参数", fact: "各部分权重之和为\(sum.rational.decimal(digits: 4))，应为100", remedy: "调整权重，使合计恰为100")
        case .badHeading(let place):
            Explanation(place: place, fact: "找不到“项目”“值”两列", remedy: "第一行写“项目,值”，其下每行一个权重或参数，如“产业契合,30”")
        }
    }
}
