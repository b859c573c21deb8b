/// A six-digit code of GB/T 2260: province `530000`, prefecture `532800`, county `532822`.
package struct RegionCode: Sendable, Hashable, Comparable {
    /// The code as a number, 110000…829999.
    package let number: Int32

    /// Reads six ASCII digits; nil for any other text.
    package init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard bytes.count == 6 else { return nil }
        var value: Int32 = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int32(byte - 0x30)
        }
        guard value >= 100_000 else { return nil }
        number = value
    }

    private init(number: Int32) { self.number = number }

    /// The printed code.
    package var text: String { String(number) }
    /// The province of this place.
    package var province: RegionCode { RegionCode(number: number / 10_000 * 10_000) }
    /// The prefecture of this place (itself when it is a prefecture or a province).
    package var prefecture: RegionCode { RegionCode(number: number / 100 * 100) }
    /// Whether this is a province.
    package var isProvince: Bool { number % 10_000 == 0 }
    /// Whether this is a prefecture.
    package var isPrefecture: Bool { number % 100 == 0 && !isProvince }
    /// Whether `other` is this place or lies in it, by the digits.
    package func contains(_ other: RegionCode) -> Bool {
        isProvince ? other.province == self : isPrefecture ? other.prefecture == self : other == self
    }

    package static func < (left: RegionCode, right: RegionCode) -> Bool { left.number < right.number }
}
