package import YinfengModel
package import YinfengText

/// The units that headings state.
extension HeadingMatcher {
    /// The unit that a printed form names for a field, or nil.
    package func unit(_ form: String, for key: FieldKey) -> UnitID? {
        let candidates = units(of: catalog.folder.folded(form))
        guard !candidates.isEmpty, let field = catalog[key], let own = field.unit,
            let target = catalog.units.unit(own)?.dimension
        else { return nil }
        return
            (candidates.first { $0.dimension == target }
            ?? candidates.first { $0.dimension.isMoney && target.isMoney }
            ?? candidates.first { unit in
                field.bridges.contains { $0.from == unit.dimension && $0.to == target }
                    || unit.dimension == "fraction" && target == "ratio"
            })?.id ?? perOwn(form, own, target)
    }

    /// 亩均税收（亿元）: what the amount is counted by stands in the field's own unit and goes without saying.
    private func perOwn(_ form: String, _ own: UnitID, _ target: Dimension) -> UnitID? {
        let counted = (catalog.units.unit(own)?.printed ?? []).compactMap { printed in
            printed.firstIndex(of: "/").map { printed[$0...] }
        }
        return counted.lazy.flatMap { units(of: catalog.folder.folded(form + $0)) }.first { $0.dimension == target }?.id
    }

    /// Whether the text is the printed form of some unit.
    package func isUnit(_ text: String) -> Bool {
        let parts = HeadingText(text, folder: catalog.folder, marks: catalog.marks)
        if parts.base.isEmpty { return !parts.asides.isEmpty && parts.asides.allSatisfy { !units(of: $0).isEmpty } }
        return !units(of: parts.base).isEmpty
    }

    /// The unit that the brackets of a heading state for a field, or nil.
    func statedUnit(_ parts: HeadingText, for key: FieldKey) -> UnitID? { statedUnit(parts.asides, for: key) }

    /// The first unit of a field that one of the forms states, or nil.
    func statedUnit(_ forms: [String], for key: FieldKey) -> UnitID? {
        forms.lazy.flatMap { unitForms($0) }.compactMap { unit($0, for: key) }.first
    }

    /// What a bracket may hold besides the bare unit: `单位:万元`, `万元,含税`, `万元/年`.
    func unitForms(_ aside: String) -> [String] {
        var forms = [aside]
        if !units(of: aside).isEmpty { return forms }
        for label in catalog.marks.unitLabels where aside.hasPrefix(label) {
            forms.append(String(aside.dropFirst(label.count).drop { $0 == ":" }))
        }
        forms += aside.split(whereSeparator: { ",;:、".contains($0) }).map(String.init)
        if let yearly = yearly(aside) { forms.append(yearly) }
        // 亿元/万美元 offers several; the first is the list's own. 人民币万元 ends in its unit.
        if let first = aside.split(separator: "/").first, first.count < aside.count, !isRate(aside) {
            forms.append(String(first))
        }
        let characters = Array(aside)
        for length in stride(from: min(longestUnit, characters.count - 1), through: 2, by: -1) {
            let tail = String(characters.suffix(length))
            if units[tail] != nil {
                forms.append(tail)
                break
            }
        }
        return forms
    }

    func splitUnit(_ base: String) -> (base: String, unit: String)? {
        splitUnit(base) { bases[$0] != nil }
    }

    /// The words before a unit that stands behind them without brackets, where `isKnown` knows them.
    func splitUnit(
        _ base: String, isKnown: (String) -> Bool
    ) -> (base: String, unit: String)? {
        let characters = Array(base)
        var length = min(longestUnit, characters.count - 2)
        while length >= 1 {
            let tail = String(characters.suffix(length))
            if units[tail] != nil {
                var head = String(characters.dropLast(length))
                let separated = head.last.map { "/:-|,".contains($0) } ?? false
                while let last = head.last, "/:-|,".contains(last) { head.removeLast() }
                // A single character without a separator may belong to the word (用地面积 ends in no unit).
                if separated || length >= 2, isKnown(head) { return (head, tail) }
            }
            length -= 1
        }
        return nil
    }

    func units(of form: String) -> [Unit] { units[form] ?? [] }

    /// Whether the bracket states a unit of just what the field measures: 亿美元 for 总投资(外资), not for 总投资.
    func isMeasured(_ key: FieldKey, in aside: String) -> Bool {
        guard let own = catalog[key]?.unit, let dimension = catalog.units.unit(own)?.dimension else { return false }
        return unitForms(aside).flatMap { units(of: $0) }.contains { $0.dimension == dimension }
    }

    /// Whether a form is an amount by something that no unit of the table counts by (立方米/小时).
    private func isRate(_ form: String) -> Bool {
        guard units(of: form).isEmpty, let slash = form.firstIndex(of: "/") else { return false }
        return rates.contains(String(form[form.index(after: slash)...])) && !units(of: String(form[..<slash])).isEmpty
            && yearly(form) == nil
    }

    /// The form without 每年: yearly fields are counted by the year anyway.
    private func yearly(_ form: String) -> String? {
        ["/年", "/a", "每年"].first { form.hasSuffix($0) }.map { String(form.dropLast($0.count)) }
    }

    /// Whether a stated unit measures something else than the field does (用水量（吨/天） is no yearly amount, 用电量（kW） no
    /// energy): the figures would be read as what they are not.
    func isForeign(_ forms: [String], to key: FieldKey) -> Bool {
        guard catalog[key]?.unit != nil else { return false }
        return forms.contains { form in
            if isRate(form) { return true }
            let named = unitForms(form).filter { !units(of: $0).isEmpty }
            return !named.isEmpty && named.allSatisfy { unit($0, for: key) == nil }
        }
    }
}
