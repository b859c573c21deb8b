import FoundationEssentials
package import YinfengCatalog
import YinfengModel
import YinfengText

/// Builds the bytes of an index from the catalogues: same catalogues and ICU, same bytes.
package struct IndexBuilder {
    private let store: CatalogStore
    private let sources: IndexSources
    private let folder: TextFolder
    private var writer = IndexWriter()
    private var pool = StringPool()
    private var classes: [IndustryCode: UInt16] = [:]

    /// Builds an index; throws `IndexError`. A second or two for the full catalogues.
    package static func build(from store: CatalogStore) throws(IndexError) -> [UInt8] {
        var builder = try IndexBuilder(store)
        return try builder.run()
    }

    private init(_ store: CatalogStore) throws(IndexError) {
        self.store = store
        sources = try IndexSources(store)
        do {
            folder = try TextFolder()
        } catch {
            throw .incomplete(fact: error.explanation.fact)
        }
    }

    private mutating func run() throws(IndexError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let manifest = try? encoder.encode(IndexManifest(of: store)) else {
            throw .incomplete(fact: "索引说明无法写出")
        }
        writer.add(.manifest, Array(manifest))
        try addClasses()
        try addFeatures()
        try addLexicon()
        try addCues()
        try addParameters()
        writer.add(.text, pool.bytes)
        writer.add(.textEnds, pool.ends)
        return writer.sealed()
    }

    private func table(_ edition: String, _ file: String) throws(IndexError) -> CatalogTable {
        do {
            return try store.table(edition, file)
        } catch {
            throw .catalog(error)
        }
    }

    private func column(_ table: CatalogTable, _ name: String) throws(IndexError) -> Int {
        do {
            return try table.column(name)
        } catch {
            throw .catalog(error)
        }
    }

    private func badCell(_ table: CatalogTable, _ row: Int, _ column: String, _ value: String, _ fact: String)
        -> IndexError
    {
        .catalog(.badCell(path: table.path, row: table.fileRow(row), column: column, value: value, fact: fact))
    }

    // MARK: Classes

    private mutating func addClasses() throws(IndexError) {
        let table = try table(sources.classification, "classes.csv")
        let code = try column(table, "code")
        let name = try column(table, "name")
        var list: [(code: IndustryCode, name: String)] = []
        for row in 0..<table.count {
            guard let value = IndustryCode(table[row, code]) else {
                throw badCell(table, row, "code", table[row, code], "不是行业代码")
            }
            if value.level == .class { list.append((value, table[row, name])) }
        }
        list.sort { $0.code < $1.code }
        guard !list.isEmpty, list.count < Int(UInt16.max) else { throw .incomplete(fact: "行业小类数目不对") }
        var bias = [Float](repeating: 0, count: list.count)
        var names: [UInt32] = []
        for (index, entry) in list.enumerated() {
            classes[entry.code] = UInt16(index)
            names.append(pool.number(entry.name))
        }
        let priors = try self.table(sources.weights, "bias.csv")
        let priorCode = try column(priors, "code")
        let priorValue = try column(priors, "bias")
        for row in 0..<priors.count {
            guard let code = IndustryCode(priors[row, priorCode]), let index = classes[code] else {
                throw badCell(priors, row, "code", priors[row, priorCode], "不是行业小类代码")
            }
            guard let value = Float(priors[row, priorValue]), value.isFinite else {
                throw badCell(priors, row, "bias", priors[row, priorValue], "不是数")
            }
            bias[Int(index)] = value
        }
        writer.add(.classCodes, list.map(\.code.packed))
        writer.add(.classNames, names)
        writer.add(.classBias, bias)
    }

    // MARK: Features

    private mutating func addFeatures() throws(IndexError) {
        let table = try table(sources.weights, "weights.csv")
        let feature = try column(table, "feature")
        let idf = try column(table, "idf")
        let weights = try column(table, "weights")
        var entries: [(key: UInt64, value: FeatureTable.Value)] = []
        var words: [UInt32] = []
        for row in 0..<table.count {
            guard let key = Self.key(table[row, feature]) else {
                throw badCell(table, row, "feature", table[row, feature], "不是一至三个汉字、$加一至两个汉字或字母词")
            }
            guard let importance = UInt16(table[row, idf]), importance > 0 else {
                throw badCell(table, row, "idf", table[row, idf], "不是1至65535的整数")
            }
            guard let postings = postings(table[row, weights]) else {
                throw badCell(table, row, "weights", String(table[row, weights].prefix(40)), "应为“代码:整数”，以空格分开，代码由小到大")
            }
            let value = FeatureTable.Value(
                first: UInt32(words.count), count: UInt16(postings.count), importance: importance)
            entries.append((key, value))
            words += postings.map { Posting.word(classIndex: $0.0, weight: $0.1) }
        }
        guard Set(entries.map(\.key)).count == entries.count else { throw .incomplete(fact: "权重表有重复的特征") }
        writer.add(.features, FeatureTable.build(entries))
        writer.add(.postings, words)
    }

    /// The key of a feature as the weights table writes it; nil for anything else.
    static func key(_ text: String) -> UInt64? {
        var units = Array(text.utf16)
        let isSuffix = units.first == 0x24
        if isSuffix { units.removeFirst() }
        guard let first = units.first else { return nil }
        if units.allSatisfy(FeatureExtractor.isLatin), !isSuffix { return FeatureExtractor.key(latin: units) }
        guard units.count <= (isSuffix ? 2 : 3), units.allSatisfy(FeatureExtractor.isHan) else { return nil }
        return FeatureExtractor.key(
            first, units.count > 1 ? units[1] : 0, units.count > 2 ? units[2] : 0, isSuffix: isSuffix)
    }

    /// `3985:312 2613:-20`, codes ascending.
    private func postings(_ text: String) -> [(UInt16, Int16)]? {
        var result: [(UInt16, Int16)] = []
        var last = -1
        var code: UInt32 = 0
        var digits = 0
        var value = 0
        var negative = false
        var inValue = false
        func close() -> Bool {
            guard inValue, digits == 4, let index = classes[IndustryCode(packed: code)], Int(index) > last,
                (-32_000...32_000).contains(value)
            else { return false }
            last = Int(index)
            result.append((index, Int16(negative ? -value : value)))
            return true
        }
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39:
                if inValue {
                    value = value * 10 + Int(byte - 0x30)
                    if value > 1_000_000 { return nil }
                } else {
                    code = code << 8 | UInt32(byte)
                    digits += 1
                }
            case 0x3A: inValue = true
            case 0x2D: negative = true
            case 0x20:
                guard close() else { return nil }
                (code, digits, value, negative, inValue) = (0, 0, 0, false, false)
            default: return nil
            }
        }
        if text.isEmpty { return [] }
        return close() ? result : nil
    }

    // MARK: Lexicon

    private mutating func addLexicon() throws(IndexError) {
        var trie = TrieBuilder()
        var termOfNode: [Int: Int] = [:]
        var texts: [UInt32] = []
        var postings: [[(index: UInt16, source: UInt32)]] = []
        var pairs = [UInt64](repeating: 0, count: PairFilter.words)
        for edition in sources.lexicons {
            let table = try table(edition, "terms.csv")
            let code = try column(table, "code")
            let term = try column(table, "term")
            let kind = try column(table, "kind")
            for row in 0..<table.count where table[row, kind] != "excludes" {
                guard let value = IndustryCode(table[row, code]) else {
                    throw badCell(table, row, "code", table[row, code], "不是行业代码")
                }
                guard value.level == .class else { continue }
                guard let index = classes[value] else {
                    throw badCell(table, row, "code", table[row, code], "分类里没有该小类")
                }
                let units = folder.fold(table[row, term]).units
                guard units.count >= 2 else { continue }
                let source = pool.number(edition + " " + Self.chinese(kind: table[row, kind]))
                let node = trie.insert(units)
                PairFilter.add(units[0], units[1], to: &pairs)
                if let known = termOfNode[node] {
                    if !postings[known].contains(where: { $0.index == index }) {
                        postings[known].append((index, source))
                    }
                } else {
                    termOfNode[node] = texts.count
                    texts.append(pool.number(table[row, term]))
                    postings.append([(index, source)])
                }
            }
        }
        var starts: [UInt32] = [0]
        var termClasses: [UInt16] = []
        var termSources: [UInt32] = []
        for list in postings {
            for posting in list.sorted(by: { $0.index < $1.index }) {
                termClasses.append(posting.index)
                termSources.append(posting.source)
            }
            starts.append(UInt32(termClasses.count))
        }
        guard let edges = trie.table() else { throw .incomplete(fact: "词典过大，超过索引的容量") }
        writer.add(.termEdges, edges)
        writer.add(.nodeChildren, trie.children)
        writer.add(.nodeSiblings, trie.siblings)
        writer.add(.nodeUnits, trie.units)
        try addConfusion(used: Set(trie.units))
        writer.add(.nodes, NodeTable.build(trie, terms: termOfNode))
        writer.add(.termTexts, texts)
        writer.add(.termStarts, starts)
        writer.add(.termClasses, termClasses)
        writer.add(.termSources, termSources)
        writer.add(.termPairs, pairs)
    }

    private static func chinese(kind: String) -> String {
        switch kind {
        case "name": "名称"
        case "includes": "说明"
        case "product": "产品"
        case "synonym": "同义词"
        case "activity": "活动"
        default: kind
        }
    }

    // MARK: Mistaken characters

    private mutating func addConfusion(used: Set<UInt16>) throws(IndexError) {
        var groups: [[UInt16]] = []
        for (edition, file) in sources.lookalikes {
            let table = try table(edition, file)
            let columns = (try column(table, "a"), try column(table, "b"))
            groups += (0..<table.count).map { folder.fold(table[$0, columns.0] + table[$0, columns.1]).units }
        }
        let builder: ConfusionBuilder
        do {
            builder = try ConfusionBuilder(used: used, lookalikes: groups)
        } catch {
            throw .incomplete(fact: error.explanation.fact)
        }
        writer.add(.sounds, builder.sounds)
        writer.add(.soundStarts, builder.soundStarts)
        writer.add(.soundUnits, builder.soundUnits)
        writer.add(.lookalikes, builder.lookalikes)
    }

    // MARK: Cues and parameters

    private mutating func addCues() throws(IndexError) {
        let table = try table(sources.weights, "cues.csv")
        let cue = try column(table, "cue")
        let kind = try column(table, "kind")
        var trie = TrieBuilder()
        var kinds: [Int: UInt32] = [:]
        for row in 0..<table.count {
            guard let value = CueKind.allCases.first(where: { $0.name == table[row, kind] }) else {
                throw badCell(table, row, "kind", table[row, kind], "不是认识的语境词类别")
            }
            let units = folder.fold(table[row, cue]).units
            guard !units.isEmpty, units.count < 256 else {
                throw badCell(table, row, "cue", table[row, cue], "不能为空或过长")
            }
            kinds[trie.insert(units), default: 0] |= 1 << UInt32(value.rawValue)
        }
        guard let edges = trie.table() else { throw .incomplete(fact: "语境词过多，超过索引的容量") }
        writer.add(.cueEdges, edges)
        writer.add(.cueKinds, (0..<trie.nodeCount).map { kinds[$0] ?? 0 })
    }

    private mutating func addParameters() throws(IndexError) {
        let table = try table(sources.weights, "parameters.csv")
        let key = try column(table, "key")
        let value = try column(table, "value")
        var values: [String: Float] = [:]
        for row in 0..<table.count {
            guard let number = Float(table[row, value]), number.isFinite else {
                throw badCell(table, row, "value", table[row, value], "不是数")
            }
            values[table[row, key]] = number
        }
        var list: [Float] = []
        for key in CodingParameters.Key.allCases {
            guard let number = values[key.rawValue] else {
                throw .incomplete(fact: "\(table.path) 缺少参数 \(key.rawValue)")
            }
            list.append(number)
        }
        writer.add(.parameters, list)
    }
}
