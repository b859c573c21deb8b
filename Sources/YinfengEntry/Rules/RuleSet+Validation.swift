import YinfengModel

extension RuleSet {
    /// What makes a set ambiguous although every cell is well formed, in Chinese, by rule: overlapping table rows,
    /// bands of one quantity that overlap or leave a gap, tiers that can never be reached, an exemption of nothing,
    /// a rule that can decide nothing. O(rules² + rows²) over one set.
    package func ambiguities() -> [(rule: String, fact: String)] {
        var faults: [(rule: String, fact: String)] = []
        let ids = Set(rules.map(\.id))
        for rule in rules {
            faults += RuleSet.overlaps(rule).map { (rule.id, $0) }
            faults += RuleSet.gradeGaps(rule).map { (rule.id, $0) }
            faults += RuleSet.tierFaults(rule).map { (rule.id, $0) }
            for id in rule.exempts where !ids.contains(id) { faults.append((rule.id, "免除的条款“\(id)”不在本规则集")) }
            if let open = rule.tiers.firstIndex(where: { $0.when == nil }), open != rule.tiers.count - 1 {
                faults.append((rule.id, "第\(open + 1)档没有条件，其后各档永远轮不到"))
            }
            if rule.shape == .tieredObligation, rule.subject == .project, rule.tiers.isEmpty, rule.duties == nil {
                faults.append((rule.id, "分档规则没有分档（tiers.csv）"))
            }
            if rule.subject == .project, rule.shape == .reference, rule.quantity == nil, rule.text.isEmpty {
                faults.append((rule.id, "引用规则没有指标，也没有说明"))
            }
            if !rule.scope.asked.isEmpty, rule.scope.ask.isEmpty {
                faults.append((rule.id, "industries_ask 列有行业而 ask 列没有要问的话"))
            }
            if rule.shape == .targetAndFloor, let line = rule.line, let floor = line.upper,
                let larger = line.op.prefersLarger, larger ? line.value < floor : floor < line.value
            {
                faults.append((rule.id, "底线比目标还严"))
            }
        }
        return faults + bandFaults() + periodFaults()
    }

    /// One sentence of a document with two lines on one day: which of them counts nobody can say.
    private func periodFaults() -> [(rule: String, fact: String)] {
        var faults: [(rule: String, fact: String)] = []
        let lined = rules.filter { $0.line != nil && $0.values.isEmpty && $0.shape != .tieredObligation }
        for (index, rule) in lined.enumerated() {
            for other in lined.dropFirst(index + 1) where RuleSet.isSameSentence(rule, other) {
                guard let a = rule.line, let b = other.line, a.op == b.op, a != b,
                    RuleSet.overlap(rule.citation, other.citation)
                else { continue }
                faults.append(
                    (
                        rule.id,
                        "与 \(other.id) 是同一条款的同一指标，限值不同而有效期重叠（\(rule.citation.effectiveText) 与 "
                            + "\(other.citation.effectiveText)）"
                    ))
            }
        }
        return faults
    }

    private static func isSameSentence(_ a: Rule, _ b: Rule) -> Bool {
        !a.citation.clause.isEmpty && a.citation.document == b.citation.document
            && a.citation.clause == b.citation.clause && a.quote == b.quote && a.subject == b.subject
            && a.force == b.force && a.quantity == b.quantity && a.definition == b.definition && a.anyOf == b.anyOf
            && a.scope.industries == b.scope.industries && a.scope.excluded == b.scope.excluded
            && a.scope.regions == b.scope.regions && a.scope.parkLevels == b.scope.parkLevels
            && a.scope.parkTypes == b.scope.parkTypes && a.scope.parks == b.scope.parks
            && a.scope.kinds == b.scope.kinds && a.scope.when == b.scope.when && a.text == b.text
    }

    private static func overlap(_ a: Citation, _ b: Citation) -> Bool {
        if let end = a.effectiveTo, let start = b.effectiveFrom, end < start { return false }
        if let end = b.effectiveTo, let start = a.effectiveFrom, end < start { return false }
        return true
    }

    /// Land grades of one industry that no row of a value table covers although rows on both sides do.
    private static func gradeGaps(_ rule: Rule) -> [String] {
        var ranges: [[IndustryCode]: [(range: ClosedRange<Int>, label: String)]] = [:]
        for row in rule.values {
            if let grades = row.grades { ranges[row.industries, default: []].append((grades, row.label)) }
        }
        return ranges.values.flatMap { rows -> [String] in
            let sorted = rows.sorted { $0.range.lowerBound < $1.range.lowerBound }
            return zip(sorted, sorted.dropFirst()).compactMap { low, high in
                high.range.lowerBound > low.range.upperBound + 1
                    ? "取值表“\(low.label)”与“\(high.label)”之间有空档（\(low.range.upperBound + 1)等起无限值）" : nil
            }
        }.sorted()
    }

    /// Rows of a value table that cover the same industry and grade with different numbers.
    private static func overlaps(_ rule: Rule) -> [String] {
        var faults: [String] = []
        for (index, row) in rule.values.enumerated() {
            for other in rule.values.dropFirst(index + 1) {
                let shared = row.industries.filter(other.industries.contains)
                guard !shared.isEmpty || row.industries.isEmpty && other.industries.isEmpty,
                    row.grades.map({ a in other.grades.map(a.overlaps) ?? true }) ?? true
                else { continue }
                faults.append(
                    "取值表“\(row.label)”与“\(other.label)”重叠" + (shared.first.map { "（\($0.text)）" } ?? ""))
            }
        }
        return faults
    }

    /// Tiers of one quantity that rank parks must meet end to end: no gap, no value in two tiers.
    private func bandFaults() -> [(rule: String, fact: String)] {
        var groups: [FieldKey: [Rule]] = [:]
        for rule in rules where rule.shape == .tieredObligation && rule.tiers.isEmpty && rule.duties == nil {
            if let key = rule.quantity, rule.line != nil { groups[key, default: []].append(rule) }
        }
        var faults: [(rule: String, fact: String)] = []
        for key in groups.keys.sorted() {
            let group = groups[key] ?? []
            // Probing every edge, and between and beyond the edges, finds each gap and overlap of half-open bands.
            let edges = Set(
                group.flatMap { rule in rule.line.map { [$0.value] + ($0.upper.map { [$0] } ?? []) } ?? [] }
            )
            .sorted()
            for probe in RuleSet.probes(edges) {
                let holding = group.filter { $0.line?.holds(for: Interval(probe)) == .yes }
                if holding.isEmpty, let first = group.first {
                    faults.append((first.id, "各档之间有空档：\(probe.decimal(digits: 4)) 不属于任何一档"))
                } else if holding.count > 1, let first = holding.first {
                    faults.append(
                        (first.id, "\(probe.decimal(digits: 4)) 同时属于 \(holding.map(\.id).joined(separator: "、"))"))
                }
            }
        }
        return faults
    }

    private static func probes(_ edges: [Rational]) -> [Rational] {
        guard let first = edges.first, let last = edges.last, let half = Rational(1, 2) else { return [] }
        var probes = edges
        for (low, high) in zip(edges, edges.dropFirst()) {
            if let middle = try? low.adding(high).multiplied(by: half) { probes.append(middle) }
        }
        if let below = try? first.subtracting(.one) { probes.append(below) }
        if let above = try? last.adding(.one) { probes.append(above) }
        return probes.sorted()
    }
}
