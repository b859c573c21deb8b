import YinfengModel

/// Quick looks at the bytes of a cell, which spare most cells the careful way.
enum PlainText {
    /// Whether the text surely begins and ends with a letter, a digit or a sign. O(1).
    static func hasNoOuterBlanks(_ text: String) -> Bool {
        let known: Bool? = text.utf8.withContiguousStorageIfAvailable { bytes in
            guard let first = bytes.first, let last = bytes.last else { return false }
            guard isVisible(first) else { return false }
            if last < 0x80 { return last > 0x20 && last != 0x7F }
            // Three bytes of a unified ideograph.
            return bytes.count >= 3 && (0xE4...0xE9).contains(bytes[bytes.count - 3])
        }
        return known ?? false
    }

    /// A visible ASCII character or the first byte of a unified ideograph.
    private static func isVisible(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F || (0xE4...0xE9).contains(byte)
    }
}

/// Numbers of ASCII digits and at most one point.
enum PlainDecimal {
    /// The number, or nil when anything else stands in the text or it is longer than 15 characters. O(length).
    static func read(_ text: String) -> Rational? {
        var digits = 0
        var count = 0
        var places: Int?
        for byte in text.utf8 {
            count += 1
            if count > 15 { return nil }
            if byte == 0x2E {
                if places != nil || count == 1 { return nil }
                places = 0
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            digits = digits * 10 + Int(byte - 0x30)
            places = places.map { $0 + 1 }
        }
        guard count > 0, places.map({ $0 > 0 }) ?? true else { return nil }
        guard let places else { return Rational(digits) }
        var scale: Int128 = 1
        for _ in 0..<places { scale *= 10 }
        return Rational(Int128(digits), scale)
    }
}

/// The first characters of a few words: most texts are told apart from all of them by their first bytes.
struct WordStarts: Sendable {
    private var ascii = [Bool](repeating: false, count: 128)
    private var starts: Set<UInt32> = []

    /// The starts of folded words.
    init(_ words: some Collection<String>) {
        for word in words {
            guard let scalar = word.unicodeScalars.first else { continue }
            if scalar.isASCII {
                ascii[Int(scalar.value)] = true
                // Folding brings letters to lower case.
                if let upper = scalar.properties.uppercaseMapping.unicodeScalars.first, upper.isASCII {
                    ascii[Int(upper.value)] = true
                }
            } else {
                starts.insert(scalar.value)
            }
        }
    }

    /// Whether one of the words may begin the text; false only when none can. O(1).
    func mayStart(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { mayStart($0) }
    }

    /// As for a string, of its UTF-8, which may be damaged. O(1).
    func mayStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        if first < 0x80 { return ascii[Int(first)] || first <= 0x20 }
        // All but ideographs may fold into anything.
        guard first & 0xF0 == 0xE0, bytes.count >= 3, bytes[1] & 0xC0 == 0x80, bytes[2] & 0xC0 == 0x80 else {
            return true
        }
        let scalar = UInt32(first & 0x0F) << 12 | UInt32(bytes[1] & 0x3F) << 6 | UInt32(bytes[2] & 0x3F)
        if starts.contains(scalar) { return true }
        // A traditional form of a word's first character folds into the set; such words are short.
        return !(0x4E00...0x9FFF).contains(scalar) || bytes.count <= 6
    }
}
