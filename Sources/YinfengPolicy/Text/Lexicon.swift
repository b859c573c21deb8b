import YinfengModel

/// All words that a scan looks for, numbered: words of list segments and helper words.
struct Lexicon: Sendable {
    /// What a scan must know of a word.
    struct Info: Sendable {
        /// Whether a segment needs it.
        var isNeeded = false
        /// A chemical name: never inside a longer name (丙烯 in 聚丙烯, 乙二醇 in 乙二醇醚).
        var isName = false
        /// A model number that continues (`SL7-*`): no boundary behind it.
        var isPrefix = false
        /// What helper words do here.
        var roles: [(role: Vocabulary.Role, value: Int32)] = []
    }

    /// The words by number.
    private(set) var words: [[UInt16]] = []
    /// What is known of each.
    private(set) var infos: [Info] = []
    private var numbers: [[UInt16]: Int32] = [:]
    /// The tree; built by `seal`.
    private(set) var trie = WordTrie([])

    /// Registers a word that a segment needs; the number it got.
    mutating func need(_ word: [UInt16], isName: Bool = false, isPrefix: Bool = false) -> Int32 {
        let number = register(word)
        infos[Int(number)].isNeeded = true
        if isName { infos[Int(number)].isName = true }
        if isPrefix { infos[Int(number)].isPrefix = true }
        return number
    }

    /// Registers a helper word; `value` is the unit, comparison, province or kind as a number.
    mutating func add(_ entry: Vocabulary.Entry, bases: [String: Int16]) {
        let value: Int32 =
            switch entry.role {
            case .per: Int32(bases[entry.value] ?? -1)
            case .before, .after: Int32(Lexicon.comparisons.firstIndex { $0.rawValue == entry.value } ?? 0)
            case .province: Int32(entry.value) ?? 0
            case .construction: Int32(ConstructionKind.allCases.firstIndex { $0.rawValue == entry.value } ?? 0)
            case .feedOpen: entry.value == "run" ? 1 : 0
            case .derived: entry.value == "name" ? 1 : 0
            default: 0
            }
        let number = register(entry.word)
        infos[Int(number)].roles.append((entry.role, value))
    }

    /// The comparisons by the number that a helper word carries.
    static let comparisons: [Comparison] = [
        .less, .lessOrEqual, .lessBare, .greater, .greaterOrEqual, .greaterBare,
    ]

    private mutating func register(_ word: [UInt16]) -> Int32 {
        if let known = numbers[word] { return known }
        let number = Int32(words.count)
        numbers[word] = number
        words.append(word)
        infos.append(Info())
        return number
    }

    /// Builds the tree once all words are in.
    mutating func seal() { trie = WordTrie(words) }
}
