/// The answer of industry coding for one text: candidates best first, activities, or an honest abstention.
package struct CodingResult: Sendable {
    /// Candidates, best first, ties by code.
    package let candidates: [IndustryCandidate]
    /// The main activity and up to three side activities with their shares (sum ≤ 1).
    package let activities: [Activity]
    /// Whether no class stands out.
    package let abstain: Bool
    /// Why, in Chinese: what decided, or what is uncertain (`三个类别相差不到5%`).
    package let because: String

    /// A class with its share of the text.
    package struct Activity: Sendable, Equatable {
        /// The class.
        package let code: IndustryCode
        /// Its share, 0…1.
        package let share: Double

        /// An activity.
        package init(code: IndustryCode, share: Double) {
            self.code = code
            self.share = share
        }
    }

    /// A result.
    package init(candidates: [IndustryCandidate], activities: [Activity], abstain: Bool, because: String) {
        self.candidates = candidates
        self.activities = activities
        self.abstain = abstain
        self.because = because
    }
}

/// One candidate class with the evidence that its score is the sum of.
package struct IndustryCandidate: Sendable {
    /// The code (a class unless the text supports only a higher level).
    package let code: IndustryCode
    /// Its official name.
    package let name: String
    /// The sum of the evidence weights.
    package let score: Double
    /// The calibrated chance that the code is right, 0…1.
    package let confidence: Double
    /// What the score rests on, heaviest first.
    package let evidence: [TextEvidence]

    /// A candidate.
    package init(code: IndustryCode, name: String, score: Double, confidence: Double, evidence: [TextEvidence]) {
        self.code = code
        self.name = name
        self.score = score
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// A piece of the original text that speaks for (or against) a candidate.
package struct TextEvidence: Sendable, Equatable {
    /// The catalogue term that matched.
    package let term: String
    /// Start in the field's original text, in Unicode scalars.
    package let start: Int
    /// End (exclusive), in Unicode scalars.
    package let end: Int
    /// The field that the text came from (`content`, `products`, …).
    package let field: FieldKey
    /// Where the term stands: edition and kind (`gbt4754-2017 说明`).
    package let source: String
    /// Its part of the score.
    package let weight: Double

    /// A piece of evidence.
    package init(term: String, start: Int, end: Int, field: FieldKey, source: String, weight: Double) {
        self.term = term
        self.start = start
        self.end = end
        self.field = field
        self.source = source
        self.weight = weight
    }
}
