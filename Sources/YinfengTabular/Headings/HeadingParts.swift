import YinfengModel

/// The words from which a heading is put together around the words of a field: 意向 + 用地 + 面积, 投资方 + 电话.
///
/// Each part says beside which fields it may stand, so that 投资规模 is the sum and 企业规模 is nobody's.
package struct HeadingParts: Sendable {
    /// A word before or behind the words of a field.
    struct Part: Sendable {
        /// The word, folded.
        let text: String
        /// The fields beside which it may stand.
        let joins: Set<FieldKey>
        /// The field that both together mean where it is another; nil = surely none that the list has.
        let becomes: [FieldKey: FieldKey?]

        /// The field of this word beside a field's words; nil where it may not stand there.
        func field(with key: FieldKey) -> Meaning? {
            guard joins.contains(key) else { return nil }
            guard let other = becomes[key] else { return .field(key) }
            return other.map { .field($0) } ?? .nobody
        }
    }

    /// What a heading means.
    enum Meaning: Hashable {
        case field(FieldKey)
        /// Understood, and known to be no field: the telephone of one's own office.
        case nobody
    }

    private let openings: [Character: [Part]]
    private let endings: [Character: [Part]]
    private let same: [Unicode.Scalar: [(written: [Unicode.Scalar], meant: [Unicode.Scalar])]]
    /// 完成, 上年: under such an upper heading a figure is not what the investor intends.
    let done: [String]
    /// 项目: what such a heading means where no other column of the sheet does.
    let lone: [String: FieldKey]
    /// 月, 台: what amounts are counted by beside what the units of the table are.
    let rates: Set<String>

    /// `same`: words of one idea; what stands for nothing (的) means the empty word.
    init(
        openings: [Part], endings: [Part], same: [(written: String, meant: String)], done: [String],
        lone: [String: FieldKey], rates: Set<String>
    ) {
        func longestFirst(_ parts: [Part]) -> [Part] {
            parts.sorted { ($1.text.count, $0.text) < ($0.text.count, $1.text) }
        }
        self.openings = Dictionary(grouping: longestFirst(openings).filter { !$0.text.isEmpty }) {
            $0.text.first ?? " "
        }
        self.endings = Dictionary(grouping: longestFirst(endings).filter { !$0.text.isEmpty }) { $0.text.last ?? " " }
        let pairs = same.map { (written: Array($0.written.unicodeScalars), meant: Array($0.meant.unicodeScalars)) }
            .filter { !$0.written.isEmpty }.sorted { $0.written.count > $1.written.count }
        self.same = Dictionary(grouping: pairs) { $0.written.first ?? " " }
        self.done = done
        self.lone = lone
        self.rates = rates
    }

    /// The openings that a text may begin with.
    func openings(of text: Substring) -> [Part] {
        text.first.flatMap { openings[$0] }?.filter { text.hasPrefix($0.text) } ?? []
    }

    /// The endings that a text may end in.
    func endings(of text: Substring) -> [Part] {
        text.last.flatMap { endings[$0] }?.filter { text.hasSuffix($0.text) } ?? []
    }

    /// The text with one word for each idea (日期 → 时间, 公司 → 企业). O(length).
    func plain(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        guard rest.contains(where: { same[$0] != nil }) else { return text }
        var result = String.UnicodeScalarView()
        while let next = rest.first {
            if let pair = same[next]?.first(where: { rest.starts(with: $0.written) }) {
                result.append(contentsOf: pair.meant)
                rest = rest.dropFirst(pair.written.count)
            } else {
                result.append(next)
                rest = rest.dropFirst()
            }
        }
        return String(result)
    }
}
