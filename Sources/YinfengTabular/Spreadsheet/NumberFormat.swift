/// What a number format shows (ECMA-376 part 1, 18.8.30).
enum NumberFormat {
    /// How a number is shown.
    enum Kind: Equatable {
        case plain
        case date
        case percent
        /// A code shown with leading zeros (`0000`).
        case padded(Int)
    }

    /// The kind of a built-in format; 27–36 and 50–58 are dates in East Asian versions.
    static func kind(ofBuiltIn id: Int) -> Kind {
        switch id {
        case 9, 10: .percent
        case 14...17, 22, 27...31, 34...36, 50...54, 57, 58: .date
        default: .plain
        }
    }

    /// The kind of a format code: letters of dates outside quotes and brackets make a date, a bare % a percentage.
    static func kind(of code: String) -> Kind {
        // Nothing but zeros: a code whose leading zeros the stored number has lost.
        if (2...18).contains(code.utf8.count), code.utf8.allSatisfy({ $0 == 0x30 }) { return .padded(code.utf8.count) }
        var isQuoted = false
        var isEscaped = false
        var depth = 0
        var isDate = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\", "_", "*": isEscaped = !isQuoted
            case "\"": isQuoted.toggle()
            case "[": depth += 1
            case "]": depth = max(0, depth - 1)
            case "%" where !isQuoted && depth == 0: return .percent
            case "y" where !isQuoted && depth == 0, "d" where !isQuoted && depth == 0: isDate = true
            case "年" where depth == 0, "月" where depth == 0: isDate = true
            case ";" where !isQuoted: return isDate ? .date : .plain
            default: break
            }
        }
        return isDate ? .date : .plain
    }
}
