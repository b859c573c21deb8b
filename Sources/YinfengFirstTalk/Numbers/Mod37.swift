/// ISO 7064 MOD 37,36: one check character over letters and digits that catches any mistyped character.
package enum Mod37 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    /// The check character of ASCII letters (capital) and digits; nil when another character stands there.
    package static func check(_ text: some StringProtocol) -> Character? {
        var product = 36
        for byte in text.utf8 {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            product = (product + value) % 36
            if product == 0 { product = 36 }
            product = product * 2 % 37
        }
        return Character(Unicode.Scalar(alphabet[(37 - product) % 36]))
    }
}
