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
        return faults + bandFaults()
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
