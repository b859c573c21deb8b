import YinfengModel

/// Reads a heading that no table holds from its parts: 意向用地面积 = 意向 + 用地 + 面积.
///
/// All ways of taking it apart must lead to one field; a heading that could mean two means none.
struct HeadingCompound: Sendable {
    /// A field that a heading may mean, and the catalogue's heading it was found by.
    struct Reading: Hashable {
        let meaning: HeadingParts.Meaning
        let known: String
        /// Whether the words mean it by themselves; else only a unit can choose it (总投资 in 万美元).
        let isFirst: Bool
    }

    /// Longer texts are sentences.
    private static let longest = 24
    /// How many parts may stand around the words of a field.
    private static let mostParts = 3

    private let parts: HeadingParts
    private let stems: [String: [Reading]]

    /// `entries`: the words of the catalogue's headings with their fields, those that count first before the others.
    init(parts: HeadingParts, entries: [(words: String, key: FieldKey, known: String)]) {
        self.parts = parts
        var stems: [String: [Reading]] = [:]
        var first: [String: FieldKey] = [:]
        for entry in entries {
            let plain = parts.plain(entry.words)
            guard plain.unicodeScalars.count >= 2 else { continue }
            let isFirst = first[entry.words, default: entry.key] == entry.key
            first[entry.words] = first[entry.words] ?? entry.key
            let reading = Reading(meaning: .field(entry.key), known: entry.known, isFirst: isFirst)
            if stems[plain]?.contains(where: { $0.meaning == reading.meaning && $0.isFirst == isFirst }) != true {
                stems[plain, default: []].append(reading)
            }
        }
        self.stems = stems
    }

    /// What the words may mean, in the order of the catalogue; empty when they are not understood.
    func readings(_ words: String) -> [Reading] {
        guard (2...HeadingCompound.longest).contains(words.unicodeScalars.count) else { return [] }
        return readings(parts.plain(words)[...], HeadingCompound.mostParts)
    }

    private func readings(_ text: Substring, _ depth: Int) -> [Reading] {
        if let whole = stems[String(text)] { return whole }
        guard depth > 0 else { return [] }
        var found: [Reading] = []
        func add(_ rest: Substring, _ part: HeadingParts.Part) {
            guard !rest.isEmpty else { return }
            for reading in readings(rest, depth - 1) {
                guard case .field(let key) = reading.meaning, let meaning = part.field(with: key) else { continue }
                let whole = Reading(meaning: meaning, known: reading.known, isFirst: reading.isFirst)
                if !found.contains(whole) { found.append(whole) }
            }
        }
        for opening in parts.openings(of: text) { add(text.dropFirst(opening.text.count), opening) }
        for ending in parts.endings(of: text) { add(text.dropLast(ending.text.count), ending) }
        return found.isEmpty ? pair(text, depth - 1) : found
    }

    /// 投资方/企业名称, 困难及诉求: two names of one field.
    private func pair(_ text: Substring, _ depth: Int) -> [Reading] {
        guard let place = text.firstIndex(where: { "/、|及和与".contains($0) }), depth > 0 else { return [] }
        let left = readings(text[..<place], depth)
        let right = readings(text[text.index(after: place)...], depth)
        return left.filter { reading in
            reading.isFirst && right.contains { $0.isFirst && $0.meaning == reading.meaning }
        }
    }
}
