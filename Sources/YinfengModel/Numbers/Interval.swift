/// What a cell says of a number: a point, a range, or a bound with one open end.
///
/// `low == high` is a point. A nil end is unknown in that direction (近3亿元 has no lower end, 3亿元以上 no upper).
package struct Interval: Sendable, Hashable {
    /// The least value, or nil when none is stated.
    package let low: Rational?
    /// The greatest value, or nil when none is stated.
    package let high: Rational?
    /// Whether `low` itself is excluded (超3亿元).
    package let lowOpen: Bool
    /// Whether `high` itself is excluded (不足3亿元).
    package let highOpen: Bool
    /// Whether the text said 约 or 左右: clauses widen the interval by the profile's `approx_width`.
    package let isApproximate: Bool

    /// An interval from its ends.
    package init(
        low: Rational?, high: Rational?, lowOpen: Bool = false, highOpen: Bool = false, isApproximate: Bool = false
    ) {
        self.low = low
        self.high = high
        self.lowOpen = lowOpen
        self.highOpen = highOpen
        self.isApproximate = isApproximate
    }

    /// The interval that holds just one value.
    package init(_ value: Rational, isApproximate: Bool = false) {
        self.init(low: value, high: value, isApproximate: isApproximate)
    }

    /// The single value, or nil for a range or a bound.
    package var point: Rational? { low == high && !lowOpen && !highOpen ? low : nil }

    /// The interval with both ends multiplied by a positive factor; throws `ArithmeticFault`.
    package func scaled(by factor: Rational) throws(ArithmeticFault) -> Interval {
        var newLow: Rational?
        var newHigh: Rational?
        if let low { newLow = try low.multiplied(by: factor) }
        if let high { newHigh = try high.multiplied(by: factor) }
        return Interval(low: newLow, high: newHigh, lowOpen: lowOpen, highOpen: highOpen, isApproximate: isApproximate)
    }

    /// The sum of two intervals; an end is unknown when either is; throws `ArithmeticFault`.
    package func adding(_ other: Interval) throws(ArithmeticFault) -> Interval {
        var newLow: Rational?
        var newHigh: Rational?
        if let a = low, let b = other.low { newLow = try a.adding(b) }
        if let a = high, let b = other.high { newHigh = try a.adding(b) }
        return Interval(
            low: newLow, high: newHigh, lowOpen: lowOpen || other.lowOpen, highOpen: highOpen || other.highOpen,
            isApproximate: isApproximate || other.isApproximate)
    }

    /// The quotient of two non-negative intervals; an end is unknown when its operands are, or when the divisor
    /// reaches zero; throws `ArithmeticFault`.
    package func divided(by other: Interval) throws(ArithmeticFault) -> Interval {
        var newLow: Rational?
        var newHigh: Rational?
        if let a = low, let b = other.high, !b.isZero { newLow = try a.divided(by: b) }
        if let a = high, let b = other.low, !b.isZero { newHigh = try a.divided(by: b) }
        return Interval(
            low: newLow, high: newHigh, lowOpen: lowOpen || other.highOpen, highOpen: highOpen || other.lowOpen,
            isApproximate: isApproximate || other.isApproximate)
    }

    /// The interval widened on both sides by `share` of each end where it is approximate; throws `ArithmeticFault`.
    package func widened(by share: Rational) throws(ArithmeticFault) -> Interval {
        guard isApproximate else { return self }
        var newLow: Rational?
        var newHigh: Rational?
        if let low { newLow = try low.multiplied(by: Rational.one.subtracting(share)) }
        if let high { newHigh = try high.multiplied(by: Rational.one.adding(share)) }
        return Interval(low: newLow, high: newHigh, lowOpen: lowOpen, highOpen: highOpen, isApproximate: true)
    }

    /// `35000`, `3000–5000`, `≥3000`, `≤5000`, or `—` when nothing is known.
    package func text(digits: Int = 4) -> String {
        let prefix = isApproximate ? "约" : ""
        switch (low, high) {
        case (let low?, let high?):
            if low == high { return prefix + low.decimal(digits: digits) }
            return prefix + low.decimal(digits: digits) + "–" + high.decimal(digits: digits)
        case (let low?, nil): return prefix + (lowOpen ? ">" : "≥") + low.decimal(digits: digits)
        case (nil, let high?): return prefix + (highOpen ? "<" : "≤") + high.decimal(digits: digits)
        case (nil, nil): return "—"
        }
    }
}
