/// Whole numbers inside names, in one script.
enum Numerals {
    /// The text with each run of Chinese or Western numerals as one number in digits: 第十四工程局 → 第14工程局,
    /// 三六零 → 360. Runs that are no well-formed number are read digit by digit. O(length).
    static func inDigits(_ text: String) -> String {
        var result = ""
        var run: [(value: Int, isUnit: Bool)] = []
        for scalar in text.unicodeScalars {
            if let numeral = numeral(scalar) {
                run.append(numeral)
            } else {
                result += digits(run)
                run = []
                result.unicodeScalars.append(scalar)
            }
        }
        return result + digits(run)
    }

    private static func numeral(_ scalar: Unicode.Scalar) -> (value: Int, isUnit: Bool)? {
        guard let value = scalar.properties.numericValue, value >= 0, value <= 1_000, value == value.rounded() else {
            return nil
        }
        return (Int(value), value >= 10)
    }

    private static func digits(_ run: [(value: Int, isUnit: Bool)]) -> String {
        guard run.contains(where: \.isUnit) else { return run.map { String($0.value) }.joined() }
        var total = 0
        var digit: Int?
        for numeral in run {
            if numeral.isUnit {
                total += (digit ?? 1) * numeral.value
                digit = nil
            } else {
                digit = (digit ?? 0) * 10 + numeral.value
            }
        }
        return String(total + (digit ?? 0))
    }
}
