/// 园区 / 开发区: a zone that leads are matched with.
package struct Park: Sendable, Equatable {
    /// The GB/T 37028 code, or the catalogue's own stable code (`YN-0001`).
    package let code: String
    /// The official name.
    package let name: String
    /// Other names, old and new.
    package let aliases: [String]
    /// The province's name.
    package let provinceName: String
    /// The prefecture, when known.
    package let prefecture: RegionCode?
    /// The county or place, when known.
    package let region: RegionCode?
    /// 国家级 or 省级.
    package let level: String
    /// 经济技术开发区, 高新技术产业开发区, 综合保税区, …
    package let type: String
    /// What the type is for (制造业;外资外贸), as listed.
    package let functions: [String]
    /// Industries, in order of naming; empty = unknown (画像不全), never «none».
    package var industries: [ParkIndustry]
    /// 规模以上工业总产值 in 亿元, when known: the tier follows from it.
    package var outputYi: Rational?
    /// Land left, in 亩, when known.
    package var landLeftMu: Rational?
    /// Other stated capacities by the parks table's heading (`绿电直连`, `标准厂房` …), as written.
    package var capacities: [String: String]
    /// Stated amounts that projects draw on, beside land.
    package var limits: [ParkLimit]
    /// A remark of the catalogue on this zone.
    package let note: String

    /// A zone.
    package init(
        code: String, name: String, aliases: [String] = [], provinceName: String = "", prefecture: RegionCode? = nil,
        region: RegionCode? = nil, level: String = "", type: String = "", functions: [String] = [],
        industries: [ParkIndustry] = [], outputYi: Rational? = nil, landLeftMu: Rational? = nil,
        capacities: [String: String] = [:], limits: [ParkLimit] = [], note: String = ""
    ) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.provinceName = provinceName
        self.prefecture = prefecture
        self.region = region
        self.level = level
        self.type = type
        self.functions = functions
        self.industries = industries
        self.outputYi = outputYi
        self.landLeftMu = landLeftMu
        self.capacities = capacities
        self.limits = limits
        self.note = note
    }

    /// The most exact place known: county, else prefecture, else nil.
    package var place: RegionCode? { region ?? prefecture }
    /// The limit on one field of a lead, or nil where it is unknown. O(limits).
    package func limit(on field: FieldKey) -> ParkLimit? { limits.first { $0.fields == [field] } }
    /// Whether no usable industry is known: 画像不全.
    package var isProfileIncomplete: Bool { !industries.contains { !$0.codes.isEmpty } }
}

/// An amount that a zone is stated to have left of something that projects use up.
package struct ParkLimit: Sendable, Equatable {
    /// What it is, as the table's heading has it (能耗指标).
    package let name: String
    /// The fields of a lead that draw on it, summed; `project_id` counts the leads themselves.
    package let fields: [FieldKey]
    /// What is left, in the fields' canonical unit.
    package let amount: Rational
    /// That unit, printed.
    package let unit: String

    /// A limit.
    package init(name: String, fields: [FieldKey], amount: Rational, unit: String) {
        self.name = name
        self.fields = fields
        self.amount = amount
        self.unit = unit
    }
}

/// An industry that a text names for a zone.
package struct ParkIndustry: Sendable, Equatable {
    /// The name as the text has it.
    package let name: String
    /// Codes that it covers with all below; empty = too wide to match (加工贸易).
    package let codes: [IndustryCode]
    /// 首位, 潜力 or just listed.
    package let role: IndustryRole
    /// Order of naming, from 1.
    package let rank: Int
    /// Whether the row was read in a government text; false is shown as 推定.
    package let isVerified: Bool
    /// Where it was read.
    package let source: String

    /// An industry of a zone.
    package init(name: String, codes: [IndustryCode], role: IndustryRole, rank: Int, isVerified: Bool, source: String) {
        self.name = name
        self.codes = codes
        self.role = role
        self.rank = rank
        self.isVerified = isVerified
        self.source = source
    }
}

/// The role of an industry in a zone.
package enum IndustryRole: String, Sendable, CaseIterable {
    /// 首位产业.
    case lead
    /// 潜力产业.
    case potential
    /// 主导产业 as listed, no rank said.
    case listed

    /// 首位产业, 潜力产业, 主导产业; unverified ones carry （推定）.
    package func chinese(isVerified: Bool) -> String {
        let word =
            switch self {
            case .lead: "首位产业"
            case .potential: "潜力产业"
            case .listed: "主导产业"
            }
        return isVerified ? word : word + "（推定）"
    }
}

/// Lead industries that a text names for a region, a cluster or a town: used for the region part, never ranked.
package struct RegionGuidance: Sendable, Equatable {
    /// The name of the area (滇中产业聚集区·安宁组团).
    package let name: String
    /// 州市, 组团, 城镇群, 产业区, …
    package let kind: String
    /// Places it covers.
    package let regions: [RegionCode]
    /// Towns below the county that the text names.
    package let towns: [String]
    /// The industry as the text has it.
    package let industryName: String
    /// Codes that it covers.
    package let codes: [IndustryCode]
    /// Order of naming, from 1.
    package let order: Int
    /// Document and clause.
    package let citation: Citation

    /// A line of guidance.
    package init(
        name: String, kind: String, regions: [RegionCode], towns: [String], industryName: String,
        codes: [IndustryCode], order: Int, citation: Citation
    ) {
        self.name = name
        self.kind = kind
        self.regions = regions
        self.towns = towns
        self.industryName = industryName
        self.codes = codes
        self.order = order
        self.citation = citation
    }
}
