package import YinfengModel

/// A place of GB/T 2260.
package struct Region: Sendable, Equatable {
    /// The six-digit code.
    package let code: RegionCode
    /// The official name (西双版纳傣族自治州).
    package let name: String
    /// The short name (西双版纳).
    package let short: String
    /// Other short names.
    package let aliases: [String]
    /// Province, prefecture, county, or a prefecture code that only groups counties.
    package let level: RegionLevel

    /// A place.
    package init(code: RegionCode, name: String, short: String, aliases: [String] = [], level: RegionLevel) {
        self.code = code
        self.name = name
        self.short = short
        self.aliases = aliases
        self.level = level
    }
}

/// The level of a place; `rawValue` is the catalogue's word.
package enum RegionLevel: String, Sendable, CaseIterable {
    /// 省级.
    case province
    /// 地级.
    case prefecture
    /// A prefecture code that only groups counties (北京市辖区, 省直辖县).
    case prefectureGroup = "prefecture_group"
    /// 县级.
    case county
}
