/// The check of a 统一社会信用代码.
///
/// GB 32100—2015: 31 characters without I, O, Z, S, V; weights 3^i mod 31; the last character makes the sum a multiple.
enum CreditCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// Whether the text has 18 allowed characters and the right last one.
    static func isValid(_ code: String) -> Bool {
        let values = code.compactMap { alphabet.firstIndex(of: $0) }
        guard code.count == 18, values.count == 18 else { return false }
        var weight = 1
        var sum = 0
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return values[17] == (31 - sum % 31) % 31
    }
}
