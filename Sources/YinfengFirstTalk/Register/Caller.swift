/// Who calls, when and why: part of every move.
package struct Caller: Sendable, Equatable {
    /// `--as`: code or name of the authority. A statement, not a proof.
    package var authority: String
    /// `--clerk`.
    package var clerk: String
    /// `--at`, or the clock read at the edge.
    package var at: Instant
    /// `--reason`; empty when none.
    package var reason: String

    /// A caller.
    package init(authority: String, clerk: String, at: Instant, reason: String = "") {
        self.authority = authority
        self.clerk = clerk
        self.at = at
        self.reason = reason
    }
}
