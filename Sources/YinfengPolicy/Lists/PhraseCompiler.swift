import YinfengModel

/// Takes the text of an item apart into phrases: cut at 。；，、 outside brackets, the head before a colon is context,
/// trailing words (生产, 技术开发与应用) belong to all members.
struct PhraseCompiler: Sendable {
    let vocabulary: Vocabulary
    let scanner: Scanner
    private let generics: WordTrie
    private let merits: WordTrie
    private let wholes: WordTrie
    private let thin: WordTrie
    private let useWords: WordTrie
    private let tools: Set<[UInt16]>
    private let open: Set<[UInt16]>
    private let sectors: [String: [[UInt16]]]
    private let aliases: [(form: [UInt16], others: [[UInt16]])]

    init(vocabulary: Vocabulary, scanner: Scanner) {
        self.vocabulary = vocabulary
        self.scanner = scanner
        generics = WordTrie(vocabulary.entries.filter { $0.role == .generic }.map(\.word))
        useWords = WordTrie(vocabulary.entries.filter { $0.role == .useWord }.map(\.word))
        tools = Set(vocabulary.entries.filter { $0.role == .generic && $0.value == "tool" }.map(\.word))
        open = Set(vocabulary.entries.filter { $0.role == .generic && $0.value == "open" }.map(\.word))
        sectors = vocabulary.sectors
        thin = WordTrie(vocabulary.entries.filter { $0.role == .whole && $0.value == "thin" }.map(\.word))
        aliases = vocabulary.aliases.filter { $0.key.count > 2 }.map { ($0.key, $0.value.filter { $0.count > 2 }) }
            .sorted { Folding.text($0.0) < Folding.text($1.0) }
        wholes = WordTrie(vocabulary.entries.filter { $0.role == .whole }.map(\.word))
        merits = WordTrie(vocabulary.entries.filter { $0.role == .merit }.map(\.word))
    }

    /// The phrases of one item.
    func phrases(of text: String, chapter: String, isForeign: Bool = false, item: Int32) -> [Phrase] {
        let sector = sectors[chapter].map { PhraseContext(text: chapter, words: $0, pairs: []) }
        let units = Folding.fold(text)
        var result: [Phrase] = []
        for group in split(body(units), at: { $0 == 0x2C || $0 == 0x3B || $0 == Folding.stop }) {
            let members = split(group, at: { $0 == Folding.enumeration })
            // 「（3）交通运输及其他领域。」 is a heading.
            if group.suffix(2).elementsEqual([0x9886, 0x57DF]) { continue }
            let place = members.indices.first { place in
                guard let cut = useCut(members[place]),
                    place > 0 || mark(of: members[place]) == cut.useEnd || trimmedUse(members[place]) != members[place]
                else {
                    return false
                }
                return core(of: Array(members[place][cut.nounStart...])).count >= 2
            }
            if let place, let cut = useCut(members[place]) {
                // 「航空、高铁、发动机等用弹簧」: the members before 等 are fields of use, not products.
                let uses = members[..<place].map { trimmedUse($0) } + [trimmedUse(Array(members[place][..<cut.useEnd]))]
                let context = PhraseContext(
                    text: uses.map { Folding.text($0) }.joined(separator: "、"), words: uses.filter { $0.count >= 2 },
                    pairs: [])
                let nouns = [Array(members[place][cut.nounStart...])] + members[(place + 1)...]
                for noun in nouns { appendMember(noun, quote: group, [context], item, &result) }
            } else {
                appendMembers(members, group: group, item, &result)
            }
        }
        if isForeign { result += shortPhrases(units, item) }
        guard let sector else { return result }
        // 空气压缩机 in the chapter 汽车 is a vehicle's.
        return result.map { phrase in
            phrase.coreCount > 6 || sector.words.contains { contains(phrase.units, $0) }
                ? phrase : phrase.with(sector)
        }
    }

    /// 咖啡, 茶叶 in 「咖啡、茶叶等农产品的种植、深加工」: two characters find the item and decide nothing.
    private func shortPhrases(_ units: [UInt16], _ item: Int32) -> [Phrase] {
        var result: [Phrase] = []
        for group in split(body(units), at: { $0 == 0x2C || $0 == 0x3B }) {
            let members = split(group, at: { $0 == Folding.enumeration })
            guard members.count > 1 else { continue }
            for member in members where member.count == 2 && core(of: member).count == 2 {
                result.append(
                    Phrase(
                        item: item, quote: Folding.text(group), units: member, isCore: [true, true], coreCount: 2,
                        merits: [],
                        contexts: [PhraseContext(text: Folding.text(group), words: [], pairs: [])], limits: [],
                        exceptions: [], pairs: pairs(of: member)))
            }
        }
        return result
    }

    private func contains(_ units: [UInt16], _ word: [UInt16]) -> Bool {
        guard units.count >= word.count else { return false }
        return (0...(units.count - word.count)).contains { units[$0..<($0 + word.count)].elementsEqual(word) }
    }

    private func appendMembers(_ members: [[UInt16]], group: [UInt16], _ item: Int32, _ result: inout [Phrase]) {
        // 「聚异丁烯、茂金属聚乙烯等特种聚烯烃」: what stands before 等 is an instance of the noun behind it.
        let noun = members.firstIndex { mark(of: $0) != nil }
        for (place, member) in members.enumerated() {
            var contexts: [PhraseContext] = []
            if let noun, place <= noun, members.count > 1, let at = mark(of: members[noun]) {
                let tail = Array(members[noun][(at + 1)...])
                let own = place == noun ? Array(member[..<at]) : member
                let isKin = isKin(own, tail)
                if !isKin, merits.longestWord(in: tail, at: 0) == nil || endsInTool(members),
                    endsInActivity(tail) || endsInActivity(members[members.count - 1])
                {
                    contexts = [listContext(tail, own: own, last: members[members.count - 1])]
                }
                appendMember(own, quote: member, contexts, item, &result)
                if place == noun {
                    let examples = PhraseContext(
                        text: Folding.text(group), words: members[...noun].map { Array($0.prefix { $0 != 0x7B49 }) },
                        pairs: [])
                    appendMember(tail, quote: group, isKin ? [] : [examples], item, &result)
                }
                continue
            }
            if let at = mark(of: member) {
                appendMember(Array(member[..<at]), quote: member, [], item, &result)
                appendMember(Array(member[(at + 1)...]), quote: member, [], item, &result)
                continue
            }
            if let end = core(of: member).last, members.count > 1, place + 1 < members.count, isAdjectiveEnd(end) {
                continue
            }
            if members.count > 2, place + 1 < members.count, members[members.count - 1].count > 2 * member.count + 4,
                endsInActivity(members[members.count - 1])
            {
                // The head of the last member belongs to all of them.
                let tail = members[members.count - 1]
                contexts = [PhraseContext(text: Folding.text(tail), words: [], pairs: pairs(of: core(of: tail)))]
            }
            if place + 1 < members.count, let whole = expanded(member, by: members[members.count - 1]) {
                appendMember(whole, quote: group, contexts, item, &result)
                continue
            }
            appendMember(member, quote: member, contexts, item, &result)
        }
    }

    /// What the noun behind 等 adds to the member itself; when it adds nothing, the machine at the list's end.
    private func listContext(_ tail: [UInt16], own: [UInt16], last: [UInt16]) -> PhraseContext {
        let known = Set(pairs(of: own))
        let text = "等" + Folding.text(tail)
        for source in [tail, last] {
            let new = pairs(of: core(of: source)).filter { !known.contains($0) }
            if !new.isEmpty { return PhraseContext(text: text, words: [], pairs: new) }
        }
        return PhraseContext(text: text, words: tools.sorted { Folding.text($0) < Folding.text($1) }, pairs: [])
    }

    /// 差别化, 功能性, 工业级: an adjective of a noun that follows in the list.
    private func isAdjectiveEnd(_ unit: UInt16) -> Bool {
        unit == 0x5316 || unit == 0x6027 || unit == 0x578B || unit == 0x7EA7 || unit == 0x5F0F || unit == 0x5EA6
    }

    /// Whether `own` is a kind of what the list ends in: 焊接机器人 … 等工业机器人及集成系统.
    private func isKin(_ own: [UInt16], _ tail: [UInt16]) -> Bool {
        guard let end = own.last else { return false }
        let parts = joined(tail)
        return (parts.isEmpty ? [tail] : parts).contains { withoutOpenEnd($0).last == end }
    }

    /// Without 材料, 产品, 生产 … at the end.
    private func withoutOpenEnd(_ units: [UInt16]) -> [UInt16] {
        var units = units
        while let word = open.filter({ units.count > $0.count && units.suffix($0.count).elementsEqual($0) })
            .max(by: { $0.count < $1.count })
        {
            units.removeLast(word.count)
        }
        return units
    }

    private func endsInTool(_ members: [[UInt16]]) -> Bool { toolWord(members.last ?? []) != nil }

    /// Whether a list ends in what is done with its members (技术, 装备, 服务) and not in what they are (材料, 产品).
    private func endsInActivity(_ units: [UInt16]) -> Bool {
        for start in stride(from: max(0, units.count - 4), to: units.count, by: 1) {
            if let word = generics.longestWord(in: units, at: start), word.end == units.count {
                return !open.contains(Array(units[start...]))
            }
        }
        return false
    }

    /// 「农产品、食品、药品冷链物流」: 农产品冷链物流; nil when the members do not share a head so.
    private func expanded(_ member: [UInt16], by last: [UInt16]) -> [UInt16]? {
        let plain = member
        guard plain.count <= 3, let end = plain.last, !last.contains(0x28) else { return nil }
        if plain.count == 1 { return last.count >= 3 ? plain + last.dropFirst() : nil }
        for place in 0..<min(4, last.count) where last[place] == end && last.count - place > 2 {
            return plain + last[(place + 1)...]
        }
        return nil
    }

    /// The place of a 等 inside a member, outside brackets, with words on both sides.
    private func mark(of units: [UInt16]) -> Int? {
        var depth = 0
        for (index, unit) in units.enumerated() {
            if unit == 0x28 { depth += 1 }
            if unit == 0x29 { depth -= 1 }
            guard depth == 0, unit == 0x7B49, index >= 2, index + 2 < units.count else { continue }
            let next = units[index + 1]
            // 等级, 等离子 and 等量 are words of their own.
            if next != 0x7EA7, next != 0x79BB, next != 0x91CF, next != 0x6E29, next != 0x9759 { return index }
        }
        return nil
    }

    private func core(of units: [UInt16]) -> [UInt16] {
        var isDropped = [Bool](repeating: false, count: units.count)
        _ = dropBrackets(units, &isDropped)
        let kept = units.indices.filter { !isDropped[$0] }.map { units[$0] }
        let marked = mark(kept).core
        return kept.indices.filter { marked[$0] }.map { kept[$0] }
    }

    private func pairs(of units: [UInt16]) -> [UInt32] {
        guard units.count > 1 else { return [] }
        return (0..<(units.count - 1)).map { UInt32(units[$0]) << 16 | UInt32(units[$0 + 1]) }
    }

    /// The member, its halves around 和, and what stands behind 的 under the condition of what stands before it.
    private func appendMember(
        _ member: [UInt16], quote: [UInt16], _ contexts: [PhraseContext], _ item: Int32, _ result: inout [Phrase]
    ) {
        append(member, quote: quote, contexts, item, &result)
        for part in joined(member) where core(of: part).count >= 5 && generics.longestWord(in: part, at: 0) == nil {
            append(part, quote: quote, contexts, item, &result)
        }
        guard !member.contains(0x28), !hasLimit(member), let of = member.lastIndex(of: 0x7684), of >= 2,
            member.count - of > 3
        else { return }
        let before = Array(member[..<of])
        let condition = PhraseContext(text: Folding.text(before), words: [], pairs: pairs(of: core(of: before)))
        guard !condition.pairs.isEmpty else { return }
        append(Array(member[(of + 1)...]), quote: quote, contexts + [condition], item, &result)
    }

    /// What follows a head such as 「农药：」.
    private func body(_ units: [UInt16]) -> [UInt16] {
        var depth = 0
        for (index, unit) in units.enumerated() {
            if unit == 0x28 { depth += 1 }
            if unit == 0x29 { depth -= 1 }
            if depth == 0, unit == 0x3A, index < 40, index + 1 < units.count { return Array(units[(index + 1)...]) }
        }
        return units
    }

    private func split(_ units: [UInt16], at isCut: (UInt16) -> Bool) -> [[UInt16]] {
        var result: [[UInt16]] = []
        var current: [UInt16] = []
        var depth = 0
        for unit in units {
            if unit == 0x28 { depth += 1 }
            if unit == 0x29 { depth = max(0, depth - 1) }
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
    private func useCut(_ units: [UInt16]) -> (useEnd: Int, nounStart: Int)? {
        if let mark = mark(of: units) {
            for position in (mark + 1)..<min(units.count, mark + 8)
            where units[position] == 0x7684 || units[position] == 0x7528 {
                let start = position + 1 < units.count && units[position + 1] == 0x7684 ? position + 2 : position + 1
                return start < units.count ? (mark, start) : nil
            }
            return nil
        }
        var depth = 0
        for (position, unit) in units.enumerated() {
            if unit == 0x28 { depth += 1 }
            if unit == 0x29 { depth -= 1 }
            guard depth == 0, position >= 2, position + 2 < units.count else { continue }
            if unit == 0x7684 { return (position, position + 1) }
            if unit == 0x7528, !isWordOfUse(units, position) {
                return (position, units[position + 1] == 0x7684 ? position + 2 : position + 1)
            }
        }
        return nil
    }

    /// 应用, 医用, 用品 …: 用 inside a word.
    private func isWordOfUse(_ units: [UInt16], _ position: Int) -> Bool {
        for start in max(0, position - 3)...position {
            if let word = useWords.longestWord(in: units, at: start), word.end > position { return true }
        }
        return false
    }

    private func trimmedUse(_ units: [UInt16]) -> [UInt16] {
        var units = units
        for opening in ["应用于", "适用于", "用于", "采用", "利用", "具有", "满足", "以", "对"] {
            let word = Folding.fold(opening)
            if units.starts(with: word) { units.removeFirst(word.count) }
        }
        return units
    }

    /// 「A和B」 is also A and B when both are words of their own.
    private func joined(_ units: [UInt16]) -> [[UInt16]] {
        var parts: [[UInt16]] = [[]]
        var depth = 0
        for (index, unit) in units.enumerated() {
            if unit == 0x28 { depth += 1 }
            if unit == 0x29 { depth -= 1 }
            let isJoin = unit == 0x548C || unit == 0x53CA || unit == 0x4E0E || unit == 0x6216
            let next = index + 1 < units.count ? units[index + 1] : 0
            if depth == 0, isJoin, next != 0x4EE5, (parts.last?.count ?? 0) >= 3, units.count - index > 3 {
                parts.append([])
            } else {
                parts[parts.count - 1].append(unit)
            }
        }
        return parts.count > 1 ? parts : []
    }

    private func append(
        _ member: [UInt16], quote: [UInt16], _ contexts: [PhraseContext], _ item: Int32, _ result: inout [Phrase]
    ) {
        var workspace = PolicyWorkspace()
        workspace.units = member
        workspace.first = [Int32](repeating: -1, count: scanner.lexicon.words.count)
        scanner.scan(&workspace)
        let reader = LimitReader(vocabulary: vocabulary, scanner: scanner)
        var isDropped = [Bool](repeating: false, count: member.count)
        var limits: [Limit] = []
        for measure in workspace.measures {
            guard let limit = reader.limit(measure, in: member) else { continue }
            limits.append(limit)
            for position in measure.start..<measure.end { isDropped[position] = true }
        }
        let exceptions = dropBrackets(member, &isDropped)
        let kept = member.indices.filter { !isDropped[$0] }.map { member[$0] }
        var (core, merit) = mark(kept)
        if !merit.isEmpty, (2..<4).contains(core.filter { $0 }.count) {
            // 智能家居: the quality is part of the name.
            (core, merit) = mark(kept, keepsMerits: true)
        }
        var contexts = contexts
        if let tool = toolWord(kept) {
            contexts.append(
                PhraseContext(
                    text: Folding.text(tool), words: Array(tools).sorted { Folding.text($0) < Folding.text($1) },
                    pairs: []))
        }
        guard let first = core.firstIndex(of: true), let last = core.lastIndex(of: true) else { return }
        let units = Array(kept[first...last])
        let isCore = Array(core[first...last])
        let count = isCore.filter { $0 }.count
        // 综合, 维修, 煤矿 alone name nothing; a core of three must be almost the whole member.
        guard !isThin(units, isCore), count >= 4 || (count == 3 && member.count <= 7) else { return }
        for (units, isCore) in spellings(units, isCore) {
            var pairs: Set<UInt32> = []
            for index in 0..<(units.count - 1) where isCore[index] && isCore[index + 1] {
                pairs.insert(UInt32(units[index]) << 16 | UInt32(units[index + 1]))
            }
            guard !pairs.isEmpty else { continue }
            result.append(
                Phrase(
                    item: item, quote: Folding.text(quote), units: units, isCore: isCore,
                    coreCount: isCore.filter { $0 }.count, merits: merit, contexts: contexts, limits: limits,
                    exceptions: exceptions, pairs: pairs.sorted()))
        }
    }

    private func hasLimit(_ units: [UInt16]) -> Bool {
        var workspace = PolicyWorkspace()
        workspace.units = units
        workspace.first = [Int32](repeating: -1, count: scanner.lexicon.words.count)
        scanner.scan(&workspace)
        return workspace.measures.contains { $0.bound != nil }
    }

    /// 技术服务, 资源综合利用: nothing but words that fit everything.
    private func isThin(_ units: [UInt16], _ isCore: [Bool]) -> Bool {
        var index = 0
        while index < units.count {
            if let word = thin.longestWord(in: units, at: index) {
                index = word.end
            } else if isCore[index] {
                return false
            } else {
                index += 1
            }
        }
        return true
    }

    /// The phrase as printed and with each word of it that has another name (电动汽车, 新能源汽车).
    private func spellings(_ units: [UInt16], _ isCore: [Bool]) -> [([UInt16], [Bool])] {
        var result = [(units, isCore)]
        for (form, others) in aliases where units.count >= form.count {
            for start in 0...(units.count - form.count)
            where units[start] == form[0] && units[start..<(start + form.count)].elementsEqual(form) {
                for other in others where !contains(units, other) {
                    let tail = start + form.count
                    result.append(
                        (
                            Array(units[..<start]) + other + units[tail...],
                            Array(isCore[..<start]) + other.map { _ in true } + isCore[tail...]
                        ))
                }
            }
        }
        return result
    }

    /// Takes brackets out; the words of 「…除外」 and 「不含…」 are returned.
    private func dropBrackets(_ units: [UInt16], _ isDropped: inout [Bool]) -> [[UInt16]] {
        var exceptions: [[UInt16]] = []
        var depth = 0
        var inner: [UInt16] = []
        for (index, unit) in units.enumerated() {
            if unit == 0x28 { depth += 1 }
            if depth > 0 {
                isDropped[index] = true
                if unit != 0x28, unit != 0x29 { inner.append(unit) }
            }
            if unit == 0x29 {
                depth = max(0, depth - 1)
                if depth == 0 {
                    exceptions += excepted(inner)
                    inner = []
                }
            }
        }
        return exceptions
    }

    private func excepted(_ inner: [UInt16]) -> [[UInt16]] {
        let text = Folding.text(inner)
        guard text.hasSuffix("除外") || text.hasPrefix("不含") || text.hasPrefix("不包括") || text.hasPrefix("除") else {
            return []
        }
        var cut = inner
        for word in ["除外", "不含", "不包括", "项目"] {
            let folded = Folding.fold(word)
            if cut.count > folded.count, cut.suffix(folded.count).elementsEqual(folded) { cut.removeLast(folded.count) }
            if cut.starts(with: folded) { cut.removeFirst(folded.count) }
        }
        return split(cut, at: { $0 == Folding.enumeration || $0 == 0x2C || $0 == 0x548C }).filter { $0.count >= 2 }
    }

    /// Which units must be found, and the qualities in the phrase.
    private func mark(_ units: [UInt16], keepsMerits: Bool = false) -> (core: [Bool], merits: [[UInt16]]) {
        var core = [Bool](repeating: true, count: units.count)
        var found: [[UInt16]] = []
        var index = 0
        while index < units.count {
            if let word = wholes.longestWord(in: units, at: index) {
                index = word.end
            } else if !keepsMerits, let word = merits.longestWord(in: units, at: index) {
                found.append(Array(units[index..<word.end]))
                for position in index..<word.end { core[position] = false }
                index = word.end
            } else if let word = generics.longestWord(in: units, at: index) {
                for position in index..<word.end { core[position] = false }
                index = word.end
            } else {
                if !isWordUnit(units[index]) { core[index] = false }
                index += 1
            }
        }
        return (core, found)
    }

    /// 设备, 装备 at the end of a phrase: the thing itself is not its equipment.
    private func toolWord(_ units: [UInt16]) -> [UInt16]? {
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

    private func isWordUnit(_ unit: UInt16) -> Bool {
        unit >= 0x3400 || Folding.isAlphanumeric(unit) || unit == 0x3B1 || unit == 0x3B2
    }
}
