import YinfengModel

/// Takes the text of an item apart into phrases: cut at 。；，、 outside brackets, the head before a colon is context,
/// trailing words (生产, 技术开发与应用) belong to all members.
struct PhraseCompiler: Sendable {
    let vocabulary: Vocabulary
    let scanner: Scanner
    let generics: WordTrie
    let merits: WordTrie
    let wholes: WordTrie
    let thin: WordTrie
    let useWords: WordTrie
    let tools: Set<[UInt16]>
    let open: Set<[UInt16]>
    let sectors: [String: [[UInt16]]]
    let aliases: [(form: [UInt16], others: [[UInt16]])]

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
        for group in split(body(units), at: { $0 == Glyph.comma || $0 == Glyph.semicolon || $0 == Folding.stop }) {
            let members = split(group, at: { $0 == Folding.enumeration })
            // 「（3）交通运输及其他领域。」 is a heading.
            if group.suffix(2).elementsEqual(Glyph.field) { continue }
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
    func shortPhrases(_ units: [UInt16], _ item: Int32) -> [Phrase] {
        var result: [Phrase] = []
        for group in split(body(units), at: { $0 == Glyph.comma || $0 == Glyph.semicolon }) {
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

    func appendMembers(_ members: [[UInt16]], group: [UInt16], _ item: Int32, _ result: inout [Phrase]) {
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
                        text: Folding.text(group),
                        words: members[...noun].map { Array($0.prefix { $0 != Glyph.etcetera }) },
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

    /// The member, its halves around 和, and what stands behind 的 under the condition of what stands before it.
    func appendMember(
        _ member: [UInt16], quote: [UInt16], _ contexts: [PhraseContext], _ item: Int32, _ result: inout [Phrase]
    ) {
        append(member, quote: quote, contexts, item, &result)
        for part in joined(member) where core(of: part).count >= 5 && generics.longestWord(in: part, at: 0) == nil {
            append(part, quote: quote, contexts, item, &result)
        }
        guard !member.contains(Glyph.open), !hasLimit(member), let of = member.lastIndex(of: Glyph.of), of >= 2,
            member.count - of > 3
        else { return }
        let before = Array(member[..<of])
        let condition = PhraseContext(text: Folding.text(before), words: [], pairs: pairs(of: core(of: before)))
        guard !condition.pairs.isEmpty else { return }
        append(Array(member[(of + 1)...]), quote: quote, contexts + [condition], item, &result)
    }

    func append(
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
}
