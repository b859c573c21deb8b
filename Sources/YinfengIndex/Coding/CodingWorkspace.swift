import YinfengText

/// The memory that coding reuses from text to text: one a worker, never shared between threads, never copied.
package struct CodingWorkspace: ~Copyable {
    var folded: [FoldedText] = []
    var fieldCount = 0
    var roles: [RoleMarker] = []
    var places = PlaceFeatures()
    var features = FeatureExtractor()
    var finder = TermFinder()
    var terms: [TermMatch] = []
    var typos = TypoFinder()
    var scores: [Float] = []
    var best = BestClasses()
    /// One more than the slot of each class, 0 for those without one.
    var columnOfClass: [UInt16] = []
    var order: [(score: Float, index: Int32)] = []
    /// The calibrated probabilities of `order`.
    var confidences: [Double] = []
    var contributions = Contributions()
    /// One over the length of the text's feature vector, in hundredths.
    var norm: Float = 0
    var shares = ActivityShares()
    var evidence = EvidenceBuilder()

    /// Empty memory; it grows to the largest text.
    package init() {}
}

/// A lexicon term found in the text.
struct TermMatch {
    var field: UInt16
    var start: Int32
    var end: Int32
    /// The term's number in the lexicon, or −1 − the number of a user's synonym.
    var term: Int32
    var weight: Float
    /// Whether the text has it with one character wrong.
    var isTypo = false
}
