import YinfengModel

/// The parameters that every pair needs, as plain numbers.
struct MatchNumbers: Sendable {
    let functionUnknown: Int
    let transfer: Int
    let chainNone: Int
    let chainUnknown: Int
    let intensityUnknown: Int
    let tierUnknown: Int
    let energyUnknown: Int
    let entryUnassessed: Int
    let entryRefuse: Int
    let entryNeedsEvidence: Int
    let entryReview: Int
    let entryAdmit: Int
    let entryMarginCap: Int
    let entryMarginStep: Int

    init(_ parameters: MatchParameters) {
        functionUnknown = parameters[.functionUnknown]
        transfer = parameters[.regionTransfer]
        chainNone = parameters[.chainNone]
        chainUnknown = parameters[.chainUnknown]
        intensityUnknown = parameters[.intensityUnknown]
        tierUnknown = parameters[.tierUnknown]
        energyUnknown = parameters[.energyUnknown]
        entryUnassessed = parameters[.entryUnassessed]
        entryRefuse = parameters[.entryRefuse]
        entryNeedsEvidence = parameters[.entryNeedsEvidence]
        entryReview = parameters[.entryReview]
        entryAdmit = parameters[.entryAdmit]
        entryMarginCap = parameters[.entryMarginCap]
        entryMarginStep = parameters[.entryMarginStep]
    }

    /// A share cut to 0…1, rounded down, in ten-thousandths.
    static func tenThousandths(_ share: Rational) -> Int {
        if share <= .zero { return 0 }
        if share >= .one { return 10_000 }
        guard let scaled = try? share.multiplied(by: Rational(10_000)) else { return 0 }
        return Int(scaled.numerator / scaled.denominator)
    }
}
