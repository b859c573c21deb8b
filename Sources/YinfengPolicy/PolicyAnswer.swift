import YinfengModel

/// Turns outcomes into the hits that are shown: strictest class first, narrow before broad, consequences drawn.
struct PolicyAnswer {
    let book: PolicyBook
    let context: Context

    /// The hits in the order of the contracts.
    func hits(_ found: [(item: Int32, outcome: Outcome)]) -> [PolicyHit] {
        var hits: [PolicyHit] = []
        for (number, outcome) in found {
            if let hit = hit(book.items[Int(number)], outcome) { hits.append(hit) }
        }
        hits = withoutLooseEncouraged(hits, found)
        addWestern(&hits)
        return hits.sorted { key($0) < key($1) }
    }

    private func key(_ hit: PolicyHit) -> (Int, String, String) {
        (PolicyAnswer.severity(hit.policyClass), hit.catalog, hit.item)
    }

    static func severity(_ policyClass: PolicyClass) -> Int {
        switch policyClass {
        case .forbidden: 0
        case .eliminated: 1
        case .restricted: 2
        case .highPollution: 3
        case .permit: 4
        case .encouraged: 5
        }
    }

    private func hit(_ item: ListedItem, _ outcome: Outcome) -> PolicyHit? {
        var questions = outcome.questions
        if item.catalog == Lists.foreignNegative {
            guard let equity = equityQuestion(item, outcome) else { return nil }
            questions.append(equity)
        }
        if item.isBroad { questions.append("条目覆盖面很宽，请核实项目实际内容是否属于该条") }
        if item.policyClass == .permit { questions.append("是否已取得或能够取得该项许可（需许可，不等于禁止）") }
        if !item.isVerified { questions.append("条目文字未经与公布文本核对，请查原文确认") }
        var because = "依据“" + outcome.evidence.joined(separator: "”“") + "”"
        if questions.isEmpty {
            if !outcome.exceptions.isEmpty {
                because += "；条目另有除外情形：" + outcome.exceptions.joined(separator: "、") + "（项目未提及）"
            }
        } else {
            because += "；待核实：" + questions.joined(separator: "；") + "？"
        }
        return PolicyHit(
            catalog: item.catalog, edition: item.edition, policyClass: outcome.policyClass, item: item.id,
            text: outcome.quote, certainty: questions.isEmpty ? .hit : .near, because: because,
            citation: item.citation, isVerified: item.isVerified)
    }

    /// What the negative list asks; nil when the foreign share keeps within the limit.
    private func equityQuestion(_ item: ListedItem, _ outcome: Outcome) -> String? {
        if item.policyClass == .forbidden { return "负面清单禁止外商投资，请核实项目是否属于该领域" }
        let stated = outcome.foreignLimit.isEmpty ? item.equityLimit : outcome.foreignLimit
        let isOpen = stated.hasPrefix("<")
        guard let limit = Rational(decimal: isOpen ? stated.dropFirst() : stated[...]) else {
            return "外商投资须符合“\(outcome.quote)”的股权或合作要求，请核对方案"
        }
        let words = isOpen ? "外资低于\(limit.decimal())%" : "外资不超过\(limit.decimal())%"
        guard let share = context.foreignShare else { return "请说明外资比例（限值：\(words)）" }
        if isOpen ? share < limit : share <= limit { return nil }
        return "外资比例\(share.decimal())%不符合限值（\(words)），请调整股权"
    }

    /// A broad or half-matched encouraged item says nothing beside a narrow hit of the same list.
    private func withoutLooseEncouraged(
        _ hits: [PolicyHit], _ found: [(item: Int32, outcome: Outcome)]
    ) -> [PolicyHit] {
        let firm = Set(hits.filter { $0.policyClass == .encouraged && $0.certainty == .hit }.map(\.catalog))
        var weights: [String: Int] = [:]
        for (number, outcome) in found { weights[book.items[Int(number)].id] = outcome.weight }
        var best: [String: [Int]] = [:]
        for hit in hits where hit.policyClass == .encouraged && hit.certainty == .near {
            best[hit.catalog, default: []].append(weights[hit.item] ?? 0)
        }
        return hits.filter { hit in
            guard hit.policyClass == .encouraged, hit.certainty == .near else { return true }
            if firm.contains(hit.catalog) { return false }
            let heaviest = best[hit.catalog]?.max() ?? 0
            return (weights[hit.item] ?? 0) == heaviest
        }
    }

    /// In the twelve provinces an encouraged hit is a western hit, unless a stricter class is met (「自然免除」).
    private func addWestern(_ hits: inout [PolicyHit]) {
        guard let province = context.province, book.western.contains(province) else { return }
        if hits.contains(where: { PolicyAnswer.severity($0.policyClass) <= 2 && $0.certainty == .hit }) { return }
        for (catalog, rule) in [(Lists.structure, "W2025-1"), (Lists.foreign, "W2025-2")] {
            guard let number = book.itemNumbers[rule],
                let source = hits.first(where: {
                    $0.catalog == catalog && $0.policyClass == .encouraged && $0.certainty == .hit
                }) ?? hits.first(where: { $0.catalog == catalog && $0.policyClass == .encouraged })
            else { continue }
            let item = book.items[Int(number)]
            hits.append(
                PolicyHit(
                    catalog: item.catalog, edition: item.edition, policyClass: .encouraged, item: item.id,
                    text: item.text, certainty: source.certainty,
                    because: "项目在西部地区，且" + (source.certainty == .hit ? "命中" : "可能命中") + source.item
                        + (source.certainty == .hit ? "" : "；待核实：\(source.item)是否成立？"),
                    citation: item.citation, isVerified: item.isVerified))
        }
    }
}
