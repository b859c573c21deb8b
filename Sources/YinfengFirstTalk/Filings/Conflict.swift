/// 冲突: two or more filings and the claimed sameness.
package struct Conflict: Sendable, Codable, Equatable {
    /// Where the procedure stands.
    package enum State: String, Sendable, Codable {
        /// Statements and mediation.
        case open
        /// Ruled; an appeal may still come.
        case ruled
        /// Opened again by an appeal.
        case appealed
        /// Final.
        case closed
    }

    /// `CF-2026-532800-000003-0`.
    package var number: String
    /// Where it stands.
    package var state: State
    /// Rises with every event about it.
    package var version: Int
    /// Ids of the filings, in order of joining.
    package var parties: [String]
    /// The authority that must rule: the lowest common ancestor of the filers.
    package var arbiter: String
    /// Who opened it: `system`, an authority, or `complaint`.
    package var openedBy: String
    /// The reason, in Chinese.
    package var because: String
    /// The day of opening, ISO.
    package var opened: String
    /// Until when statements are taken.
    package var statementsUntil: Deadline
    /// Statements: authority and text.
    package var statements: [Statement] = []
    /// Rulings, the last in force.
    package var rulings: [Ruling] = []
    /// Documents of a complaint, hex digests.
    package var evidence: [Filing.EvidenceItem] = []

    /// A party's words.
    package struct Statement: Sendable, Codable, Equatable {
        /// Who speaks.
        package var authority: String
        /// The words.
        package var text: String
        /// The day, ISO.
        package var day: String

        /// A statement.
        package init(authority: String, text: String, day: String) {
            self.authority = authority
            self.text = text
            self.day = day
        }
    }

    /// A decision.
    package struct Ruling: Sendable, Codable, Equatable {
        /// keep, share or void.
        package enum Outcome: String, Sendable, Codable {
            /// Some are kept, the others fall.
            case keep
            /// All stay and share by lines.
            case share
            /// All fall.
            case void
        }

        /// `RL-…`.
        package var number: String
        /// By whom.
        package var authority: String
        /// What.
        package var outcome: Outcome
        /// Ids kept.
        package var kept: [String]
        /// Ids that fell.
        package var fallen: [String]
        /// States of the fallen before, by id: an appeal may reinstate them.
        package var before: [String: String]
        /// Why.
        package var reason: String
        /// The day, ISO.
        package var day: String
        /// Until when a party may appeal; nil after an appeal or when no level is above.
        package var appealBy: Deadline?
        /// Sharing lines.
        package var shares: [ShareLine]

        /// A decision.
        package init(
            number: String, authority: String, outcome: Outcome, kept: [String], fallen: [String],
            before: [String: String], reason: String, day: String, appealBy: Deadline?, shares: [ShareLine]
        ) {
            self.number = number
            self.authority = authority
            self.outcome = outcome
            self.kept = kept
            self.fallen = fallen
            self.before = before
            self.reason = reason
            self.day = day
            self.appealBy = appealBy
            self.shares = shares
        }
    }

    /// Whether the contest is on.
    package var isOpen: Bool { state == .open || state == .appealed }

    /// A conflict just opened.
    package init(
        number: String, parties: [String], arbiter: String, openedBy: String, because: String, opened: String,
        statementsUntil: Deadline
    ) {
        self.number = number
        state = .open
        version = 1
        self.parties = parties
        self.arbiter = arbiter
        self.openedBy = openedBy
        self.because = because
        self.opened = opened
        self.statementsUntil = statementsUntil
    }
}
