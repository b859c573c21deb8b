import YinfengModel

/// All units by id and by the forms in which people write them. A value: the caller loads it from the catalogue.
package struct UnitTable: Sendable {
    /// The units in the order of the catalogue.
    package let units: [Unit]
    private let byID: [UnitID: Int]
    private let byForm: [[UInt16]: [Int]]
    private let byPrefix: [[UInt16]: [Int]]
    private let longestForm: Int
    private let longestPrefix: Int

    /// A table; forms are folded with `folder` so that width, case and script do not matter.
    package init(units: [Unit], folder: TextFolder) {
        self.units = units
        byID = Dictionary(
            units.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var forms: [[UInt16]: [Int]] = [:]
        var prefixes: [[UInt16]: [Int]] = [:]
        for (index, unit) in units.enumerated() {
            for form in unit.printed where !form.isEmpty { forms[folder.fold(form).units, default: []].append(index) }
            for form in unit.prefixes where !form.isEmpty {
                prefixes[folder.fold(form).units, default: []].append(index)
            }
        }
        byForm = forms
        byPrefix = prefixes
        longestForm = forms.keys.map(\.count).max() ?? 0
        longestPrefix = prefixes.keys.map(\.count).max() ?? 0
    }

    /// The unit with this id, or nil.
    package func unit(_ id: UnitID) -> Unit? { byID[id].map { units[$0] } }

    /// The units printed exactly so, after folding by the caller.
    func units(printed form: ArraySlice<UInt16>) -> [Unit] { (byForm[Array(form)] ?? []).map { units[$0] } }

    /// The longest printed form at a place that `accepts`, and its unit. O(longest form).
    func longestForm(in text: [UInt16], at start: Int, accepts: (Unit) -> Bool) -> (unit: Unit, end: Int)? {
        longest(byForm, longestForm, text, start, accepts)
    }

    /// The longest prefix form at a place, and its unit. O(longest form).
    func longestPrefix(in text: [UInt16], at start: Int, accepts: (Unit) -> Bool) -> (unit: Unit, end: Int)? {
        longest(byPrefix, longestPrefix, text, start, accepts)
    }

    private func longest(
        _ table: [[UInt16]: [Int]], _ longest: Int, _ text: [UInt16], _ start: Int, _ accepts: (Unit) -> Bool
    ) -> (unit: Unit, end: Int)? {
        var length = min(longest, text.count - start)
        while length > 0 {
            if let found = table[Array(text[start..<start + length])] {
                // "m" of "min" is no metre: a Latin form must not run on in Latin letters.
                let next = start + length < text.count ? text[start + length] : 0
                let runsOn = Character16.isLatin(text[start + length - 1]) && Character16.isLatin(next)
                if !runsOn, let index = found.first(where: { accepts(units[$0]) }) {
                    return (units[index], start + length)
                }
            }
            length -= 1
        }
        return nil
    }
}
