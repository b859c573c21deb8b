import YinfengModel

/// The reading of one cell: which of its amounts is the field's, in what unit, and what is doubtful.
struct QuantityCell {
    let raw: String
    let text: FoldedText
    let table: UnitTable
    let folder: TextFolder
    let target: QuantityTarget

    private typealias Amount = MentionReader.Amount

    func read() -> CellReading {
        let units = text.units
        if target.dimension == "fraction", let share = tenths(), let percent = table.unit(target.canonical) {
            return finish(share, unit: percent, doubts: [], statedUnit: true)
        }
        let reader = MentionReader(table: table, text: units, accepts: isAcceptable)
        let amounts = amounts(reader)
        let withUnit = amounts.filter { $0.unit != nil }
        if let amount = choose(withUnit, units) { return result(amount, of: withUnit) }
        if let bare = amounts.first(where: { $0.unit == nil }) { return readBare(bare, of: amounts) }
        return readWithoutAmount()
    }

    /// 三成, 约三成五: tenths and hundredths, when they are the whole cell; in percent.
    private func tenths() -> Interval? {
        let isApproximate = text.units.first == 0x7EA6  // 约
        let figures = text.units.dropFirst(isApproximate ? 1 : 0).map { unit in
            Character16.isDigit(unit) ? Int(unit - 0x30) : NumberReader.digit(unit)
        }
        guard (2...3).contains(figures.count), text.units.suffix(figures.count).dropFirst().first == 0x6210,  // 成
            let tens = figures[0], figures.count == 2 || figures[2] != nil
        else { return nil }
        let share = Rational(tens * 10 + (figures.count > 2 ? figures[2] ?? 0 : 0))
        return Interval(low: share, high: share, isApproximate: isApproximate)
    }

    /// Units of the field's dimension, of another currency, or of a dimension with a stated bridge.
    private func isAcceptable(_ unit: Unit) -> Bool {
        unit.dimension == target.dimension || unit.dimension.isMoney && target.dimension.isMoney
            || target.bridges.contains { $0.from == unit.dimension && $0.to == target.dimension }
            || isPercent(unit) && isRatio
    }

    private var isRatio: Bool { target.dimension == "ratio" }
    private func isPercent(_ unit: Unit) -> Bool { unit.dimension == "fraction" }

    private func amounts(_ reader: MentionReader) -> [Amount] {
        var result: [Amount] = []
        var index = 0
        while index < text.count {
            let unit = text.units[index]
            let insideNumber =
                index > 0 && (Character16.isDigit(text.units[index - 1]) || Character16.isLatin(text.units[index - 1]))
                && Character16.isDigit(unit)
            let mayStart =
                !insideNumber
                && (NumberReader.canStart(unit) || NumberReader.isRound(text.units, at: index)
                    || table.longestPrefix(in: text.units, at: index, accepts: isAcceptable) != nil)
            guard mayStart, let amount = reader.amount(at: index) else {
                index += 1
                continue
            }
            // A Chinese figure without a unit is mostly a word (一期); keep it only when it is the whole cell.
            let isWhole = amount.range.lowerBound == 0 && amount.range.upperBound == text.count
            if amount.unit != nil || !amount.isChinese || isWhole { result.append(amount) }
            index = max(index + 1, amount.core.upperBound)
        }
        return result
    }

    /// The amount that the field's own name stands before, else the first.
    private func choose(_ amounts: [Amount], _ units: [UInt16]) -> Amount? {
        for label in target.labels {
            let word = folder.fold(label).units
            guard !word.isEmpty else { continue }
            if let found = amounts.first(where: { amount in
                let end = amount.range.lowerBound
                return end >= word.count && QuantityWords.starts(units, at: end - word.count, with: word)
            }) {
                return found
            }
        }
        return amounts.first
    }

    // MARK: An amount with a unit

    private func result(_ amount: Amount, of all: [Amount]) -> CellReading {
        guard let unit = amount.unit else { return readWithoutAmount() }
        if amount.negative || amount.low.map({ $0 < .zero }) ?? false {
            return .invalid("“\(raw)”是负数；请核对后改为正数")
        }
        if target.dimension == "area", speaksOfBuilding(amount) {
            return .value(.missing, [Doubt(kind: .note, message: "“\(raw)”说的是建筑面积，不是用地面积")])
        }
        var doubts: [Doubt] = []
        var chosen = interval(amount)
        if let sum = sumOfPhases(all) {
            chosen = sum
            doubts.append(Doubt(kind: .note, message: "各期之和，原文“\(raw)”"))
        } else if all.count > 1 || hasMoreWords(amount) {
            doubts.append(Doubt(kind: .note, message: "只取“\(text.text(amount.range))”，原文“\(raw)”"))
        }
        if amount.reversed {
            doubts.append(
                Doubt(kind: .suspect, message: "“\(raw)”的前一数大于后一数，请核对单位", proposal: nil))
        }
        if isTorn(amount) {
            doubts.append(Doubt(kind: .suspect, message: "“\(raw)”的数字写法不明，只读出“\(text.text(amount.range))”，请核对"))
        }
        return finish(chosen, unit: unit, doubts: doubts, statedUnit: true)
    }

    /// Whether the figure is the tail of one that does not read as a number: 3..5亿, 1,2000万.
    private func isTorn(_ amount: Amount) -> Bool {
        let before = text.units[..<amount.range.lowerBound]
        let signs = before.reversed().prefix { $0 == 0x2E || $0 == 0x2C }
        return !signs.isEmpty && before.dropLast(signs.count).last.map(Character16.isDigit) ?? false
    }

    private func interval(_ amount: Amount) -> Interval {
        Interval(
            low: amount.low, high: amount.high, lowOpen: amount.lowOpen, highOpen: amount.highOpen,
            isApproximate: amount.approximate)
    }

    /// Converts to the canonical unit, checks the limits.
    private func finish(_ interval: Interval, unit: Unit, doubts: [Doubt], statedUnit: Bool) -> CellReading {
        var doubts = doubts
        do throws(ArithmeticFault) {
            if unit.dimension == target.dimension {
                guard let canonical = table.unit(target.canonical) else {
                    return .invalid("目录里没有单位“\(target.canonical.rawValue)”；请运行 yinfeng catalog validate")
                }
                let value = try interval.scaled(by: unit.factor).scaled(by: Rational.one.divided(by: canonical.factor))
                doubts += limitDoubts(value, interval: interval, unit: unit, statedUnit: statedUnit)
                return .value(.quantity(Quantity(value, unit: target.unitText)), doubts)
            }
            if isPercent(unit), isRatio {
                let value = try interval.scaled(by: unit.factor).scaled(by: Rational.one.divided(by: Rational(100)))
                doubts.append(
                    Doubt(
                        kind: .suspect, message: "“\(raw)”按百分数读作 \(value.text())，请确认", proposal: value.text()))
                return .value(.quantity(Quantity(value, unit: target.unitText)), doubts)
            }
            if unit.dimension.isMoney, target.dimension.isMoney {
                // Another currency: never converted without a dated rate.
                let value = try interval.scaled(by: unit.factor)
                let printed = table.unit(unit.canonical)?.printed.first ?? ""
                return .value(.quantity(Quantity(value, unit: printed)), doubts)
            }
            if let bridge = target.bridges.first(where: { $0.from == unit.dimension && $0.to == target.dimension }),
                let canonical = table.unit(target.canonical)
            {
                let value = try interval.scaled(by: unit.factor).scaled(by: bridge.factor)
                    .scaled(by: Rational.one.divided(by: canonical.factor))
                doubts.append(Doubt(kind: .note, message: bridge.note))
                return .value(.quantity(Quantity(value, unit: target.unitText)), doubts)
            }
        } catch {
            return .invalid("“\(raw)”的数字过大，无法精确计算；请核对")
        }
        return .invalid("“\(raw)”的单位与本栏不符；请改用“\(target.unitText)”")
    }

    private func limitDoubts(_ value: Interval, interval: Interval, unit: Unit, statedUnit: Bool) -> [Doubt] {
        guard !isWithin(value) else { return [] }
        var proposal: String?
        if let point = interval.point {
            proposal = proposals(point, unit: unit, statedUnit: statedUnit).first
        }
        let limits =
            (target.least?.decimal() ?? "…") + "–" + (target.greatest?.decimal() ?? "…") + target.unitText
        return [
            Doubt(
                kind: .suspect,
                message: "“\(raw)”读作 \(value.text())\(target.unitText)，超出常见范围 \(limits)，请确认"
                    + (proposal.map { "是否为 \($0)" } ?? ""), proposal: proposal)
        ]
    }

    private func isWithin(_ value: Interval) -> Bool {
        if let least = target.least, let low = value.low ?? value.high, low < least { return false }
        if let greatest = target.greatest, let high = value.high ?? value.low, high > greatest { return false }
        return true
    }

    /// The same figure in another unit of the dimension (30000 under 亿元 may be 30000 万元), or a percentage misread.
    private func proposals(_ point: Rational, unit: Unit, statedUnit: Bool) -> [String] {
        var result: [String] = []
        guard let canonical = table.unit(target.canonical) else { return [] }
        func text(_ value: Rational, _ unit: Unit) -> String { value.decimal() + (unit.printed.first ?? "") }
        if !statedUnit {
            let candidates =
                [canonical] + table.units.filter { $0.dimension == unit.dimension && $0.id != canonical.id }
            for other in candidates where other.id != unit.id && !isRatio && !isPercent(other) {
                guard let value = try? point.multiplied(by: other.factor).divided(by: canonical.factor),
                    isWithin(Interval(value)), !value.isZero
                else { continue }
                result.append(text(point, other))
            }
        }
        if isRatio, let value = try? point.divided(by: Rational(100)), isWithin(Interval(value)) {
            result.append(value.decimal())
        }
        if isPercent(unit), let value = try? point.multiplied(by: Rational(100)), isWithin(Interval(value)) {
            result.append(value.decimal() + "%")
        }
        return result
    }

    // MARK: A bare number

    private func readBare(_ amount: Amount, of all: [Amount]) -> CellReading {
        let rest = skipBlanks(amount.range.upperBound)
        if amount.negative { return .invalid("“\(raw)”是负数；请核对后改为正数") }
        if let wrong = table.longestForm(in: text.units, at: skipBlanks(amount.core.upperBound), accepts: { _ in true })
        {
            return .invalid(
                "“\(raw)”的单位“\(text.text(skipBlanks(amount.core.upperBound)..<wrong.end))”与本栏不符；请改用“\(target.unitText)”"
            )
        }
        // A figure inside words (2026年投产) is not the cell's amount.
        if amount.range.lowerBound > 0, !isLabel(before: amount.range.lowerBound) { return readWithoutAmount() }
        if rest < text.count, !isAside(text.units[rest]) {
            let tail = text.text(rest..<min(text.count, rest + 8))
            return .invalid("“\(raw)”中的“\(tail)”不是认识的单位；请改用“\(target.unitText.isEmpty ? "数字" : target.unitText)”")
        }
        let id = target.headingUnit ?? target.canonical
        guard let unit = table.unit(id) else {
            return .invalid("目录里没有单位“\(id.rawValue)”；请运行 yinfeng catalog validate")
        }
        var doubts: [Doubt] = []
        if rest < text.count { doubts.append(Doubt(kind: .note, message: "只取“\(text.text(amount.range))”，原文“\(raw)”")) }
        if amount.reversed { doubts.append(Doubt(kind: .suspect, message: "“\(raw)”的前一数大于后一数，请核对")) }
        let value = interval(amount)
        // A fraction under a % heading is most likely a share already (0.45 for 45 %).
        if isPercent(unit), target.dimension == unit.dimension, let point = value.point, point > .zero, point < .one,
            let least = target.least, point < least, let share = try? point.multiplied(by: Rational(100))
        {
            doubts.append(
                Doubt(
                    kind: .suspect, message: "“\(raw)”像是小数而不是百分数，读作 \(share.decimal())%，请确认",
                    proposal: share.decimal() + "%"))
            return .value(.quantity(Quantity(share, unit: target.unitText)), doubts)
        }
        let reading = finish(value, unit: unit, doubts: doubts, statedUnit: false)
        // An amount far outside under its heading is no value until someone says which unit was meant.
        if case .value(.quantity, let found) = reading, unit.id != target.canonical,
            found.contains(where: { $0.kind == .suspect && $0.proposal != nil }), !isPercent(unit)
        {
            return .value(.missing, found)
        }
        return reading
    }

    /// Whether only one of the field's own names (or a mark) stands before a figure.
    private func isLabel(before end: Int) -> Bool {
        let before = text.text(0..<end).filter { !$0.isWhitespace && $0 != ":" && $0 != "," }
        return before.isEmpty || before == "'" || target.labels.contains { folder.folded($0) == before }
    }

    /// Marks and words after which a remark follows.
    private func isAside(_ unit: UInt16) -> Bool {
        // ( , ; 、 。 : . and 含 其 为 是
        [0x28, 0x2C, 0x3B, 0x3001, 0x3002, 0x3A, 0x2E, 0x542B, 0x5176, 0x4E3A, 0x662F, 0x3010].contains(unit)
    }

    private func skipBlanks(_ place: Int) -> Int {
        var index = place
        while index < text.count, Character16.isBlank(text.units[index]) { index += 1 }
        return index
    }

    // MARK: No amount

    private func readWithoutAmount() -> CellReading {
        if QuantityWords.contains(text.units, QuantityWords.vague) {
            return .value(.missing, [Doubt(kind: .note, message: "“\(raw)”没有给出具体数字")])
        }
        let reader = MentionReader(table: table, text: text.units, accepts: { _ in true })
        for index in 0..<text.count where NumberReader.canStart(text.units[index]) {
            if let amount = reader.amount(at: index), let unit = amount.unit {
                return .invalid(
                    "“\(raw)”的单位“\(unit.printed.first ?? "")”与本栏不符；请改用“\(target.unitText)”")
            }
        }
        return .invalid("“\(raw)”里没有可以读出的数；请填数字加单位，如 100\(target.unitText)，不清楚可填“待定”")
    }

    private func speaksOfBuilding(_ amount: Amount) -> Bool {
        QuantityWords.contains(text.units, QuantityWords.building)
            && !QuantityWords.contains(text.units, QuantityWords.ground)
            && !(amount.unit.map { $0.id == "mu" || $0.id == "ha" } ?? false)
    }

    private func hasMoreWords(_ amount: Amount) -> Bool {
        let before = text.units[..<amount.range.lowerBound].contains { Character16.isDigit($0) }
        let after = text.units[skipSuffix(amount.range.upperBound)...].contains {
            Character16.isHan($0) || Character16.isDigit($0)
        }
        return before || after
    }

    /// Steps over words that add nothing after an amount: 人民币, /年, 每年.
    private func skipSuffix(_ place: Int) -> Int {
        var index = skipBlanks(place)
        for word in ["人民币", "整", "/年", "/a", "每年", "。"]
        where
            QuantityWords.starts(text.units, at: index, with: Character16.units(word))
        {
            index += word.utf16.count
        }
        return index
    }

    /// 一期50亩,二期80亩: the sum, when every amount belongs to a phase.
    private func sumOfPhases(_ amounts: [Amount]) -> Interval? {
        guard amounts.count > 1 else { return nil }
        var sum = Interval(Rational.zero)
        guard let unit = amounts[0].unit else { return nil }
        for amount in amounts {
            let end = amount.range.lowerBound
            // 期 right before the amount, perhaps with 用地 or a colon between.
            let words = text.units[max(0, end - 6)..<end]
            guard let phase = words.lastIndex(of: 0x671F), phase > 0,
                NumberReader.digit(text.units[phase - 1]) != nil || Character16.isDigit(text.units[phase - 1]),
                let other = amount.unit, other.dimension == unit.dimension,
                let scaled = try? interval(amount).scaled(by: other.factor),
                let back = try? scaled.scaled(by: Rational.one.divided(by: unit.factor)),
                let next = try? sum.adding(back)
            else { return nil }
            // 其中一期…: part of a total that stands before.
            if QuantityWords.contains(Array(text.units[..<end].suffix(6)), [Character16.units("其中")]) { return nil }
            sum = next
        }
        return sum
    }
}
