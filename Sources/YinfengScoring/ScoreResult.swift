package import YinfengModel

/// A filled score sheet: the machine's part, and the lines that people fill.
package struct ScoreResult: Sendable, Equatable {
    /// One line.
    package struct Line: Sendable, Equatable {
        /// The item.
        package let item: String
        /// The points; nil where people score, or where no benchmark is given.
        package let points: Rational?
        /// The most points.
        package let max: Rational
        /// Whether the machine scores it.
        package let isByMachine: Bool
        /// How the points came about, or why they did not, in Chinese.
        package let because: String
        /// The fields that are missing; such an item has 0 points.
        package let missing: [FieldKey]
    }

    /// The lines in the form's order.
    package let lines: [Line]

    /// The sum of the machine's points.
    package var machine: Rational {
        lines.reduce(.zero) { sum, line in line.points.flatMap { try? sum.adding($0) } ?? sum }
    }

    /// The most that the machine's items can give.
    package var maxMachine: Rational {
        lines.filter(\.isByMachine).reduce(.zero) { (try? $0.adding($1.max)) ?? $0 }
    }

    /// Whether every item of the machine has its evidence.
    package var isWhole: Bool { lines.allSatisfy { !$0.isByMachine || ($0.points != nil && $0.missing.isEmpty) } }
}
