package import YinfengModel

/// A test over a project's fields, written in one cell of a rule file.
///
/// `A;B` holds when both do, `A|B` when one does (`;` binds closer). A term is `key>=10吨` (any comparison, with the
/// unit), `key` (stated and not «no»), `!key` (not stated, or «no»), `key~甲/乙` (the words hold 甲 or 乙),
/// `key!~甲/乙` (they hold neither). The key `text` means all words that say what the project is.
package indirect enum Condition: Sendable, Equatable {
    /// All must hold.
    case all([Condition])
    /// One must hold.
    case any([Condition])
    /// A number against a line, in the quantity's canonical unit.
    case compare(FieldKey, LineTest)
    /// Stated, and not «no» or zero words.
    case present(FieldKey)
    /// Not stated, or «no».
    case absent(FieldKey)
    /// The words of a field hold one of these.
    case contains(FieldKey, [String])
    /// The words of a field hold none of these.
    case lacks(FieldKey, [String])

    /// The fields that the test reads, in order of writing.
    package var keys: [FieldKey] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.keys)
        case .compare(let key, _), .present(let key), .absent(let key), .contains(let key, _), .lacks(let key, _):
            [key]
        }
    }

    /// The words that the test looks for in the project's text, or the lack of which it asks.
    var textWords: [String] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.textWords)
        case .contains(.allText, let words), .lacks(.allText, let words): words
        case .contains, .lacks, .compare, .present, .absent: []
        }
    }
}
