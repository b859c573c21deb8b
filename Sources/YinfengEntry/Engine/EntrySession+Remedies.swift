package import YinfengModel

extension EntrySession {
    /// The least single changes that settle the numeric clauses which fail or go to review, each verified by
    /// assessing the changed project anew; the last one for land settles all of them at once where one can.
    ///
    /// Sorted: what admits first, then by field. O(changes × rules).
    package func remedies(_ scope: ScopeKey) -> [EntryAssessment.Remedy] {
        var wanted: [(field: FieldKey, value: Rational)] = []
        var land: Rational?
        for (index, decided) in resolve(scope) {
            let rule = engine.rules[index]
            let result = decided.result
            guard rule.benefit.isEmpty, let line = result.line, let key = rule.quantity,
                [.unmet, .betweenFloorAndTarget, .spans].contains(result.reason)
            else { continue }
            for change in RemedySolver(facts: facts).changes(of: key, definition: rule.definition, to: line) {
                if !wanted.contains(where: { $0.field == change.field && $0.value == change.value }) {
                    wanted.append(change)
                }
                if change.field == .landArea { land = min(land ?? change.value, change.value) }
            }
        }
        if let land, !wanted.contains(where: { $0.field == .landArea && $0.value == land }) {
            wanted.append((.landArea, land))
        }
        let before = assess(scope)
        var remedies = wanted.compactMap { remedy($0.field, $0.value, before, scope) }
        remedies += routes(before, scope)
        remedies.sort { a, b in
            (a.verdict, a.soFar, a.field, a.to) < (b.verdict, b.soFar, b.field, b.to)
        }
        return remedies
    }

    /// Makes the change, assesses anew, and says which clauses it settles; nil when it settles none.
    private func remedy(
        _ field: FieldKey, _ value: Rational, _ before: EntryAssessment, _ scope: ScopeKey
    ) -> EntryAssessment.Remedy? {
        let unit = facts.directory.unitText(field)
        var lead = facts.lead
        let old = lead.quantity(field)
        lead.fields[field] = FieldValue(
            raw: value.decimal() + unit, content: .quantity(Quantity(value, unit: unit)),
            location: lead.fields[field]?.location ?? lead.location)
        let after = assess(lead, scope)
        let settled = zip(before.clauses, after.clauses).filter { old, new in
            [.fail, .review, .missing].contains(old.outcome) && new.outcome == .pass && old.quantity != nil
        }.map { $0.0.rule }
        guard !settled.isEmpty else { return nil }
        let name = facts.directory.name(field)
        let isLess = old?.interval.high.map { value < $0 } ?? false
        var change = "\(name)\(old == nil ? "达到" : isLess ? "减到" : "增到") \(value.decimal())\(unit)"
        if field == .fixedInvest, let total = facts.number(.totalInvest)?.high, total < value {
            change += "（高于现填总投资 \(total.decimal())\(unit)，总投资须随之提高）"
        }
        return EntryAssessment.Remedy(
            rules: settled, field: field, change: change, from: old.map { $0.interval.text() + unit },
            to: value.decimal() + unit, verdict: after.verdict, soFar: after.soFar)
    }
}

extension EntrySession {
    /// Other ways of doing the project, where a clause on what they do without is not met.
    private func routes(_ before: EntryAssessment, _ scope: ScopeKey) -> [EntryAssessment.Remedy] {
        facts.parameters.routes.compactMap { route in
            guard facts.words(route.field).map({ !$0.holds(route.value) }) ?? true else { return nil }
            let failing = before.clauses.filter { clause in
                guard clause.outcome == .fail, let key = clause.quantity else { return false }
                return !Set(FactsDerivation.sources(of: key, facts.energy.factors) + [key]).isDisjoint(
                    with: route.drops)
            }
            guard !failing.isEmpty else { return nil }
            var lead = facts.lead
            let old = lead.text(route.field)
            for key in route.drops { lead.fields[key] = nil }
            lead.fields[route.field] = FieldValue(
                raw: route.value, content: .text(route.value),
                location: lead.fields[route.field]?.location ?? lead.location)
            let after = assess(lead, scope)
            let standing = Set(after.clauses.filter { $0.outcome == .fail }.map(\.rule))
            let settled = failing.map(\.rule).filter { !standing.contains($0) }
            guard !settled.isEmpty, (after.verdict, after.soFar) < (before.verdict, before.soFar) else { return nil }
            return EntryAssessment.Remedy(
                rules: settled, field: route.field, change: route.change, from: old, to: route.value,
                verdict: after.verdict, soFar: after.soFar)
        }
    }

    /// The answer for the same project with other cells.
    private func assess(_ lead: Lead, _ scope: ScopeKey) -> EntryAssessment {
        let changed = ProjectFacts(
            lead: lead, industry: facts.industry, directory: facts.directory, parameters: facts.parameters,
            acceptsDoubts: facts.acceptsDoubts, energy: facts.energy)
        return engine.session(changed, firstTalk: firstTalk, hits: hits).assess(scope)
    }
}

/// Solves a ratio for one of its fields.
struct RemedySolver {
    let facts: ProjectFacts

    /// The values of single fields with which a quantity meets a line, rounded to the safe side.
    func changes(of key: FieldKey, definition: String, to line: LineTest) -> [(field: FieldKey, value: Rational)] {
        guard let (target, isFloor) = goal(key, definition, line) else { return [] }
        let value = facts.value(key, definition: definition)
        let isStated = value.inputs == [key] || value.inputs.isEmpty
        guard !isStated, let formula = RatioFormula(key, definition: definition),
            let below = facts.number(formula.denominator)
        else {
            return facts.isStated(key) ? [(key, RemedySolver.rounded(target, up: isFloor))] : []
        }
        var result: [(field: FieldKey, value: Rational)] = []
        let counted = key == .far && facts.isStated(.floorAreaFAR) ? [FieldKey.floorAreaFAR] : formula.numerators
        var sum = Interval(Rational.zero)
        for field in counted { sum = (try? sum.adding(facts.number(field) ?? Interval(.zero))) ?? sum }
        if let field = counted.first, let new = numerator(field, sum, below, target, formula, isFloor) {
            result.append((field, new))
        }
        if key == .far, isFloor, counted != [.floorAreaFAR], let floor = facts.number(.floorArea)?.low,
            let high = numerator(.floorAreaOver8, sum, below, target, formula, true), high <= floor
        {
            // Floors above 8 m count twice: higher halls on the same ground reach the line.
            result.append((.floorAreaOver8, high))
        }
        if formula.shrinksDenominator, isFloor, !target.isZero, let low = sum.low,
            let parcel = try? low.multiplied(by: formula.factor).divided(by: target), .zero < parcel
        {
            result.append((formula.denominator, RemedySolver.rounded(parcel, up: false)))
        }
        return result
    }

    /// The nearest value that meets the line, and whether it is reached from below.
    private func goal(_ key: FieldKey, _ definition: String, _ line: LineTest) -> (Rational, Bool)? {
        // One step of the last printed place beyond an open end.
        guard let step = Rational(1, 100) else { return nil }
        switch line.op {
        case .atLeast: return (line.value, true)
        case .above: return (try? line.value.adding(step)).map { ($0, true) }
        case .atMost, .equal: return (line.value, false)
        case .below: return (try? line.value.subtracting(step)).map { ($0, false) }
        case .between:
            guard let low = facts.value(key, definition: definition).interval?.low, let upper = line.upper else {
                return nil
            }
            return low < line.value ? (line.value, true) : (upper, false)
        }
    }

    /// The first field above the line, all others as they are.
    private func numerator(
        _ field: FieldKey, _ sum: Interval, _ below: Interval, _ target: Rational, _ formula: RatioFormula,
        _ isFloor: Bool
    ) -> Rational? {
        let stated = facts.number(field)
        let own = (isFloor ? stated?.low : stated?.high) ?? .zero
        guard let divisor = isFloor ? below.high : below.low,
            let needed = try? target.multiplied(by: divisor).divided(by: formula.factor),
            let all = isFloor ? sum.low : sum.high, let others = try? all.subtracting(own),
            let value = try? needed.subtracting(others), .zero <= value
        else { return nil }
        return RemedySolver.rounded(value, up: isFloor)
    }

    /// Two decimals, towards the safe side; exact where two decimals hold it.
    static func rounded(_ value: Rational, up: Bool) -> Rational {
        guard let scaled = try? value.multiplied(by: Rational(100)), .zero <= scaled else { return value }
        var whole = scaled.numerator / scaled.denominator
        if up, scaled.numerator % scaled.denominator != 0 { whole += 1 }
        return Rational(whole, 100) ?? value
    }
}
