import YinfengModel

/// Finds every amount in a free text: 年产5万吨磷酸铁锂、2亿平方米隔膜, 用地100亩.
package struct QuantityScanner: Sendable {
    private let table: UnitTable

    /// A scanner over a unit table.
    package init(table: UnitTable) { self.table = table }

    /// The amounts in the order of the text; numbers that belong to names, dates or standards are kept as bare ones
    /// only when `includingBare`. O(n × longest unit).
    package func mentions(in text: FoldedText, includingBare: Bool = false) -> [QuantityMention] {
        let reader = MentionReader(table: table, text: text.units, accepts: { _ in true })
        var result: [QuantityMention] = []
        var index = 0
        while index < text.count {
            guard startsNumber(text.units, at: index), let amount = reader.amount(at: index) else {
                index += 1
                continue
            }
            var unitRange = amount.unitRange
            if amount.unit == nil, !amount.isChinese, let counter = counterEnd(text.units, at: amount.core.upperBound) {
                unitRange = amount.core.upperBound..<counter
            }
            let end = max(amount.range.upperBound, unitRange.upperBound)
            if amount.unit != nil || (!unitRange.isEmpty || includingBare) && !amount.isChinese {
                result.append(
                    QuantityMention(
                        interval: Interval(
                            low: amount.low, high: amount.high, lowOpen: amount.lowOpen, highOpen: amount.highOpen,
                            isApproximate: amount.approximate),
                        unit: amount.unit, unitText: text.text(unitRange),
                        range: text.original(
                            amount.core.lowerBound..<max(amount.core.upperBound, unitRange.upperBound)),
                        folded: amount.range.lowerBound..<end,
                        before: words(text, before: amount.range.lowerBound), after: words(text, after: end)))
            }
            index = max(index + 1, amount.core.upperBound)
        }
        return result
    }

    private func startsNumber(_ units: [UInt16], at index: Int) -> Bool {
        let unit = units[index]
        if Character16.isDigit(unit) {
            guard index > 0 else { return true }
            // Figures inside a word or a longer figure (PM2.5, C30, 3.5) are no amounts.
            let before = units[index - 1]
            return !Character16.isDigit(before) && !Character16.isLatin(before)
                && !(before == 0x2E && index > 1 && Character16.isDigit(units[index - 2]))
        }
        if NumberReader.canStart(unit) { return index == 0 || NumberReader.digit(units[index - 1]) == nil }
        return table.longestPrefix(in: units, at: index, accepts: { _ in true }) != nil
    }

    /// A counter of one Chinese character (台, 套, 辆, 只) after a number, magnitudes included.
    private func counterEnd(_ units: [UInt16], at place: Int) -> Int? {
        guard place < units.count, Character16.isHan(units[place]) else { return nil }
        return place + 1
    }

    private func words(_ text: FoldedText, before end: Int) -> String {
        var start = end
        while start > 0, end - start < 24, isWord(text.units[start - 1]) { start -= 1 }
        return text.text(start..<end)
    }

    private func words(_ text: FoldedText, after start: Int) -> String {
        var end = start
        while end < text.count, end - start < 24, isWord(text.units[end]) { end += 1 }
        return text.text(start..<end)
    }

    private func isWord(_ unit: UInt16) -> Bool {
        Character16.isHan(unit) || Character16.isLatin(unit) || Character16.isDigit(unit) || unit == 0x2D
            || unit == 0x28 || unit == 0x29
    }
}
