import YinfengModel

/// Reads the figure at a place: digits or Chinese numerals, a range, the magnitude (千, 万, 亿).
struct NumberReader {
    let units: [UInt16]
    let unitTrie: WordTrie

    /// A figure: value, upper end of a range, and where it ends (before the unit).
    struct Figure {
        var value: Rational
        var upper: Rational?
        var end: Int
    }

    /// The figure that starts at `start`, or nil. `2×2.5万` gives one device's 2.5万.
    func figure(at start: Int) -> Figure? {
        guard var first = plain(at: start) else { return nil }
        if first.end < units.count, units[first.end] == 0xD7, let second = plain(at: first.end + 1) { first = second }
        let firstScale = magnitude(at: first.end)
        var end = firstScale.end
        var scale = firstScale.factor
        var upper: Rational?
        if end + 1 < units.count, isRange(units[end]) {
            if let second = plain(at: end + 1) {
                let secondScale = magnitude(at: second.end)
                // 3-5万吨 shares the magnitude; B665-1 has none and no unit, which the caller refuses.
                upper = scaled(second.value, secondScale.factor)
                if firstScale.factor == 1 { scale = secondScale.factor }
                end = secondScale.end
            }
        }
        guard let value = scaled(first.value, scale) else { return nil }
        return Figure(value: value, upper: upper, end: end)
    }

    private func isRange(_ unit: UInt16) -> Bool {
        unit == 0x2D || unit == 0x7E || unit == 0xFF5E || unit == 0x81F3 || unit == 0x5230
    }

    private func scaled(_ value: Rational, _ factor: Int) -> Rational? {
        try? value.multiplied(by: Rational(factor))
    }

    private func plain(at start: Int) -> (value: Rational, end: Int)? {
        guard start < units.count else { return nil }
        if Folding.isDigit(units[start]) { return digits(at: start) }
        return chinese(at: start)
    }

    private func digits(at start: Int) -> (value: Rational, end: Int)? {
        var whole: Int128 = 0
        var scale: Int128 = 1
        var position = start
        var seenPoint = false
        var count = 0
        while position < units.count {
            let unit = units[position]
            if Folding.isDigit(unit) {
                count += 1
                guard count <= 20 else { return nil }
                whole = whole * 10 + Int128(unit - 0x30)
                if seenPoint { scale *= 10 }
            } else if unit == 0x2E, !seenPoint, position + 1 < units.count, Folding.isDigit(units[position + 1]) {
                seenPoint = true
            } else {
                break
            }
            position += 1
        }
        guard let value = Rational(whole, scale) else { return nil }
        return (value, position)
    }

    /// 三, 十五, 二百: only below 万; 万 and 亿 are magnitudes.
    private func chinese(at start: Int) -> (value: Rational, end: Int)? {
        var total = 0
        var digit = 0
        var position = start
        scan: while position < units.count, position - start < 7 {
            switch units[position] {
            case 0x4E00: digit = 1
            case 0x4E8C, 0x4E24: digit = 2
            case 0x4E09: digit = 3
            case 0x56DB: digit = 4
            case 0x4E94: digit = 5
            case 0x516D: digit = 6
            case 0x4E03: digit = 7
            case 0x516B: digit = 8
            case 0x4E5D: digit = 9
            case 0x5341:
                total += (digit == 0 ? 1 : digit) * 10
                digit = 0
            case 0x767E:
                total += digit * 100
                digit = 0
            default: break scan
            }
            position += 1
        }
        let value = total + digit
        return position > start && value > 0 ? (Rational(value), position) : nil
    }

    /// 千 before 吨, 件, 头 is a magnitude; before 克, 瓦, 米, 伏 it belongs to the unit.
    private func magnitude(at start: Int) -> (factor: Int, end: Int) {
        var factor = 1
        var position = start
        while position < units.count {
            switch units[position] {
            case 0x4E07: factor *= 10_000
            case 0x4EBF: factor *= 100_000_000
            case 0x767E: factor *= 100
            case 0x5343:
                if unitTrie.longestWord(in: units, at: position) != nil { return (factor, position) }
                factor *= 1_000
            default: return (factor, position)
            }
            guard factor <= 1_000_000_000_000 else { return (factor, position + 1) }
            position += 1
        }
        return (factor, position)
    }
}
