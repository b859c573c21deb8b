/// Tests on UTF-16 units of folded text.
enum Character16 {
    static func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }
    static func isLatin(_ unit: UInt16) -> Bool { unit >= 0x61 && unit <= 0x7A || unit >= 0x41 && unit <= 0x5A }
    static func isHan(_ unit: UInt16) -> Bool { unit >= 0x3400 && unit <= 0x9FFF || unit == 0x3007 }
    static func isBlank(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0xA0 }

    /// The units of a literal.
    static func units(_ text: String) -> [UInt16] { Array(text.utf16) }
}
