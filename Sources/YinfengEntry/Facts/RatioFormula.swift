import YinfengModel

/// A quantity that is a sum of fields over one field, times a factor: what a remedy solves for one field.
struct RatioFormula {
    /// The fields above the line.
    let numerators: [FieldKey]
    /// The field below the line.
    let denominator: FieldKey
    /// The factor that turns the quotient into the quantity's unit.
    let factor: Rational
    /// Whether a person can sensibly change the field below the line to meet a floor.
    let shrinksDenominator: Bool

    /// The formula of a quantity, or nil when it is only ever stated. Square metres over 亩: 1 亩 = 2000/3 m².
    init?(_ key: FieldKey, definition: String) {
        switch key {
        case .investPerMu where definition == "total": self.init([.totalInvest], .landArea, .one)
        case .investPerMu: self.init([.fixedInvest], .landArea, .one)
        case .revenuePerMu: self.init([.revenueYear], .landArea, .one)
        case .taxPerMu: self.init([.taxYear], .landArea, .one)
        case .outputPerMu: self.init([.outputYear], .landArea, .one)
        case .far: self.init([.floorArea, .floorAreaOver8], .landArea, Rational(3, 2000))
        case .buildingDensity: self.init([.buildingFootprint], .landArea, Rational(3, 20))
        case .coverage: self.init([.buildingFootprint, .structureFootprint, .yardArea], .landArea, Rational(3, 20))
        case .officeLandShare: self.init([.officeLand], .landArea, Rational(3, 20))
        case .greenRatio: self.init([.greenArea], .landArea, Rational(3, 20))
        case .officeFloorShare: self.init([.officeFloorArea], .floorArea, Rational(100))
        case .energyPerOutput: self.init([.energyTCE], .outputYear, .one)
        default: return nil
        }
    }

    private init?(_ numerators: [FieldKey], _ denominator: FieldKey, _ factor: Rational?) {
        guard let factor else { return nil }
        self.numerators = numerators
        self.denominator = denominator
        self.factor = factor
        shrinksDenominator = denominator == .landArea
    }
}
