package import YinfengText

/// A heading taken apart: its words, and what stands in brackets or after a slash and may be a unit.
package struct HeadingText: Sendable, Equatable {
    /// The whole heading folded, without blanks, marks of obligation and numbering: `总投资(亿元)`.
    package let whole: String
    /// The words alone: `总投资`.
    package let base: String
    /// What may name a unit, in order: `亿元`.
    package let asides: [String]

    /// Takes a heading apart. O(length).
    package init(_ heading: String, folder: TextFolder, marks: SheetMarks) {
        var text = folder.folded(String(heading.drop { HeadingText.circled.contains($0) || $0.isWhitespace })).filter {
            !$0.isWhitespace && !HeadingText.ornaments.contains($0)
        }
        text = HeadingText.withoutNumbering(text)
        while let last = text.last, ":;,.、".contains(last) { text.removeLast() }
        var base = ""
        var asides: [String] = []
        var aside = ""
        var depth = 0
        for character in text {
            switch character {
            case "(", "[", "【", "〔", "{":
                if depth > 0 { aside.append(character) }
                depth += 1
            case ")", "]", "】", "〕", "}":
                depth = max(0, depth - 1)
                if depth == 0 {
                    if !aside.isEmpty { asides.append(aside) }
                    aside = ""
                } else {
                    aside.append(character)
                }
            default:
                if depth > 0 { aside.append(character) } else { base.append(character) }
            }
        }
        // An open bracket at the end: the cell was cut or the clerk forgot it.
        if !aside.isEmpty { asides.append(aside) }
        whole = text
        self.base = base
        self.asides = asides.filter { !marks.headingNoise.contains($0) }
    }

    /// Numbers that folding would make part of the words: ① is no 1 of 1期.
    private static let circled: Set<Character> = Set("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
    /// What marks a column as wanted or important and says nothing about it.
    private static let ornaments: Set<Character> = Set("*※★☆▲△●○◆◇■\"'“”‘’_")

    private init(whole: String, base: String, asides: [String]) {
        self.whole = whole
        self.base = base
        self.asides = asides
    }

    /// The heading without the English words that stand before or behind its Chinese ones (`总投资 Total Investment`), or
    /// nil when there are none. Short ones stay: COD and R&D are what the heading is about.
    var withoutLatin: HeadingText? {
        func isLatin(_ character: Character) -> Bool { character.isASCII && character.isLetter }
        let head = base.prefix(while: isLatin)
        let tail = base.reversed().prefix(while: isLatin)
        let front = head.count >= HeadingText.shortestEnglish ? head.count : 0
        let back = tail.count >= HeadingText.shortestEnglish ? tail.count : 0
        guard front + back > 0, front + back + 2 <= base.count else { return nil }
        var rest = base.dropFirst(front).dropLast(back)
        while let last = rest.last, "/-|:,".contains(last) { rest = rest.dropLast() }
        while let first = rest.first, "/-|:,".contains(first) { rest = rest.dropFirst() }
        return HeadingText(
            whole: rest + asides.map { "(" + $0 + ")" }.joined(), base: String(rest), asides: asides)
    }

    /// The fewest letters of an English word that only repeats the Chinese one.
    private static let shortestEnglish = 4

    /// Drops `1.`, `(一)`, `二、`, `1.2` and `①` at the start.
    private static func withoutNumbering(_ text: String) -> String {
        let digits = "0123456789一二三四五六七八九十"
        var rest = Substring(text)
        let bracket = rest.first == "("
        if bracket { rest = rest.dropFirst() }
        let number = rest.prefix { digits.contains($0) }
        guard (1...3).contains(number.count) else { return text }
        rest = rest.dropFirst(number.count)
        guard let mark = rest.first, bracket ? mark == ")" : ".、)".contains(mark) else { return text }
        var tail = rest.dropFirst()
        // 1.2 总投资: the number below the number.
        while mark == ".", case let lower = tail.prefix(while: { $0.isASCII && $0.isNumber }), !lower.isEmpty {
            tail = tail.dropFirst(lower.count)
            if let next = tail.first, ".、)".contains(next) { tail = tail.dropFirst() }
        }
        return tail.isEmpty ? text : String(tail)
    }
}
