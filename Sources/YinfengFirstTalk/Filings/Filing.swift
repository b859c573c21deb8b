import YinfengModel

/// 首谈备案: the projection of a filing's events. The record's words stay in the events; what decides stands here.
package struct Filing: Sendable, Codable, Equatable {
    /// `D-17`, its handle from the first draft on; `D-17@9f3c…` when it came in from another register.
    package var id: String
    /// `FT-2026-532822-000123-H` once submitted.
    package var number: String?
    /// The register's order, given at submission (and anew by a late cure).
    package var seq: Int?
    /// The order that precedence goes by: `seq`, or that of the filing it succeeded.
    package var order: Int?
    /// Where it stands.
    package var state: FilingState
    /// Rises by one with every event about it.
    package var version: Int
    /// 报送单位.
    package var filer: String
    /// 受理单位 that holds it now.
    package var acceptor: String?
    /// The version of the parameters under which it was submitted.
    package var ruleSet: Int
    /// The number of the event that holds its record.
    package var recordEvent: Int
    /// SHA-256 of the record, hex.
    package var recordDigest: String
    /// The fields that sameness compares.
    package var subject: Subject
    /// Name of the project.
    package var projectName: String
    /// Secrecy: 公开, 内部 or 敏感.
    package var secrecy: String
    /// First talk, ISO.
    package var talkDate: String?
    /// When it was submitted, UTC seconds.
    package var submittedAt: Int?
    /// Filed after the deadline, with a reason: it loses talked-first.
    package var isLate = false
    /// Below every floor and filed all the same.
    package var isVoluntary = false
    /// Evidence held: digest, kind, date.
    package var evidence: [EvidenceItem] = []
    /// The review, cure or report date that comes next.
    package var due: Deadline?
    /// The day that `due` counts from, ISO, for settling a provisional one.
    package var dueFrom: String?
    /// The protection.
    package var protection: Protection?
    /// How many extensions were granted.
    package var extensions = 0
    /// A move that waits for the acceptor.
    package var asked: AskedMove?
    /// The day of the last warning, ISO.
    package var warnedOn: String?
    /// The day of the last progress of any kind, ISO.
    package var lastProgress: String?
    /// The day of the last qualifying progress, ISO.
    package var lastQualifying: String?
    /// The day of acceptance or of the last extension, ISO: qualifying progress must follow it.
    package var lastGrant: String?
    /// The contract.
    package var contract: Contract?
    /// Conflicts that are open over it.
    package var openConflicts: [String] = []
    /// The last conflict check.
    package var check: ConflictCheck?
    /// The level required and why.
    package var escalation: EscalationNeed?
    /// A collaboration that waits for confirmation, or was confirmed.
    package var collaboration: Collaboration?
    /// The number of the filing that it succeeded by transfer.
    package var origin: String?
    /// The first holder, for assessment credit.
    package var firstHolder: String?
    /// The number of its successor.
    package var successor: String?
    /// The number of an earlier filing that it continues.
    package var previous: String?
    /// Until when its filer may not file this subject again, ISO.
    package var bannedUntil: String?
    /// Sharing agreed or ruled with other filings of the subject.
    package var sharedWith: [String] = []
    /// Who last ruled in its favour: a level that has ruled need not be reported to again.
    package var ruledBy: String?
    /// The clock's standstill while contested.
    package var stopped: StoppedClock?
    /// Days that contests have stopped the clock in all.
    package var stoppedDays = 0

    /// A document of proof; the bytes stay outside.
    package struct EvidenceItem: Sendable, Codable, Equatable {
        /// SHA-256, hex.
        package var sha256: String
        /// 洽谈纪要, 意向书, …
        package var kind: String
        /// Its date, ISO.
        package var date: String
        /// The file's name when it was registered.
        package var name: String?
        /// Pages, as stated.
        package var pages: Int?

        /// A document.
        package init(sha256: String, kind: String, date: String, name: String? = nil, pages: Int? = nil) {
            self.sha256 = sha256
            self.kind = kind
            self.date = date
            self.name = name
            self.pages = pages
        }
    }

    /// From when to when others must keep away.
    package struct Protection: Sendable, Codable, Equatable {
        /// The day of acceptance, ISO.
        package var from: String
        /// The end.
        package var to: Deadline

        /// A protection.
        package init(from: String, to: Deadline) {
            self.from = from
            self.to = to
        }
    }

    /// What the filer asked and the acceptor has not yet granted.
    package struct AskedMove: Sendable, Codable, Equatable {
        /// extend, land or close.
        package var verb: String
        /// The day it was asked, ISO.
        package var day: String

        /// A request.
        package init(verb: String, day: String) {
            self.verb = verb
            self.day = day
        }
    }

    /// The contract that ended the clock.
    package struct Contract: Sendable, Codable, Equatable {
        /// Its date, ISO.
        package var date: String
        /// SHA-256 of its file, hex.
        package var sha256: String

        /// A contract.
        package init(date: String, sha256: String) {
            self.date = date
            self.sha256 = sha256
        }
    }

    /// Days left when a contest stopped the clock.
    package struct StoppedClock: Sendable, Codable, Equatable {
        /// The day of the contest, ISO.
        package var day: String
        /// Days from that day to the raw end; nil when no protection had begun.
        package var daysLeft: Int?

        /// A standstill.
        package init(day: String, daysLeft: Int?) {
            self.day = day
            self.daysLeft = daysLeft
        }
    }

    /// Whether a conflict is open over it.
    package var isContested: Bool { !openConflicts.isEmpty && state.canBeContested }

    /// The number, or the handle of a draft.
    package var name: String { number ?? id }

    /// Whether it came in from another register.
    package var isForeign: Bool { id.contains("@") }
}

/// The fields that decide whether two filings are of one subject.
package struct Subject: Sendable, Codable, Equatable {
    /// 投资方名称, NFC, as written.
    package var investor: String
    /// A valid credit code, else nil.
    package var uscc: String?
    /// 实际控制人/母公司.
    package var parent: String?
    /// GB/T 4754 codes.
    package var codes: [String]
    /// Products, the main one first, without amounts.
    package var products: [String]
    /// Total investment in 万元 as exact decimal text.
    package var amount: String?
    /// Prefectures that the filer and the site wishes lie in.
    package var prefectures: [String]

    /// A subject.
    package init(
        investor: String, uscc: String? = nil, parent: String? = nil, codes: [String] = [], products: [String] = [],
        amount: String? = nil, prefectures: [String] = []
    ) {
        self.investor = investor
        self.uscc = uscc
        self.parent = parent
        self.codes = codes
        self.products = products
        self.amount = amount
        self.prefectures = prefectures
    }
}

/// The result of a conflict check with the versions that it rests on.
package struct ConflictCheck: Sendable, Codable, Equatable {
    /// The filings met, hard before soft before note, then by seq.
    package var hits: [ConflictHit]
    /// The version of the record that was checked.
    package var version: Int
    /// The version of the parameters.
    package var ruleSet: Int
    /// Editions consulted: names of catalogues with their checksums.
    package var catalogs: [String]

    /// A result.
    package init(hits: [ConflictHit], version: Int, ruleSet: Int, catalogs: [String]) {
        self.hits = hits
        self.version = version
        self.ruleSet = ruleSet
        self.catalogs = catalogs
    }
}

/// Another filing that may be of the same subject.
package struct ConflictHit: Sendable, Codable, Equatable {
    /// hard, soft or note.
    package enum Tier: String, Sendable, Codable, CaseIterable {
        /// Cannot be accepted while the conflict is open.
        case hard
        /// The acceptor decides and writes why.
        case soft
        /// Shown only.
        case note

        /// 强 / 弱 / 提示.
        package var chinese: String {
            switch self {
            case .hard: "强"
            case .soft: "弱"
            case .note: "提示"
            }
        }
    }

    /// The other filing's id.
    package var filing: String
    /// Its number.
    package var number: String
    /// Its seq.
    package var seq: Int
    /// Its filer.
    package var filer: String
    /// How serious.
    package var tier: Tier
    /// I0…I5.
    package var investor: String
    /// C0…C3.
    package var content: String
    /// The compared fields, each `field: here | there | result`.
    package var fields: [String]
    /// Filed by another body of the same place about the same talk (one filing, two units).
    package var isSamePlace = false

    /// A hit.
    package init(
        filing: String, number: String, seq: Int, filer: String, tier: Tier, investor: String, content: String,
        fields: [String]
    ) {
        self.filing = filing
        self.number = number
        self.seq = seq
        self.filer = filer
        self.tier = tier
        self.investor = investor
        self.content = content
        self.fields = fields
    }
}

/// The level that the project requires.
package struct EscalationNeed: Sendable, Codable, Equatable {
    /// county, prefecture or province; nil when none is required.
    package var level: String?
    /// Why, in Chinese, one reason a rule met.
    package var because: [String]
    /// Whether a special team (专班) is to be named.
    package var specialTeam: Bool
    /// Departments whose concurrence is due.
    package var concurrence: [String]
    /// By when, when the level is above the acceptor.
    package var deadline: Deadline?

    /// A need.
    package init(
        level: String? = nil, because: [String] = [], specialTeam: Bool = false, concurrence: [String] = [],
        deadline: Deadline? = nil
    ) {
        self.level = level
        self.because = because
        self.specialTeam = specialTeam
        self.concurrence = concurrence
        self.deadline = deadline
    }
}

/// 跨州市协作 / 流转: who gives, who takes, who gets what.
package struct Collaboration: Sendable, Codable, Equatable {
    /// Its number `CO-…`.
    package var number: String
    /// The receiver.
    package var to: String
    /// The lines.
    package var shares: [ShareLine]
    /// The day of the proposal, ISO.
    package var proposed: String
    /// Until when the receiver may confirm.
    package var confirmBy: Deadline
    /// Who has confirmed.
    package var confirmedBy: String?

    /// A proposal.
    package init(number: String, to: String, shares: [ShareLine], proposed: String, confirmBy: Deadline) {
        self.number = number
        self.to = to
        self.shares = shares
        self.proposed = proposed
        self.confirmBy = confirmBy
    }
}
