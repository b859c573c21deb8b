/// A code of 国民经济行业分类 GB/T 4754: section `C`, division `15`, group `153` or class `1530`.
///
/// A plain value of four bytes; whether the code exists is a question to `IndustryClassification`.
package struct IndustryCode: Sendable, Hashable, Comparable {
    /// Up to four ASCII bytes, most significant first, padded with zero.
    package let packed: UInt32

    /// Rebuilds a code from `packed`.
    package init(packed: UInt32) { self.packed = packed }

    /// Reads `C`, `15`, `153`, `1530`; a leading section letter before digits (`C1530`) is dropped. Nil for other text.
    package init?(_ text: some StringProtocol) {
        var section: UInt32?
        var digits: UInt32 = 0
        var count = 0
        for (place, byte) in text.utf8.enumerated() {
            if place == 0, (0x41...0x54).contains(byte) {
                section = UInt32(byte)
                continue
            }
            guard (0x30...0x39).contains(byte), count < 4 else { return nil }
            digits = digits << 8 | UInt32(byte)
            count += 1
        }
        if count == 0, let section {
            packed = section << 24
            return
        }
        guard count > 1 else { return nil }
        packed = digits << UInt32(8 * (4 - count))
    }

    /// The codes that a cell states, in order: `1530`, `1530；2664`.
    package static func stated(in text: String) -> [IndustryCode] {
        // Nearly every cell holds one code.
        if let one = IndustryCode(text) { return [one] }
        return text.split(whereSeparator: { ";；,，、/ ".contains($0) }).compactMap { IndustryCode($0) }
    }

    /// The printed code.
    package var text: String {
        var result = ""
        for shift in [24, 16, 8, 0] as [UInt32] {
            let byte = UInt8(truncatingIfNeeded: packed >> shift)
            if byte != 0 { result.unicodeScalars.append(Unicode.Scalar(byte)) }
        }
        return result
    }

    /// The number of characters: 1 section, 2 division, 3 group, 4 class.
    package var length: Int { packed & 0xFF != 0 ? 4 : packed & 0xFF00 != 0 ? 3 : packed & 0xFF0000 != 0 ? 2 : 1 }

    /// The level that the length says.
    package var level: IndustryLevel { IndustryLevel(rawValue: length) ?? .class }

    /// The code cut to `length` characters (2 division, 3 group); itself when it is already as short, or a section.
    package func prefix(_ length: Int) -> IndustryCode {
        guard length < self.length, length >= 1 else { return self }
        return IndustryCode(packed: packed & (UInt32.max << UInt32(8 * (4 - length))))
    }

    /// Whether `other` is this code or stands below it by its digits. A section letter covers only itself here:
    /// the classification knows which divisions it holds.
    package func covers(_ other: IndustryCode) -> Bool { other.prefix(length) == self }

    package static func < (left: IndustryCode, right: IndustryCode) -> Bool { left.packed < right.packed }

    /// How many slots there are: sections, divisions, groups, classes.
    package static let slotCount = 26 + 100 + 1_000 + 10_000

    /// A number of its own below `slotCount`: tables by code need no hashing. Bytes that spell no code may share one.
    package var slot: Int {
        let (a, b, c, d) = (digit(24), digit(16), digit(8), digit(0))
        return switch length {
        case 4: 1_126 + a * 1_000 + b * 100 + c * 10 + d
        case 3: 126 + a * 100 + b * 10 + c
        case 2: 26 + a * 10 + b
        default: Int((packed >> 24 &- 0x41) % 26)
        }
    }

    private func digit(_ shift: UInt32) -> Int { Int((packed >> shift & 0xFF &- 0x30) % 10) }
}

/// The four levels of GB/T 4754.
package enum IndustryLevel: Int, Sendable, Comparable, CaseIterable {
    /// 门类, a letter.
    case section = 1
    /// 大类, two digits.
    case division = 2
    /// 中类, three digits.
    case group = 3
    /// 小类, four digits.
    case `class` = 4

    package static func < (left: IndustryLevel, right: IndustryLevel) -> Bool { left.rawValue < right.rawValue }

    /// The standard's word: 门类, 大类, 中类, 小类.
    package var chinese: String {
        switch self {
        case .section: "门类"
        case .division: "大类"
        case .group: "中类"
        case .class: "小类"
        }
    }
    /// `section`, `division`, `group`, `class`.
    package var name: String {
        switch self {
        case .section: "section"
        case .division: "division"
        case .group: "group"
        case .class: "class"
        }
    }
}
