import YinfengModel

/// What is known of one project beside its words.
struct Context {
    /// The province's code, from the query or the only province that the text names; nil when unknown.
    let province: Int32?
    /// What is done to the site, from the query or the text.
    let construction: ConstructionKind?
    /// Whether the foreign lists apply.
    let isForeign: Bool
    /// The foreign share in per cent.
    let foreignShare: Rational?
    /// Industry codes.
    let industries: [IndustryCode]
    /// The day of the question.
    let day: CivilDate
}

/// What a segment says of a project.
struct Outcome {
    /// Questions that stay open; a hit has none.
    var questions: [String] = []
    /// Words and figures that decided.
    var evidence: [String] = []
    /// The part of the item.
    var quote: String
    /// The class, which a date may change.
    var policyClass: PolicyClass
    /// The only open question is the province: +1 inside a region, -1 outside; 0 otherwise.
    var regionSide = 0
    /// Exceptions that the text does not claim.
    var exceptions: [String] = []
    /// The foreign share that the segment allows; empty when it names none.
    var foreignLimit = ""
    /// How much of the item's words were found, for choosing the narrowest.
    var weight = 0

    var isHit: Bool { questions.isEmpty }
}
