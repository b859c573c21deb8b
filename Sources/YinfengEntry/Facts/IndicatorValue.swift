package import YinfengModel

/// One number of a project with its formula and where it comes from. A class: results of clauses hand it on and on.
package final class IndicatorValue: Sendable, Equatable {
    /// The value or range in the quantity's unit; nil when nothing is known.
    package let interval: Interval?
    /// How it was computed, with the numbers (`固定资产投资 32000万元 ÷ 用地面积 100亩`); empty for a stated value. Made
    /// when it is read: in long lists nobody reads it.
    package var formula: String { makeFormula() }
    private let makeFormula: @Sendable () -> String
    /// Whether it was computed, not stated.
    package let isComputed: Bool
    /// The fields that were used.
    package let inputs: [FieldKey]
    /// The fields that would make it known, or sharper.
    package let wanted: [FieldKey]
    /// A remark that belongs beside the number.
    package let note: String
    /// Whether every factor in the formula was read in a published copy.
    package let isVerified: Bool

    /// A number.
    package init(
        interval: Interval?, formula: (@Sendable () -> String)? = nil, inputs: [FieldKey] = [],
        wanted: [FieldKey] = [], note: String = "", isVerified: Bool = true
    ) {
        self.interval = interval
        makeFormula = formula ?? { "" }
        isComputed = formula != nil
        self.inputs = inputs
        self.wanted = wanted
        self.note = note
        self.isVerified = isVerified
    }
}

extension IndicatorValue {
    package static func == (left: IndicatorValue, right: IndicatorValue) -> Bool {
        left === right
            || left.interval == right.interval && left.formula == right.formula && left.inputs == right.inputs
                && left.wanted == right.wanted && left.note == right.note
    }
}
