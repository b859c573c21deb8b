import YinfengCatalog
import YinfengModel

/// Turns the products of 环境保护综合名录 into segments: whole names, exempt processes, industry codes.
struct PollutionReader {
    let store: CatalogStore
    let vocabulary: Vocabulary
    /// The edition of the list that counts.
    let edition: String

    /// One segment a product; `numbers` gives the item's place in the book by its id.
    func segments(_ numbers: [String: Int32], _ lexicon: inout Lexicon) throws(CatalogError) -> [Segment] {
        let table = try store.table(edition, "products.csv")
        let id = try table.column("id")
        let product = try table.column("product")
        let exempt = try table.column("exempt_process")
        let text = try table.column("text")
        let codes = try table.column("industries")
        var result: [Segment] = []
        for row in 0..<table.count {
            guard let item = numbers[table[row, id]] else { continue }
            let names = spellings(table[row, product])
            guard let shortest = names.map(\.count).min() else { continue }
            let words = names.flatMap { name in [name] + (vocabulary.aliases[name] ?? []) }
                .map { lexicon.need($0, isName: true) }
            let exceptions = processes(table[row, exempt]).map { word in
                [Segment.Group(words: [lexicon.need(word)], label: Folding.text(word), anyRole: true, isMade: false)]
            }
            let industries = table[row, codes].split(whereSeparator: { ";；,， ".contains($0) })
                .compactMap { IndustryCode($0) }
            result.append(
                Segment(
                    item: item, quote: table[row, text],
                    need: [Segment.Group(words: words, label: table[row, product], anyRole: false, isMade: false)],
                    decide: [],
                    limits: [], unless: exceptions, unlessItems: [], not: [], regionIn: nil, regionOut: nil, kinds: [],
                    ask: "", until: nil, untilRegion: nil, isExactName: true,
                    // A name of one character is no evidence by itself.
                    industries: shortest < 2 ? industries : [], foreignLimit: ""))
        }
        return result
    }

    /// `顺酐（马来酸酐）` is both names; a bracket with a figure or a list word narrows the product instead.
    private func spellings(_ product: String) -> [[UInt16]] {
        let folded = Folding.fold(product)
        guard let open = folded.firstIndex(of: 0x28) else { return [folded] }
        let outer = Array(folded[..<open])
        let rest = folded[(open + 1)...]
        guard let close = rest.firstIndex(of: 0x29), close == folded.count - 1, outer.count >= 2 else {
            return [folded.filter { $0 != 0x28 && $0 != 0x29 }]
        }
        let inner = Array(rest[..<close])
        let isAlias =
            inner.count >= 2
            && !inner.contains { $0 == Glyph.contains || $0 == 0x2265 || $0 == 0x25 || $0 == Glyph.kind }
        return isAlias ? [outer, inner] : [outer]
    }

    private func processes(_ text: String) -> [[UInt16]] {
        var folded = Folding.fold(text)
        for tail in ["除外", "工艺"] {
            let word = Folding.fold(tail)
            if folded.count > word.count, folded.suffix(word.count).elementsEqual(word) {
                folded.removeLast(word.count)
            }
        }
        return folded.split(whereSeparator: {
            $0 == Folding.enumeration || $0 == Glyph.comma || $0 == Glyph.and || $0 == Glyph.or
        })
        .map { part in
            let word = Folding.fold("工艺")
            return part.count > 4 && part.suffix(2).elementsEqual(word) ? Array(part.dropLast(2)) : Array(part)
        }
        .filter { $0.count >= 2 }
    }
}
