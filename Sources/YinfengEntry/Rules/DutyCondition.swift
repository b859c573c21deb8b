package import YinfengModel

/// One alternative of a duty's printed condition (`有电镀工艺的`, `年用溶剂型涂料10吨及以上的`, `其他（仅组装的除外）`).
package struct DutyCondition: Sendable, Equatable {
    /// What the words ask.
    package enum Kind: Sendable, Equatable {
        /// 全部, 其他, or an empty cell.
        case always
        /// The project's words hold one of these.
        case words([String])
        /// A yearly amount against a line, in 吨.
        case amount(FieldKey, LineTest)
        /// Only a class of this code.
        case codes([IndustryCode])
        /// Not decided by anything that a lead states.
        case open
    }

    /// What it asks.
    package let kind: Kind
    /// Words that take a project out again.
    package let exceptions: [String]

    /// Cuts a printed condition at ； (outside brackets) into alternatives.
    static func parts(of text: String) -> [DutyCondition] {
        guard !text.isEmpty else { return [DutyCondition(kind: .always, exceptions: [])] }
        var parts: [String] = [""]
        var depth = 0
        for character in text {
            if character == "（" || character == "(" { depth += 1 }
            if character == "）" || character == ")" { depth -= 1 }
            if depth == 0, character == "；" || character == ";" {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.filter { !$0.isEmpty }.map { DutyCondition(parsing: $0) }
    }

    private init(kind: Kind, exceptions: [String]) {
        self.kind = kind
        self.exceptions = exceptions
    }

    /// Reads one alternative; what is not understood stays open, never decided.
    private init(parsing text: String) {
        var main = ""
        var inside = ""
        var exceptions: [String] = []
        var depth = 0
        for character in text {
            switch character {
            case "（", "(": depth += 1
            case "）", ")":
                depth -= 1
                if depth == 0 {
                    if inside.contains("除外") || inside.contains("不含") { exceptions += DutyCondition.nouns(inside) }
                    inside = ""
                }
            default: if depth == 0 { main.append(character) } else { inside.append(character) }
            }
        }
        self.exceptions = exceptions
        let isWide = main.hasPrefix("全部") || main.hasPrefix("其他") && main.count <= 3
        if isWide {
            kind = .always
        } else if let (key, line) = DutyCondition.amount(main) {
            kind = .amount(key, line)
        } else if let codes = DutyCondition.codes(main) {
            kind = .codes(codes)
        } else if ["有", "含", "采用", "使用", "以"].contains(where: { main.hasPrefix($0) }), !main.contains("敏感区"),
            !main.contains(where: \.isWholeASCII)
        {
            let words = DutyCondition.nouns(main)
            kind = words.isEmpty ? .open : .words(words)
        } else {
            kind = .open
        }
    }

    /// Whether the project meets the alternative, on what it states.
    ///
    /// A process is denied only where the lead describes its process; silence leaves it open.
    func holds(_ facts: ProjectFacts, code: IndustryCode) -> Truth {
        let truth: Truth
        switch kind {
        case .always: truth = .yes
        case .open: truth = .unknown
        case .codes(let codes): truth = codes.contains { $0.covers(code) } ? .yes : code.length == 4 ? .no : .unknown
        case .amount(let key, let line): truth = facts.test(.compare(key, line))
        case .words(let words):
            let text = facts.words(.allText) ?? ""
            truth = words.contains { text.holds($0) } ? .yes : facts.isStated(.process) ? .no : .unknown
        }
        guard truth != .no, !exceptions.isEmpty else { return truth }
        let text = facts.words(.allText) ?? ""
        return exceptions.contains { text.holds($0) } ? .unknown : truth
    }

    // MARK: Reading

    /// The nouns of a phrase: 有鞣制、染色工艺的 → 鞣制, 染色.
    private static func nouns(_ text: String) -> [String] {
        var plain = text
        for word in ["以上均", "不含", "除外", "仅", "单纯", "工艺", "工序", "为原料生产", "为原料", "生产", "的", "有", "采用", "使用", "含", "以"] {
            plain = plain.split(separator: word, omittingEmptySubsequences: false).joined(separator: "、")
        }
        return plain.split(whereSeparator: { "、，,；;或和及".contains($0) }).map(String.init)
            .filter { $0.count >= 2 && !$0.contains(where: \.isWholeASCII) }
    }

    /// 年用溶剂型涂料10吨及以上: the field and the line. Lists pair 及以上 with bare 以下.
    private static func amount(_ text: String) -> (FieldKey, LineTest)? {
        let keys: [(String, FieldKey)] = [("溶剂型涂料", "solvent_coating"), ("溶剂型胶粘剂", "solvent_glue")]
        guard !text.contains("非溶剂型"), let (word, key) = keys.first(where: { text.contains($0.0) }),
            keys.filter({ text.contains($0.0) }).count == 1, !text.contains("或")
        else { return nil }
        guard let start = text.split(separator: word, maxSplits: 1, omittingEmptySubsequences: false).last else {
            return nil
        }
        let digits = start.drop { !$0.isWholeASCII }.prefix { $0.isWholeASCII || $0 == "." }
        guard let value = Rational(decimal: digits) else { return nil }
        let rest = start.drop { !$0.isWholeASCII }.dropFirst(digits.count)
        guard rest.hasPrefix("吨"),
            let op = LineOperator(String(rest.dropFirst().prefix(3)), convention: .paired)
                ?? LineOperator(String(rest.dropFirst().prefix(2)), convention: .paired)
        else { return nil }
        return (key, LineTest(op: op, value: value))
    }

    /// Four-digit codes written into the words (机制纸及纸板制造2221); nil when there is more than names and codes.
    private static func codes(_ text: String) -> [IndustryCode]? {
        guard !text.contains("年"), !text.contains("的") else { return nil }
        var codes: [IndustryCode] = []
        for part in text.split(whereSeparator: { "、，,".contains($0) }) {
            let digits = part.filter { $0.isASCII && $0.isNumber }
            guard digits.count == 4, let code = IndustryCode(digits) else { return nil }
            codes.append(code)
        }
        return codes.isEmpty ? nil : codes
    }
}

extension Character {
    /// Whether it is one of 0–9: `isNumber` also says yes to 一 and 万.
    fileprivate var isWholeASCII: Bool { isASCII && isNumber }
}
