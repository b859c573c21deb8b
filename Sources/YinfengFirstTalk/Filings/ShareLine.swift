import YinfengModel

/// One line of a benefit-sharing agreement.
package struct ShareLine: Sendable, Codable, Equatable {
    /// What is shared: 税收, 产值, …
    package var item: String
    /// Of which base: 地方留成, …
    package var base: String
    /// The attracting side's percentage, decimal text.
    package var attract: String
    /// The hosting side's percentage.
    package var host: String
    /// A third side's percentage.
    package var third: String
    /// For how many years; empty = by agreement.
    package var years: String
    /// Start event.
    package var from: String
    /// Until event.
    package var until: String
    /// Both sides may count in full.
    package var isDouble: Bool

    /// A line.
    package init(
        item: String, base: String = "", attract: String, host: String, third: String = "0", years: String = "",
        from: String = "", until: String = "", isDouble: Bool = false
    ) {
        self.item = item
        self.base = base
        self.attract = attract
        self.host = host
        self.third = third
        self.years = years
        self.from = from
        self.until = until
        self.isDouble = isDouble
    }

    /// What is wrong with the line, in Chinese, or nil: each part 0–100 %; single-counted parts total exactly 100.
    package var fault: String? {
        let hundred = Rational(100)
        var total = Rational.zero
        for (name, text) in [("招引方", attract), ("落地方", host), ("第三方", third)] {
            let plain = text.hasSuffix("%") ? String(text.dropLast()) : text
            guard let value = Rational(decimal: plain.isEmpty ? "0" : plain) else {
                return "\(item)：\(name)比例“\(text)”不是数"
            }
            guard value >= .zero, value <= hundred else { return "\(item)：\(name)比例 \(text) 超出0–100" }
            guard let sum = try? total.adding(value) else { return "\(item)：比例过大" }
            total = sum
        }
        if isDouble || total == hundred { return nil }
        let parts = third == "0" || third.isEmpty ? [attract, host] : [attract, host, third]
        return
            "\(item)\(base.isEmpty ? "" : " \(base)")：\(parts.joined(separator: "+"))=\(total.decimal())，单计项须合计100；双计项请标 count=double"
    }
}
