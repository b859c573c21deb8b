import YinfengModel

/// Reads one amount with its unit and the words around it at a place of folded text.
struct MentionReader {
    let table: UnitTable
    let text: [UInt16]
    /// Whether a unit may be meant here.
    let accepts: (Unit) -> Bool

    /// One end of an amount: a number with its own unit, if any.
    struct End {
        var value: Rational  // in `unit`, or bare
        var unit: Unit?
        var unitRange: Range<Int>
        var isVagueAbove = false
        var isBare: Bool { unit == nil }
        /// The magnitude that stood without a unit (万), to be shared with the other end of a range.
        var magnitude: Rational = .one
        /// The powers of ten inside a Chinese figure that the other end of a range may share.
        var shared = (big: 0, all: 0)
    }

    /// A whole amount.
    struct Amount {
        var low: Rational?
        var high: Rational?
        var lowOpen = false
        var highOpen = false
        var approximate = false
        var unit: Unit?
        var unitRange: Range<Int>
        var range: Range<Int>  // with the words before and after
        var core: Range<Int>  // number and unit alone
        var negative = false
        /// A range whose first end is above its second.
        var reversed = false
        var isChinese = false
    }

    /// The amount whose number starts at `start` (a prefix sign such as ¥ may come first); nil when there is none.
    func amount(at start: Int) -> Amount? {
        guard let first = end(at: start) else { return nil }
        var amount = Amount(
            low: first.end.value, high: first.end.value, unit: first.end.unit, unitRange: first.end.unitRange,
            range: start..<first.next, core: start..<first.next, isChinese: first.isChinese)
        var next = first.next
        var vague = first.end.isVagueAbove
        if let pair = pair(at: start) {
            amount = pair.amount
            next = pair.next
        } else if let mark = rangeMark(at: skipBlanks(next)), let second = end(at: skipBlanks(mark)),
            second.end.unit != nil || first.end.unit == nil
        {
            var low = first.end.value
            var high = second.end.value
            let unit = second.end.unit ?? first.end.unit
            if let one = first.end.unit, let two = second.end.unit {
                // 5000万-1亿元: both ends in the unit of the second.
                if one.dimension == two.dimension, one.id != two.id,
                    let scaled = try? low.multiplied(by: one.factor).divided(by: two.factor)
                {
                    low = scaled
                } else if one.dimension != two.dimension, one.dimension.isMoney, two.dimension.isMoney,
                    let scaled = try? low.multiplied(by: one.factor).divided(by: two.factor)
                {
                    // 1亿-2亿美元: the currency stands once.
                    low = scaled
                }
            } else if first.end.unit == nil, second.end.magnitude != .one, first.end.magnitude == .one {
                // 3-5亿元: the magnitude belongs to both ends.
                low = (try? low.multiplied(by: second.end.magnitude)) ?? low
            } else if first.end.unit == nil, first.end.magnitude == .one {
                // 三到五亿元: so does one inside a Chinese figure, unless the first end has it already.
                let shared = second.end.shared
                let power = low < Rational(10) && shared.all > 1 ? shared.all : shared.big
                if power > 0, low < NumberReader.power(power) {
                    low = (try? low.multiplied(by: NumberReader.power(power))) ?? low
                }
            }
            if low > high {
                amount.reversed = true
                swap(&low, &high)
            }
            amount.low = low
            amount.high = high
            amount.unit = unit
            amount.unitRange = second.end.unitRange.isEmpty ? first.end.unitRange : second.end.unitRange
            next = second.next
            vague = vague || second.end.isVagueAbove
            amount.core = start..<next
        }
        apply(wordsAround: &amount, start: start, next: next, vague: vague)
        return amount
    }

    /// 二三百亩, 三五亿元: two digits in a row before a magnitude are the ends of a range, never 23 or 35.
    private func pair(at start: Int) -> (amount: Amount, next: Int)? {
        guard start + 2 < text.count, let low = NumberReader.digit(text[start]), low > 0,
            let high = NumberReader.digit(text[start + 1]), low < high, NumberReader.magnitude(text[start + 2]) != nil,
            let second = end(at: start + 1), second.end.shared.all > 0,
            let first = try? second.end.value.multiplied(by: Rational(low)).divided(by: Rational(high))
        else { return nil }
        return (
            Amount(
                low: first, high: second.end.value, unit: second.end.unit, unitRange: second.end.unitRange,
                range: start..<second.next, core: start..<second.next, isChinese: true),
            second.next
        )
    }

    private func apply(wordsAround amount: inout Amount, start: Int, next: Int, vague: Bool) {
        var begin = start
        var end = next
        var senses: [QuantityWords.Sense] = vague ? [.atLeast] : []
        while let word = QuantityWords.matchBackwards(QuantityWords.before, in: text, before: skipBlanksBack(begin)) {
            senses.append(word.sense)
            begin = word.start
        }
        var look = skipBlanks(end)
        if look < text.count, text[look] == 0x28, QuantityWords.match(QuantityWords.after, in: text, at: look) == nil {
            look = end
        }
        while let word = QuantityWords.match(QuantityWords.after, in: text, at: look) {
            senses.append(word.sense)
            end = word.end
            look = skipBlanks(end)
        }
        for sense in senses {
            switch sense {
            case .approximate: amount.approximate = true
            case .nearly:
                amount.low = nil
                amount.approximate = true
            case .atLeast:
                amount.high = nil
            case .moreThan:
                amount.high = nil
                amount.lowOpen = true
            case .atMost:
                amount.low = nil
            case .lessThan:
                amount.low = nil
                amount.highOpen = true
            }
        }
        if begin > 0, text[begin - 1] == 0x2D || text[begin - 1] == 0x2212, begin == start {
            // A minus counts only where no word or figure stands before it.
            let before = skipBlanksBack(begin - 1)
            amount.negative =
                before == 0 || !isWord(text[before - 1])
                || QuantityWords.matchBackwards(QuantityWords.before, in: text, before: before) != nil
        }
        amount.range = begin..<end
    }

    private func isWord(_ unit: UInt16) -> Bool {
        Character16.isHan(unit) || Character16.isLatin(unit) || Character16.isDigit(unit) || unit == 0x29
            || unit == 0x25
    }

    private func rangeMark(at place: Int) -> Int? {
        for mark in QuantityWords.rangeMarks where QuantityWords.starts(text, at: place, with: mark) {
            return place + mark.count
        }
        return nil
    }

    /// One number with its unit.
    private func end(at start: Int) -> (end: End, next: Int, isChinese: Bool)? {
        var index = start
        var prefix: Unit?
        if let found = table.longestPrefix(in: text, at: index, accepts: accepts) {
            prefix = found.unit
            index = skipBlanks(found.end)
        }
        guard index < text.count, NumberReader.canStart(text[index]) || NumberReader.isRound(text, at: index),
            let number = NumberReader.read(text, at: index)
        else { return nil }
        var value = number.mantissa
        var place = number.end
        var vague = false
        if let word = vagueWord(at: place) {
            vague = true
            place = word
        }
        var result = End(value: value, unit: nil, unitRange: place..<place)
        if number.isChinese { result.shared = NumberReader.sharedPowers(text, index..<number.end) }
        // Composite figures: 3亿5000万元.
        var closed = Rational.zero
        var lastPower = Int.max
        while true {
            let run = magnitudeRun(at: skipBlanksInside(place))
            if run.power > 0, run.power < lastPower, run.end < text.count, Character16.isDigit(text[run.end]),
                let more = NumberReader.read(text, at: run.end),
                magnitudeRun(at: more.end).power > 0 || closed > .zero,
                let sum = try? closed.adding(value.multiplied(by: NumberReader.power(run.power)))
            {
                closed = sum
                value = more.mantissa
                place = more.end
                lastPower = run.power
                continue
            }
            break
        }
        let run = magnitudeRun(at: skipBlanksInside(place))
        let unitPlace = run.end - (run.splits.count - 1)
        // The longest split of the magnitudes that leaves a unit: 千瓦时 keeps its 千, 5千吨 does not.
        for split in run.splits.reversed() {
            // A composite figure has given all its magnitudes away already.
            guard closed.isZero || split.power == run.power,
                let found = table.longestForm(
                    in: text, at: skipBlanksInside(split.end),
                    accepts: {
                        accepts($0)
                            && (!$0.dimension.isMoney || prefix.map(\.dimension) ?? $0.dimension == $0.dimension)
                    }),
                let scaled = try? value.multiplied(by: NumberReader.power(split.power)),
                let sum = try? closed.adding(scaled)
            else { continue }
            result.value = sum
            result.unit = found.unit
            result.magnitude = NumberReader.power(split.power)
            result.unitRange = unitPlace..<found.end
            return (result.vague(vague), found.end, number.isChinese)
        }
        // A prefix such as USD or ¥ gives the unit; magnitudes multiply.
        guard let scaled = try? closed.adding(value.multiplied(by: NumberReader.power(run.power))) else { return nil }
        if let prefix {
            result.value = scaled
            result.unit = prefix
            result.unitRange = start..<index
            return (result.vague(vague), run.power > 0 ? run.end : place, number.isChinese)
        }
        // 3亿 alone: in a money column the table prints 亿 itself as a unit.
        if run.power > 0, closed.isZero,
            let found = table.longestForm(in: text, at: unitPlace, accepts: accepts), found.end == run.end
        {
            result.value = value
            result.unit = found.unit
            result.unitRange = unitPlace..<found.end
            return (result.vague(vague), found.end, number.isChinese)
        }
        result.value = scaled
        result.magnitude = NumberReader.power(run.power)
        let next = run.power > 0 ? run.end : place
        if closed > .zero || number.isChinese, run.power > 0 || closed > .zero || number.mantissa >= Rational(10_000),
            let unit = baseMoneyUnit()
        {
            // 3亿5000万 and 三亿五千万 without a unit: the unit that 万 itself multiplies.
            result.unit = unit.unit
            result.value = (try? scaled.multiplied(by: unit.factor)) ?? scaled
            result.unitRange = min(unitPlace, next)..<next
        }
        return (result.vague(vague), next, number.isChinese)
    }

    /// In a column of money: the unit printed 万 and one ten-thousandth, so that a bare figure can be put in it.
    private func baseMoneyUnit() -> (unit: Unit, factor: Rational)? {
        guard let found = table.longestForm(in: [0x4E07], at: 0, accepts: accepts),
            let factor = Rational(1, 10_000)
        else { return nil }
        return (found.unit, factor)
    }

    private func vagueWord(at place: Int) -> Int? {
        guard place < text.count else { return nil }
        // 余 多 来 几
        return [0x4F59, 0x591A, 0x6765, 0x51E0].contains(text[place]) ? place + 1 : nil
    }

    /// The run of magnitudes at a place, with every way to cut it.
    private func magnitudeRun(at place: Int) -> (power: Int, end: Int, splits: [(power: Int, end: Int)]) {
        var power = 0
        var index = place
        var splits: [(power: Int, end: Int)] = [(0, place)]
        while index < text.count, let one = NumberReader.magnitude(text[index]), index - place < 3 {
            power += one
            index += 1
            splits.append((power, index))
        }
        return (power, index, splits)
    }

    func skipBlanks(_ place: Int) -> Int {
        var index = place
        while index < text.count, Character16.isBlank(text[index]) { index += 1 }
        return index
    }

    private func skipBlanksInside(_ place: Int) -> Int { skipBlanks(place) }

    func skipBlanksBack(_ place: Int) -> Int {
        var index = place
        while index > 0, Character16.isBlank(text[index - 1]) { index -= 1 }
        return index
    }
}

extension MentionReader.End {
    fileprivate func vague(_ above: Bool) -> MentionReader.End {
        var copy = self
        copy.isVagueAbove = above
        return copy
    }
}
