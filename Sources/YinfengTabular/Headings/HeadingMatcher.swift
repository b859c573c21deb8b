import YinfengModel
import YinfengText

/// Finds the field that a heading means: by table, without its unit, by likeness; and the nearest ones for a message.
package struct HeadingMatcher: Sendable {
    /// The least likeness that maps a column of words by itself; anything below is only proposed.
    static let accepted = 0.8
    /// The same for a column of figures, where a wrong field does more harm.
    static let acceptedForFigures = 0.9
    /// The least likeness that is worth proposing.
    static let proposed = 0.45

    struct Entry: Sendable {
        let key: FieldKey
        let unit: UnitID?
        let known: String
        let base: [Character]
    }

    let catalog: FieldCatalog
    private let exact: [String: Entry]
    let bases: [String: [Entry]]
    private let entries: [Entry]
    let units: [String: [Unit]]
    let longestUnit: Int
    /// What a rate counts by: the 天 of 吨/天.
    let rates: Set<String>
    let compound: HeadingCompound

    /// A matcher over a catalogue. O(number of headings).
    package init(catalog: FieldCatalog) {
        self.catalog = catalog
        var exact: [String: Entry] = [:]
        var bases: [String: [Entry]] = [:]
        var entries: [Entry] = []
        var plain: [(base: String, entry: Entry)] = []
        var qualified: [(base: String, entry: Entry)] = []
        var units: [String: [Unit]] = [:]
        for unit in catalog.units.units {
            for form in unit.printed { units[catalog.folder.folded(form), default: []].append(unit) }
        }
        func add(_ text: String, _ key: FieldKey, _ unit: UnitID?) {
            let parts = HeadingText(text, folder: catalog.folder, marks: catalog.marks)
            let entry = Entry(key: key, unit: unit, known: text, base: Array(parts.base))
            if exact[parts.whole] == nil { exact[parts.whole] = entry }
            // 企业(项目)名称 says less about 企业名称 than a heading of just these words.
            let isBare = parts.asides.allSatisfy { !(units[$0] ?? []).isEmpty }
            if isBare { plain.append((parts.base, entry)) } else { qualified.append((parts.base, entry)) }
            entries.append(entry)
        }
        for heading in catalog.headings { add(heading.text, heading.key, heading.unit) }
        for field in catalog.fields {
            add(field.name, field.key, nil)
            add(field.key.rawValue, field.key, nil)
            for alias in field.aliases { add(alias.rawValue, field.key, nil) }
        }
        var words = plain + qualified
        for (base, entry) in words { bases[base, default: []].append(entry) }
        // Without the neutral words the headings must still meet (计划投资总额, 投资总额), but a rest that several fields
        // share (项目简介, 企业简介) means none of them.
        var bare: [String: Entry] = [:]
        var ambiguous: Set<String> = []
        for entry in entries {
            let rest = HeadingMatcher.withoutNeutral(String(entry.base), catalog.marks)
            guard rest.count >= 2, bases[rest] == nil else { continue }
            if let other = bare[rest], other.key != entry.key { ambiguous.insert(rest) }
            if bare[rest] == nil { bare[rest] = entry }
            // What is left of 投资单位 (单位) is too little to put words together from; of an amount it is its very noun.
            if catalog[entry.key]?.unit != nil { words.append((rest, entry)) }
        }
        for (rest, entry) in bare where !ambiguous.contains(rest) { bases[rest] = [entry] }
        self.exact = exact
        self.bases = bases
        self.entries = entries
        compound = HeadingCompound(
            parts: catalog.parts,
            entries: words.filter { !ambiguous.contains($0.base) }.map { ($0.base, $0.entry.key, $0.entry.known) })
        self.units = units
        longestUnit = units.keys.map(\.count).max() ?? 0
        rates = catalog.parts.rates.union(
            units.keys.compactMap { $0.contains("/") ? $0.split(separator: "/").last.map(String.init) : nil })
    }

    /// The field of a heading, or nil when none is sure enough. `parent` is the upper heading of a two-level head;
    /// `isSure` leaves likeness out. O(number of headings) for an unknown heading, O(1) for a known one.
    package func match(_ heading: String, parent: String? = nil, isSure: Bool = false) -> HeadingMatch? {
        let own = HeadingText(heading, folder: catalog.folder, marks: catalog.marks)
        let upper = parent.map { HeadingText($0, folder: catalog.folder, marks: catalog.marks) }
        guard !own.whole.isEmpty || upper != nil else { return nil }
        if let upper {
            let joined = HeadingText(
                upper.whole + own.whole, folder: catalog.folder, marks: catalog.marks)
            if let found = known(joined) { return found }
            if isNobody(joined) { return nil }
            // 用地情况 over 面积: the group's word without what makes it a group.
            if let group = catalog.marks.headingGroups.first(where: {
                upper.base.hasSuffix($0) && upper.base.count > $0.count
            }) {
                let short = HeadingText(
                    String(upper.base.dropLast(group.count)) + own.whole, folder: catalog.folder, marks: catalog.marks)
                if let found = known(short) { return found }
            }
            // A lower heading that is only a unit: the words stand above.
            if own.base.isEmpty || !units(of: own.base).isEmpty {
                let united = HeadingText(
                    upper.whole + "(" + (own.base.isEmpty ? own.asides.joined() : own.base) + ")",
                    folder: catalog.folder, marks: catalog.marks)
                if let found = known(united) { return found }
            }
            if let found = known(own) { return isDone(found, under: upper, own) ? nil : inherit(found, from: upper) }
            if isSure || isNobody(own) { return nil }
            return similar(joined) ?? similar(own).map { inherit($0, from: upper) }
        }
        return known(own) ?? (isSure || isNobody(own) ? nil : similar(own))
    }

    /// The nearest catalogue headings, best first, one a field, at most `count`.
    package func nearest(_ heading: String, count: Int = 3) -> [HeadingMatch] {
        let parts = HeadingText(heading, folder: catalog.folder, marks: catalog.marks)
        return Array(ranked(Array(parts.base)).prefix(count))
    }

    // MARK: By table

    private func known(_ parts: HeadingText) -> HeadingMatch? {
        if let entry = exact[parts.whole] {
            return HeadingMatch(
                key: entry.key, unit: entry.unit ?? statedUnit(parts, for: entry.key), confidence: 1, basis: .exact,
                known: entry.known)
        }
        if let found = byOptions(parts) ?? byBase(parts.base, parts, confidence: 1) { return found }
        // 总投资:亿元, 规划用地/亩, 总投资亿元: the unit stands behind the words.
        if let (base, unit) = splitUnit(parts.base), let found = byBase(base, parts, tail: unit, confidence: 1) {
            return found
        }
        let bare = HeadingMatcher.withoutNeutral(parts.base, catalog.marks)
        if bare.count >= 2, bare != parts.base {
            if let found = byBase(bare, parts, confidence: 0.95) { return found }
            if let (base, unit) = splitUnit(bare), let found = byBase(base, parts, tail: unit, confidence: 0.95) {
                return found
            }
        }
        // 项目的名称, 建设内容及其规模: particles say nothing.
        let plain = withoutParticles(parts.base)
        if plain.count >= 2, plain != parts.base, let found = byBase(plain, parts, confidence: 0.95) { return found }
        if let found = byParts(parts) { return found }
        // 总投资 Total Investment: the same said in two languages.
        guard let words = parts.withoutLatin else { return nil }
        return known(words)
    }

    private func byBase(
        _ base: String, _ parts: HeadingText, tail: String? = nil, confidence: Double
    ) -> HeadingMatch? {
        guard let candidates = bases[base], let first = candidates.first else { return nil }
        // The unit picks the field where one base serves two (总投资（万元）, 总投资（亿美元）).
        let forms = parts.asides + (tail.map { [$0] } ?? [])
        for form in forms {
            let dimensions = Set(unitForms(form).flatMap { units(of: $0) }.map(\.dimension.rawValue))
            guard !dimensions.isEmpty else { continue }
            let fitting = candidates.first { entry in
                guard let own = catalog[entry.key]?.unit, let unit = catalog.units.unit(own) else { return false }
                return dimensions.contains(unit.dimension.rawValue)
            }
            let entry = fitting ?? first
            if let unit = unitForms(form).lazy.compactMap({ unit($0, for: entry.key) }).first {
                return HeadingMatch(
                    key: entry.key, unit: unit, confidence: confidence, basis: .base, known: entry.known)
            }
        }
        // Words in brackets that are no unit may change the meaning (总投资（二期）): a little less sure.
        let isClean = parts.asides.isEmpty || forms.contains { !unitForms($0).flatMap { units(of: $0) }.isEmpty }
        let entry = candidates.first { $0.unit == nil } ?? first
        if isQualified(parts) || isForeign(forms, to: entry.key) { return nil }
        return HeadingMatch(
            key: entry.key,
            unit: entry.base == Array(base) && entry.unit != nil && parts.asides.isEmpty ? impliedUnit(entry) : nil,
            confidence: isClean ? confidence : min(confidence, 0.9), basis: .base, known: entry.known)
    }

    /// A heading without brackets implies the unit that the catalogue gives it (预计总投资 = 万元); a base that was cut
    /// out of `总投资(亿元)` implies nothing.
    private func impliedUnit(_ entry: Entry) -> UnitID? {
        let parts = HeadingText(entry.known, folder: catalog.folder, marks: catalog.marks)
        return parts.asides.isEmpty ? entry.unit : nil
    }

    func withoutParticles(_ base: String) -> String {
        base.filter { !catalog.marks.headingParticles.contains($0) }
    }

    /// Whether words in brackets change what the heading counts (二期).
    func isQualified(_ parts: HeadingText) -> Bool {
        parts.asides.contains { aside in catalog.marks.headingQualifiers.contains { aside.contains($0) } }
    }

    /// Whether the words of a heading name a field that its upper heading takes back (产值 under 上年完成).
    func isSetAside(_ heading: String, under parent: String) -> Bool {
        let own = HeadingText(heading, folder: catalog.folder, marks: catalog.marks)
        let upper = HeadingText(parent, folder: catalog.folder, marks: catalog.marks)
        return known(own).map { isDone($0, under: upper, own) } ?? false
    }

    /// Whether the upper heading says that a figure is past or actual (上年完成) and so not the investor's plan.
    private func isDone(_ match: HeadingMatch, under upper: HeadingText, _ own: HeadingText) -> Bool {
        catalog[match.key]?.unit != nil
            && catalog.parts.done.contains { upper.whole.contains($0) && !own.whole.contains($0) }
    }

    private func inherit(_ match: HeadingMatch, from upper: HeadingText) -> HeadingMatch {
        guard match.unit == nil, let unit = statedUnit(upper, for: match.key) else { return match }
        return HeadingMatch(
            key: match.key, unit: unit, confidence: match.confidence, basis: match.basis, known: match.known)
    }

    /// The heading without neutral words at its start; inside, they may be its very noun (投资企业).
    static func withoutNeutral(_ base: String, _ marks: SheetMarks) -> String {
        var rest = base[...]
        while let word = marks.headingNeutral.first(where: { rest.hasPrefix($0) && rest.count >= $0.count + 2 }) {
            rest = rest.dropFirst(word.count)
        }
        return String(rest)
    }

    // MARK: By likeness

    private func similar(_ parts: HeadingText) -> HeadingMatch? {
        guard !parts.base.isEmpty else { return nil }
        let found = ranked(Array(parts.base))
        guard let best = found.first,
            best.confidence
                >= (catalog[best.key]?.unit == nil ? HeadingMatcher.accepted : HeadingMatcher.acceptedForFigures),
            found.count < 2 || best.confidence - found[1].confidence >= 0.03
        else { return nil }
        let known = HeadingText(best.known, folder: catalog.folder, marks: catalog.marks).base
        let changed = catalog.marks.headingQualifiers.contains { parts.base.contains($0) != known.contains($0) }
        guard !changed, !isForeign(parts.asides, to: best.key) else { return nil }
        return HeadingMatch(
            key: best.key, unit: statedUnit(parts, for: best.key), confidence: best.confidence, basis: .similar,
            known: best.known)
    }

    /// The best catalogue heading of each field, best first; ties by the catalogue's order.
    private func ranked(_ base: [Character]) -> [HeadingMatch] {
        var best: [FieldKey: (score: Double, place: Int)] = [:]
        for (place, entry) in entries.enumerated() {
            let score = HeadingSimilarity.of(base, entry.base)
            if score >= HeadingMatcher.proposed, score > best[entry.key]?.score ?? 0 {
                best[entry.key] = (score, place)
            }
        }
        return best.values.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map { found in
            let entry = entries[found.place]
            // Two decimals are what a person is shown; more would pretend to be measured.
            return HeadingMatch(
                key: entry.key, unit: nil, confidence: (found.score * 100).rounded() / 100, basis: .similar,
                known: entry.known)
        }
    }
}
