package import YinfengModel

/// A lead as the clauses see it: numbers derived exactly, with formulas, doubts and what is missing.
///
/// Suspect values are missing until confirmed. Values set on the command line (without a place) count as confirmed.
/// Immutable; a class so that every clause of every park looks at one copy.
package final class ProjectFacts: Sendable {
    /// The lead.
    package let lead: Lead
    /// Its industry.
    package let industry: ProjectIndustry
    /// Questions about suspect or contradictory values, in Chinese.
    package let questions: [String]
    let directory: QuantityDirectory
    let parameters: EntryParameters
    let acceptsDoubts: Bool
    /// The factors, day and province by which energy and carbon are computed.
    let energy: EnergyPlace
    private let stated: StatedValues
    private let values: [FieldKey: IndicatorValue]
    private let allText: String?
    /// The fields that say what the project is.
    static let textFields: [FieldKey] = [
        .projectName, .content, .products, .process, "raw_materials", .industryText,
    ]

    /// Derives every quantity once. `acceptsDoubts` reads suspect values as they stand.
    package init(
        lead: Lead, industry: ProjectIndustry, directory: QuantityDirectory, parameters: EntryParameters,
        acceptsDoubts: Bool = false, energy: EnergyPlace = EnergyPlace()
    ) {
        var derivation = FactsDerivation(
            lead: lead, directory: directory, parameters: parameters, acceptsDoubts: acceptsDoubts, energy: energy)
        derivation.run()
        self.lead = lead
        self.industry = industry
        self.directory = directory
        self.parameters = parameters
        self.acceptsDoubts = acceptsDoubts
        self.energy = energy
        questions = derivation.questions
        stated = derivation.stated
        values = derivation.values
        let parts = ProjectFacts.textFields.compactMap { lead.text($0) }
        allText = parts.isEmpty ? nil : parts.joined(separator: "；")
    }

    /// The derived or stated number of a quantity; never nil, but its interval may be.
    package func value(_ key: FieldKey, definition: String = "") -> IndicatorValue {
        if !definition.isEmpty, let value = defined(key, definition) { return value }
        if let value = values[key] { return value }
        if let interval = number(key) {
            // What was noted when the cell was read or proven (a source spent elsewhere) belongs beside the number.
            let notes = lead.fields[key]?.doubts.filter { $0.kind == .note } ?? []
            return IndicatorValue(
                interval: interval, inputs: [key],
                note: notes.isEmpty ? "" : notes.map(\.message).joined(separator: "；"))
        }
        return IndicatorValue(interval: nil, wanted: wanted(for: key))
    }

    /// The fields that would make an unknown quantity known.
    private func wanted(for key: FieldKey) -> [FieldKey] {
        FactsDerivation.wanted(for: key, stated, values) ?? [key]
    }

    /// Names every derived quantity that is known, if only by a bound.
    func forEachDerived(_ body: (FieldKey) -> Void) {
        for (key, value) in values where value.interval != nil { body(key) }
    }

    /// The words of a field; `text` joins all that say what the project is. Nil when nothing is stated.
    package func words(_ key: FieldKey) -> String? {
        key == .allText ? allText : lead.text(key)
    }

    /// Whether a field states something that is not «no».
    package func isPresent(_ key: FieldKey) -> Bool {
        if key == .allText { return words(key) != nil }
        guard let field = lead.fields[key], !stated.doubted.contains(key) else { return false }
        switch field.content {
        case .missing: return false
        case .flag(let flag): return flag
        case .items(let items): return !items.isEmpty
        case .quantity, .date: return true
        case .text(let text):
            let word = text.filter { !$0.isWhitespace }
            return !word.isEmpty && !["无", "否", "没有", "未办", "未取得", "未办理", "不涉及", "0", "-", "/", "待定"].contains(word)
        }
    }

    /// Whether a field was answered at all, even with «no».
    package func isStated(_ key: FieldKey) -> Bool {
        guard let field = lead.fields[key], !stated.doubted.contains(key) else { return false }
        if case .missing = field.content { return false }
        return true
    }

    /// The place of a field's cell, or nil.
    package func location(_ key: FieldKey) -> SourceLocation? { lead.fields[key]?.location }

    /// Evaluates a condition on the evidence.
    ///
    /// With `closed`, words that nobody states count as absent: for triggers and breaches, which only a declaration
    /// sets off. Numbers that are not stated stay unknown either way.
    package func test(_ condition: Condition, closed: Bool = false) -> Truth {
        switch condition {
        case .all(let parts): return parts.reduce(.yes) { $0.and(test($1, closed: closed)) }
        case .any(let parts): return parts.reduce(.no) { $0.or(test($1, closed: closed)) }
        case .compare(let key, let line):
            guard let interval = value(key).interval, let wide = try? interval.widened(by: parameters.approxWidth)
            else { return .unknown }
            return line.holds(for: wide)
        case .present(let key): return isPresent(key) ? .yes : closed || isStated(key) ? .no : .unknown
        case .absent(let key): return isPresent(key) ? .no : closed || isStated(key) ? .yes : .unknown
        case .contains(let key, let words):
            guard let text = self.words(key) else { return closed ? .no : .unknown }
            return words.contains { text.holds($0) } ? .yes : .no
        case .lacks(let key, let words):
            guard let text = self.words(key) else { return closed ? .yes : .unknown }
            return words.contains { text.holds($0) } ? .no : .yes
        }
    }

    /// A stated number in its canonical unit; foreign money only with a dated rate.
    func number(_ key: FieldKey) -> Interval? { stated.number(key) }

    /// A definition that differs from the usual one, by its name in the rule.
    private func defined(_ key: FieldKey, _ definition: String) -> IndicatorValue? {
        guard key == .investPerMu else { return nil }
        switch definition {
        case "total":
            guard let total = number(.totalInvest), let land = number(.landArea),
                let result = try? total.divided(by: land)
            else {
                return IndicatorValue(
                    interval: nil,
                    wanted: (number(.totalInvest) == nil ? [.totalInvest] : [])
                        + (number(.landArea) == nil ? [.landArea] : []))
            }
            let directory = directory
            return IndicatorValue(
                interval: result,
                formula: { "\(directory.show(.totalInvest, total)) ÷ \(directory.show(.landArea, land))" },
                inputs: [.totalInvest, .landArea])
        case "without_land_cost":
            // No field holds the land price apart, so the usual intensity is only an upper bound.
            guard let value = values[key], let high = value.interval?.high else {
                return IndicatorValue(interval: nil, wanted: values[key]?.wanted ?? wanted(for: key))
            }
            return IndicatorValue(
                interval: Interval(low: nil, high: high), formula: { "不超过 " + value.formula }, inputs: value.inputs,
                wanted: ["land_cost"], note: "定义不含土地费用，土地费用未填")
        default: return nil
        }
    }
}
