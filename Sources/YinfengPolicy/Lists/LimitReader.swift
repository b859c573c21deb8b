import YinfengModel

/// Turns `单线产能<~3000吨/年` into a limit.
struct LimitReader: Sendable {
    let vocabulary: Vocabulary
    let scanner: Scanner

    /// The limit that `text` states; nil when there is no comparison, figure or unit in it.
    func limit(_ text: String) -> Limit? {
        let folded = Folding.fold(text)
        guard let sign = folded.firstIndex(where: { $0 == 0x3C || $0 == 0x3E }) else { return nil }
        var end = sign + 1
        while end < folded.count, folded[end] == 0x3D || folded[end] == 0x7E { end += 1 }
        guard let comparison = Comparison(rawValue: Folding.text(folded[sign..<end])) else { return nil }
        var workspace = PolicyWorkspace()
        workspace.units = Array(folded[end...])
        workspace.first = [Int32](repeating: -1, count: scanner.lexicon.words.count)
        scanner.scan(&workspace)
        guard let measure = workspace.measures.first else { return nil }
        let head = Array(folded[..<sign])
        var scope = MeasureScope.open
        var words: [[UInt16]] = []
        if !head.isEmpty {
            if isRole(.line, head) {
                scope = .line
            } else if isRole(.total, head) {
                scope = .total
            } else {
                words = head.split(separator: 0x7C).map { Array($0) }
            }
        }
        return Limit(
            comparison: comparison, value: measure.value, base: measure.base, per: measure.per, scope: scope,
            words: words, text: printed(head, comparison, Folding.text(folded[end...])))
    }

    /// A limit from a figure that an item's text states with 以上, 不低于 …; nil for a plain figure.
    func limit(_ measure: Measure, in units: [UInt16]) -> Limit? {
        guard let bound = measure.bound, measure.upper == nil else { return nil }
        return Limit(
            comparison: bound, value: measure.value, base: measure.base, per: measure.per,
            scope: measure.scope, words: [], text: Folding.text(units[measure.start..<measure.end]))
    }

    private func isRole(_ role: Vocabulary.Role, _ head: [UInt16]) -> Bool {
        vocabulary.entries.contains { $0.role == role && head.starts(with: $0.word) }
    }

    private func printed(_ head: [UInt16], _ comparison: Comparison, _ figure: String) -> String {
        let words = Folding.text(head.split(separator: 0x7C).first ?? [])
        switch comparison {
        case .less: return words + "低于" + figure
        case .lessOrEqual: return words + figure + "及以下"
        case .lessBare: return words + figure + "以下"
        case .greater: return words + "高于" + figure
        case .greaterOrEqual: return words + figure + "及以上"
        case .greaterBare: return words + figure + "以上"
        }
    }
}
