/// An exact fraction: thresholds are compared with it, never with binary floating point.
///
/// The denominator is positive and the fraction is in lowest terms, so equal values have equal parts.
/// Parts are 128-bit; arithmetic that would overflow throws `ArithmeticFault.overflow`
/// (figures of real projects stay far below: 10^12 万元 × 10^6).
package struct Rational: Sendable, Hashable, Comparable {
    /// The signed numerator.
    package let numerator: Int128
    /// The denominator, at least 1.
    package let denominator: Int128

    /// Zero.
    package static let zero = Rational(0)
    /// One.
    package static let one = Rational(1)

    /// A whole number.
    package init(_ value: Int) {
        numerator = Int128(value)
        denominator = 1
    }

    /// The fraction `numerator / denominator` in lowest terms; nil when the denominator is zero or a part is too large.
    package init?(_ numerator: Int128, _ denominator: Int128) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        let divisor = Rational.gcd(numerator, denominator)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * (numerator / divisor)
        self.denominator = sign * (denominator / divisor)
    }

    private init(reduced numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Reads a plain decimal such as `-12.50` or `1.2E+04` exactly; nil for anything else.
    ///
    /// ASCII digits only; at most 30 significant digits and exponents within ±30, so hostile cells cost nothing.
    package init?(decimal text: some StringProtocol) {
        var digits: Int128 = 0
        var count = 0
        var scale = 0
        var seenDigit = false
        var seenPoint = false
        var negative = false
        var exponent = 0
        var bytes = text.utf8.makeIterator()
        var byte = bytes.next()
        if byte == 0x2B || byte == 0x2D {
            negative = byte == 0x2D
            byte = bytes.next()
        }
        scan: while let current = byte {
            switch current {
            case 0x30...0x39:
                seenDigit = true
                if digits != 0 || current != 0x30 { count += 1 }
                guard count <= 30 else { return nil }
                digits = digits * 10 + Int128(current - 0x30)
                if seenPoint { scale += 1 }
                guard scale <= 30 else { return nil }
            case 0x2E:
                guard !seenPoint else { return nil }
                seenPoint = true
            case 0x45, 0x65:
                guard seenDigit, let value = Rational.exponent(&bytes) else { return nil }
                exponent = value
                break scan
            default:
                return nil
            }
            byte = bytes.next()
        }
        guard seenDigit else { return nil }
        let power = exponent - scale
        guard abs(power) <= 30 else { return nil }
        let factor = Rational.powerOfTen(abs(power))
        if negative { digits = -digits }
        if power >= 0 {
            let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
            guard !overflow else { return nil }
            self.init(product, 1)
        } else {
            self.init(digits, factor)
        }
    }

    private static func exponent(_ bytes: inout some IteratorProtocol<UInt8>) -> Int? {
        var negative = false
        var value = 0
        var seen = false
        var byte = bytes.next()
        if byte == 0x2B || byte == 0x2D {
            negative = byte == 0x2D
            byte = bytes.next()
        }
        while let current = byte {
            guard (0x30...0x39).contains(current) else { return nil }
            value = value * 10 + Int(current - 0x30)
            seen = true
            guard value <= 60 else { return nil }
            byte = bytes.next()
        }
        return seen ? (negative ? -value : value) : nil
    }

    private static func powerOfTen(_ power: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<power { result *= 10 }
        return result
    }

    private static func gcd(_ a: Int128, _ b: Int128) -> Int128 {
        var x = a.magnitude
        var y = b.magnitude
        // Most figures fit a machine word, where division is far cheaper.
        while y != 0 {
            if x <= UInt128(UInt64.max), y <= UInt128(UInt64.max) {
                var m = UInt64(x)
                var n = UInt64(y)
                while n != 0 { (m, n) = (n, m % n) }
                return Int128(m)
            }
            (x, y) = (y, x % y)
        }
        return x == 0 ? 1 : Int128(x)
    }

    /// The sum; throws `ArithmeticFault.overflow`.
    package func adding(_ other: Rational) throws(ArithmeticFault) -> Rational {
        try Rational.make(
            Rational.sum(
                Rational.product(numerator, other.denominator), Rational.product(other.numerator, denominator)),
            Rational.product(denominator, other.denominator))
    }

    /// The difference; throws `ArithmeticFault.overflow`.
    package func subtracting(_ other: Rational) throws(ArithmeticFault) -> Rational {
        try adding(other.negated)
    }

    /// The product; throws `ArithmeticFault.overflow`.
    package func multiplied(by other: Rational) throws(ArithmeticFault) -> Rational {
        let left = Rational.gcd(numerator, other.denominator)
        let right = Rational.gcd(other.numerator, denominator)
        return try Rational.make(
            Rational.product(numerator / left, other.numerator / right),
            Rational.product(denominator / right, other.denominator / left))
    }

    /// The quotient; throws `ArithmeticFault.divisionByZero` or `.overflow`.
    package func divided(by other: Rational) throws(ArithmeticFault) -> Rational {
        guard other.numerator != 0 else { throw .divisionByZero }
        let inverse =
            other.numerator > 0
            ? Rational(reduced: other.denominator, other.numerator)
            : Rational(reduced: -other.denominator, -other.numerator)
        return try multiplied(by: inverse)
    }

    /// The value with its sign turned.
    package var negated: Rational { Rational(reduced: -numerator, denominator) }
    /// The absolute value.
    package var magnitude: Rational { numerator < 0 ? negated : self }
    /// Whether the value is zero.
    package var isZero: Bool { numerator == 0 }
    /// The nearest binary floating-point number: for scores and pictures, never for a threshold.
    package var double: Double { Double(numerator) / Double(denominator) }

    package static func < (left: Rational, right: Rational) -> Bool {
        if left.denominator == right.denominator { return left.numerator < right.numerator }
        // a/b < c/d ⇔ a·d < c·b; the full 256-bit products cannot overflow.
        let l = left.numerator.multipliedFullWidth(by: right.denominator)
        let r = right.numerator.multipliedFullWidth(by: left.denominator)
        return l.high == r.high ? l.low < r.low : l.high < r.high
    }

    private static func product(_ a: Int128, _ b: Int128) throws(ArithmeticFault) -> Int128 {
        let (value, overflow) = a.multipliedReportingOverflow(by: b)
        guard !overflow else { throw .overflow }
        return value
    }

    private static func sum(_ a: Int128, _ b: Int128) throws(ArithmeticFault) -> Int128 {
        let (value, overflow) = a.addingReportingOverflow(b)
        guard !overflow else { throw .overflow }
        return value
    }

    private static func make(_ numerator: Int128, _ denominator: Int128) throws(ArithmeticFault) -> Rational {
        guard let value = Rational(numerator, denominator) else { throw .overflow }
        return value
    }
}

/// What can go wrong in exact arithmetic.
package enum ArithmeticFault: Error, Sendable, Equatable {
    /// A part of the result does not fit 128 bits.
    case overflow
    /// The divisor is zero.
    case divisionByZero
}
