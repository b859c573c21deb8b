import YinfengModel

/// Reads one number of folded text: digits with thousands signs, decimals, exponents, Chinese numerals, 万 and 亿.
enum NumberReader {
    /// A number as written.
    struct Reading {
        /// The value without the magnitudes of `tail`.
        var mantissa: Rational
        /// The end of the mantissa; the magnitudes that follow it stand in `tailStart..<end`.
        var end: Int
        /// Whether the digits were Chinese.
        var isChinese: Bool
        /// Whether a minus stood before it.
        var isNegative = false
    }

    /// The value of a Chinese digit, or nil.
    static func digit(_ unit: UInt16) -> Int? {
        switch unit {
        case 0x96F6, 0x3007, 0x25CB: 0  // 零 〇 ○
        case 0x4E00, 0x58F9: 1  // 一 壹
        case 0x4E8C, 0x8D30, 0x4E24, 0x5F0D, 0x4FE9: 2  // 二 贰 两 弍 俩
        case 0x4E09, 0x53C1, 0x53C2: 3  // 三 叁 参
        case 0x56DB, 0x8086: 4  // 四 肆
        case 0x4E94, 0x4F0D: 5  // 五 伍
        case 0x516D, 0x9646: 6  // 六 陆
        case 0x4E03, 0x67D2: 7  // 七 柒
        case 0x516B, 0x634C: 8  // 八 捌
        case 0x4E5D, 0x7396: 9  // 九 玖
        default: nil
        }
    }

    /// The power of ten that a Chinese magnitude stands for, or nil.
    static func magnitude(_ unit: UInt16) -> Int? {
        switch unit {
        case 0x5341, 0x62FE: 1  // 十 拾
        case 0x767E, 0x4F70: 2  // 百 佰
        case 0x5343, 0x4EDF: 3  // 千 仟
        case 0x4E07: 4  // 万
        case 0x4EBF: 8  // 亿
        default: nil
        }
    }

    /// Ten to a power.
    static func power(_ exponent: Int) -> Rational {
        var value: Int128 = 1
        for _ in 0..<max(0, min(exponent, 36)) { value *= 10 }
        return Rational(value, 1) ?? .one
    }

    /// The powers of ten that another figure may share with the Chinese one of a range: in 三到五亿 and 三百到五百万 the 万
    /// and 亿 (`big`), in 三到五百万 all of them, where one digit stands before (`all`).
    static func sharedPowers(_ text: [UInt16], _ range: Range<Int>) -> (big: Int, all: Int) {
        let run = text[range].reversed().prefix { magnitude($0) != nil }.compactMap(magnitude)
        return (run.prefix { $0 >= 4 }.reduce(0, +), run.count + 1 == range.count ? run.reduce(0, +) : 0)
    }

    /// Whether a round figure without a digit starts at a place: 百万, 千万, 百亿; never 数百万 or 几千万.
    static func isRound(_ text: [UInt16], at start: Int) -> Bool {
        guard start + 1 < text.count, let first = magnitude(text[start]), first == 2 || first == 3,
            let second = magnitude(text[start + 1]), second >= 4
        else { return false }
        // 数 几 上 两 and digits before: no figure, or part of one.
        guard start > 0 else { return true }
        let before = text[start - 1]
        return ![0x6570, 0x51E0, 0x4E0A, 0x6765].contains(before) && !canStart(before) && magnitude(before) == nil
    }

    /// Whether a number may start at a unit.
    static func canStart(_ unit: UInt16) -> Bool {
        Character16.isDigit(unit) || digit(unit) != nil || unit == 0x5341 || unit == 0x62FE || unit == 0x5EFF
            || unit == 0x5345
    }

    /// The number at a place, or nil; a figure too long to hold exactly is nil as well. O(its length).
    static func read(_ text: [UInt16], at start: Int) -> Reading? {
        guard start < text.count else { return nil }
        return Character16.isDigit(text[start]) ? decimal(text, at: start) : chinese(text, at: start)
    }

    private static func decimal(_ text: [UInt16], at start: Int) -> Reading? {
        var plain = ""
        var index = start
        func isDigit(_ place: Int) -> Bool { place < text.count && Character16.isDigit(text[place]) }
        while isDigit(index) {
            plain.unicodeScalars.append(Unicode.Scalar(UInt8(text[index])))
            index += 1
        }
        // Thousands: one to three digits, then groups of exactly three.
        if plain.utf8.count <= 3, index < text.count, text[index] == 0x2C || text[index] == 0x20 || text[index] == 0x27
        {
            let mark = text[index]
            var next = index
            var groups = ""
            while next < text.count, text[next] == mark, isDigit(next + 1), isDigit(next + 2), isDigit(next + 3),
                !isDigit(next + 4)
            {
                for place in next + 1...next + 3 { groups.unicodeScalars.append(Unicode.Scalar(UInt8(text[place]))) }
                next += 4
            }
            plain += groups
            index = next
        }
        if index + 1 < text.count, text[index] == 0x2E, isDigit(index + 1) {
            plain += "."
            index += 1
            while isDigit(index) {
                plain.unicodeScalars.append(Unicode.Scalar(UInt8(text[index])))
                index += 1
            }
        }
        if index < text.count, text[index] == 0x65 {
            var next = index + 1
            var exponent = "e"
            if next < text.count, text[next] == 0x2B || text[next] == 0x2D {
                exponent += text[next] == 0x2D ? "-" : "+"
                next += 1
            }
            let digits = next
            while isDigit(next), next - digits < 3 {
                exponent.unicodeScalars.append(Unicode.Scalar(UInt8(text[next])))
                next += 1
            }
            if next > digits {
                plain += exponent
                index = next
            }
        }
        guard let value = Rational(decimal: plain) else { return nil }
        return Reading(mantissa: value, end: index, isChinese: false)
    }

    /// 三亿五千万, 一点二亿, 二十, 廿五, 叁亿, 二〇二六; a trailing 万 or 亿 is left to the caller only when digits
    /// come before it without any other magnitude.
    private static func chinese(_ text: [UInt16], at start: Int) -> Reading? {
        var index = start
        var total: Int128 = 0  // closed 亿 and 万 sections
        var section: Int128 = 0  // below 万
        var pending: Int128?
        var lastPower = 0
        var lastBig = 0
        var bareDigits = ""
        var seen = false
        func place(_ value: Int128) -> Bool { value < 1_000_000_000_000_000_000 }
        loop: while index < text.count {
            let unit = text[index]
            if digit(unit) == 0, lastPower > 0, pending == nil {
                // 一万零五百: the zero only says that a place is empty.
                lastPower = 1
            } else if let value = digit(unit) {
                if pending != nil || !bareDigits.isEmpty && section == 0 && total == 0 && lastPower == 0 {
                    // 二〇二六: positional digits.
                    guard section == 0, total == 0, bareDigits.utf8.count < 18 else { break loop }
                }
                bareDigits += String(value)
                pending = Int128(value)
                seen = true
            } else if unit == 0x5EFF || unit == 0x5345 {  // 廿 卅
                section += unit == 0x5EFF ? 20 : 30
                seen = true
                lastPower = 1
            } else if let power = magnitude(unit), bareDigits.utf8.count <= 1 || power >= 4 {
                if power < 4 {
                    if pending == nil,
                        power > 1 && !(index == start && isRound(text, at: start)) || seen && section != 0
                    {
                        break loop
                    }
                    section += (pending ?? 1) * (power == 1 ? 10 : power == 2 ? 100 : 1_000)
                } else {
                    guard seen else { break loop }
                    let digits = bareDigits.utf8.count > 1 ? Int128(bareDigits) ?? 0 : pending ?? 0
                    section += digits
                    // 一万零五百万: a magnitude no smaller than the one before multiplies all that stands before it.
                    let base: Int128 = power == 8 ? 100_000_000 : 10_000
                    total = power >= lastBig ? (total + section) * base : total + section * base
                    lastBig = power
                    section = 0
                }
                pending = nil
                bareDigits = ""
                lastPower = power
                seen = true
            } else if unit == 0x70B9, seen, index + 1 < text.count, digit(text[index + 1]) != nil {
                // 一点二亿: a decimal of positional digits.
                var plain = String(total + section + (pending ?? 0)) + "."
                index += 1
                while index < text.count, let value = digit(text[index]), plain.utf8.count < 28 {
                    plain += String(value)
                    index += 1
                }
                guard let value = Rational(decimal: plain) else { return nil }
                return Reading(mantissa: value, end: index, isChinese: true)
            } else {
                break
            }
            guard place(total), place(section) else { return nil }
            index += 1
        }
        guard seen else { return nil }
        // A digit straight after a magnitude stands for its next lower place: 三亿五 = 3.5亿.
        var rest: Int128 = 0
        if bareDigits.utf8.count > 1 {
            rest = Int128(bareDigits) ?? 0
        } else if let pending {
            let skipsPlace = index - 2 >= start && magnitude(text[index - 2]) != nil
            if lastPower > 1, section == 0 || lastPower < 4, skipsPlace {
                var lower: Int128 = 1
                for _ in 0..<(lastPower - 1) { lower *= 10 }
                rest = pending * lower
            } else {
                rest = pending
            }
        }
        guard let value = Rational(total + section + rest, 1) else { return nil }
        return Reading(mantissa: value, end: index, isChinese: true)
    }
}
