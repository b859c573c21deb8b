package import YinfengModel

/// The verdict of a lead for one scope in bare numbers: what the ranking of thousands of parks needs.
package struct EntryTally: Sendable, Equatable {
    /// The worst of all clauses.
    package var verdict = Verdict.admit
    /// The worst of the clauses that are decidable.
    package var soFar = Verdict.admit
    /// How many clauses refuse.
    package var failing = 0
    /// The sum over numeric clauses of the margin as a share of the line, each cut to 0…1, in ten-thousandths.
    package var margin = 0

    /// Takes in one clause.
    mutating func add(_ outcome: ClauseOutcome, _ force: ClauseForce) {
        let part = EntrySession.verdict(outcome, force)
        verdict = max(verdict, part)
        if outcome != .missing { soFar = max(soFar, part) }
        if outcome == .fail { failing += 1 }
    }
}

/// The rules of all scopes of a run, compiled so that each is decided once a lead.
///
/// A rule is one slot, or one a variant where its result depends on the park beyond in and out of scope (land grade,
/// peers, the lines that other rules hold there). A scope is a set of slots, a lead's industry another: what is in both
/// is walked, nothing else. Immutable; shared by all workers, each with an `EntryWorkspace` of its own.
package final class ScopeProgram: Sendable {
    /// A rule, with a park for which its result is asked.
    private struct Slot {
        let rule: Int
        let place: ParkPlace
        let force: ClauseForce
        /// Whether the clause counts for the verdict; a benefit only exempts or completes a group.
        let counts: Bool
        /// Its group («或»), or -1.
        let group: Int
        /// The rules that it lifts.
        let exempts: [Int]
        /// Whether its result depends on the project's industry.
        let isCodeBound: Bool
        /// Its number among the rules that compare other things for other industries, or -1.
        let listed: Int
    }

    /// Scopes with the same slots.
    private struct ScopeClass {
        let slots: SlotSet
        /// Whether a group or an exemption is among them.
        let isJoined: Bool
    }

    private let engine: EntryEngine
    private let slots: [Slot]
    private let classes: [ScopeClass]
    private let classOf: [Int]
    private let hasFindings: Bool
    /// The slots that compare a field or quantity, or look for a word, whatever the industry; by the bits of `RuleReads`.
    private let byField: [SlotSet]
    private let byWord: [SlotSet]
    /// The slots that compare more than that for some industries.
    private let listed: [Int]

    /// Compiles the rules for these scopes. O(rules × scopes).
    package init(engine: EntryEngine, scopes: [ScopeKey]) {
        struct Variant: Hashable {
            let rule: Int
            let lines: [UInt64]
            let landGrade: Int?
            let peers: String
        }
        self.engine = engine
        hasFindings = !engine.context.findings.isEmpty
        let rules = engine.rules
        var byID: [String: [Int]] = [:]
        var groups: [String: Int] = [:]
        for (index, rule) in rules.enumerated() { byID[rule.id, default: []].append(index) }
        var slots: [Slot] = []
        var numbers: [Variant: Int] = [:]
        var lists: [[Int]] = []
        var listed: [Int] = []
        for scope in scopes {
            var list: [Int] = []
            for index in rules.indices where scope.covers(index) && !engine.isFixed(index) {
                let isBound = engine.isPlaceBound(index)
                let variant = Variant(
                    rule: index, lines: isBound ? engine.providers(of: index, in: scope) : [],
                    landGrade: isBound ? scope.landGrade : nil,
                    peers: isBound && rules[index].shape == .notBelowPeerAverage ? scope.peers : "")
                if numbers[variant] == nil {
                    let rule = rules[index]
                    let group = rule.anyOf.isEmpty ? -1 : groups[rule.group] ?? groups.count
                    if group >= 0 { groups[rule.group] = group }
                    numbers[variant] = slots.count
                    let isListed = engine.reads.comparesByIndustry(index)
                    slots.append(
                        Slot(
                            rule: index, place: scope.place, force: rule.force, counts: rule.benefit.isEmpty,
                            group: group, exempts: rule.exempts.flatMap { byID[$0] ?? [] },
                            isCodeBound: engine.isCodeBound(index), listed: isListed ? listed.count : -1))
                    if isListed { listed.append(slots.count - 1) }
                }
                if let number = numbers[variant] { list.append(number) }
            }
            lists.append(list)
        }
        self.slots = slots
        self.listed = listed
        let none = SlotSet(count: slots.count)
        var byField = [SlotSet](repeating: none, count: FieldSet.capacity)
        var byWord = byField
        for (number, slot) in slots.enumerated() {
            let reads = engine.reads.comparesAlways(slot.rule)
            reads.fields.forEach { byField[$0].insert(number) }
            reads.words.forEach { byWord[$0].insert(number) }
        }
        self.byField = byField
        self.byWord = byWord
        var classNumbers: [SlotSet: Int] = [:]
        var classes: [ScopeClass] = []
        classOf = lists.map { list in
            var set = SlotSet(count: slots.count)
            for slot in list { set.insert(slot) }
            let number = classNumbers[set] ?? classes.count
            if number == classes.count {
                classNumbers[set] = number
                classes.append(
                    ScopeClass(
                        slots: set, isJoined: list.contains { slots[$0].group >= 0 || !slots[$0].exempts.isEmpty }))
            }
            return number
        }
        self.classes = classes
    }

    /// Makes the workspace ready for another lead. O(slots / 64).
    package func begin(_ session: EntrySession, _ work: EntryWorkspace) {
        work.scratch.begin(slots: slots.count, classes: classes.count)
        let known = engine.reads.known(session.facts, session.firstTalk)
        work.scratch.known = known
        known.fields.forEach { work.scratch.asked.formUnion(byField[$0]) }
        known.words.forEach { work.scratch.asked.formUnion(byWord[$0]) }
        let codes = session.facts.industry.candidates
        if codes.isEmpty {
            consider(nil, &work.scratch)
        } else {
            for code in codes { consider(code, &work.scratch) }
        }
    }

    /// The verdict at a scope, by its place in the list that the program was compiled for. The same as that of
    /// `EntrySession.brief`; `begin` comes first. O(slots of the scope that concern the lead).
    package func tally(_ scope: Int, _ session: EntrySession, _ work: EntryWorkspace) -> EntryTally {
        let number = classOf[scope]
        if let known = work.scratch.tallies[number] { return known }
        let tally = tally(classes[number], session, &work.scratch)
        work.scratch.tallies[number] = tally
        return tally
    }

    private func tally(_ scopes: ScopeClass, _ session: EntrySession, _ work: inout EntryScratch) -> EntryTally {
        work.active.removeAll(keepingCapacity: true)
        scopes.slots.forEach(in: work.concerned) { work.active.append($0) }
        for slot in work.active where !work.decided.contains(slot) { decide(slot, session, &work) }
        var tally = session.policyTally
        if scopes.isJoined { return joined(tally, session, &work) }
        for slot in work.active where slots[slot].counts {
            tally.add(work.settled[slot], slots[slot].force)
            tally.margin += Int(work.margins[slot])
        }
        return tally
    }

    private func decide(_ slot: Int, _ session: EntrySession, _ work: inout EntryScratch) {
        let (outcome, margin) = answer(slot, session, &work)
        work.decided.insert(slot)
        work.outcomes[slot] = outcome
        work.settled[slot] =
            outcome == .review && hasFindings ? session.settledOutcome(outcome, slots[slot].rule) : outcome
        work.margins[slot] = margin
    }

    /// The outcome and margin of a slot. Where the lead has nothing that the rule compares they are those of every such
    /// lead of the industry, decided once; without a figure there is no margin.
    private func answer(
        _ slot: Int, _ session: EntrySession, _ work: inout EntryScratch
    ) -> (ClauseOutcome, margin: Int32) {
        let isCodeBound = slots[slot].isCodeBound
        let tried = isCodeBound ? work.candidates.count : 1
        if work.asked.contains(slot) || isListed(slot, tried, work) {
            let result = session.result(slots[slot].rule, at: slots[slot].place)
            let outcome = result.outcome
            return (outcome, outcome == .notApplicable ? 0 : Int32(result.marginPoints))
        }
        let first = kept(slot, row: isCodeBound ? work.candidates[0] : 0, work.codes[0], session, &work)
        for number in 1..<max(1, tried) {
            let other = kept(slot, row: work.candidates[number], work.codes[number], session, &work)
            guard first.outcome == other.outcome, other.outcome == .notApplicable || first.line == other.line else {
                return (.missing, 0)
            }
        }
        return (first.outcome, 0)
    }

    /// Whether the lead has something that a slot compares for one of the industries.
    private func isListed(_ slot: Int, _ tried: Int, _ work: borrowing EntryScratch) -> Bool {
        let place = slots[slot].listed
        guard place >= 0 else { return false }
        for number in 0..<tried
        where !work.compared[work.candidates[number] * listed.count + place].isDisjoint(with: work.known) {
            return true
        }
        return false
    }

    /// The answer of a slot for leads of one industry that have nothing of what it compares.
    private func kept(
        _ slot: Int, row: Int, _ code: IndustryCode?, _ session: EntrySession, _ work: inout EntryScratch
    ) -> SlotAnswer {
        let place = row * slots.count + slot
        if let known = work.answers[place] { return known }
        let decided = session.decide(slots[slot].rule, for: code, at: slots[slot].place)
        let answer = SlotAnswer(outcome: decided.outcome, line: work.number(of: decided.result.line))
        work.answers[place] = answer
        return answer
    }

    /// The tally where exemptions and groups change results: the order is that of `EntrySession.resolve`.
    private func joined(_ start: EntryTally, _ session: EntrySession, _ work: inout EntryScratch) -> EntryTally {
        var tally = start
        var outcomes = work.active.map { work.outcomes[$0] }
        var exempted: Set<Int> = []
        for slot in work.active where work.outcomes[slot] == .pass { exempted.formUnion(slots[slot].exempts) }
        for (place, slot) in work.active.enumerated() where exempted.contains(slots[slot].rule) {
            outcomes[place] = .notApplicable
        }
        var open: [Int: ClauseOutcome] = [:]
        for (place, slot) in work.active.enumerated() where slots[slot].group >= 0 {
            let group = slots[slot].group
            switch outcomes[place] {
            case .pass: open[group] = .pass
            case .missing, .review:
                let known = open[group]
                if known != .pass, (known?.severity ?? 0) < outcomes[place].severity { open[group] = outcomes[place] }
            default: break
            }
        }
        for (place, slot) in work.active.enumerated() {
            var outcome = outcomes[place]
            if slots[slot].group >= 0, let best = open[slots[slot].group] {
                if best == .pass {
                    if outcome != .pass { outcome = .notApplicable }
                } else if outcome == .fail {
                    outcome = best
                }
            }
            guard slots[slot].counts, outcome != .notApplicable else { continue }
            let isOwn = outcome == work.outcomes[slot]
            tally.add(isOwn ? work.settled[slot] : session.settledOutcome(outcome, slots[slot].rule), slots[slot].force)
            tally.margin += Int(work.margins[slot])
        }
        return tally
    }

    /// Adds an industry that the lead is tried with.
    private func consider(_ code: IndustryCode?, _ work: inout EntryScratch) {
        let known = work.row(of: code)
        let row = known ?? work.concerns.count
        if known == nil {
            var concerned = SlotSet(count: slots.count)
            for (number, slot) in slots.enumerated() {
                let isOutside = engine.rules[slot.rule].scope.relation(to: code) == .outside
                if !isOutside { concerned.insert(number) }
                if slot.listed >= 0 {
                    work.compared.append(isOutside ? ReadSet() : engine.reads.compares(slot.rule, code))
                }
                work.answers.append(isOutside ? SlotAnswer(outcome: .notApplicable, line: -1) : nil)
            }
            work.add(code, concerned)
        }
        work.candidates.append(row)
        work.codes.append(code)
        work.concerned.formUnion(work.concerns[row])
    }
}

/// What a tally needs of a clause without a figure.
struct SlotAnswer {
    let outcome: ClauseOutcome
    /// The line's number in the workspace, -1 for none: candidates must agree on it.
    let line: Int32
}

/// Memory that one worker reuses from lead to lead for verdicts; not shared between threads.
package final class EntryWorkspace {
    var scratch = EntryScratch()
    private var results: ResultCache?

    /// An empty workspace; it grows to the size of the program that uses it. One program a workspace.
    package init() {}

    /// The memory for the results of the next lead, emptied.
    func cache(rules: Int) -> ResultCache {
        let cache = results ?? ResultCache(count: rules)
        results = cache
        cache.clear()
        return cache
    }
}

/// The memory of a workspace, passed down by reference so that hot loops pay no access checks.
struct EntryScratch {
    /// The slots that the lead's industry does not leave out.
    var concerned = SlotSet(count: 0)
    /// The slots that are decided for the lead, with their outcomes, those after people's findings, and margins.
    var decided = SlotSet(count: 0)
    var outcomes: [ClauseOutcome] = []
    var settled: [ClauseOutcome] = []
    var margins: [Int32] = []
    /// The verdicts that are known for the lead, by class of scopes.
    var tallies: [EntryTally?] = []
    /// The slots of the scope at hand.
    var active: [Int] = []
    /// The fields, quantities and words that the lead has.
    var known = ReadSet()
    /// The industries that the lead is tried with, by row; one of no code where nothing is known.
    var candidates: [Int] = []
    var codes: [IndustryCode?] = []
    /// The rows of the industries met so far by the slots of their codes, that of no code last; -1 where not met.
    private var rows = [Int32](repeating: -1, count: IndustryCode.slotCount + 1)
    /// By row: the slots that do not leave the industry out.
    var concerns: [SlotSet] = []
    /// The slots that compare, whatever the industry, something that the lead has.
    var asked = SlotSet(count: 0)
    /// By row and slot of a rule that compares other things for other industries: what it compares, nothing where it
    /// leaves the industry out.
    var compared: [ReadSet] = []
    /// By row and slot: the answer for leads that have nothing of it. The first row also holds those of rules that ask
    /// nothing of the industry.
    var answers: [SlotAnswer?] = []
    private var lines: [LineTest] = []

    /// The row of an industry, or nil when it was not met before.
    func row(of code: IndustryCode?) -> Int? {
        let row = rows[code?.slot ?? IndustryCode.slotCount]
        return row < 0 ? nil : Int(row)
    }

    /// Adds a row for an industry.
    mutating func add(_ code: IndustryCode?, _ concerned: SlotSet) {
        rows[code?.slot ?? IndustryCode.slotCount] = Int32(concerns.count)
        concerns.append(concerned)
    }

    /// The number of a line: equal lines have equal numbers.
    mutating func number(of line: LineTest?) -> Int32 {
        guard let line else { return -1 }
        if let known = lines.firstIndex(of: line) { return Int32(known) }
        lines.append(line)
        return Int32(lines.count - 1)
    }

    mutating func begin(slots: Int, classes: Int) {
        if outcomes.count != slots {
            self = EntryScratch()
            concerned = SlotSet(count: slots)
            decided = SlotSet(count: slots)
            asked = SlotSet(count: slots)
            outcomes = Array(repeating: .notApplicable, count: slots)
            settled = outcomes
            margins = Array(repeating: 0, count: slots)
        } else {
            concerned.clear()
            decided.clear()
            asked.clear()
        }
        candidates.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        if tallies.count != classes { tallies = Array(repeating: nil, count: classes) }
        for index in tallies.indices { tallies[index] = nil }
    }
}
