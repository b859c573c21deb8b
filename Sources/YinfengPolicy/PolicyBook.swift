package import YinfengCatalog
package import YinfengModel

/// The national lists, compiled for look-up: immutable, shared by all workers, each with its own workspace.
///
/// Items that people have taken apart (`policy-readings`) may be asserted; items without a reading are matched as
/// phrases and asserted only when the whole phrase stands in the text and every figure of it is decided.
package final class PolicyBook: Sendable {
    /// The day that chose the editions.
    package let asOf: CivilDate
    let items: [ListedItem]
    let segments: [Segment]
    let vocabulary: Vocabulary
    let lexicon: Lexicon
    let scanner: Scanner
    let index: PhraseIndex
    /// For a word's number, the segments whose noun it is.
    let segmentStart: [Int32]
    let segmentList: [Int32]
    let perYear: Int16
    let percent: Int16
    let western: Set<Int32>
    let itemNumbers: [String: Int32]

    /// Compiles the lists that `store` holds and that are in force on `asOf`; throws `CatalogError`.
    ///
    /// Costs some 100 ms: open it once a run.
    package init(from store: CatalogStore, asOf: CivilDate) throws(CatalogError) {
        self.asOf = asOf
        vocabulary = try Vocabulary(from: store, edition: Lists.readings)
        let loader = ItemLoader(store: store, vocabulary: vocabulary, day: asOf)
        var items: [ListedItem] = []
        for catalog in [
            Lists.structure, Lists.foreign, Lists.foreignNegative, Lists.hainan, Lists.marketAccess,
            Lists.marketAccess2022, Lists.western,
        ] {
            items += try loader.items(catalog)
        }
        if store.edition(Lists.western) != nil { items += try loader.items(Lists.western, file: "rules.csv") }
        items += try loader.items(Lists.pollution, file: "products.csv")
        self.items = items
        var numbers: [String: Int32] = [:]
        for (number, item) in items.enumerated() where numbers[item.id] == nil { numbers[item.id] = Int32(number) }
        itemNumbers = numbers

        var helpers = Lexicon()
        for entry in vocabulary.entries { helpers.add(entry, bases: vocabulary.bases) }
        var lexicon = helpers
        helpers.seal()
        let helperScanner = Scanner(lexicon: helpers, vocabulary: vocabulary)
        let limits = LimitReader(vocabulary: vocabulary, scanner: helperScanner)

        var segments: [Segment] = []
        var isRead = [Bool](repeating: false, count: items.count)
        let readings = try ReadingTable(try store.table(Lists.readings, "readings.csv"), vocabulary: vocabulary)
        for row in 0..<readings.table.count {
            guard let number = numbers[readings.itemID(row)] else { continue }
            isRead[Int(number)] = true
            segments.append(try readings.segment(row, item: number, lexicon: &lexicon, limits: limits))
        }
        if let edition = store.current(Lists.pollution, on: asOf)?.manifest.id {
            segments += try PollutionReader(store: store, vocabulary: vocabulary, edition: edition)
                .segments(numbers, &lexicon)
        }
        lexicon.seal()
        self.lexicon = lexicon
        self.segments = segments
        scanner = Scanner(lexicon: lexicon, vocabulary: vocabulary)

        let compiler = PhraseCompiler(vocabulary: vocabulary, scanner: helperScanner)
        var phrases: [Phrase] = []
        for (number, item) in items.enumerated()
        where (!isRead[number] || !item.isBroad) && PolicyBook.isPhraseList(item) {
            phrases += compiler.phrases(
                of: item.text, chapter: item.chapter, isForeign: item.isForeign, item: Int32(number))
        }
        index = PhraseIndex(phrases)

        var lists = [[Int32]](repeating: [], count: lexicon.words.count)
        for (number, segment) in segments.enumerated() {
            guard let noun = segment.need.first else { continue }
            for word in Set(noun.words).sorted() { lists[Int(word)].append(Int32(number)) }
        }
        var starts: [Int32] = [0]
        var flat: [Int32] = []
        for list in lists {
            flat += list
            starts.append(Int32(flat.count))
        }
        segmentStart = starts
        segmentList = flat
        perYear = vocabulary.bases["年"] ?? -2
        percent = vocabulary.bases["%"] ?? -2
        western = Set((vocabulary.groups["西部"] ?? [:]).filter(\.value).keys)
    }

    /// Restricted and eliminated items without a reading, prohibitions and permits are never asserted from phrases.
    private static func isPhraseList(_ item: ListedItem) -> Bool {
        item.policyClass == .encouraged
            && (item.catalog == Lists.structure || item.catalog == Lists.foreign || item.catalog == Lists.hainan
                || (item.catalog == Lists.western && item.province != nil))
    }

    /// The items that a project falls under, or may fall under: by severity of class, then list, then item.
    ///
    /// No hit means 允许. Deterministic; O(text) with small factors, no allocation a row beyond the hits themselves.
    package func hits(_ query: PolicyQuery, workspace: inout PolicyWorkspace) -> [PolicyHit] {
        workspace.reset(words: lexicon.words.count, phrases: index.phrases.count)
        for part in query.parts {
            Folding.append(part.text, to: &workspace.units)
            workspace.units.append(Folding.fieldBreak)
        }
        guard workspace.units.count > 1 else { return [] }
        scanner.scan(&workspace)
        let context = context(query, workspace)
        index.findCandidates(&workspace)
        let found = outcomes(query, workspace, context)
        return PolicyAnswer(book: self, context: context).hits(found)
    }

    private func context(_ query: PolicyQuery, _ workspace: PolicyWorkspace) -> Context {
        var province = query.region?.province.number
        var construction = query.construction
        var isForeign = query.isForeign ?? (query.foreignShare.map { $0 > .zero } ?? false)
        var named: Set<Int32> = []
        for mark in workspace.marks
        where workspace.flags[Int(mark.start)] & PolicyWorkspace.Flag.denied == 0 {
            switch mark.role {
            case .province: named.insert(mark.value)
            case .construction where construction == nil:
                construction = ConstructionKind.allCases[Int(mark.value)]
            case .foreign where query.isForeign == nil: isForeign = true
            default: break
            }
        }
        if province == nil, named.count == 1 { province = named.first }
        return Context(
            province: province, construction: construction, isForeign: isForeign, foreignShare: query.foreignShare,
            industries: query.industries, day: query.asOf ?? asOf)
    }

    /// The best outcome of each item, by item number.
    private func outcomes(
        _ query: PolicyQuery, _ workspace: PolicyWorkspace, _ context: Context
    ) -> [(item: Int32, outcome: Outcome)] {
        let judge = SegmentJudge(
            workspace: workspace, context: context, lexicon: lexicon, perYear: perYear, percent: percent)
        var candidates: [Int32] = []
        for word in workspace.touched {
            candidates += segmentList[Int(segmentStart[Int(word)])..<Int(segmentStart[Int(word) + 1])]
        }
        candidates.sort()
        var found: [(item: Int32, outcome: Outcome)] = []
        // Encouraged phrases first: a restriction may point back at encouragement.
        let phrases = PhraseJudge(workspace: workspace, nameUnits: vocabulary.nameUnits, judge: judge)
        for number in workspace.candidates {
            let phrase = index.phrases[Int(number)]
            guard isAsked(phrase.item, query, context),
                let outcome = phrases.outcome(phrase, policyClass: items[Int(phrase.item)].policyClass)
            else { continue }
            merge(outcome, phrase.item, &found)
        }
        var last: Int32 = -1
        for number in candidates where number != last {
            last = number
            let item = segments[Int(number)].item
            guard isAsked(item, query, context) else { continue }
            let segment = segments[Int(number)]
            guard let outcome = judge.judge(segment, policyClass: items[Int(item)].policyClass) else { continue }
            if segment.unlessItems.isEmpty
                || !found.contains(where: { hit in
                    hit.outcome.isHit && segment.unlessItems.contains(items[Int(hit.item)].id)
                })
            {
                merge(outcome, segment.item, &found)
            }
        }
        return found
    }

    private func isAsked(_ number: Int32, _ query: PolicyQuery, _ context: Context) -> Bool {
        // The fields one by one: a copy of the whole item costs more than the question.
        let place = Int(number)
        if !query.catalogs.isEmpty, !query.catalogs.contains(items[place].catalog) { return false }
        if items[place].isForeign, !context.isForeign { return false }
        if let province = items[place].province, context.province != province { return false }
        return true
    }

    private func merge(_ outcome: Outcome, _ item: Int32, _ found: inout [(item: Int32, outcome: Outcome)]) {
        guard let place = found.firstIndex(where: { $0.item == item }) else {
            found.append((item, outcome))
            return
        }
        let old = found[place].outcome
        if old.isHit { return }
        if !outcome.isHit, old.regionSide * outcome.regionSide < 0 {
            // Inside and outside the named regions alike: the province does not matter.
            var settled = outcome
            settled.questions = []
            settled.regionSide = 0
            found[place].outcome = settled
        } else if outcome.isHit || outcome.questions.count < old.questions.count
            || (outcome.questions.count == old.questions.count && outcome.weight > old.weight)
        {
            found[place].outcome = outcome
        }
    }
}
