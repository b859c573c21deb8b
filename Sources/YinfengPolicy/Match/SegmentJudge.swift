import YinfengModel

/// Decides one segment against one scanned text.
struct SegmentJudge {
    let workspace: PolicyWorkspace
    let context: Context
    let lexicon: Lexicon
    /// The number of the unit 年; -2 when the table has none, which matches nothing.
    let perYear: Int16
    /// The number of the unit %: a share is always a share of something named.
    let percent: Int16
    private typealias Flag = PolicyWorkspace.Flag

    /// The outcome, or nil when the segment does not speak of the project.
    func judge(_ segment: Segment, policyClass: PolicyClass) -> Outcome? {
        guard let noun = segment.need.first else { return nil }
        for word in segment.not where workspace.first[Int(word)] >= 0 { return nil }
        for exception in segment.unless where exception.allSatisfy({ anywhere($0) != nil }) { return nil }
        var best: Outcome?
        for head in occurrences(noun, isHead: true, isExact: segment.isExactName) {
            guard let outcome = judge(segment, head, policyClass) else { continue }
            if outcome.isHit { return outcome }
            if best == nil || outcome.questions.count < best?.questions.count ?? 0 { best = outcome }
        }
        return best
    }

    private func judge(
        _ segment: Segment, _ head: PolicyWorkspace.Occurrence, _ policyClass: PolicyClass
    ) -> Outcome? {
        var outcome = Outcome(quote: segment.quote, policyClass: policyClass)
        outcome.foreignLimit = segment.foreignLimit
        outcome.evidence.append(text(head))
        outcome.weight = Int(head.end - head.start)
        for group in segment.need.dropFirst() {
            let found = occurrences(group, isHead: false, isExact: false)
            guard let nearest = found.first(where: { inReach(head, $0) }) ?? found.first else { return nil }
            if !inReach(head, nearest) { outcome.questions.append("“\(group.label)”与“\(text(head))”是否同一产品或工序") }
            outcome.evidence.append(text(nearest))
            outcome.weight += Int(nearest.end - nearest.start)
        }
        for group in segment.decide {
            if let found = anywhere(group) {
                outcome.evidence.append(text(found))
                outcome.weight += Int(found.end - found.start)
            } else if namesOtherMethod(group, head) {
                return nil
            } else {
                outcome.questions.append("是否属于“\(group.label)”")
            }
        }
        // 核电站 in 核电站主泵密封 is not the power station: encouragement needs the whole noun.
        if policyClass == .encouraged, segment.need.count == 1, segment.decide.isEmpty, !endsPhrase(head) {
            outcome.questions.append("项目另有限定，请核实是否属于“\(segment.quote)”")
        }
        for limit in segment.limits {
            switch check(limit, head) {
            case .yes(let text): outcome.evidence.append(text)
            case .no: return nil
            case .open(let question): outcome.questions.append(question)
            }
        }
        guard decideKind(segment, &outcome), decideIndustry(segment, &outcome), decideDate(segment, &outcome) else {
            return nil
        }
        if !segment.ask.isEmpty { outcome.questions.append(segment.ask) }
        let before = outcome.questions.count
        guard decideRegion(segment, &outcome) else { return nil }
        if before > 0 { outcome.regionSide = 0 }
        outcome.exceptions = segment.unless.map { $0.map(\.label).joined(separator: "且") }
        return outcome
    }

    // MARK: Words

    private func occurrences(_ group: Segment.Group, isHead: Bool, isExact: Bool) -> [PolicyWorkspace.Occurrence] {
        var result: [PolicyWorkspace.Occurrence] = []
        for word in group.words {
            var index = workspace.first[Int(word)]
            while index >= 0 {
                let occurrence = workspace.occurrences[Int(index)]
                index = occurrence.next
                if isHead, !group.anyRole {
                    if occurrence.flags & (Flag.derived | Flag.feedstock) != 0 { continue }
                    if occurrence.flags & Flag.tool != 0, lexicon.infos[Int(word)].isName { continue }
                    if group.isMade, occurrence.flags & Flag.acquired != 0 { continue }
                    if isExact, !endsPhrase(occurrence) { continue }
                }
                result.append(occurrence)
            }
        }
        return result
    }

    private func anywhere(_ group: Segment.Group) -> PolicyWorkspace.Occurrence? {
        for word in group.words {
            let index = workspace.first[Int(word)]
            if index >= 0 { return workspace.occurrences[Int(index)] }
        }
        return nil
    }

    /// Whether the noun phrase ends with the name: 沥青 in 沥青混凝土 is not the product 沥青.
    private func endsPhrase(_ occurrence: PolicyWorkspace.Occurrence) -> Bool {
        let end = Int(occurrence.end)
        guard end < workspace.units.count else { return true }
        let unit = workspace.units[end]
        return workspace.flags[end] & Flag.generic != 0 || unit < 0x80 || unit == Folding.stop
            || unit == Folding.enumeration
    }

    /// Same sentence, or another field, which speaks of the same project.
    private func inReach(_ left: PolicyWorkspace.Occurrence, _ right: PolicyWorkspace.Occurrence) -> Bool {
        let low = Int(min(left.end, right.end))
        let high = Int(max(left.start, right.start))
        guard low < high else { return true }
        var crossesSentence = false
        for position in low..<high {
            if workspace.units[position] == Folding.fieldBreak { return true }
            if Folding.endsSentence(workspace.units[position]) { crossesSentence = true }
        }
        return !crossesSentence
    }

    /// A text that names another method (氯化法 for 硫酸法) leaves no question.
    private func namesOtherMethod(_ group: Segment.Group, _ head: PolicyWorkspace.Occurrence) -> Bool {
        let isMethod = group.words.contains { lexicon.words[Int($0)].last == Glyph.method }
        guard isMethod else { return false }
        var position = Int(head.start)
        while position > 0, !Folding.endsSentence(workspace.units[position - 1]) { position -= 1 }
        while position < workspace.units.count, !Folding.endsSentence(workspace.units[position]) {
            if workspace.units[position] == Glyph.method, position > 0 {
                let before = workspace.units[position - 1]
                // 方法, 办法, 合法, 做法, 司法 are no methods.
                if !Glyph.plainMethods.contains(before) {
                    return true
                }
            }
            position += 1
        }
        return false
    }

    private func text(_ occurrence: PolicyWorkspace.Occurrence) -> String {
        Folding.text(workspace.units[Int(occurrence.start)..<Int(occurrence.end)])
    }

    // MARK: Conditions

    /// The answer to a limit, with the figure that gave it.
    enum LimitDecision {
        case yes(String)
        case no
        case open(String)
    }

    /// Chooses the project's number for a limit and compares.
    func check(_ limit: Limit, _ head: PolicyWorkspace.Occurrence) -> LimitDecision {
        guard let measure = choose(limit, head) else {
            return .open("未说明规格或规模，请核实是否“\(limit.text)”")
        }
        let answer = limit.decide(measure)
        let stated = Folding.text(workspace.units[measure.start..<measure.end])
        switch (limit.scope, measure.scope) {
        case (.line, .line), (.open, _), (.total, .open), (.total, .total): break
        case (.line, .open), (.line, .total):
            // A total says nothing of one line, unless the figure stands right before the device.
            if !(measure.per < 0 && isAttached(measure, head)), !isOfOneLine(measure) {
                return .open("“\(stated)”未说明是否单线（单套、单台、单系列）能力，请核实是否“\(limit.text)”")
            }
        case (.total, .line):
            if answer == .yes { return .open("“\(stated)”是单线能力，请说明总规模是否“\(limit.text)”") }
        }
        switch answer {
        case .yes: return .yes("\(stated)符合“\(limit.text)”")
        case .no: return .no
        case .open(let question): return .open(question)
        }
    }

    /// 年产20万吨竹浆单条生产线: the line is named behind the only figure of its kind, and nowhere are there several.
    private func isOfOneLine(_ measure: Measure) -> Bool {
        guard measure.scope == .open, workspace.measures.count(where: { $0.base == measure.base }) == 1 else {
            return false
        }
        return workspace.marks.contains { mark in
            guard mark.role == .line, Int(mark.start) >= measure.end else { return false }
            return !(measure.end..<Int(mark.start)).contains { Folding.endsSentence(workspace.units[$0]) }
        }
    }

    private func isAttached(_ measure: Measure, _ head: PolicyWorkspace.Occurrence) -> Bool {
        let gap = Int(head.start) - measure.end
        if gap >= 0, gap <= 6 { return !hasBreak(measure.end, Int(head.start)) }
        let behind = measure.start - Int(head.end)
        return behind >= 0 && behind <= 4 && !hasBreak(Int(head.end), measure.start)
    }

    private func hasBreak(_ low: Int, _ high: Int) -> Bool {
        guard low < high else { return false }
        for position in low..<high
        where Folding.endsClause(workspace.units[position]) || workspace.units[position] == Folding.enumeration {
            return true
        }
        return false
    }

    private func choose(_ limit: Limit, _ head: PolicyWorkspace.Occurrence) -> Measure? {
        var best: Measure?
        var bestScore = Int.min
        var count = 0
        for measure in workspace.measures {
            guard measure.base == limit.base, !measure.isSite || !limit.words.isEmpty else { continue }
            guard measure.per == limit.per || (measure.per < 0 && limit.per == perYear) else { continue }
            let named = !limit.words.isEmpty && isNamed(measure, limit.words)
            if !limit.words.isEmpty, !named, measure.base == percent { continue }
            if !limit.words.isEmpty, !named, !isAttached(measure, head), hasOtherLabel(measure) { continue }
            count += 1
            let score =
                (named ? 10_000 : 0) + (limit.scope == .line && measure.scope == .line ? 5_000 : 0)
                - distance(measure, head)
            if score > bestScore {
                bestScore = score
                best = measure
            }
        }
        guard let best else { return nil }
        if !limit.words.isEmpty, !isNamed(best, limit.words), !isAttached(best, head), count > 1 { return nil }
        return best
    }

    /// Distance in characters; what stands behind a list comma or in another clause is farther.
    private func distance(_ measure: Measure, _ head: PolicyWorkspace.Occurrence) -> Int {
        let before = Int(head.start) - measure.end
        if before >= 0 { return before + breaks(measure.end, Int(head.start)) }
        let behind = measure.start - Int(head.end)
        if behind >= 0 {
            // 聚丙烯5万吨: right behind the noun is as good as right before it.
            return behind + breaks(Int(head.end), measure.start) + (behind <= 4 ? 0 : 12)
        }
        return 0
    }

    private func breaks(_ low: Int, _ high: Int) -> Int {
        guard low < high else { return 0 }
        var sum = 0
        for position in low..<high {
            let unit = workspace.units[position]
            if Folding.endsSentence(unit) {
                sum += 200
            } else if unit == 0x2C {
                sum += 60
            } else if unit == Folding.enumeration {
                sum += 20
            }
        }
        return sum
    }

    /// 直径3米, 3米直径.
    private func isNamed(_ measure: Measure, _ words: [[UInt16]]) -> Bool {
        let low = max(0, measure.start - 10)
        let high = min(workspace.units.count, measure.end + 5)
        for word in words {
            if contains(word, low, measure.start) || contains(word, measure.end, high) { return true }
        }
        return false
    }

    private func contains(_ word: [UInt16], _ low: Int, _ high: Int) -> Bool {
        guard low + word.count <= high else { return false }
        for start in low...(high - word.count) where workspace.units[start] == word[0] {
            if workspace.units[start..<(start + word.count)].elementsEqual(word) { return true }
        }
        return false
    }

    /// A dimension that is named as something else (长度, 高度) is not this one.
    private func hasOtherLabel(_ measure: Measure) -> Bool {
        guard measure.start > 0 else { return false }
        let before = workspace.units[measure.start - 1]
        return Glyph.dimensionEnds.contains(before)
    }

    private func decideKind(_ segment: Segment, _ outcome: inout Outcome) -> Bool {
        guard !segment.kinds.isEmpty else { return true }
        guard let kind = context.construction else {
            let names = segment.kinds.map(\.rawValue).joined(separator: "、")
            outcome.questions.append("请确认建设性质是否为\(names)")
            return true
        }
        if segment.kinds.contains(kind) {
            outcome.evidence.append(kind.rawValue)
            return true
        }
        return false
    }

    private func decideIndustry(_ segment: Segment, _ outcome: inout Outcome) -> Bool {
        guard !segment.industries.isEmpty else { return true }
        return context.industries.contains { code in
            segment.industries.contains { $0.covers(code) || code.covers($0) && code.length >= 3 }
        }
    }

    private func decideDate(_ segment: Segment, _ outcome: inout Outcome) -> Bool {
        guard let until = segment.until, context.day <= until else { return true }
        if let region = segment.untilRegion, let province = context.province, region[province] == nil { return true }
        // Before its day the item bars new projects and announces the removal.
        outcome.policyClass = .restricted
        outcome.evidence.append("淘汰期限\(until.iso)，此前按限制新建对待")
        return true
    }

    private func decideRegion(_ segment: Segment, _ outcome: inout Outcome) -> Bool {
        if let inside = segment.regionIn {
            guard let province = context.province else {
                outcome.questions.append("请说明项目所在省份（条目只适用于部分地区）")
                outcome.regionSide = 1
                return true
            }
            guard let whole = inside[province] else { return false }
            if !whole { outcome.questions.append("请核实项目所在地是否属于条目所列地区") }
        }
        if let outside = segment.regionOut {
            guard let province = context.province else {
                outcome.questions.append("请说明项目所在省份（条目对部分地区另有规定）")
                outcome.regionSide = -1
                return true
            }
            if let whole = outside[province] {
                if whole { return false }
                outcome.questions.append("请核实项目所在地是否属于条目除外的地区")
            }
        }
        return true
    }
}
