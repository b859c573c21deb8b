import YinfengModel

/// Which fields of a lead the answer of a rule rests on.
///
/// Two leads of one industry that state none of them get the same answer: what is decided once need not be decided
/// again. A field too many only costs time, a field too few would be wrong, so derived quantities count with every
/// field that any of their formulas looks at.
final class RuleReads: Sendable {
    private let numbers: [FieldKey: Int]
    private let sets: [FieldSet]
    /// The same without what the rule's own quantity is computed from; nil where more than its number counts.
    private let beside: [FieldSet?]
    /// The same without what derived quantities rest on.
    private let direct: [FieldSet]
    /// The words that the conditions of a rule look for in the text.
    private let words: [FieldSet]
    private let finder: WordFinder
    /// The classified lists behind a rule: what they read differs by industry.
    private let lists: [[DutyList]]
    private let energy: EnergyFactors

    init(rules: [Rule], linesFor: [[Int]], energy: EnergyFactors) {
        var numbers: [FieldKey: Int] = [:]
        func set(_ keys: Set<FieldKey>) -> FieldSet {
            var set = FieldSet()
            for key in keys {
                let number = numbers[key] ?? numbers.count
                numbers[key] = number
                set.insert(number)
            }
            return set
        }
        let own = rules.map { set(RuleReads.closure(of: RuleReads.keys(of: $0), energy)) }
        let others = rules.map { rule in
            set(RuleReads.closure(of: RuleReads.keys(of: rule).subtracting([rule.quantity].compactMap(\.self)), energy))
        }
        beside = rules.indices.map { index in
            let all = [index] + linesFor[index]
            guard all.allSatisfy({ rules[$0].shape.comparesItsQuantity && rules[$0].duties == nil }) else { return nil }
            return all.reduce(into: FieldSet()) { $0.formUnion(others[$1]) }
        }
        lists = rules.indices.map { index in ([index] + linesFor[index]).compactMap { rules[$0].duties } }
        for list in rules.compactMap(\.duties) { _ = set(RuleReads.closure(of: list.keys(for: nil), energy)) }
        sets = rules.indices.map { index in
            var all = own[index]
            for provider in linesFor[index] { all.formUnion(own[provider]) }
            return all
        }
        let near = rules.map { rule in
            set(RuleReads.keys(of: rule).union(RuleReads.operands(of: rule)))
        }
        direct = rules.indices.map { index in
            linesFor[index].reduce(into: near[index]) { $0.formUnion(near[$1]) }
        }
        self.numbers = numbers
        self.energy = energy
        let asked = rules.map { rule in
            RuleReads.conditions(of: rule).reduce(into: Set<String>()) { $0.formUnion($1.textWords) }
        }
        let listed = rules.compactMap(\.duties).reduce(into: Set<String>()) { $0.formUnion($1.words(for: nil)) }
        let finder = WordFinder(asked.reduce(into: listed) { $0.formUnion($1) })
        self.finder = finder
        words = rules.indices.map { index in
            linesFor[index].reduce(into: finder.set(of: asked[index])) { $0.formUnion(finder.set(of: asked[$1])) }
        }
    }

    /// The quantities, fields and words that rule `index` compares or looks for in a lead of an industry, derived ones by
    /// themselves. Where a lead has none of them the outcome is that of every such lead; only which evidence is named
    /// as missing may differ.
    func compares(_ index: Int, _ code: IndustryCode?) -> ReadSet {
        var all = comparesAlways(index)
        for list in lists[index] {
            for key in list.keys(for: code) { if let number = numbers[key] { all.fields.insert(number) } }
            all.words.formUnion(finder.set(of: list.words(for: code)))
        }
        return all
    }

    /// The part of `compares` that is the same for every industry.
    func comparesAlways(_ index: Int) -> ReadSet { ReadSet(fields: direct[index], words: words[index]) }

    /// Whether a rule compares more than `comparesAlways`, by industry.
    func comparesByIndustry(_ index: Int) -> Bool { !lists[index].isEmpty }

    /// What of `compares` a lead has: what it states, and what its figures lead to.
    func known(_ facts: ProjectFacts, _ firstTalk: FirstTalkStatus) -> ReadSet {
        var set = ReadSet(fields: stated(facts.lead, firstTalk))
        facts.forEachDerived { key in if let number = numbers[key] { set.fields.insert(number) } }
        if let text = facts.words(.allText) {
            set.words = finder.words(in: text)
        } else if let number = numbers[.allText] {
            // A lead without a text is asked about its words in another way.
            set.fields.insert(number)
        }
        return set
    }

    /// What rule `index` reads of a lead of an industry.
    func reads(_ index: Int, _ code: IndustryCode?) -> FieldSet {
        guard let code, !lists[index].isEmpty else { return sets[index] }
        var all = sets[index]
        for list in lists[index] {
            for key in RuleReads.closure(of: list.keys(for: code), energy) {
                if let number = numbers[key] { all.insert(number) }
            }
        }
        return all
    }

    /// What rule `index` reads beside the number of its quantity, or nil where more than that number counts.
    func readsBeside(_ index: Int) -> FieldSet? { beside[index] }

    /// What a lead states, even with an empty word; a filing in the register counts as a statement.
    func stated(_ lead: Lead, _ firstTalk: FirstTalkStatus) -> FieldSet {
        var set = FieldSet()
        for key in lead.fields.keys { if let number = numbers[key] { set.insert(number) } }
        if firstTalk != .notFiled, let number = numbers[.firstTalk] { set.insert(number) }
        return set
    }

    private static func keys(of rule: Rule) -> Set<FieldKey> {
        // A stated rate turns money of any field into 万元.
        var keys: Set<FieldKey> = [.fxRate, .fxDate]
        if let key = rule.quantity { keys.insert(key) }
        if let key = rule.against { keys.insert(key) }
        for condition in conditions(of: rule) { keys.formUnion(condition.keys) }
        for tier in rule.tiers {
            if let key = tier.document { keys.insert(key) }
        }
        if !rule.scope.kinds.isEmpty { keys.insert(.constructionKind) }
        if !rule.values.isEmpty { keys.insert(.landGrade) }
        return keys
    }

    private static func conditions(of rule: Rule) -> [Condition] {
        [rule.scope.when, rule.test, rule.breach].compactMap(\.self) + rule.tiers.compactMap(\.when)
    }

    /// The figures that a definition of its own is computed from.
    private static func operands(of rule: Rule) -> [FieldKey] {
        rule.definition.isEmpty ? [] : [.investPerMu, .fixedInvest, .totalInvest, .landArea]
    }

    /// With the fields that derived quantities rest on, however deep.
    private static func closure(of keys: Set<FieldKey>, _ energy: EnergyFactors) -> Set<FieldKey> {
        var all = keys
        var open = Array(keys)
        while let key = open.popLast() {
            for input in FactsDerivation.sources(of: key, energy) where all.insert(input).inserted {
                open.append(input)
            }
        }
        return all
    }
}
