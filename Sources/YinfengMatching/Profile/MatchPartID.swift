/// The parts of a score; `rawValue` is the id that a profile and the output use.
package enum MatchPartID: String, Sendable, CaseIterable {
    /// 产业契合.
    case industry
    /// 区域与转移导向.
    case region
    /// 准入.
    case entry
    /// 补链.
    case chain
    /// 园区能级.
    case level
    /// 园区功能.
    case function
    /// 产业政策.
    case policy
    /// 投资强度对标.
    case intensity
    /// 园区分档.
    case tier
    /// 要素保障.
    case energy
}
