import YinfengModel

/// One pass over a folded text: words that segments need, helper words, figures with unit and scope.
struct Scanner: Sendable {
    let lexicon: Lexicon
    let vocabulary: Vocabulary

    /// Fills the workspace from `units`. O(text), times the length of the longest word.
    func scan(_ workspace: inout PolicyWorkspace) {
        let count = workspace.units.count
        workspace.flags.removeAll(keepingCapacity: true)
        workspace.flags.append(contentsOf: repeatElement(0, count: count + 1))
        findWords(&workspace)
        spreadMarks(&workspace)
        link(&workspace)
        readMeasures(&workspace)
    }

    private func findWords(_ workspace: inout PolicyWorkspace) {
        let units = workspace.units
        for start in 0..<units.count {
            lexicon.trie.forEachWord(in: units, at: start) { word, end in
                let number = Int(word)
                if lexicon.infos[number].isNeeded, stands(number, units, start, end) {
                    workspace.occurrences.append(
                        .init(word: word, start: Int32(start), end: Int32(end), next: -1, flags: 0))
                }
                // Field by field: a copy of what is known of a word costs more than the question.
                for entry in lexicon.infos[number].roles {
                    switch entry.role {
                    case .generic, .tail: workspace.flags[start] |= PolicyWorkspace.Flag.generic
                    case .merit, .whole, .useWord: break
                    default:
                        workspace.marks.append(
                            .init(role: entry.role, value: entry.value, start: Int32(start), end: Int32(end)))
                    }
                }
            }
        }
    }

    /// Whether a word stands free: ASCII words between non-letters, chemical names not inside longer names.
    private func stands(_ word: Int, _ units: [UInt16], _ start: Int, _ end: Int) -> Bool {
        if Folding.isAlphanumeric(units[start]), start > 0 {
            let before = units[start - 1]
            if Folding.isAlphanumeric(before) || before == 0x2D && start > 1 && Folding.isAlphanumeric(units[start - 2])
            {
                return false
            }
        }
        if !lexicon.infos[word].isPrefix, end < units.count, Folding.isAlphanumeric(units[end - 1]) {
            let after = units[end]
            if Folding.isAlphanumeric(after) { return false }
            if after == 0x2D || after == Glyph.slash || after == 0x2E, end + 1 < units.count,
                Folding.isAlphanumeric(units[end + 1])
            {
                return false
            }
        }
        guard lexicon.infos[word].isName else { return true }
        if start > 0, vocabulary.nameUnits.contains(units[start]), vocabulary.nameUnits.contains(units[start - 1]) {
            return false
        }
        if end < units.count, vocabulary.nameUnits.contains(units[end - 1]), vocabulary.nameUnits.contains(units[end]) {
            return false
        }
        return true
    }

    private func spreadMarks(_ workspace: inout PolicyWorkspace) {
        typealias Flag = PolicyWorkspace.Flag
        let count = workspace.units.count
        for mark in workspace.marks {
            // 「（不含）以下」 is an operator.
            let isOperator = Int(mark.end) < count && workspace.units[Int(mark.end)] == Glyph.close
            switch mark.role {
            case .deny where !isOperator: workspace.flags[Int(mark.end)] |= Flag.denied
            case .denyRun where !isOperator:
                var position = Int(mark.end)
                while position < count, !Folding.endsClause(workspace.units[position]),
                    workspace.units[position] != Glyph.of, workspace.units[position] != Glyph.close
                {
                    workspace.flags[position] |= Flag.denied
                    position += 1
                }
            case .derived: workspace.flags[Int(mark.start)] |= mark.value == 1 ? Flag.tool : Flag.derived
            case .except: denyBracket(around: Int(mark.start), &workspace)
            case .acquire:
                var position = Int(mark.end)
                while position < count, !Folding.endsClause(workspace.units[position]) {
                    workspace.flags[position] |= Flag.acquired
                    position += 1
                }
            case .feedOpen where mark.value == 1:
                var position = Int(mark.end)
                while position < count, !Folding.endsClause(workspace.units[position]) {
                    workspace.flags[position] |= Flag.feedstock
                    position += 1
                }
            case .feedClose:
                // Back to the 以 that opens it, inside the clause.
                for opening in workspace.marks
                where opening.role == .feedOpen && opening.value == 0 && opening.end <= mark.start
                    && mark.start - opening.end < 24
                {
                    let range = Int(opening.end)..<Int(mark.start)
                    if range.contains(where: { Folding.endsClause(workspace.units[$0]) }) { continue }
                    for position in range { workspace.flags[position] |= Flag.feedstock }
                }
            default: break
            }
        }
    }

    /// 「（再生铜项目除外）」, copied with the item's text, claims nothing.
    private func denyBracket(around position: Int, _ workspace: inout PolicyWorkspace) {
        var open = position
        while open > 0, workspace.units[open] != Glyph.open {
            if workspace.units[open] == Glyph.close || Folding.endsSentence(workspace.units[open]) { return }
            open -= 1
        }
        guard workspace.units[open] == Glyph.open else { return }
        var index = open
        while index < workspace.units.count, workspace.units[index] != Glyph.close {
            workspace.flags[index] |= PolicyWorkspace.Flag.denied
            index += 1
        }
    }

    private func link(_ workspace: inout PolicyWorkspace) {
        typealias Flag = PolicyWorkspace.Flag
        // Backwards, so that each word's chain runs in the order of the text.
        for index in stride(from: workspace.occurrences.count - 1, through: 0, by: -1) {
            let occurrence = workspace.occurrences[index]
            var flags = workspace.flags[Int(occurrence.start)] & (Flag.denied | Flag.acquired | Flag.feedstock)
            flags |= workspace.flags[Int(occurrence.end)] & (Flag.derived | Flag.tool)
            if flags & Flag.denied != 0 { continue }
            let word = Int(occurrence.word)
            if workspace.first[word] < 0 { workspace.touched.append(occurrence.word) }
            workspace.occurrences[index].flags = flags
            workspace.occurrences[index].next = workspace.first[word]
            workspace.first[word] = Int32(index)
        }
    }

    private func readMeasures(_ workspace: inout PolicyWorkspace) {
        let units = workspace.units
        let reader = NumberReader(units: units, unitTrie: vocabulary.unitTrie)
        var state = ClauseState()
        var nextMark = 0
        var position = 0
        while position < units.count {
            while nextMark < workspace.marks.count, Int(workspace.marks[nextMark].start) <= position {
                let mark = workspace.marks[nextMark]
                if Int(mark.start) == position { state.take(mark) }
                nextMark += 1
            }
            let unit = units[position]
            if Folding.endsClause(unit) {
                state = ClauseState()
                position += 1
                continue
            }
            let isFigure = Folding.isDigit(unit) || isChineseDigit(unit)
            let isInside = position > 0 && isModelLetter(units, position)
            if isFigure, !isInside, workspace.flags[position] & PolicyWorkspace.Flag.denied == 0,
                let measure = measure(at: position, reader, state, workspace.marks, nextMark)
            {
                workspace.measures.append(measure)
                // 建设1条年产4000吨生产线: the figure behind it is that line's.
                let isSingle =
                    measure.value == .one && measure.upper == nil && vocabulary.devices.contains(measure.base)
                if measure.scope == .line || isSingle { state.lineEnd = measure.end }
                position = measure.end
            } else if Folding.isDigit(unit) {
                while position < units.count, Folding.isDigit(units[position]) || units[position] == 0x2E {
                    position += 1
                }
            } else {
                position += 1
            }
        }
    }

    /// A digit behind a Latin letter belongs to a name (`B665`, `CO2`), not to a figure; Φ and 直径 do not count.
    private func isModelLetter(_ units: [UInt16], _ position: Int) -> Bool {
        let before = units[position - 1]
        return (0x61...0x7A).contains(before)
            || before == 0x2D && position > 1 && (0x61...0x7A).contains(units[position - 2])
    }

    private func isChineseDigit(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x4E00, 0x4E8C, 0x4E24, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341: true
        default: false
        }
    }

    /// What the clause has said so far about the next figure.
    private struct ClauseState {
        var per: Int16 = -1
        var perEnd = -1
        var lineEnd = -100
        var totalEnd = -100
        var siteEnd = -100
        var bound: Comparison?
        var boundStart = -1
        var boundEnd = -1
        var aboutEnd = -1

        mutating func take(_ mark: PolicyWorkspace.Mark) {
            let end = Int(mark.end)
            switch mark.role {
            case .per where end > perEnd:
                per = Int16(mark.value)
                perEnd = end
            case .line: lineEnd = end
            case .total: totalEnd = end
            case .site: siteEnd = end
            case .before where end > boundEnd:
                bound = Lexicon.comparisons[Int(mark.value)]
                boundStart = Int(mark.start)
                boundEnd = end
            case .about: aboutEnd = end
            default: break
            }
        }
    }

    private func measure(
        at start: Int, _ reader: NumberReader, _ state: ClauseState, _ marks: [PolicyWorkspace.Mark], _ nextMark: Int
    ) -> Measure? {
        let units = reader.units
        guard let figure = reader.figure(at: start) else { return nil }
        var end = figure.end
        // 30万（不含）立方米以下
        var excluded = false
        if let skipped = skipExcluded(units, end) {
            end = skipped
            excluded = true
        }
        guard let found = vocabulary.unitTrie.longestWord(in: units, at: end) else { return nil }
        let unit = vocabulary.units[found.word]
        end = found.end
        var per = unit.per
        var factor = unit.factor
        if end < units.count, units[end] == Glyph.open, let close = closing(units, end), close - end <= 5,
            close < units.count, units[close] == Glyph.slash
        {
            end = close  // 吨（REO）/年
        }
        if end < units.count, units[end] == Glyph.slash || units[end] == Glyph.each,
            let second = vocabulary.unitTrie.longestWord(in: units, at: end + 1)
        {
            let divisor = vocabulary.units[second.word]
            per = divisor.base
            if let quotient = try? factor.divided(by: divisor.factor) { factor = quotient }
            end = second.end
        } else if per < 0, state.perEnd >= 0, start - state.perEnd < 24 {
            per = state.per
        }
        guard let value = try? figure.value.multiplied(by: factor) else { return nil }
        let upper = figure.upper.flatMap { try? $0.multiplied(by: factor) }
        var bound: Comparison?
        var begin = start
        if let stated = state.bound, start - state.boundEnd <= 1, state.boundEnd >= 0 {
            bound = stated
            begin = state.boundStart
        }
        if bound == nil, let (comparison, after) = boundAfter(units, end, excluded) {
            bound = comparison
            end = after
        }
        let scope: MeasureScope =
            start - state.lineEnd <= 14 ? .line : start - state.totalEnd <= 10 ? .total : .open
        return Measure(
            value: value, upper: upper, bound: bound, base: unit.base, per: per, scope: scope,
            isApproximate: state.aboutEnd == start || isAboutAfter(units, end), isSite: start - state.siteEnd <= 6,
            start: begin, end: end)
    }

    /// `（不含）` or `（含）` right here: the place behind it; nil when there is none.
    private func skipExcluded(_ units: [UInt16], _ position: Int) -> Int? {
        guard position + 3 < units.count, units[position] == Glyph.open, units[position + 1] == Glyph.not,
            units[position + 2] == Glyph.contains, let close = closing(units, position)
        else { return nil }
        return close
    }

    private func closing(_ units: [UInt16], _ open: Int) -> Int? {
        var position = open
        while position < units.count, position - open < 24 {
            if units[position] == Glyph.close { return position + 1 }
            position += 1
        }
        return nil
    }

    /// 以下, 及以上, （不含）以下, 级及以下 behind a figure.
    private func boundAfter(_ units: [UInt16], _ position: Int, _ excluded: Bool) -> (Comparison, Int)? {
        var position = position
        var excluded = excluded
        if position < units.count, units[position] == Glyph.grade { position += 1 }
        if position + 1 < units.count, units[position] == 0x89C4, units[position + 1] == 0x6A21 { position += 2 }
        if let skipped = skipExcluded(units, position) {
            position = skipped
            excluded = true
        }
        guard let found = lexicon.trie.longestWord(in: units, at: position),
            let role = lexicon.infos[found.word].roles.first(where: { $0.role == .after })
        else { return nil }
        var comparison = Lexicon.comparisons[Int(role.value)]
        var end = found.end
        if let skipped = skipExcluded(units, end) {
            excluded = true
            end = skipped
        }
        if excluded, comparison == .lessBare { comparison = .less }
        if excluded, comparison == .greaterBare { comparison = .greater }
        return (comparison, end)
    }

    private func isAboutAfter(_ units: [UInt16], _ position: Int) -> Bool {
        guard let found = lexicon.trie.longestWord(in: units, at: position) else { return false }
        return lexicon.infos[found.word].roles.contains { $0.role == .aboutAfter }
    }
}
