package import YinfengModel

/// What a user says about a file besides its path.
package struct ReadOptions: Sendable {
    /// `--map A=field`: a column's heading and the field that it is read as.
    package struct Mapping: Sendable, Equatable {
        /// The heading as the user gave it.
        package let column: String
        /// The field.
        package let key: FieldKey

        /// A mapping.
        package init(column: String, key: FieldKey) {
            self.column = column
            self.key = key
        }
    }

    /// The mappings.
    package var map: [Mapping]
    /// The format, or nil to see from name and content.
    package var format: InputFormat?
    /// Only these sheets of a spreadsheet; empty = all with matching headings.
    package var sheets: [String]

    /// Options.
    package init(map: [Mapping] = [], format: InputFormat? = nil, sheets: [String] = []) {
        self.map = map
        self.format = format
        self.sheets = sheets
    }

    /// Reads `--map` texts of the form `A=field`; a field is a key or a Chinese name. Throws `TabularError.badMap` or
    /// `.noField` with the nearest names.
    package static func mappings(_ texts: [String], catalog: FieldCatalog) throws(TabularError) -> [Mapping] {
        var result: [Mapping] = []
        for text in texts {
            guard let sign = text.lastIndex(of: "="), sign > text.startIndex else { throw .badMap(text: text) }
            let name = text[text.index(after: sign)...].filter { !$0.isWhitespace }
            let column = String(text[..<sign])
            if let field = catalog[FieldKey(rawValue: name)] ?? catalog.fields.first(where: { $0.name == name }) {
                result.append(Mapping(column: column, key: field.key))
                continue
            }
            let names = catalog.fields.map(\.key.rawValue) + catalog.fields.map(\.name)
            throw .noField(name: name, near: Nearest.names(to: name, in: names))
        }
        return result
    }
}

/// Names like a given one, for «did you mean».
enum Nearest {
    /// At most `count` names, the nearest first; ties in the given order.
    static func names(to name: String, in names: [String], count: Int = 3) -> [String] {
        let wanted = Array(name.lowercased())
        let scored = names.enumerated().map {
            (place: $0.offset, score: HeadingSimilarity.of(wanted, Array($0.element.lowercased())))
        }
        return scored.filter { $0.score >= 0.4 }.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.prefix(count)
            .map { names[$0.place] }
    }
}
