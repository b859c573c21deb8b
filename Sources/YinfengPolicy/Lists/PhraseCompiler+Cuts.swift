/// Where a list is cut: members, fields of use, the noun behind 等.
extension PhraseCompiler {
    /// What the noun behind 等 adds to the member itself; when it adds nothing, the machine at the list's end.
    func listContext(_ tail: [UInt16], own: [UInt16], last: [UInt16]) -> PhraseContext {
        let known = Set(pairs(of: own))
        let text = "等" + Folding.text(tail)
        for source in [tail, last] {
            let new = pairs(of: core(of: source)).filter { !known.contains($0) }
            if !new.isEmpty { return PhraseContext(text: text, words: [], pairs: new) }
        }
        return PhraseContext(text: text, words: tools.sorted { Folding.text($0) < Folding.text($1) }, pairs: [])
    }

    /// 差别化, 功能性, 工业级: an adjective of a noun that follows in the list.
    func isAdjectiveEnd(_ unit: UInt16) -> Bool {
        Glyph.adjectiveEnds.contains(unit)
    }

    /// Whether `own` is a kind of what the list ends in: 焊接机器人 … 等工业机器人及集成系统.
    func isKin(_ own: [UInt16], _ tail: [UInt16]) -> Bool {
        guard let end = own.last else { return false }
        let parts = joined(tail)
        return (parts.isEmpty ? [tail] : parts).contains { withoutOpenEnd($0).last == end }
    }

    /// Without 材料, 产品, 生产 … at the end.
    func withoutOpenEnd(_ units: [UInt16]) -> [UInt16] {
        var units = units
        while let word = open.filter({ units.count > $0.count && units.suffix($0.count).elementsEqual($0) })
            .max(by: { $0.count < $1.count })
        {
            units.removeLast(word.count)
        }
        return units
    }

    func endsInTool(_ members: [[UInt16]]) -> Bool { toolWord(members.last ?? []) != nil }

    /// Whether a list ends in what is done with its members (技术, 装备, 服务) and not in what they are (材料, 产品).
    func endsInActivity(_ units: [UInt16]) -> Bool {
        for start in stride(from: max(0, units.count - 4), to: units.count, by: 1) {
            if let word = generics.longestWord(in: units, at: start), word.end == units.count {
                return !open.contains(Array(units[start...]))
            }
        }
        return false
    }

    /// 「农产品、食品、药品冷链物流」: 农产品冷链物流; nil when the members do not share a head so.
    func expanded(_ member: [UInt16], by last: [UInt16]) -> [UInt16]? {
        let plain = member
        guard plain.count <= 3, let end = plain.last, !last.contains(Glyph.open) else { return nil }
        if plain.count == 1 { return last.count >= 3 ? plain + last.dropFirst() : nil }
        for place in 0..<min(4, last.count) where last[place] == end && last.count - place > 2 {
            return plain + last[(place + 1)...]
        }
        return nil
    }

    /// The place of a 等 inside a member, outside brackets, with words on both sides.
    func mark(of units: [UInt16]) -> Int? {
        var depth = 0
        for (index, unit) in units.enumerated() {
            if unit == Glyph.open { depth += 1 }
            if unit == Glyph.close { depth -= 1 }
            guard depth == 0, unit == Glyph.etcetera, index >= 2, index + 2 < units.count else { continue }
            let next = units[index + 1]
            // 等级, 等离子 and 等量 are words of their own.
            if !Glyph.etceteraWords.contains(next) { return index }
        }
        return nil
    }

    /// What follows a head such as 「农药：」.
    func body(_ units: [UInt16]) -> [UInt16] {
        var depth = 0
        for (index, unit) in units.enumerated() {
            if unit == Glyph.open { depth += 1 }
            if unit == Glyph.close { depth -= 1 }
            if depth == 0, unit == Glyph.colon, index < 40, index + 1 < units.count {
                return Array(units[(index + 1)...])
            }
        }
        return units
    }

    func split(_ units: [UInt16], at isCut: (UInt16) -> Bool) -> [[UInt16]] {
        var result: [[UInt16]] = []
        var current: [UInt16] = []
        var depth = 0
        for unit in units {
            if unit == Glyph.open { depth += 1 }
            if unit == Glyph.close { depth = max(0, depth - 1) }
            if depth == 0, isCut(unit) {
                if !current.isEmpty { result.append(current) }
                current = []
            } else {
                current.append(unit)
            }
        }
        if !current.isEmpty { result.append(current) }
        return result
    }

    /// `…等重点领域的高性能涂料`, `…农机用链条`, `…成品油的储存设施`: where the uses end and the noun starts.
    func useCut(_ units: [UInt16]) -> (useEnd: Int, nounStart: Int)? {
        if let mark = mark(of: units) {
            for position in (mark + 1)..<min(units.count, mark + 8)
            where units[position] == Glyph.of || units[position] == Glyph.use {
                let start = position + 1 < units.count && units[position + 1] == Glyph.of ? position + 2 : position + 1
                return start < units.count ? (mark, start) : nil
            }
            return nil
        }
        var depth = 0
        for (position, unit) in units.enumerated() {
            if unit == Glyph.open { depth += 1 }
            if unit == Glyph.close { depth -= 1 }
            guard depth == 0, position >= 2, position + 2 < units.count else { continue }
            if unit == Glyph.of { return (position, position + 1) }
            if unit == Glyph.use, !isWordOfUse(units, position) {
                return (position, units[position + 1] == Glyph.of ? position + 2 : position + 1)
            }
        }
        return nil
    }

    /// 应用, 医用, 用品 …: 用 inside a word.
    func isWordOfUse(_ units: [UInt16], _ position: Int) -> Bool {
        for start in max(0, position - 3)...position {
            if let word = useWords.longestWord(in: units, at: start), word.end > position { return true }
        }
        return false
    }

    func trimmedUse(_ units: [UInt16]) -> [UInt16] {
        var units = units
        for opening in ["应用于", "适用于", "用于", "采用", "利用", "具有", "满足", "以", "对"] {
            let word = Folding.fold(opening)
            if units.starts(with: word) { units.removeFirst(word.count) }
        }
        return units
    }

    /// 「A和B」 is also A and B when both are words of their own.
    func joined(_ units: [UInt16]) -> [[UInt16]] {
        var parts: [[UInt16]] = [[]]
        var depth = 0
        for (index, unit) in units.enumerated() {
            if unit == Glyph.open { depth += 1 }
            if unit == Glyph.close { depth -= 1 }
            let isJoin = unit == Glyph.and || unit == Glyph.also || unit == Glyph.with || unit == Glyph.or
            let next = index + 1 < units.count ? units[index + 1] : 0
            if depth == 0, isJoin, next != Glyph.by, (parts.last?.count ?? 0) >= 3, units.count - index > 3 {
                parts.append([])
            } else {
                parts[parts.count - 1].append(unit)
            }
        }
        return parts.count > 1 ? parts : []
    }

    /// 设备, 装备 at the end of a phrase: the thing itself is not its equipment.
    func toolWord(_ units: [UInt16]) -> [UInt16]? {
        var end = units.count
        while end > 0 {
            var found: [UInt16]?
            for start in stride(from: max(0, end - 5), to: end, by: 1) {
                if let word = generics.longestWord(in: units, at: start), word.end == end {
                    found = Array(units[start..<end])
                    break
                }
            }
            guard let found else { return nil }
            if tools.contains(found) { return found }
            end -= found.count
        }
        return nil
    }
}
