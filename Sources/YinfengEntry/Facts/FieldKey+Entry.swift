import YinfengModel

extension FieldKey {
    // The fields and derived quantities whose formulas this room knows.
    static let revenuePerMu: FieldKey = "revenue_per_mu"
    static let taxPerMu: FieldKey = "tax_per_mu"
    static let outputPerMu: FieldKey = "output_per_mu"
    static let far: FieldKey = "far"
    static let buildingDensity: FieldKey = "building_density"
    static let coverage: FieldKey = "coverage"
    static let officeLandShare: FieldKey = "office_land_share"
    static let officeFloorShare: FieldKey = "office_floor_share"
    static let greenRatio: FieldKey = "green_ratio"
    static let energyPerOutput: FieldKey = "energy_per_output"
    static let taxPerEnergy: FieldKey = "tax_per_energy"
    static let co2PerOutput: FieldKey = "co2_per_output"
    static let floorArea: FieldKey = "floor_area"
    static let floorAreaFAR: FieldKey = "floor_area_far"
    static let floorAreaOver8: FieldKey = "floor_area_over8"
    static let buildingFootprint: FieldKey = "building_footprint"
    static let structureFootprint: FieldKey = "structure_footprint"
    static let yardArea: FieldKey = "yard_area"
    static let officeLand: FieldKey = "office_land"
    static let officeFloorArea: FieldKey = "office_floor_area"
    static let greenArea: FieldKey = "green_area"
    static let revenueYear: FieldKey = "revenue_year"
    static let taxYear: FieldKey = "tax_year"
    /// 年综合能耗(等价值): electricity at what it takes to make it. Its factor is published year by year.
    static let energyEquivalent: FieldKey = "energy_tce_equiv"
    static let co2: FieldKey = "co2"
    static let fxRate: FieldKey = "fx_rate"
    static let fxDate: FieldKey = "fx_date"
    static let totalForeign: FieldKey = "total_foreign"
    static let totalInvestUSD: FieldKey = "total_invest_usd"
    static let landGrade: FieldKey = "land_grade"
    static let constructionKind: FieldKey = "construction_kind"
    /// The project's first-talk filing: answered by the register, not by a cell.
    static let firstTalk: FieldKey = "first_talk"
    /// All words that say what the project is.
    static let allText: FieldKey = "text"
}
