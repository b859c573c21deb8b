package import YinfengModel

/// All rules that may speak on one run: standing sets in force on the day, chosen sets, the park's own lines, peers.
///
/// Immutable; one engine serves any number of leads and threads.
package final class EntryEngine: Sendable {
    /// The rules in order: by set, then as the file has them, own lines last.
    package let rules: [Rule]
    /// How many rules about projects are not in force on the day.
    package let outOfForce: Int
    /// Remarks on the rule sets themselves: own lines laxer than national ones.
    package let notes: [String]
    /// The day and the bureau's parameters.
    package let context: EntryContext
    /// Names and units.
    package let directory: QuantityDirectory
    let peers: PeerTable
    /// The rules that are shown only (out of force).
    private let dormant: Set<Int>
    private let evaluators: [any ClauseEvaluator]
    /// The rules that hold a line for a quantity.
    private let providers: [FieldKey: [Int]]
    /// The rules that hold a line for each rule's quantity.
    private let linesFor: [[Int]]
    /// The rules whose result depends on the park beyond in and out of scope.
    private let placeBound: [Bool]
    /// The rules whose result depends on the project's industry.
    private let codeBound: [Bool]
    /// The rules that others refer to for their lines and whose result is the same at every park.
    private let isReferredTo: [Bool]
    private let usesGrades: Bool
    /// What each rule reads of a lead.
    let reads: RuleReads
    /// The findings of rules about parks and regions, the same for every lead.
    private let fixed: [ClauseFinding?]
    private let fixedFlags: [Bool]
    /// The findings of rules that do not cover the park, or only grant something: the same for every lead.
    private let beyond: [(place: ClauseFinding, industry: ClauseFinding, kind: ClauseFinding, benefit: ClauseFinding)]

    /// Compiles the rules for a run. `ownSets` are rule files that the user gave: own lines and whole sets.
    package init(book: RuleBook, ownSets: [RuleSet] = [], peers: PeerTable = PeerTable(), context: EntryContext) {
        var rules: [Rule] = []
        var dormant: Set<Int> = []
        var outOfForce = 0
        let chosen =
            book.sets.filter { !$0.source.isOptional || context.optionalSets.contains($0.source.id) } + ownSets
        for set in chosen where !context.excludedSets.contains(set.source.id) {
            let isForced = context.forcedSets.contains(set.source.id)
            for rule in set.rules {
                // A forced set counts as on its own days; a row with days of its own keeps them.
                let ownDays =
                    !isForced || rule.citation.effectiveTo != set.source.effectiveTo
                    || rule.citation.effectiveFrom != set.source.effectiveFrom
                if ownDays, !rule.citation.isInForce(on: context.asOf) {
                    if rule.subject == .project { outOfForce += 1 }
                    guard context.includesExpired else { continue }
                    dormant.insert(rules.count)
                }
                rules.append(rule)
            }
        }
        var providers: [FieldKey: [Int]] = [:]
        for (index, rule) in rules.enumerated() where rule.shape.providesLines && !dormant.contains(index) {
            if let key = rule.quantity, rule.subject == .project { providers[key, default: []].append(index) }
        }
        self.rules = rules
        self.outOfForce = outOfForce
        self.context = context
        self.directory = book.directory
        self.peers = peers
        self.dormant = dormant
        self.providers = providers
        linesFor = rules.map { providers[$0.quantity ?? .allText] ?? [] }
        evaluators = rules.map { ClauseRegistry.evaluator(for: $0.shape) }
        let graded = rules.map { rule in rule.values.contains { $0.grades != nil } }
        usesGrades = graded.contains(true)
        placeBound = rules.enumerated().map { index, rule in
            // Without peers every park has the same answer.
            if rule.shape == .notBelowPeerAverage { return !peers.isEmpty }
            if graded[index] { return true }
            guard rule.shape == .reference || rule.shape.providesLines, let key = rule.quantity else { return false }
            return (providers[key] ?? []).contains { graded[$0] || rules[$0].scope.dependsOnPlace }
        }
        let coded = rules.map { rule in
            rule.scope.dependsOnIndustry || rule.duties != nil || rule.shape == .notBelowPeerAverage
                || rule.values.contains { !$0.industries.isEmpty || !$0.excluded.isEmpty }
        }
        codeBound = rules.enumerated().map { index, rule in
            coded[index] || rule.quantity.map { key in (providers[key] ?? []).contains { coded[$0] } } ?? false
        }
        var referred = Set<Int>()
        for (index, rule) in rules.enumerated() where rule.shape == .reference { referred.formUnion(linesFor[index]) }
        let bound = placeBound
        isReferredTo = rules.indices.map { referred.contains($0) && !bound[$0] }
        reads = RuleReads(rules: rules, linesFor: linesFor, energy: book.energy)
        notes = EntryEngine.laxLines(rules, providers, book.directory)
        let text = ClauseText(directory: book.directory, rules: rules)
        beyond = rules.map { rule in
            func finding(_ reason: ClauseReason) -> ClauseFinding { text.finding(rule, .notApplicable(reason), nil) }
            return (finding(.outOfPlace), finding(.outOfIndustry), finding(.outOfKind), finding(.guidanceOnly))
        }
        fixed = rules.enumerated().map { index, rule in
            let reason: ClauseReason? =
                dormant.contains(index)
                ? .notInForce
                : rule.subject != .project
                    ? .notForProjects
                    : [.rank, .target].contains(rule.force) && rule.benefit.isEmpty ? .guidanceOnly : nil
            return reason.map { text.finding(rule, .notApplicable($0), nil) }
        }
        fixedFlags = fixed.map { $0 != nil }
    }

    /// What the rules see of a park. Compute it once a park and group parks by it. O(rules).
    package func scope(of place: ParkPlace) -> ScopeKey {
        var bits = [UInt64](repeating: 0, count: rules.count / 64 + 1)
        for (index, rule) in rules.enumerated() where rule.scope.covers(place) {
            bits[index >> 6] |= 1 << UInt64(index & 63)
        }
        return ScopeKey(
            bits: bits, landGrade: usesGrades ? place.landGrade : nil,
            peers: peers.isEmpty ? "" : place.code + "|" + (place.region?.text ?? ""), place: place)
    }

    /// Starts the assessment of one lead: results are shared between scopes. `hits` are the items of the national lists
    /// that the project falls under.
    package func session(
        _ facts: ProjectFacts, firstTalk: FirstTalkStatus = .notFiled, hits: [PolicyHit] = []
    ) -> EntrySession {
        EntrySession(
            engine: self, facts: facts, firstTalk: firstTalk, hits: hits, cache: ResultCache(count: rules.count))
    }

    /// The same in the memory of a worker: the session ends when the next one of this workspace begins.
    package func session(_ facts: ProjectFacts, hits: [PolicyHit], workspace: EntryWorkspace) -> EntrySession {
        EntrySession(
            engine: self, facts: facts, firstTalk: .notFiled, hits: hits, cache: workspace.cache(rules: rules.count))
    }

    /// Assesses one lead for one park.
    package func assess(
        _ facts: ProjectFacts, at place: ParkPlace, firstTalk: FirstTalkStatus = .notFiled, hits: [PolicyHit] = []
    ) -> EntryAssessment {
        let session = session(facts, firstTalk: firstTalk, hits: hits)
        return session.assess(scope(of: place))
    }

    /// Whether the result of a rule depends on the park beyond its scope.
    func isPlaceBound(_ index: Int) -> Bool { placeBound[index] }
    /// Whether the result of a rule depends on the project's industry.
    func isCodeBound(_ index: Int) -> Bool { codeBound[index] }

    /// Which of the rules that may hold a clause's line cover the parks of a scope, one bit a rule.
    func providers(of index: Int, in scope: ScopeKey) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: scope.bits.count)
        for provider in linesFor[index] where scope.covers(provider) {
            bits[provider >> 6] |= 1 << UInt64(provider & 63)
        }
        return bits
    }

    /// Whether a rule never says anything about a project: its finding is the same for every lead.
    func isFixed(_ index: Int) -> Bool { fixedFlags[index] }
    /// The finding of a rule that never depends on the lead, or nil.
    func fixedFinding(_ index: Int) -> ClauseFinding? { fixed[index] }

    /// The finding of a rule for a reason that holds for every lead alike, or nil.
    func commonFinding(_ index: Int, _ reason: ClauseReason) -> ClauseFinding? {
        switch reason {
        case .outOfPlace: beyond[index].place
        case .outOfIndustry: beyond[index].industry
        case .outOfKind: beyond[index].kind
        case .guidanceOnly: beyond[index].benefit
        default: nil
        }
    }

    // MARK: One rule

    /// Decides one rule for a lead and a park in its scope: every candidate industry must lead to the same result.
    func result(
        _ index: Int, _ facts: ProjectFacts, _ place: ParkPlace, _ firstTalk: FirstTalkStatus, _ cache: ResultCache
    ) -> Decided {
        if !placeBound[index], let known = cache.result(index) { return known }
        let decided = resultForAll(index, facts, place, firstTalk, cache)
        if !placeBound[index] { cache.keep(decided, for: index) }
        return decided
    }

    private func resultForAll(
        _ index: Int, _ facts: ProjectFacts, _ place: ParkPlace, _ firstTalk: FirstTalkStatus, _ cache: ResultCache
    ) -> Decided {
        guard case .uncertain(let candidates) = facts.industry, let first = candidates.first else {
            var code: IndustryCode?
            if case .known(let known) = facts.industry { code = known }
            return result(index, facts, code, place, firstTalk, cache)
        }
        let result = result(index, facts, first, place, firstTalk, cache)
        // A rule that asks nothing of the industry answers every candidate alike.
        guard codeBound[index] else { return result }
        for code in candidates.dropFirst() {
            let other = self.result(index, facts, code, place, firstTalk, cache)
            guard EntryEngine.agree(result.result, other.result) else {
                return Decided(.uncertainIndustry(value: result.result.value))
            }
        }
        return result
    }

    /// Whether two candidate industries lead to the same result.
    static func agree(_ a: ClauseResult, _ b: ClauseResult) -> Bool {
        a.outcome == b.outcome && (b.outcome == .notApplicable || a.line == b.line)
    }

    /// Decides one rule for one industry.
    func result(
        _ index: Int, _ facts: ProjectFacts, _ code: IndustryCode?, _ place: ParkPlace, _ firstTalk: FirstTalkStatus,
        _ cache: ResultCache
    ) -> Decided {
        // Most candidates lie outside most rules.
        if let code, rules[index].scope.relation(to: code) == .outside { return Decided.outOfIndustry }
        guard let code, isReferredTo[index], case .uncertain(let codes) = facts.industry else {
            return Decided(decide(index, facts, code, place, firstTalk, cache))
        }
        // Rules that hold lines are asked again by those that refer to them.
        let candidate = codes.firstIndex(of: code) ?? 0
        if let known = cache.result(index, candidate: candidate) { return known }
        let decided = Decided(decide(index, facts, code, place, firstTalk, cache))
        cache.keep(decided, for: index, candidate: candidate)
        return decided
    }

    private func decide(
        _ index: Int, _ facts: ProjectFacts, _ code: IndustryCode?, _ place: ParkPlace, _ firstTalk: FirstTalkStatus,
        _ cache: ResultCache
    ) -> ClauseResult {
        let rule = rules[index]
        if let out = scopeResult(rule, facts, code) { return out }
        return evaluators[index].evaluate(
            ClauseInput(
                rule: rule, index: index, facts: facts, code: code, place: place, engine: self, firstTalk: firstTalk,
                cache: cache))
    }

    /// The result that the scope alone decides, or nil when the rule covers the project.
    private func scopeResult(_ rule: Rule, _ facts: ProjectFacts, _ code: IndustryCode?) -> ClauseResult? {
        switch rule.scope.relation(to: code) {
        case .outside: return .notApplicable(.outOfIndustry)
        case .undecided: return .missing([.industryCode])
        case .asked:
            // The row's own trigger answers its question; without it the code alone never classifies.
            guard let when = rule.scope.when, facts.test(when, closed: true) == .yes else {
                return ClauseResult(outcome: .review, reason: .asked)
            }
            return kindResult(rule, facts)
        case .inside: break
        }
        if let out = kindResult(rule, facts) { return out }
        // A class that is listed as it stands needs no further trigger.
        if !rule.scope.asked.isEmpty, !rule.scope.industries.isEmpty { return nil }
        guard let when = rule.scope.when else { return nil }
        switch facts.test(when, closed: true) {
        case .yes: return nil
        case .no: return .notApplicable(.outOfCondition)
        case .unknown:
            // A trigger that nobody states is not the project's fault: only numbers that decide it are asked for.
            let keys = when.keys.filter { facts.value($0).interval == nil && $0 != .allText }
            return keys.isEmpty || rule.unknown == .notApplicable
                ? .notApplicable(.outOfCondition) : .missing(keys)
        }
    }

    /// The result where the kind of construction decides, or nil.
    private func kindResult(_ rule: Rule, _ facts: ProjectFacts) -> ClauseResult? {
        guard !rule.scope.kinds.isEmpty else { return nil }
        guard let kind = facts.words(.constructionKind) else { return .missing([.constructionKind]) }
        return rule.scope.kinds.contains { kind.contains($0) } ? nil : .notApplicable(.outOfKind)
    }

    // MARK: Lines that stand in other rules

    /// A blank of the catalogue is filled by the park's own lines; without them a person must look it up.
    func fromOwnLines(_ input: ClauseInput, value: IndicatorValue) -> ClauseResult {
        fromProviders(input, value: value, ownOnly: true)
    }

    /// The strictest of the rules that hold a line for the clause's quantity.
    func fromProviders(_ input: ClauseInput, value: IndicatorValue, ownOnly: Bool) -> ClauseResult {
        var worst: Decided?
        var used: [Int] = []
        var undue: Decided?
        for index in linesFor[input.index] where index != input.index {
            let rule = rules[index]
            guard !ownOnly || rule.isOwnLine, rule.definition == input.rule.definition || input.rule.definition.isEmpty,
                rule.scope.covers(input.place)
            else { continue }
            // A blank rule must not ask the own lines again: they stand in the list themselves.
            if !rule.isOwnLine, rule.line == nil, rule.values.isEmpty, rule.tiers.isEmpty, rule.duties == nil {
                continue
            }
            let decided: Decided
            if case .uncertain = input.facts.industry, codeBound[index] {
                decided = result(index, input.facts, input.code, input.place, input.firstTalk, input.cache)
            } else {
                decided = result(index, input.facts, input.place, input.firstTalk, input.cache)
            }
            // A duty that is not reached answers the reference too.
            if rule.shape == .tieredObligation, decided.result.outcome == .notApplicable { undue = decided }
            guard decided.result.line != nil || rule.shape == .tieredObligation,
                decided.result.outcome != .notApplicable, decided.result.reason != .lineNotHeld
            else { continue }
            used.append(index)
            if worst.map({ EntryEngine.isStricter(decided.result, $0.result) }) ?? true { worst = decided }
        }
        guard var result = (worst ?? undue)?.result else {
            var open = ClauseResult(outcome: .review, reason: .lineNotHeld)
            open.value = value
            return open
        }
        // What the delegating clause only recommends never refuses.
        if result.outcome == .fail, input.unmet() == .review { result.outcome = .review }
        result.providers = used
        return result
    }

    private static func isStricter(_ a: ClauseResult, _ b: ClauseResult) -> Bool {
        let x = a.outcome.severity
        let y = b.outcome.severity
        if x != y { return x > y }
        guard let left = a.line, let right = b.line, let larger = left.op.prefersLarger else { return false }
        return larger ? right.value < left.value : left.value < right.value
    }

    /// Own lines that ask less than a mandatory line of a standing set on the same quantity for all its industries.
    private static func laxLines(
        _ rules: [Rule], _ providers: [FieldKey: [Int]], _ directory: QuantityDirectory
    ) -> [String] {
        var notes: [String] = []
        for own in rules where own.isOwnLine {
            guard let key = own.quantity, let line = own.line, let larger = line.op.prefersLarger else { continue }
            for index in providers[key] ?? [] {
                let other = rules[index]
                guard !other.isOwnLine, other.force == .mandatory, other.definition == own.definition,
                    let bound = other.line?.op.prefersLarger == larger ? strictest(other, own) : nil,
                    larger ? line.value < bound : bound < line.value
                else { continue }
                let unit = directory.unitText(key)
                notes.append(
                    "园区自定线 \(own.id)（\(directory.name(key)) \(line.op.sign) \(line.value.decimal(digits: 4))\(unit)）"
                        + "宽于 \(other.id)（\(line.op.sign) \(bound.decimal(digits: 4))\(unit)，\(other.citation.document)）："
                        + "下位规定不得放宽，按后者执行")
            }
        }
        return notes
    }

    /// The line of a rule that an own line overlaps, or nil when it holds none for those industries.
    private static func strictest(_ rule: Rule, _ own: Rule) -> Rational? {
        if rule.values.isEmpty { return rule.line?.value }
        let larger = rule.line?.op.prefersLarger ?? true
        let lines = rule.values.filter { row in
            own.scope.industries.isEmpty || row.industries.isEmpty
                || row.industries.contains { a in own.scope.industries.contains { a.covers($0) || $0.covers(a) } }
        }.compactMap(\.value)
        return larger ? lines.min() : lines.max()
    }
}

extension ClauseOutcome {
    /// From harmless to worst, for combining lines: fail > missing > review > pass > not-applicable.
    var severity: Int {
        switch self {
        case .notApplicable: 0
        case .pass: 1
        case .review: 2
        case .missing: 3
        case .fail: 4
        }
    }
}

extension RuleScope {
    /// Whether the scope names a place, level, type or park.
    var dependsOnPlace: Bool {
        !regions.isEmpty || !parkLevels.isEmpty || !parkTypes.isEmpty || !parks.isEmpty
    }
}
