/// The key of a lead's field (`total_invest`, `land_area`, …), one of the field catalogue's keys.
package struct FieldKey: Sendable, Hashable, Comparable, RawRepresentable, ExpressibleByStringLiteral {
    /// The key as written in the contracts.
    package let rawValue: String
    /// A digest of the text, made once: a row looks keys up a hundred times, and hashing a text costs more than the rest
    /// of a look-up.
    package let digest: UInt64

    /// A key by its text.
    package init(rawValue: String) {
        self.rawValue = rawValue
        // FNV-1a.
        digest = rawValue.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
    /// A key by its text.
    package init(stringLiteral value: String) { self.init(rawValue: value) }

    package static func == (left: FieldKey, right: FieldKey) -> Bool {
        left.digest == right.digest && left.rawValue == right.rawValue
    }
    package static func < (left: FieldKey, right: FieldKey) -> Bool { left.rawValue < right.rawValue }
    package func hash(into hasher: inout Hasher) { hasher.combine(digest) }

    /// 项目编号, the identity of a row.
    package static let projectID: FieldKey = "project_id"
    /// 项目名称.
    package static let projectName: FieldKey = "project_name"
    /// 投资方名称.
    package static let investorName: FieldKey = "investor_name"
    /// 项目内容, the text that is coded first.
    package static let content: FieldKey = "content"
    /// 主要产品.
    package static let products: FieldKey = "products"
    /// 工艺流程.
    package static let process: FieldKey = "process"
    /// 行业代码 stated by the filler.
    package static let industryCode: FieldKey = "industry_code"
    /// 所属行业 in words.
    package static let industryText: FieldKey = "industry_text"
    /// 总投资.
    package static let totalInvest: FieldKey = "total_invest"
    /// 固定资产投资.
    package static let fixedInvest: FieldKey = "fixed_invest"
    /// 用地面积.
    package static let landArea: FieldKey = "land_area"
    /// 投资强度, stated or derived.
    package static let investPerMu: FieldKey = "invest_per_mu"
    /// 达产年产值.
    package static let outputYear: FieldKey = "output_year"
    /// 年综合能耗(当量值).
    package static let energyTCE: FieldKey = "energy_tce"
    /// 年用电量.
    package static let powerKWh: FieldKey = "power_kwh"
    /// 拟选址.
    package static let siteWishes: FieldKey = "site_wishes"
    /// 所属园区.
    package static let park: FieldKey = "park"
}
