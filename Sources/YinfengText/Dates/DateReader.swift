import YinfengModel

/// Reads a cell as a day or a span of days: 2026/3/5, 2026年3月, 2026年底, 2026Q2, 46022 (spreadsheet serial).
///
/// No clock: a date without its year is a question, never this year.
package struct DateReader: Sendable {
    private let folder: TextFolder

    /// A reader.
    package init(folder: TextFolder) { self.folder = folder }

    /// Reads a cell. O(length).
    package func read(_ raw: String) -> CellReading {
        if let day = DateReader.plain(raw) { return .value(.date(DateRange(day)), []) }
        let whole = withoutTime(folder.folded(raw)).filter { !$0.isWhitespace && $0 != "'" }
        let (text, aside) = DateReader.withoutAside(whole)
        if text.isEmpty || QuantityWords.nothing.contains(text) { return .missing }
        if QuantityWords.isPending(text) { return .missing }
        guard aside.isEmpty else { return noting(read(text), raw: raw, text: text, aside: aside) }
        if text.hasPrefix("#") { return .invalid("单元格是表格软件的出错值“\(raw)”；请回到原表改正") }
        // A span of two dates: 2026年3月至2027年6月, 2026.3-2026.12.
        for mark: Character in ["至", "到", "~", "—", "–"] {
            let parts = text.split(separator: mark, omittingEmptySubsequences: true).map(String.init)
            if parts.count == 2, let span = span(parts[0], parts[1]) { return .value(.date(span), []) }
        }
        let dashes = text.split(separator: "-").map(String.init)
        if dashes.count == 2, dashes[0].contains("年") || dashes[0].contains("."), let span = span(dashes[0], dashes[1])
        {
            return .value(.date(span), [])
        }
        return single(text, raw: raw)
    }

    /// The commonest cells, 2026-03-05 and 2026/3/5, without folding; nil sends a cell to the careful reader.
    private static func plain(_ raw: String) -> CivilDate? {
        guard (8...10).contains(raw.utf8.count) else { return nil }
        var numbers = [0]
        var digits = 0
        var sign: UInt8?
        for byte in raw.utf8 {
            if (0x30...0x39).contains(byte) {
                digits += 1
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
            } else {
                guard byte == 0x2D || byte == 0x2F || byte == 0x2E, byte == sign ?? byte else { return nil }
                guard numbers.count == 1 ? digits == 4 : (1...4).contains(digits), numbers.count < 3 else { return nil }
                sign = byte
                numbers.append(0)
                digits = 0
            }
        }
        guard numbers.count == 3, (1...2).contains(digits) else { return nil }
        return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// What stands beside the date: a remark in brackets, a time of day, 预计 before it, 前 behind it.
    private static func withoutAside(_ text: String) -> (date: String, aside: String) {
        let start = words(before: text)
        var date = text.dropFirst(start)
        while true {
            if date.last == ")", let open = date.lastIndex(of: "("), open > date.startIndex {
                date = date[..<open]
            } else if let word = (dayWords + endWords).first(where: {
                date.hasSuffix($0) && date.count > $0.count + 3
            }) {
                date = date.dropLast(word.count)
            } else {
                return (String(date), String(text.prefix(start) + text[date.endIndex...]))
            }
        }
    }

    /// How many letters of words such as 预计 and 拟于 stand before a date.
    private static func words(before text: String) -> Int {
        var count = 0
        while let word = startWords.first(where: { text.dropFirst(count).hasPrefix($0) }) { count += word.count }
        return count
    }

    private static let startWords = ["预计", "计划", "力争", "争取", "大约", "初步", "拟", "约", "于", "在"]
    private static let endWords = ["以前", "之前", "前", "左右", "前后", "完成", "之内", "以内", "内"]

    /// Weekdays and times of day, which add nothing to a date.
    private static let dayWords: [String] =
        ["星期", "周", "礼拜"].flatMap { week in "一二三四五六日天".map { week + String($0) } }
        + ["上午", "下午", "中午", "早上", "晚上", "晚"]

    /// A reading beside which something else stood; a note where that was more than a weekday or a time.
    private func noting(_ reading: CellReading, raw: String, text: String, aside: String) -> CellReading {
        switch reading {
        case .value(let content, let doubts):
            let words = DateReader.dayWords.reduce(aside.filter { !"()".contains($0) }) { $0.replacing($1, with: "") }
            let note = Doubt(kind: .note, message: "只取“\(text)”，原文“\(raw)”")
            return .value(content, doubts + (words.isEmpty ? [] : [note]))
        case .invalid(let reason): return .invalid(reason.replacing("“\(text)”", with: "“\(raw)”"))
        case .missing: return .missing
        }
    }

    /// Drops the time of day after a blank or a T, as spreadsheets and databases write it.
    private func withoutTime(_ text: String) -> String {
        guard let colon = text.firstIndex(of: ":"),
            let cut = text[..<colon].lastIndex(where: { $0 == " " || $0 == "t" })
        else { return text }
        let time = text[text.index(after: cut)...]
        return time.allSatisfy({ $0.isNumber || $0 == ":" || $0 == "." || $0 == "+" || $0 == "z" })
            ? String(text[..<cut]) : text
    }

    private func span(_ first: String, _ last: String) -> DateRange? {
        guard case .value(.date(let a), let doubts) = single(first, raw: first), doubts.isEmpty else { return nil }
        var end = last
        // 2026年3月-5月: the year stands once.
        if !last.contains("年"), last.contains("月") { end = String(a.first.year) + "年" + last }
        guard case .value(.date(let b), let more) = single(end, raw: end), more.isEmpty, a.first <= b.last else {
            return nil
        }
        return DateRange(first: a.first, last: b.last, isApproximate: a.isApproximate || b.isApproximate)
    }

    private func single(_ text: String, raw: String) -> CellReading {
        var scan = DateScan(text)
        guard let reading = scan.date() else {
            return .invalid("“\(raw)”不是日期；请写成 2026-03-05、2026年3月 或 2026年底")
        }
        switch reading {
        case .day(let range): return .value(.date(range), [])
        case .noSuchDay: return .invalid("“\(raw)”不是日历上的日子；请核对年月日")
        case .noYear:
            return .value(.missing, [Doubt(kind: .suspect, message: "“\(raw)”没有年份，请补上年份", proposal: nil)])
        case .shortYear(let range):
            return .value(
                .date(range),
                [Doubt(kind: .suspect, message: "“\(raw)”的年份只有两位，读作 \(range.text)，请确认", proposal: range.first.iso)])
        }
    }
}

/// One pass over the characters of a date.
private struct DateScan {
    enum Reading {
        case day(DateRange)
        case shortYear(DateRange)
        case noSuchDay
        case noYear
    }

    let units: [UInt16]
    var index = 0

    init(_ text: String) { units = Array(text.utf16) }

    mutating func date() -> Reading? {
        guard let first = mixedYear() ?? number() else { return nil }
        if index == units.count { return bare(first) }
        // A spreadsheet's serial with its time of day: 46086.5.
        if first.digits == 5, units[index] == 0x2E, units[(index + 1)...].allSatisfy(Character16.isDigit) {
            return bare(first)
        }
        if take("年") || take("年度") { return afterYear(first) }
        if first.digits == 4, take("q"), let quarter = number()?.value {
            return rest(quarterRange(first.value, quarter))
        }
        if first.digits == 4 || first.digits == 2, takeSign() {
            guard let month = number() else { return nil }
            if index == units.count { return rest(monthRange(first.value, month.value), from: first) }
            guard takeSign(), let day = number() else { return nil }
            guard index == units.count else { return nil }
            return whole(first, month.value, day.value)
        }
        if take("月") {
            _ = number()
            _ = take("日") || take("号") || take("上旬") || take("中旬") || take("下旬") || take("底") || take("初")
            return index == units.count ? .noYear : nil
        }
        return nil
    }

    private func bare(_ number: (value: Int, digits: Int)) -> Reading? {
        switch number.digits {
        case 8: return whole((number.value / 10_000, 4), number.value / 100 % 100, number.value % 100)
        case 6 where (1...12).contains(number.value % 100) && (1900...2199).contains(number.value / 100):
            return rest(monthRange(number.value / 100, number.value % 100))
        case 5 where (20_000..<80_000).contains(number.value):
            // Spreadsheet serials count from 1899-12-30 after its false leap day of 1900.
            guard let base = CivilDate(year: 1899, month: 12, day: 30) else { return nil }
            return .day(DateRange(base.adding(days: number.value)))
        case 4 where (1900...2199).contains(number.value): return rest(yearRange(number.value, 1, 12))
        default: return nil
        }
    }

    private mutating func afterYear(_ year: (value: Int, digits: Int)) -> Reading? {
        if index == units.count { return rest(yearRange(full(year), 1, 12), from: year) }
        if take("上半年") { return rest(yearRange(full(year), 1, 6), from: year) }
        if take("下半年") { return rest(yearRange(full(year), 7, 12), from: year) }
        if take("年底") || take("底") || take("年末") || take("末") {
            return rest(yearRange(full(year), 12, 12, approximate: true), from: year)
        }
        if take("年初") || take("初") { return rest(yearRange(full(year), 1, 1, approximate: true), from: year) }
        if take("年中") || take("中") { return rest(yearRange(full(year), 6, 7, approximate: true), from: year) }
        if take("内") || take("前") || take("以内") { return rest(yearRange(full(year), 1, 12), from: year) }
        if take("q"), let quarter = number()?.value { return rest(quarterRange(full(year), quarter), from: year) }
        _ = take("第")
        guard let month = number() else { return nil }
        if take("季度") { return rest(quarterRange(full(year), month.value), from: year) }
        guard take("月份") || take("月") else { return nil }
        if index == units.count { return rest(monthRange(full(year), month.value), from: year) }
        if take("上旬") { return rest(days(full(year), month.value, 1, 10), from: year) }
        if take("中旬") { return rest(days(full(year), month.value, 11, 20), from: year) }
        if take("下旬") || take("底") || take("末") { return rest(days(full(year), month.value, 21, 31), from: year) }
        if take("初") { return rest(days(full(year), month.value, 1, 10), from: year) }
        guard let day = number() else { return nil }
        _ = take("日") || take("号")
        guard index == units.count else { return nil }
        return whole(year, month.value, day.value)
    }

    // MARK: Ranges

    private func full(_ year: (value: Int, digits: Int)) -> Int { year.digits == 2 ? 2000 + year.value : year.value }

    private func whole(_ year: (value: Int, digits: Int), _ month: Int, _ day: Int) -> Reading? {
        guard year.digits == 4 || year.digits == 2 else { return nil }
        guard let date = CivilDate(year: full(year), month: month, day: day) else { return .noSuchDay }
        return year.digits == 2 ? .shortYear(DateRange(date)) : .day(DateRange(date))
    }

    private func rest(_ range: DateRange?, from year: (value: Int, digits: Int) = (0, 4)) -> Reading? {
        guard index == units.count || units[index] == 0x524D else { return nil }
        guard let range else { return .noSuchDay }
        return year.digits == 2 ? .shortYear(range) : .day(range)
    }

    private func monthRange(_ year: Int, _ month: Int) -> DateRange? { yearRange(year, month, month) }

    private func quarterRange(_ year: Int, _ quarter: Int) -> DateRange? {
        (1...4).contains(quarter) ? yearRange(year, quarter * 3 - 2, quarter * 3) : nil
    }

    private func yearRange(_ year: Int, _ first: Int, _ last: Int, approximate: Bool = false) -> DateRange? {
        guard (1...12).contains(last) else { return nil }
        return days(year, first, 1, 31, last: last, approximate: approximate)
    }

    private func days(
        _ year: Int, _ month: Int, _ first: Int, _ lastDay: Int, last: Int? = nil, approximate: Bool = true
    ) -> DateRange? {
        let lastMonth = last ?? month
        guard (1...12).contains(month),
            let from = CivilDate(year: year, month: month, day: first),
            let to = CivilDate(
                year: year, month: lastMonth, day: min(lastDay, CivilDate.length(ofMonth: lastMonth, year: year)))
        else { return nil }
        return DateRange(first: from, last: to, isApproximate: last == nil ? true : approximate)
    }

    // MARK: Characters

    private mutating func number() -> (value: Int, digits: Int)? {
        guard index < units.count else { return nil }
        let start = index
        if Character16.isDigit(units[index]) {
            var value = 0
            while index < units.count, Character16.isDigit(units[index]), index - start < 9 {
                value = value * 10 + Int(units[index] - 0x30)
                index += 1
            }
            return (value, index - start)
        }
        guard let reading = NumberReader.read(units, at: index), reading.mantissa.denominator == 1,
            reading.mantissa.numerator < 100_000
        else { return nil }
        index = reading.end
        let value = Int(reading.mantissa.numerator)
        return (value, value >= 1_000 ? 4 : value >= 10 && index - start == 2 && value > 12 ? 2 : 1)
    }

    /// A year whose figures are of both kinds: 二0二六年, 2〇26年.
    private mutating func mixedYear() -> (value: Int, digits: Int)? {
        let year = units.prefix(4).compactMap { unit in
            Character16.isDigit(unit) ? Int(unit - 0x30) : NumberReader.digit(unit)
        }
        guard year.count == 4, QuantityWords.starts(units, at: 4, with: Character16.units("年")) else { return nil }
        index = 4
        return (year.reduce(0) { $0 * 10 + $1 }, 4)
    }

    private mutating func take(_ word: String) -> Bool {
        let word = Character16.units(word)
        guard QuantityWords.starts(units, at: index, with: word) else { return false }
        index += word.count
        return true
    }

    private mutating func takeSign() -> Bool { ["-", "/", ".", "、", "—", "–", "·"].contains { take($0) } }
}
