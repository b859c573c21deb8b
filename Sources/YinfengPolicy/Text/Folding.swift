/// Brings list texts and project texts to one spelling: half-width, lower case, one kind of bracket, no blanks.
///
/// Everything is UTF-16 because matching walks code units; characters outside the basic plane become U+FFFD.
enum Folding {
    /// End of a field: wider than a sentence, so that no phrase reaches across two cells.
    static let fieldBreak: UInt16 = 0x01
    /// End of a sentence.
    static let stop: UInt16 = 0x3002
    /// The Chinese enumeration comma.
    static let enumeration: UInt16 = 0x3001

    /// Appends the folded form of `text`. O(length).
    static func append(_ text: some StringProtocol, to units: inout [UInt16]) {
        for scalar in text.unicodeScalars {
            let value = scalar.value
            switch value {
            case 0x0A, 0x0D: units.append(stop)
            case 0x09, 0x20, 0xA0, 0x3000: appendBlank(to: &units)
            case 0x41...0x5A: appendUnit(UInt16(value + 32), to: &units)
            case 0x21...0x7E: appendUnit(ascii(UInt16(value)), to: &units)
            case 0xFF01...0xFF5E: appendUnit(ascii(lower(UInt16(value - 0xFEE0))), to: &units)
            case 0x201C, 0x201D, 0x2018, 0x2019, 0x300C, 0x300D, 0xFEFF, 0x200B: break
            case 0xB2: appendUnit(0x32, to: &units)
            case 0xB3: appendUnit(0x33, to: &units)
            case 0xB5: appendUnit(0x3BC, to: &units)
            case 0x3014, 0x3010: appendUnit(0x28, to: &units)
            case 0x3015, 0x3011: appendUnit(0x29, to: &units)
            case 0x2013, 0x2014, 0x2212, 0x2010, 0x2011: appendUnit(0x2D, to: &units)
            case 0x2103: appendUnit(0x2103, to: &units)
            case 0x338F: appendPair("kg", to: &units)
            case 0x339C: appendPair("mm", to: &units)
            case 0x339D: appendPair("cm", to: &units)
            case 0x339E: appendPair("km", to: &units)
            case 0x33A1: appendPair("m2", to: &units)
            case 0x33A5: appendPair("m3", to: &units)
            case 0x10000...: appendUnit(0xFFFD, to: &units)
            default: appendUnit(UInt16(value), to: &units)
            }
        }
        dropThousandsCommas(&units)
    }

    /// The folded form of a word of a table.
    static func fold(_ text: some StringProtocol) -> [UInt16] {
        var units: [UInt16] = []
        append(text, to: &units)
        return units.filter { $0 != blank }
    }

    /// The text of folded units, for messages.
    static func text(_ units: some Sequence<UInt16>) -> String { String(decoding: Array(units), as: UTF16.self) }

    /// Kept between two ASCII letters or digits only: `3W 0.9` must not become one model number.
    private static let blank: UInt16 = 0x20

    private static func appendBlank(to units: inout [UInt16]) {
        if let last = units.last, isAlphanumeric(last) { units.append(blank) }
    }

    private static func appendUnit(_ unit: UInt16, to units: inout [UInt16]) {
        if units.last == blank, !isAlphanumeric(unit) { units.removeLast() }
        units.append(unit)
    }

    private static func appendPair(_ pair: String, to units: inout [UInt16]) {
        if units.last == blank { units.removeLast() }
        units.append(contentsOf: pair.utf16)
    }

    private static func lower(_ unit: UInt16) -> UInt16 { (0x41...0x5A).contains(unit) ? unit + 32 : unit }

    private static func ascii(_ unit: UInt16) -> UInt16 {
        switch unit {
        case 0x5B, 0x7B: 0x28
        case 0x5D, 0x7D: 0x29
        default: unit
        }
    }

    /// `1,200` is one number; `5,3` is a list.
    private static func dropThousandsCommas(_ units: inout [UInt16]) {
        guard units.contains(0x2C) else { return }
        var index = 1
        while index + 3 < units.count {
            if units[index] == 0x2C, isDigit(units[index - 1]), isDigit(units[index + 1]), isDigit(units[index + 2]),
                isDigit(units[index + 3]), index + 4 >= units.count || !isDigit(units[index + 4])
            {
                units.remove(at: index)
            } else {
                index += 1
            }
        }
    }

    static func isDigit(_ unit: UInt16) -> Bool { (0x30...0x39).contains(unit) }
    static func isAlphanumeric(_ unit: UInt16) -> Bool { isDigit(unit) || (0x61...0x7A).contains(unit) }
    /// Whether a clause ends here: comma, semicolon, sentence or field.
    static func endsClause(_ unit: UInt16) -> Bool { unit == 0x2C || endsSentence(unit) }
    /// Whether a sentence ends here.
    static func endsSentence(_ unit: UInt16) -> Bool {
        unit == stop || unit == 0x3B || unit == 0x21 || unit == 0x3F || unit == fieldBreak
    }
}
