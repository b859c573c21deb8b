package import YinfengModel
import YinfengText

/// Reads what a project says it discharges, as lists have it: `NOx 9.6t/a;VOCs 6.2t/a;COD 21t/a`.
package struct DischargeText: Sendable {
    private let catalog: FieldCatalog
    private let matcher: HeadingMatcher
    private let quantities: QuantityReader

    /// A reader over the field catalogue: a substance is a field's name.
    package init(catalog: FieldCatalog) {
        self.catalog = catalog
        matcher = HeadingMatcher(catalog: catalog)
        quantities = QuantityReader(table: catalog.units, folder: catalog.folder)
    }

    /// The amounts by field; what names no field or holds no number is left out, the first of two readings stays.
    package func amounts(_ text: String) -> [FieldKey: Interval] {
        var result: [FieldKey: Interval] = [:]
        for piece in text.split(whereSeparator: { ";；,，、\n".contains($0) }) {
            let words = piece.filter { !$0.isWhitespace }
            guard let start = words.firstIndex(where: { $0.isWholeNumber && !isPartOfName($0, in: words) }) else {
                continue
            }
            guard let key = matcher.match(String(words[..<start]), isSure: true)?.key, result[key] == nil,
                let field = catalog[key], let target = catalog.target(for: field, headingUnit: nil),
                case .value(.quantity(let quantity), _) = quantities.read(String(words[start...]), target: target)
            else { continue }
            result[key] = quantity.interval
        }
        return result
    }

    /// The 2 of SO2 belongs to the name: a digit right behind a letter at the beginning.
    private func isPartOfName(_ digit: Character, in words: String) -> Bool {
        guard let place = words.firstIndex(of: digit), place > words.startIndex else { return false }
        let before = words[words.index(before: place)]
        return before.isASCII && before.isLetter && words[words.index(after: place)...].contains(where: \.isWholeNumber)
    }
}
