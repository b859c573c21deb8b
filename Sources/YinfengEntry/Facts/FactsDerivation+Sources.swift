import YinfengModel

extension FactsDerivation {
    /// The fields that a quantity may be computed from, whatever is stated; itself left out. Beside a formula that
    /// reads a new field, that field belongs here.
    static func sources(of key: FieldKey, _ energy: EnergyFactors) -> [FieldKey] {
        switch key {
        case .investPerMu: [.fixedInvest, .totalInvest, .landArea]
        case .revenuePerMu: [.revenueYear, .landArea]
        case .taxPerMu: [.taxYear, .landArea]
        case .outputPerMu: [.outputYear, .landArea]
        case .far: [.floorAreaFAR, .floorArea, .floorAreaOver8, .landArea]
        case .buildingDensity: [.buildingFootprint, .landArea]
        case .coverage: [.buildingFootprint, .structureFootprint, .yardArea, .landArea, .buildingDensity]
        case .officeLandShare: [.officeLand, .landArea]
        case .greenRatio: [.greenArea, .landArea]
        case .totalInvestUSD: [.totalForeign, .totalInvest, .fxRate, .fxDate]
        case .energyTCE, .energyEquivalent, .co2: energy.fields(of: key)
        case .officeFloorShare: [.officeFloorArea, .floorArea]
        case .energyPerOutput: [.energyTCE, .outputYear]
        case .taxPerEnergy: [.taxYear, .energyTCE]
        case .co2PerOutput: [.co2, .outputYear]
        case .allText: ProjectFacts.textFields
        default: []
        }
    }
}
