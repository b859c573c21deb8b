package import YinfengModel

/// Accuracy of the coder on labelled texts: by level, section and confidence, coverage against accuracy, confusions.
package struct CodingEvaluation: Sendable {
    /// Right answers among answers.
    package struct Share: Sendable, Equatable {
        /// The number that can be judged.
        package var count = 0
        /// Right in the first place.
        package var first = 0
        /// Right among the first five distinct codes of the level.
        package var five = 0

        /// The share right in the first place; 0 of nothing.
        package var firstShare: Double { count == 0 ? 0 : Double(first) / Double(count) }
        /// The share right among the first five.
        package var fiveShare: Double { count == 0 ? 0 : Double(five) / Double(count) }
    }

    /// One band of confidence.
    package struct Band: Sendable, Equatable {
        /// Lower end of the band, 0, 0.1 … 0.9.
        package let from: Double
        /// The number of texts whose first candidate fell into it.
        package var count = 0
        /// How many of them were right at the fine level of their label.
        package var right = 0
        /// The sum of the stated confidences.
        package var stated = 0.0
    }

    /// Accuracy when only the surest texts are coded by the machine.
    package struct Coverage: Sendable, Equatable {
        /// The share of the texts that is coded.
        package let coverage: Double
        /// The share of those that is right.
        package let accuracy: Double
        /// The least confidence among them.
        package let threshold: Double
    }

    /// A text that was coded wrongly, or another code that was given for one.
    package struct Confusion: Sendable, Equatable {
        /// The row's id.
        package let id: String
        /// The accepted codes.
        package let accepted: [IndustryCode]
        /// The first candidate; nil when the coder had none.
        package let given: IndustryCode?
        /// The stated confidence.
        package let confidence: Double
        /// The rank at which an accepted code came, from 1; nil beyond the first ten.
        package let rank: Int?
    }

    /// By level: division, group, class.
    package private(set) var levels: [IndustryLevel: Share] = [:]
    /// By the section of the first accepted code, at the label's own level.
    package private(set) var sections: [IndustryCode: Share] = [:]
    /// Ten bands.
    package private(set) var bands: [Band] = (0..<10).map { Band(from: Double($0) / 10) }
    /// Every wrong first answer, in the order of the cases.
    package private(set) var confusions: [Confusion] = []
    /// Texts on which the coder abstained, and how many of them would have been right.
    package private(set) var abstained = Share()
    /// The number of cases.
    package private(set) var count = 0
    private var outcomes: [(confidence: Double, right: Bool)] = []

    /// Codes all cases and counts. O(cases).
    package init(
        cases: [GoldCase], coder: IndustryCoder, classification: IndustryClassification,
        workspace: inout CodingWorkspace
    ) {
        for item in cases {
            let result = coder.code(fields: item.fields, workspace: &workspace, top: 60)
            add(item, result, classification)
        }
    }

    private mutating func add(_ item: GoldCase, _ result: CodingResult, _ classification: IndustryClassification) {
        count += 1
        let codes = result.candidates.map(\.code)
        for level in [IndustryLevel.division, .group, .class] {
            guard let share = CodingEvaluation.judge(item.accepted, codes, level) else { continue }
            levels[level, default: Share()].add(share)
        }
        let right = codes.first.map { first in item.accepted.contains { classification.covers($0, first) } } ?? false
        let place = codes.prefix(10).firstIndex { code in item.accepted.contains { classification.covers($0, code) } }
        if let section = item.accepted.first.flatMap({ classification.section(of: $0) }) {
            sections[section, default: Share()].add(
                Share(count: 1, first: right ? 1 : 0, five: (place ?? 9) < 5 ? 1 : 0))
        }
        let confidence = result.candidates.first?.confidence ?? 0
        outcomes.append((confidence, right))
        let band = min(9, max(0, Int(confidence * 10)))
        bands[band].count += 1
        bands[band].right += right ? 1 : 0
        bands[band].stated += confidence
        if result.abstain { abstained.add(Share(count: 1, first: right ? 1 : 0, five: (place ?? 9) < 5 ? 1 : 0)) }
        if !right {
            confusions.append(
                Confusion(
                    id: item.id, accepted: item.accepted, given: codes.first, confidence: confidence,
                    rank: place.map { $0 + 1 }))
        }
    }

    /// Whether accepted codes come first, or among five distinct ones, at a level; nil when no label is so fine.
    static func judge(_ accepted: [IndustryCode], _ ranked: [IndustryCode], _ level: IndustryLevel) -> Share? {
        let wanted = accepted.filter { $0.level >= level }.map { $0.prefix(level.rawValue) }
        guard !wanted.isEmpty else { return nil }
        var distinct: [IndustryCode] = []
        for code in ranked.lazy.map({ $0.prefix(level.rawValue) }) where !distinct.contains(code) {
            distinct.append(code)
            if distinct.count == 5 { break }
        }
        return Share(
            count: 1, first: distinct.first.map { wanted.contains($0) } ?? false ? 1 : 0,
            five: distinct.contains { wanted.contains($0) } ? 1 : 0)
    }

    /// Accuracy at each tenth of coverage, the surest texts first.
    package var coverage: [Coverage] {
        // Equal confidences in the order of the cases, so that the curve is the same every time.
        let sorted = outcomes.enumerated().sorted {
            $0.element.confidence != $1.element.confidence
                ? $0.element.confidence > $1.element.confidence : $0.offset < $1.offset
        }.map(\.element)
        guard !sorted.isEmpty else { return [] }
        return (1...10).map { tenth in
            let size = max(1, sorted.count * tenth / 10)
            let right = sorted.prefix(size).count { $0.right }
            return Coverage(
                coverage: Double(tenth) / 10, accuracy: Double(right) / Double(size),
                threshold: sorted[size - 1].confidence)
        }
    }
}

extension CodingEvaluation.Share {
    fileprivate mutating func add(_ other: CodingEvaluation.Share) {
        count += other.count
        first += other.first
        five += other.five
    }
}
