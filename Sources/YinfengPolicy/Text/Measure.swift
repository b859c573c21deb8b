import YinfengModel

/// How a number stands to a limit.
enum Comparison: String, Sendable {
    /// 低于, 小于, （不含）以下.
    case less = "<"
    /// 及以下, 不超过.
    case lessOrEqual = "<="
    /// A bare 以下: whether the number itself is meant is not said.
    case lessBare = "<~"
    /// 高于, 大于.
    case greater = ">"
    /// 及以上, 不低于.
    case greaterOrEqual = ">="
    /// A bare 以上.
    case greaterBare = ">~"

    /// Whether the range lies below the number.
    var isUpper: Bool { self == .less || self == .lessOrEqual || self == .lessBare }

    /// The words of a sentence: `低于`, `不超过`, …
    var chinese: String {
        switch self {
        case .less: "低于"
        case .lessOrEqual: "不超过"
        case .lessBare: "在以下："
        case .greater: "高于"
        case .greaterOrEqual: "不低于"
        case .greaterBare: "在以上："
        }
    }
}

/// What a number counts: one line or device, the whole project, or not said.
enum MeasureScope: Sendable {
    /// 单线, 单台, 每条, 一套.
    case line
    /// 总规模, 合计.
    case total
    /// Not said.
    case open
}

/// A number with its unit as a text states it, in base units (吨, 米, 平方米, 千瓦 …) over a time or a second unit.
struct Measure: Sendable {
    /// The value, or the lower end of a range.
    var value: Rational
    /// The upper end of a range, or nil.
    var upper: Rational?
    /// 以下, 不低于 …, or nil for a plain number.
    var bound: Comparison?
    /// The base unit's number in the vocabulary.
    var base: Int16
    /// The unit after the slash (年, 日, 小时, 吨 …), -1 for none.
    var per: Int16
    /// One line or the whole.
    var scope: MeasureScope
    /// 约, 左右.
    var isApproximate: Bool
    /// Land and floor areas and money are never a capacity.
    var isSite: Bool
    /// Where the figure starts, including a comparison word before it.
    var start: Int
    /// Where the figure ends, with its unit and the words of comparison.
    var end: Int
}

/// A threshold of a list item.
struct Limit: Sendable {
    /// The comparison that must hold.
    let comparison: Comparison
    /// The threshold in base units.
    let value: Rational
    /// The base unit.
    let base: Int16
    /// The unit after the slash, -1 for none.
    let per: Int16
    /// 单线-like limits are decided only by a number of one line.
    let scope: MeasureScope
    /// Words that must stand beside the number (直径, 幅宽 …); empty when the unit is enough.
    let words: [[UInt16]]
    /// The limit as printed.
    let text: String
}

/// The answer to one condition.
enum Decision: Sendable, Equatable {
    /// It holds.
    case yes
    /// It does not hold.
    case no
    /// The text does not say; the question for a person.
    case open(String)
}

extension Limit {
    /// Compares a stated number with the limit, exactly; a bare 以下/以上 at the edge is open.
    func decide(_ measure: Measure) -> Decision {
        if measure.isApproximate, isNear(measure.value) { return .open("“\(text)”与约数接近，请给出准确数值") }
        if let upper = measure.upper {
            let low = decide(point: measure.value)
            let high = decide(point: upper)
            return low == high ? low : .open("数值区间跨过“\(text)”，请给出准确数值")
        }
        switch measure.bound {
        case nil: return decide(point: measure.value)
        case .some(let bound) where bound.isUpper == comparison.isUpper:
            // 项目“3米以下”对条目“3米以下”: the whole stated range lies inside.
            let inside = comparison.isUpper ? measure.value <= value : measure.value >= value
            if measure.value == value, bound != comparison, strictness(bound) > strictness(comparison) {
                return .open("数值恰在“\(text)”的边界，请确认是否含本数")
            }
            return inside ? .yes : .open("项目只给出范围，不能与“\(text)”比较，请给出准确数值")
        case .some:
            let outside = comparison.isUpper ? measure.value > value : measure.value < value
            return outside ? .no : .open("项目只给出范围，不能与“\(text)”比较，请给出准确数值")
        }
    }

    /// 及以下 says more than （不含）以下; a bare 以下 stands between.
    private func strictness(_ comparison: Comparison) -> Int {
        switch comparison {
        case .less, .greater: 0
        case .lessBare, .greaterBare: 0
        case .lessOrEqual, .greaterOrEqual: 1
        }
    }

    private func isNear(_ point: Rational) -> Bool {
        guard let low = try? value.multiplied(by: Rational(19)).divided(by: Rational(20)),
            let high = try? value.multiplied(by: Rational(21)).divided(by: Rational(20))
        else { return true }
        return point >= low && point <= high
    }

    private func decide(point: Rational) -> Decision {
        switch comparison {
        case .less: point < value ? .yes : .no
        case .lessOrEqual: point <= value ? .yes : .no
        case .greater: point > value ? .yes : .no
        case .greaterOrEqual: point >= value ? .yes : .no
        case .lessBare:
            point == value ? .open("数值恰为“\(text)”的本数，原文未写“及”，请确认是否含本数") : point < value ? .yes : .no
        case .greaterBare:
            point == value ? .open("数值恰为“\(text)”的本数，原文未写“及”，请确认是否含本数") : point > value ? .yes : .no
        }
    }
}
