package import YinfengModel

/// How a quantity is compared with a line.
package enum LineOperator: Sendable, Equatable {
    /// At least.
    case atLeast
    /// More than.
    case above
    /// At most.
    case atMost
    /// Less than.
    case below
    /// Exactly.
    case equal
    /// Between two ends, each in or out.
    case between(lowIncluded: Bool, highIncluded: Bool)

    /// The sign before the line (`≥`); `∈` for a range.
    package var sign: String {
        switch self {
        case .atLeast: "≥"
        case .above: ">"
        case .atMost: "≤"
        case .below: "<"
        case .equal: "="
        case .between: "∈"
        }
    }

    /// Whether a larger value is better: true for floors, false for ceilings, nil where neither is.
    package var prefersLarger: Bool? {
        switch self {
        case .atLeast, .above: true
        case .atMost, .below: false
        case .equal, .between: nil
        }
    }
}

/// Whether the words 以上 and 以下 include the number.
package enum BoundaryConvention: String, Sendable, CaseIterable {
    /// 民法典第1259条: 以上, 以下 include the number.
    case civilCode = "civil_code"
    /// The document pairs 及以上 (included) with bare 以上 / 以下 (excluded).
    case paired
}

/// A line in the quantity's canonical unit.
package struct LineTest: Sendable, Equatable {
    /// The comparison.
    package let op: LineOperator
    /// The line, or the lower end of a range.
    package let value: Rational
    /// The upper end of a range.
    package let upper: Rational?

    /// A line.
    package init(op: LineOperator, value: Rational, upper: Rational? = nil) {
        self.op = op
        self.value = value
        self.upper = upper
    }

    /// Compares every value that the interval allows: `yes` only when all pass, `no` only when all fail.
    package func holds(for found: Interval) -> Truth {
        switch op {
        case .atLeast: return LineTest.floor(found, value, included: true)
        case .above: return LineTest.floor(found, value, included: false)
        case .atMost: return LineTest.ceiling(found, value, included: true)
        case .below: return LineTest.ceiling(found, value, included: false)
        case .equal:
            let inside = LineTest.floor(found, value, included: true).and(
                LineTest.ceiling(found, value, included: true))
            return inside
        case .between(let lowIncluded, let highIncluded):
            let low = LineTest.floor(found, value, included: lowIncluded)
            let high = LineTest.ceiling(found, upper ?? value, included: highIncluded)
            return low.and(high)
        }
    }

    /// Whether the single value stands exactly on the line (or on an end of the range).
    package func isEdge(_ found: Interval) -> Bool {
        guard let point = found.point else { return false }
        return point == value || point == upper
    }

    private static func floor(_ found: Interval, _ line: Rational, included: Bool) -> Truth {
        if let low = found.low, line < low || (low == line && (included || found.lowOpen)) { return .yes }
        if let high = found.high, high < line || (high == line && (found.highOpen || !included)) { return .no }
        return .unknown
    }

    private static func ceiling(_ found: Interval, _ line: Rational, included: Bool) -> Truth {
        if let high = found.high, high < line || (high == line && (included || found.highOpen)) { return .yes }
        if let low = found.low, line < low || (low == line && (found.lowOpen || !included)) { return .no }
        return .unknown
    }
}

extension LineOperator {
    /// Reads `>=`, `≥`, `不低于`, `不少于`, `及以上` and their likes; 以上 and 以下 follow the document's convention.
    /// Nil for other words.
    package init?(_ word: String, convention: BoundaryConvention = .civilCode) {
        let text = word.filter { !$0.isWhitespace }
        switch text {
        case ">=", "≥", "≧", "＞＝", "＞=", "=>", "不低于", "不少于", "不小于", "大于等于", "大于或等于", "及以上", "至少",
            "达到", "不得低于", "不得少于", "应不低于":
            self = .atLeast
        case "<=", "≤", "≦", "＜＝", "＜=", "=<", "不超过", "不高于", "不大于", "不多于", "小于等于", "小于或等于", "及以下",
            "至多", "以内", "不得超过", "不得高于", "应不超过":
            self = .atMost
        case ">", "＞", "大于", "超过", "高于", "超": self = .above
        case "<", "＜", "小于", "低于", "少于", "不满", "不足": self = .below
        case "=", "＝", "==", "等于", "为": self = .equal
        case "以上": self = convention == .civilCode ? .atLeast : .above
        case "以下": self = convention == .civilCode ? .atMost : .below
        case "[]", "range", "in", "介于", "至": self = .between(lowIncluded: true, highIncluded: true)
        case "[)": self = .between(lowIncluded: true, highIncluded: false)
        case "(]": self = .between(lowIncluded: false, highIncluded: true)
        case "()": self = .between(lowIncluded: false, highIncluded: false)
        default: return nil
        }
    }
}
