import YinfengModel

/// Reads a cell as a quantity, as people write it: 3.5亿元, 35000万, 约50亩, 3-5亿, 1,200万美元, ２０公顷, 5000万-1亿元,
/// 三亿五千万元, 一期50亩,二期80亩.
///
/// Exact: the result is rational, in the field's canonical unit, or in another currency's ten thousands. Nothing is
/// guessed: what looks wrong comes back as a doubt with a proposal, what is no value as `invalid` with the reason.
package struct QuantityReader: Sendable {
    private let table: UnitTable
    private let folder: TextFolder

    /// A reader over a unit table.
    package init(table: UnitTable, folder: TextFolder) {
        self.table = table
        self.folder = folder
    }

    /// Reads a cell with only dimension and units given; see `read(_:target:)`.
    package func read(_ raw: String, dimension: Dimension, headingUnit: UnitID?, canonical: UnitID) -> CellReading {
        let text = table.unit(canonical)?.printed.first ?? ""
        return read(
            raw,
            target: QuantityTarget(
                dimension: dimension, headingUnit: headingUnit, canonical: canonical, unitText: text))
    }

    /// Reads a cell. O(length).
    package func read(_ raw: String, target: QuantityTarget) -> CellReading {
        var folded = folder.fold(QuantityReader.withUnitsBehind(raw))
        let trimmed = trim(folded)
        if trimmed.isEmpty { return .missing }
        folded = trimmed
        let whole = folded.text
        if whole.hasPrefix("#") {
            return .invalid("单元格是表格软件的出错值“\(raw)”；请回到原表改正公式或直接填数")
        }
        if QuantityWords.nothing.contains(whole) { return .missing }
        return QuantityCell(raw: raw, text: folded, table: table, folder: folder, target: target).read()
    }

    /// Spoken forms as written ones: 百分之三十 is 三十%, 2个亿 is 2亿.
    private static func withUnitsBehind(_ raw: String) -> String {
        var text = raw
        if text.contains("个亿") { text = text.replacing("个亿", with: "亿") }
        guard let word = text.firstRange(of: "百分之") else { return text }
        let rest = text[word.upperBound...]
        let number = rest.prefix { $0.isNumber || $0 == "." || $0 == "点" || $0 == "〇" }
        guard !number.isEmpty else { return text }
        return text[..<word.lowerBound] + number + "%" + rest.dropFirst(number.count)
    }

    /// Drops blanks and the apostrophe by which spreadsheets mark text.
    private func trim(_ text: FoldedText) -> FoldedText {
        var start = 0
        var end = text.count
        while start < end, Character16.isBlank(text.units[start]) || text.units[start] == 0x27 { start += 1 }
        while end > start, Character16.isBlank(text.units[end - 1]) { end -= 1 }
        guard start > 0 || end < text.count else { return text }
        var result = FoldedText()
        for index in start..<end { result.append(text.units[index], text.starts[index], text.ends[index]) }
        result.scalarCount = text.scalarCount
        return result
    }
}

extension FoldedText {
    fileprivate var isEmpty: Bool { units.isEmpty }
}
