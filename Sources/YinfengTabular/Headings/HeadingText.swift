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
        var text = folder.folded(heading).filter { !$0.isWhitespace && !"*※★\"'“”‘’_".contains($0) }
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

    /// Drops `1.`, `(一)`, `二、` at the start.
    private static func withoutNumbering(_ text: String) -> String {
        let digits = "0123456789一二三四五六七八九十"
        var rest = Substring(text)
        let bracket = rest.first == "("
        if bracket { rest = rest.dropFirst() }
        let number = rest.prefix { digits.contains($0) }
        guard (1...3).contains(number.count) else { return text }
        rest = rest.dropFirst(number.count)
        guard let mark = rest.first, bracket ? mark == ")" : ".、)".contains(mark) else { return text }
        let tail = rest.dropFirst()
        return tail.isEmpty ? text : String(tail)
    }
}
