/// An error that a clerk can act on: where, what, and what to do, in Chinese.
///
/// Rooms throw typed errors that conform to it; the edges print it and choose the exit status.
package protocol ExplainedError: Error {
    /// The sentence parts that a person is shown.
    var explanation: Explanation { get }
}

/// Place, fact and remedy of a fault. Never holds private data (contacts) beyond the offending cell.
package struct Explanation: Sendable, Hashable {
    /// Where: file, sheet, row, column; empty when there is no place.
    package let place: String
    /// What is wrong.
    package let fact: String
    /// What to do about it; empty when nothing helps.
    package let remedy: String

    /// An explanation from its parts.
    package init(place: String = "", fact: String, remedy: String = "") {
        self.place = place
        self.fact = fact
        self.remedy = remedy
    }

    /// `place: fact；remedy`.
    package var sentence: String {
        (place.isEmpty ? "" : place + "：") + fact + (remedy.isEmpty ? "" : "；" + remedy)
    }
}
