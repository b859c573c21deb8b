/// The folded form under which names of places and zones are compared.
///
/// Full-width ASCII becomes half-width, letters lower case; blanks, brackets, dots and dashes are dropped, because
/// offices write 磨憨—磨丁, 磨憨-磨丁 and 磨憨磨丁 for one zone.
package struct PlaceName: Sendable, Hashable {
    /// The folded scalars.
    package let scalars: [UInt32]

    /// Folds a name.
    package init(_ text: some StringProtocol) {
        var folded: [UInt32] = []
        folded.reserveCapacity(text.utf8.count / 3 + 1)
        PlaceName.append(text, to: &folded)
        scalars = folded
    }

    /// Folds several texts into one, with a scalar that counts between them.
    package init(joining texts: [String], by separator: Unicode.Scalar) {
        var folded: [UInt32] = []
        folded.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count / 3 + 2 })
        for (number, text) in texts.enumerated() {
            if number > 0, let value = PlaceName.fold(separator) { folded.append(value) }
            PlaceName.append(text, to: &folded)
        }
        scalars = folded
    }

    @inline(__always)
    private static func append(_ text: some StringProtocol, to folded: inout [UInt32]) {
        for scalar in text.unicodeScalars {
            if let value = fold(scalar) { folded.append(value) }
        }
    }

    init(scalars: [UInt32]) { self.scalars = scalars }

    /// The folded value of one scalar, or nil when it does not count.
    static func fold(_ scalar: Unicode.Scalar) -> UInt32? {
        var value = scalar.value
        // Nearly all are Chinese characters.
        if (0x4E00...0x9FFF).contains(value) { return value }
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        switch value {
        case 0x00...0x20, 0x7F, 0xA0, 0x3000, 0xFEFF, 0x200B...0x200F: return nil
        case 0x28, 0x29, 0x5B, 0x5D, 0x2D, 0x2E, 0x5F, 0x7E, 0xB7: return nil
        case 0x2010...0x2015, 0x2022, 0x2027, 0x2500, 0x2212, 0x30FB, 0x3010, 0x3011, 0x3014, 0x3015: return nil
        case 0x22, 0x27, 0x201C, 0x201D, 0x2018, 0x2019, 0x300C, 0x300D: return nil
        case 0x41...0x5A: return value + 0x20
        default: return value
        }
    }

    /// Where a word stands in the name, each start, ascending. O(name × word).
    package func starts(of word: PlaceName) -> [Int] {
        guard !word.isEmpty, count >= word.count else { return [] }
        return (0...(count - word.count)).filter { scalars[$0..<($0 + word.count)].elementsEqual(word.scalars) }
    }

    /// Whether a word stands in the name. O(name × word).
    func holds(_ word: PlaceName) -> Bool {
        guard let first = word.scalars.first, count >= word.count else { return false }
        return (0...(count - word.count)).contains { start in
            scalars[start] == first && scalars[start..<(start + word.count)].elementsEqual(word.scalars)
        }
    }

    /// The number of scalars.
    package var count: Int { scalars.count }
    /// Whether nothing is left.
    package var isEmpty: Bool { scalars.isEmpty }
    /// The folded text.
    package var text: String {
        var result = ""
        for value in scalars { if let scalar = Unicode.Scalar(value) { result.unicodeScalars.append(scalar) } }
        return result
    }

    /// Whether the name begins with another one.
    func hasPrefix(_ other: PlaceName) -> Bool { scalars.starts(with: other.scalars) }
    /// Whether the name ends with another one.
    func hasSuffix(_ other: PlaceName) -> Bool {
        scalars.count >= other.count && scalars.suffix(other.count).elementsEqual(other.scalars)
    }
    /// The name without its first scalars.
    package func dropping(first count: Int) -> PlaceName { PlaceName(scalars: Array(scalars.dropFirst(count))) }
    /// The name without its last scalars.
    func dropping(last count: Int) -> PlaceName { PlaceName(scalars: Array(scalars.dropLast(count))) }
}
