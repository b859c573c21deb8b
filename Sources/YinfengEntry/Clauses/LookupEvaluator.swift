import YinfengModel

/// `threshold_by`: the line is looked up by industry and land grade; the longest industry prefix decides.
struct LookupEvaluator: ClauseEvaluator {
    func evaluate(_ input: ClauseInput) -> ClauseResult {
        guard let key = input.rule.quantity, let op = input.rule.line?.op else {
            return ClauseResult(outcome: .review, reason: .judgement)
        }
        let value = input.facts.value(key, definition: input.rule.definition)
        let rows = candidates(input)
        guard !rows.isEmpty else { return input.engine.fromOwnLines(input, value: value) }
        var results: [ClauseResult] = []
        for row in rows {
            guard let number = row.value else {
                results.append(input.engine.fromOwnLines(input, value: value))
                continue
            }
            var result = ThresholdEvaluator.compare(
                value, LineTest(op: op, value: number), input, isVerified: input.rule.isVerified && row.isVerified)
            result.label = row.label
            results.append(result)
        }
        guard let first = results.first else { return ClauseResult(outcome: .review, reason: .lineNotHeld) }
        guard results.contains(where: { $0.outcome != first.outcome }) else {
            // Every grade agrees; the strictest line is shown.
            let larger = op.prefersLarger ?? true
            return results.max { a, b in
                guard let x = a.line?.value, let y = b.line?.value else { return false }
                return larger ? x < y : y < x
            } ?? first
        }
        // The grades disagree, and the grade is not held by this catalogue: not the project's evidence.
        var result = ClauseResult(outcome: .review, reason: .gradeUnknown)
        result.value = value
        return result
    }

    /// The rows for the industry; several only when the land grade is not known.
    private func candidates(_ input: ClauseInput) -> [ValueRow] {
        var length = -1
        var rows: [ValueRow] = []
        for row in input.rule.values(for: input.code) {
            let match = LookupEvaluator.match(row, input.code)
            guard match >= 0, match >= length else { continue }
            if match > length {
                length = match
                rows = []
            }
            rows.append(row)
        }
        let stated = input.facts.number(.landGrade)?.point ?? input.place.landGrade.map { Rational($0) }
        guard let stated, let grade = Int(exactly: stated.double) else { return rows }
        return rows.filter { $0.grades?.contains(grade) ?? true }
    }

    /// The length of the row's longest code that covers the industry; 0 for a row for all, -1 for none.
    private static func match(_ row: ValueRow, _ code: IndustryCode?) -> Int {
        guard !row.industries.isEmpty else { return 0 }
        guard let code, !row.excluded.contains(where: { $0.covers(code) }) else { return -1 }
        return row.industries.filter { $0.covers(code) }.map(\.length).max() ?? -1
    }
}
