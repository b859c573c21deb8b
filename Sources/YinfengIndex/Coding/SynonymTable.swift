import YinfengText

/// A user's words, found by longest match; empty for most callers, which then pay nothing.
struct SynonymTable: Sendable {
    struct Row: Sendable {
        let units: [UInt16]
        let term: String
        let classIndex: Int
        let row: Int
    }

    let rows: [Row]
    private let vocabulary: Vocabulary

    init(_ rows: [Row] = []) {
        self.rows = rows
        vocabulary = Vocabulary(rows.map { String(decoding: $0.units, as: UTF16.self) })
    }

    /// The longest word that starts at a unit.
    @inline(__always)
    func longestMatch(in units: [UInt16], at start: Int) -> (end: Int, row: Int32)? {
        guard !rows.isEmpty, let match = vocabulary.longestMatch(in: units, at: start) else { return nil }
        return (match.end, match.term)
    }
}
