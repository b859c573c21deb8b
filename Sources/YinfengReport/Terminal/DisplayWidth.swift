/// The width of text on a terminal, where a Chinese character takes two columns (UAX #11, wide and full-width).
package enum DisplayWidth {
    /// Wide and full-width ranges, in order.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3,
        0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F, 0x2693...0x2693, 0x26A1...0x26A1,
        0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA,
        0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B,
        0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
        0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E,
        0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18AFF,
        0x1AFF0...0x1B2FF, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A,
        0x1F200...0x1F320, 0x1F32D...0x1F64F, 0x1F680...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F90C...0x1F9FF,
        0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
    ]

    /// The columns that a scalar takes: 0 for marks and controls, 2 for wide ones, else 1. O(log n).
    package static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        var low = 0
        var high = wide.count
        while low < high {
            let middle = (low + high) / 2
            if value > wide[middle].upperBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < wide.count && wide[low].contains(value) ? 2 : 1
    }

    /// The columns that a text takes. O(n).
    package static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

    /// The text in at most `width` columns; a cut one ends with …. O(n).
    package static func truncated(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 0 else { return "" }
        var used = 0
        var result = ""
        for character in text {
            let columns = character.unicodeScalars.reduce(0) { $0 + of($1) }
            if used + columns > width - 1 { break }
            used += columns
            result.append(character)
        }
        return result + "…"
    }

    /// The text in lines of at most `width` columns, broken behind a blank or a full stop where one is near the end of
    /// the line, else between any two characters; after `lines` lines the rest is cut with …. O(n).
    package static func wrapped(_ text: String, to width: Int, lines: Int) -> [String] {
        guard of(text) > width, width > 1, lines > 0 else { return [text] }
        var result: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            if result.count == lines - 1 {
                result.append(truncated(String(rest), to: width))
                break
            }
            let end = lineEnd(of: rest, width: width)
            result.append(String(rest[..<end]))
            rest = rest[end...].drop { $0 == " " }
        }
        return result
    }

    private static let breaks: Set<Character> = [" ", "，", "；", "。", "、", "：", ",", ";", "—", "）", "》", "-", "/"]

    private static func lineEnd(of text: Substring, width: Int) -> String.Index {
        var used = 0
        var index = text.startIndex
        var lastBreak: (index: String.Index, used: Int)?
        while index < text.endIndex {
            let character = text[index]
            let columns = character.unicodeScalars.reduce(0) { $0 + of($1) }
            if used + columns > width {
                // A break in the first half of the line would leave it ragged.
                if let lastBreak, lastBreak.used * 3 >= width * 2, !breaks.contains(character) {
                    return lastBreak.index
                }
                return index == text.startIndex ? text.index(after: index) : index
            }
            used += columns
            index = text.index(after: index)
            if breaks.contains(character) { lastBreak = (index, used) }
        }
        return text.endIndex
    }

    /// The text on one line without control characters, so that a cell can never move the cursor or change colours.
    package static func sanitized(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" {
                result.append(" ")
            } else if scalar.properties.generalCategory != .control {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text padded with spaces to `width` columns, on the left when `isRight`.
    package static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - of(text)))
        return isRight ? spaces + text : text + spaces
    }
}
