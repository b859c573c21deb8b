/// 形近字: pairs of characters that are taken for each other.
package struct Lookalikes: Sendable {
    private let table: [Unicode.Scalar: [Unicode.Scalar]]

    /// The pairs, both ways.
    package init(pairs: [(Unicode.Scalar, Unicode.Scalar)]) {
        var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for (a, b) in pairs where a != b {
            if !(table[a]?.contains(b) ?? false) { table[a, default: []].append(b) }
            if !(table[b]?.contains(a) ?? false) { table[b, default: []].append(a) }
        }
        self.table = table.mapValues { $0.sorted() }
    }

    /// Whether the two are taken for each other.
    package func areAlike(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool { table[a]?.contains(b) ?? false }

    /// The characters that one is taken for.
    package func of(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] { table[scalar] ?? [] }
}
