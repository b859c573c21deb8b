import YinfengModel
import YinfengText

/// What came of one cell.
enum CellOutcome {
    /// Nothing is stated.
    case blank
    /// A value, perhaps with doubts.
    case value(FieldValue.Content, [Doubt])
    /// The cell is impossible; the sentence says why and what to do.
    case fault(String)
}

/// Reads cells by their column's plan. Immutable and free to share between threads.
struct CellReader: Sendable {
    let catalog: FieldCatalog
    private let quantities: QuantityReader
    private let dates: DateReader
    private let flags: FlagReader
    private let missingStarts: WordStarts

    init(catalog: FieldCatalog) {
        self.catalog = catalog
        quantities = QuantityReader(table: catalog.units, folder: catalog.folder)
        dates = DateReader(folder: catalog.folder)
        flags = FlagReader(folder: catalog.folder)
        missingStarts = WordStarts(catalog.marks.missingTexts)
    }

    /// Reads a cell as written. O(length).
    func read(_ raw: String, _ plan: ColumnPlan) -> CellOutcome {
        // The commonest number cells are plain digits: no folding, no words.
        if let plain = plainNumber(raw, plan) { return plain }
        let text = trimmed(raw)
        if text.isEmpty { return .blank }
        if let fault = spreadsheetFault(text, plan) { return .fault(fault) }
        switch plan.reading {
        case .extra: return .value(.text(raw), [])
        case .text: return isMissing(text) ? .value(.missing, []) : .value(.text(text), [])
        case .list:
            if isMissing(text) { return .value(.missing, []) }
            return .value(.items(ListText.split(text)), [])
        case .enumeration: return enumeration(text, plan)
        case .flaggedWord(let word): return flaggedWord(text, word)
        case .number(let target, _): return outcome(quantities.read(raw, target: target), text)
        case .count(let unitText): return count(text, unitText)
        case .date: return outcome(dates.read(raw), text)
        case .flag: return flag(text)
        case .uscc: return uscc(text)
        case .industryCode: return industryCode(text)
        case .phone: return phone(text)
        }
    }

    // MARK: Numbers

    /// A cell of ASCII digits with at most one point, within the limits; nil sends it to the careful reader.
    func plainNumber(_ raw: String, _ plan: ColumnPlan) -> CellOutcome? {
        guard case .number(let target, let factor) = plan.reading, !factor.isZero, let number = PlainDecimal.read(raw),
            let value = try? number.multiplied(by: factor)
        else {
            return nil
        }
        if let least = target.least, value < least { return nil }
        if let greatest = target.greatest, value > greatest { return nil }
        // A fraction in a percent column is a question for the careful reader.
        if target.dimension == "fraction", value < .one { return nil }
        return .value(.quantity(Quantity(value, unit: target.unitText)), [])
    }

    private func count(_ text: String, _ unitText: String) -> CellOutcome {
        if isMissing(text) { return .value(.missing, []) }
        var word = catalog.folder.folded(text).filter { !$0.isWhitespace && $0 != "," && $0 != "'" }
        for suffix in [unitText, "年度", "年", "个", "份", "项", "级", "等", "天"]
        where !suffix.isEmpty && word.hasSuffix(suffix) {
            word.removeLast(suffix.count)
            break
        }
        if let number = Rational(decimal: word) {
            if number < .zero { return .fault("“\(text)”是负数；请核对后改为正数") }
            if number.denominator == 1 { return .value(.quantity(Quantity(number, unit: unitText)), []) }
        }
        return .value(.missing, [Doubt(kind: .suspect, message: "“\(text)”不是整数，请填数字")])
    }

    private func outcome(_ reading: CellReading, _ text: String) -> CellOutcome {
        switch reading {
        case .missing: return .value(.missing, [])
        case .value(let content, let doubts): return .value(content, doubts)
        case .invalid(let message):
            // Words where a figure is asked (已开工, 由企业自筹) are a question; a wrong figure is a fault.
            if catalog.folder.folded(text).unicodeScalars.contains(where: { ("0"..."9").contains($0) }) {
                return .fault(message)
            }
            return .value(.missing, [Doubt(kind: .suspect, message: message)])
        }
    }

    // MARK: Words

    private func flag(_ text: String) -> CellOutcome {
        switch flags.read(text) {
        case .missing: .value(.missing, [])
        case .value(let content, let doubts): .value(content, doubts)
        case .invalid(let message): .value(.missing, [Doubt(kind: .suspect, message: message)])
        }
    }

    private func enumeration(_ text: String, _ plan: ColumnPlan) -> CellOutcome {
        if isMissing(text) { return .value(.missing, []) }
        if let value = catalog.value(of: plan.key, written: text) {
            return .value(.text(value), [])
        }
        guard let field = catalog[plan.key], !field.values.isEmpty else { return .value(.text(text), []) }
        return .value(
            .text(text),
            [Doubt(kind: .note, message: "“\(text)”不在常用值（\(field.values.joined(separator: "、"))）之内，按原文保留")])
    }

    private func flaggedWord(_ text: String, _ word: String) -> CellOutcome {
        if let value = catalog.value(of: "construction_kind", written: text) { return .value(.text(value), []) }
        switch flags.read(text) {
        case .value(.flag(true), let doubts): return .value(.text(word), doubts)
        case .value(.flag(false), _), .missing: return .value(.missing, [])
        default: return .value(.text(text), [])
        }
    }

    private func uscc(_ text: String) -> CellOutcome {
        if isMissing(text) { return .value(.missing, []) }
        if let lost = scientific(text) { return .value(.missing, [lost]) }
        let code = catalog.folder.folded(text).uppercased().filter { $0.isLetter || $0.isNumber }
        if CreditCode.isValid(code) { return .value(.text(code), []) }
        let reason = code.count == 18 ? "校验码不符" : "不是18位（现\(code.count)位）"
        return .value(
            .text(code.isEmpty ? text : code),
            [Doubt(kind: .suspect, message: "统一社会信用代码“\(text)”\(reason)，请核对营业执照")])
    }

    /// `C1530`, `1530 精制茶加工`, `1530.0` as spreadsheets leave it: the code alone, when the cell starts with one.
    private func industryCode(_ text: String) -> CellOutcome {
        if isMissing(text) { return .value(.missing, []) }
        let word = catalog.folder.folded(text).uppercased()
        var rest = Substring(word)
        var code = ""
        if let first = rest.first, ("A"..."T").contains(first) {
            code.append(first)
            rest = rest.dropFirst()
        }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(digits.count)
        if rest.hasPrefix(".0"), rest.dropFirst(2).allSatisfy({ $0 == "0" }) { rest = "" }
        let follows = rest.first.map { $0.isLetter && $0.isASCII || $0.isNumber || $0 == "." } ?? false
        if digits.count <= 4, digits.count >= 2 || digits.isEmpty && !code.isEmpty && rest.isEmpty, !follows {
            if let unknown = unknownIndustry(code + digits, written: text) { return .value(.missing, [unknown]) }
            return .value(.text(code + digits), [])
        }
        return .value(
            .text(text),
            [Doubt(kind: .suspect, message: "“\(text)”不是国民经济行业代码（门类字母或2—4位数字）；请填代码或留空由系统归类")])
    }

    /// A code that the classification does not hold; one whose leading zero a spreadsheet took is proposed with it.
    private func unknownIndustry(_ code: String, written text: String) -> Doubt? {
        guard let industries = catalog.industries, let stated = IndustryCode(code), industries.entry(stated) == nil
        else {
            return nil
        }
        let padded = IndustryCode("0" + code).flatMap { industries.entry($0) }
        return Doubt(
            kind: .suspect,
            message: "“\(text)”不在国民经济行业分类（GB/T 4754—2017）里，"
                + (padded.map { "是否丢了前面的0，应为 \($0.code.text)\($0.name)，请确认" } ?? "请核对，或留空由系统归类"),
            proposal: padded?.code.text)
    }

    private func phone(_ text: String) -> CellOutcome {
        if isMissing(text) { return .value(.missing, []) }
        if let lost = scientific(text) { return .value(.missing, [lost]) }
        let number = text.first == "'" ? String(text.dropFirst()) : text
        let isSeveral = number.unicodeScalars.contains { CellReader.phoneSigns.contains($0) }
        return .value(.text(number), isSeveral ? [Doubt(kind: .note, message: "一格里有几个号码，按原文保留")] : [])
    }

    private static let phoneSigns: [Unicode.Scalar] = ["/", "、", ";", "；", ",", "，"]

    /// A long number that a spreadsheet rounded (1.39E+10): its last digits are gone. The cell itself is not repeated,
    /// it may be private.
    private func scientific(_ text: String) -> Doubt? {
        // Nearly every number is plain digits: e, E and full-width letters send it to the folding.
        guard text.utf8.contains(where: { $0 | 0x20 == 0x65 || $0 > 0x7F }) else { return nil }
        let word = catalog.folder.folded(text)
        guard word.contains("e+"), Rational(decimal: word) != nil else { return nil }
        return Doubt(kind: .suspect, message: "号码被表格软件改成科学计数，位数已丢；请把该列设为文本后重填")
    }

    // MARK: Shared

    private func isMissing(_ text: String) -> Bool {
        guard text.utf8.count <= 24, missingStarts.mayStart(text) else { return false }
        return catalog.marks.missingTexts.contains(catalog.folder.folded(text))
    }

    private func spreadsheetFault(_ text: String, _ plan: ColumnPlan) -> String? {
        if text.utf8.first == 0x3D { return formulaFault(text, plan) }
        guard text.utf8.first == 0x23 else { return nil }
        let word = catalog.folder.folded(text)
        if catalog.marks.cellErrors.contains(word) { return "单元格是表格软件的出错值“\(text)”；请回到原表改正公式或直接填值" }
        if catalog.marks.overflows.contains(where: { word.hasPrefix($0) }) {
            return "导出时列宽不足，内容变成了“\(text)”；请加宽该列后重新导出"
        }
        return nil
    }

    /// `=B2*1.2`: the formula instead of its result. Words may begin with a sign of equality, figures never do.
    private func formulaFault(_ text: String, _ plan: ColumnPlan) -> String? {
        switch plan.reading {
        case .extra, .text, .list, .phone: return nil
        default: return "单元格是公式“\(text)”，没有保存计算结果；请在表格软件里打开、重新计算并保存，或直接填值"
        }
    }

    private func trimmed(_ raw: String) -> String {
        if PlainText.hasNoOuterBlanks(raw) { return raw }
        let view = raw.unicodeScalars
        var start = view.startIndex
        var end = view.endIndex
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
        while start < end, isBlank(view[start]) { start = view.index(after: start) }
        while end > start, isBlank(view[view.index(before: end)]) { end = view.index(before: end) }
        return String(view[start..<end])
    }
}
