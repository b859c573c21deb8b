import YinfengModel

/// Decides one phrase against one scanned text, clause by clause.
struct PhraseJudge {
    let workspace: PolicyWorkspace
    let nameUnits: Set<UInt16>
    let judge: SegmentJudge
    private let clauses: [Range<Int>]

    private typealias Flag = PolicyWorkspace.Flag

    init(workspace: PolicyWorkspace, nameUnits: Set<UInt16>, judge: SegmentJudge) {
        self.workspace = workspace
        self.nameUnits = nameUnits
        self.judge = judge
        clauses = workspace.candidates.isEmpty ? [] : PhraseJudge.clauses(of: workspace.units)
    }

    /// How a clause covers a phrase.
    private struct Cover {
        var found = 0
        var start = 0
        var end = 0
        var coversEnd = false
    }

    /// The outcome, or nil when the text does not speak of the phrase. Full cover of the nouns in their order is a
    /// hit; most of them with the last noun is near.
    func outcome(_ phrase: Phrase, policyClass: PolicyClass) -> Outcome? {
        var best = Cover()
        for clause in clauses {
            let cover = cover(phrase, clause)
            if cover.found > best.found { best = cover }
        }
        guard best.found > 0, isFree(best, phrase) else { return nil }
        var outcome = Outcome(quote: phrase.quote, policyClass: policyClass)
        outcome.weight = best.found
        outcome.evidence.append(Folding.text(workspace.units[best.start..<best.end]))
        let figures = workspace.measures.filter { $0.start >= best.start && $0.end <= best.end }
            .reduce(0) { $0 + $1.end - $1.start }
        if best.end - best.start - best.found - figures
            > max(2, phrase.units.count - phrase.coreCount + phrase.coreCount / 4)
        {
            outcome.questions.append("请核实是否属于“\(phrase.quote)”")
        }
        if !fillsPhrase(best) { outcome.questions.append("项目另有限定，请核实是否属于“\(phrase.quote)”") }
        if best.found < phrase.coreCount {
            guard phrase.coreCount >= 5, best.coversEnd, best.found * 5 >= phrase.coreCount * 4 else { return nil }
            outcome.questions.append("项目表述与条目用语不完全一致，请核实是否属于“\(phrase.quote)”")
        }
        for words in phrase.exceptions where stands(words) { return nil }
        for merit in phrase.merits where !stands(merit) {
            outcome.questions.append("请核实是否达到“\(Folding.text(merit))”")
        }
        for context in phrase.contexts where !isSettled(context) {
            outcome.questions.append("请核实是否属于“\(context.text)”")
        }
        let head = PolicyWorkspace.Occurrence(
            word: 0, start: Int32(best.start), end: Int32(best.end), next: -1, flags: 0)
        for limit in phrase.limits {
            switch judge.check(limit, head) {
            case .yes(let text): outcome.evidence.append(text)
            case .no: return nil
            case .open(let question): outcome.questions.append(question)
            }
        }
        outcome.exceptions = phrase.exceptions.map { Folding.text($0) }
        return outcome
    }

    private static func clauses(of units: [UInt16]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        for (index, unit) in units.enumerated()
        where Folding.endsClause(unit) || unit == Folding.enumeration {
            if index > start { result.append(start..<index) }
            start = index + 1
        }
        if units.count > start { result.append(start..<units.count) }
        return result
    }

    /// Greedy: the longest pieces of the phrase, two units at least, in their order.
    private func cover(_ phrase: Phrase, _ clause: Range<Int>) -> Cover {
        var result = Cover()
        var index = 0
        var from = clause.lowerBound
        result.start = -1
        while index < phrase.units.count {
            guard phrase.isCore[index], let piece = longest(phrase.units, index, from..<clause.upperBound) else {
                index += 1
                continue
            }
            // A piece far behind the last one speaks of something else.
            if result.start >= 0, piece.start - result.end > 10 {
                index += 1
                continue
            }
            if result.start < 0 { result.start = piece.start }
            for position in index..<(index + piece.length) where phrase.isCore[position] { result.found += 1 }
            result.end = piece.start + piece.length
            from = result.end
            index += piece.length
            if index >= phrase.units.count { result.coversEnd = true }
        }
        if result.start < 0 { result.start = 0 }
        return result
    }

    private func longest(_ units: [UInt16], _ index: Int, _ window: Range<Int>) -> (start: Int, length: Int)? {
        guard index + 1 < units.count else { return nil }
        var best: (start: Int, length: Int)?
        let first = units[index]
        var position = window.lowerBound
        while position + 1 < window.upperBound {
            if workspace.units[position] == first {
                var length = 1
                while index + length < units.count, position + length < window.upperBound,
                    workspace.units[position + length] == units[index + length]
                {
                    length += 1
                }
                if length >= 2, length > best?.length ?? 1 { best = (position, length) }
            }
            position += 1
        }
        return best
    }

    /// Not denied, not part of another thing's name.
    private func isFree(_ cover: Cover, _ phrase: Phrase) -> Bool {
        if workspace.flags[cover.start] & (Flag.denied | Flag.feedstock) != 0 { return false }
        if workspace.flags[cover.end] & Flag.derived != 0 { return false }
        if cover.start > 0, nameUnits.contains(workspace.units[cover.start]),
            nameUnits.contains(workspace.units[cover.start - 1])
        {
            return false
        }
        // Short names must fill their noun phrase.
        return phrase.coreCount > 3 || fillsPhrase(cover)
    }

    /// 锂离子电池 in 锂离子电池隔膜 is not the product.
    private func fillsPhrase(_ cover: Cover) -> Bool {
        let end = cover.end
        guard end < workspace.units.count else { return true }
        let unit = workspace.units[end]
        return workspace.flags[end] & Flag.generic != 0 || unit < 0x80 || unit == Folding.stop
            || unit == Folding.enumeration
    }

    private func isSettled(_ context: PhraseContext) -> Bool {
        if context.words.contains(where: { stands($0) }) { return true }
        guard !context.pairs.isEmpty else { return false }
        let found = context.pairs.filter { stands([UInt16($0 >> 16), UInt16(truncatingIfNeeded: $0)]) }.count
        return found * 2 >= context.pairs.count
    }

    private func stands(_ words: [UInt16]) -> Bool {
        guard let first = words.first, workspace.units.count >= words.count else { return false }
        for start in 0...(workspace.units.count - words.count) where workspace.units[start] == first {
            if workspace.units[start..<(start + words.count)].elementsEqual(words) { return true }
        }
        return false
    }
}
