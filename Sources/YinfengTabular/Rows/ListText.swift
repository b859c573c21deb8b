/// Splits a cell that lists several things.
enum ListText {
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "、", "；", ";", "，", ",", "\n", "\r", "|": true
        default: false
        }
    }

    /// The items between 、 ； ， and line breaks; not inside brackets, not at the comma of a number (1,200万吨).
    static func split(_ text: String) -> [String] {
        if !text.unicodeScalars.contains(where: isSeparator) { return [text] }
        let characters = Array(text)
        var items: [String] = []
        var item = ""
        var depth = 0
        func close() {
            let word = item.drop { $0.isWhitespace }
            let end = word.lastIndex { !$0.isWhitespace }
            if let end { items.append(String(word[...end])) }
            item = ""
        }
        for (index, character) in characters.enumerated() {
            switch character {
            case "(", "（", "[", "【", "「", "《": depth += 1
            case ")", "）", "]", "】", "」", "》": depth = max(0, depth - 1)
            default: break
            }
            let isNumberComma =
                (character == "," || character == "，") && index > 0 && index + 1 < characters.count
                && characters[index - 1].isNumber && characters[index + 1].isNumber
            if depth == 0, !isNumberComma, "、；;，,\n\r\r\n|".contains(character) {
                close()
            } else {
                item.append(character)
            }
        }
        close()
        return items.isEmpty ? [text] : items
    }
}
