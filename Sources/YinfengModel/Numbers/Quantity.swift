/// A number with the unit that it was converted to, for example 35000 `万元`.
package struct Quantity: Sendable, Hashable {
    /// The value or range, in `unit`.
    package let interval: Interval
    /// The printed unit (`万元`, `亩`, `tce/年`, `%`, `万美元`), a unit of the catalogue's unit table; empty for a pure ratio.
    package let unit: String

    /// A quantity in a unit.
    package init(_ interval: Interval, unit: String) {
        self.interval = interval
        self.unit = unit
    }

    /// A single value in a unit.
    package init(_ value: Rational, unit: String) {
        self.init(Interval(value), unit: unit)
    }

    /// The value and its unit as a person reads it: `35000万元`, `3000–5000万元`.
    package var text: String { interval.text() + unit }
}
