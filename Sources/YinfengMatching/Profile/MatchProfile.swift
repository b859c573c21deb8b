package import YinfengModel

/// What a bureau may change about a ranking: the weight of each part and the numbers inside them.
///
/// Weights sum to exactly 100; a score is the exact sum of value × weight, each rounded half up to ten-thousandths.
package struct MatchProfile: Sendable, Equatable {
    /// A part's weight.
    package struct Weight: Sendable, Equatable {
        /// The part.
        package let part: MatchPartID
        /// The part's name for people.
        package let name: String
        /// Points at value 1, in ten-thousandths.
        package let weight: Points
    }

    /// A lead industry of the park function table: how well a code suits a function.
    package struct FunctionFit: Sendable, Equatable {
        /// The function (制造业, 保税 …).
        package let function: String
        /// The code that it is for, section letters too; nil for all others.
        package let code: IndustryCode?
        /// 0…1 in ten-thousandths.
        package let value: Int
    }

    /// How much a level and type of zone draws; `*` stands for any.
    package struct LevelFit: Sendable, Equatable {
        /// 国家级, 省级 or `*`.
        package let level: String
        /// The type or `*`.
        package let type: String
        /// 0…1 in ten-thousandths.
        package let value: Int
    }

    /// What a tier of zone by gross output asks for.
    package struct Tier: Sendable, Equatable {
        /// What a text asks of a tier.
        package enum Asks: String, Sendable {
            /// 延链补链强链: anything on the zone's chains.
            case extend
            /// 精深加工: middle and lower links.
            case deepen
            /// 特色化: the zone's first industry.
            case specialise
        }
        /// The tier's name.
        package let name: String
        /// The least output in 亿元, nil for none.
        package let from: Rational?
        /// The output in 亿元 that is no longer in the tier, nil for none.
        package let below: Rational?
        /// What is asked.
        package let asks: Asks
        /// Where the tiers are in force; nil for everywhere.
        package let region: RegionCode?
        /// Document and clause.
        package let source: String
    }

    /// How much a kind of guidance counts.
    package struct GuidanceKind: Sendable, Equatable {
        /// The kind (组团, 2+3+N …).
        package let kind: String
        /// 0…1 in ten-thousandths.
        package let factor: Int
        /// Whether zones of this kind are meant to take industries from elsewhere.
        package let isTransfer: Bool
    }

    /// A word around the place of a project in running text.
    package struct SiteWord: Sendable, Equatable {
        /// What the word shows.
        package enum Kind: String, Sendable {
            /// A place after it is the site (选址).
            case place
            /// A place after it is the site when a word of building follows (在 … 建设).
            case placeIfBuilding = "place-if-building"
            /// A word of building.
            case build
        }
        /// The word.
        package let word: String
        /// What it shows.
        package let kind: Kind
    }

    /// The parts in the order of the explanation.
    package private(set) var weights: [Weight]
    /// The numbers.
    package private(set) var parameters: MatchParameters
    /// The park function table.
    package let functions: [FunctionFit]
    /// The level table, most exact first.
    package let levels: [LevelFit]
    /// The tiers.
    package let tiers: [Tier]
    /// The kinds of guidance.
    package let guidanceKinds: [GuidanceKind]
    /// Policy lists that count only in some provinces.
    package let policyRegions: [String: [RegionCode]]
    /// Words that tell a place to build in from a place that a text merely names.
    package let siteWords: [SiteWord]
    /// Words that tell the level of a firm's technology.
    package let technologyWords: [TechnologyWord]
    /// The edition or file, for sources.
    package private(set) var source: String

    /// A profile; throws `ProfileError.missingKey` for a part without weight and `.weightSum`.
    package init(
        weights: [Weight], parameters: MatchParameters, functions: [FunctionFit], levels: [LevelFit], tiers: [Tier],
        guidanceKinds: [GuidanceKind], policyRegions: [String: [RegionCode]], siteWords: [SiteWord] = [],
        technologyWords: [TechnologyWord] = [], source: String
    ) throws(ProfileError) {
        self.weights = weights
        self.parameters = parameters
        self.functions = functions
        self.levels = levels
        self.tiers = tiers
        self.guidanceKinds = guidanceKinds
        self.policyRegions = policyRegions
        self.siteWords = siteWords
        self.technologyWords = technologyWords
        self.source = source
        try checkWeights()
    }

    private func checkWeights() throws(ProfileError) {
        for part in MatchPartID.allCases where !weights.contains(where: { $0.part == part }) {
            throw .missingKey(key: part.rawValue)
        }
        let sum = weights.reduce(Points(0)) { $0 + $1.weight }
        guard sum == Points(1_000_000) else { throw .weightSum(sum) }
    }

    /// The weight of a part.
    package func weight(of part: MatchPartID) -> Points {
        weights.first { $0.part == part }?.weight ?? Points(0)
    }

    /// The name of a part for people.
    package func name(of part: MatchPartID) -> String {
        weights.first { $0.part == part }?.name ?? part.rawValue
    }

    /// A line of a user's profile file: a part (id or name) or a parameter key with its new value.
    package struct Setting: Sendable, Equatable {
        /// The key as written.
        package let key: String
        /// The value as written.
        package let value: String
        /// Where it stands, for messages.
        package let place: String

        /// A setting.
        package init(key: String, value: String, place: String) {
            self.key = key
            self.value = value
            self.place = place
        }
    }

    /// This profile with a user's settings laid over it; throws `ProfileError`. The weights must still sum to 100.
    package func applying(_ settings: [Setting], source: String) throws(ProfileError) -> MatchProfile {
        var result = self
        result.source = source
        for setting in settings {
            guard let number = MatchProfile.number(setting.value), (0...1_000_000).contains(number) else {
                throw .badValue(place: setting.place, key: setting.key, value: setting.value)
            }
            if let index = weights.firstIndex(where: { $0.part.rawValue == setting.key || $0.name == setting.key }) {
                result.weights[index] = Weight(
                    part: weights[index].part, name: weights[index].name, weight: Points(number))
            } else if let key = MatchParameters.Key(rawValue: setting.key) {
                guard key.allows(number) else {
                    throw .badValue(place: setting.place, key: setting.key, value: setting.value)
                }
                result.parameters[key] = number
            } else {
                throw .unknownKey(place: setting.place, key: setting.key, near: near(setting.key))
            }
        }
        try result.checkWeights()
        return result
    }

    /// This profile with one weight multiplied by `percent`/100 and the others scaled so that the sum stays 100: for
    /// `--sensitivity`. What rounding leaves over goes to the heaviest other part.
    package func shifting(_ part: MatchPartID, toPercent percent: Int) -> MatchProfile {
        guard let index = weights.firstIndex(where: { $0.part == part }) else { return self }
        let old = weights[index].weight.tenThousandths
        let new = min(1_000_000, max(0, old * percent / 100))
        let others = 1_000_000 - old
        var result = self
        var sum = new
        for (position, entry) in weights.enumerated() {
            let value =
                position == index ? new : others == 0 ? 0 : entry.weight.tenThousandths * (1_000_000 - new) / others
            result.weights[position] = Weight(part: entry.part, name: entry.name, weight: Points(value))
            if position != index { sum += value }
        }
        if let rest = result.weights.indices.filter({ $0 != index }).max(by: {
            (result.weights[$0].weight.tenThousandths, $1) < (result.weights[$1].weight.tenThousandths, $0)
        }) {
            let entry = result.weights[rest]
            result.weights[rest] = Weight(
                part: entry.part, name: entry.name, weight: Points(entry.weight.tenThousandths + 1_000_000 - sum))
        }
        return result
    }

    /// This profile with the weights of another.
    func withWeights(of other: MatchProfile) -> MatchProfile {
        var result = self
        result.weights = other.weights
        return result
    }

    private func near(_ key: String) -> [String] {
        let head = key.split(separator: ".").first.map(String.init) ?? key
        let names = weights.flatMap { [$0.part.rawValue, $0.name] } + MatchParameters.Key.allCases.map(\.rawValue)
        return Array(names.filter { $0.hasPrefix(head) }.prefix(5))
    }

    /// A plain decimal in ten-thousandths; nil when it has more than four places or is no number.
    static func number(_ text: String) -> Int? {
        guard let value = Rational(decimal: text) else { return nil }
        let scaled = value.numerator.multipliedReportingOverflow(by: 10_000)
        guard !scaled.overflow, scaled.partialValue % value.denominator == 0 else { return nil }
        return Int(exactly: scaled.partialValue / value.denominator)
    }
}
