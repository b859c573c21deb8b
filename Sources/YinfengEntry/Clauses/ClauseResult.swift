import YinfengModel

/// Why a clause came out as it did; turned into a sentence only when a person will read it.
enum ClauseReason: Sendable, Equatable {
    /// The value meets the line.
    case met
    /// The value does not meet the line.
    case unmet
    /// Part of the range meets the line, part does not.
    case spans
    /// The project does not state what is needed.
    case evidenceMissing
    /// The candidates' industries lead to different results.
    case industryUncertain
    /// This catalogue holds no line.
    case lineNotHeld
    /// The line depends on the county's land grade, which is not known.
    case gradeUnknown
    /// Fewer peers than an average needs: found, needed.
    case peersTooFew(Int, Int)
    /// Only a person can decide: the row's words.
    case judgement
    /// A wide code matches: the row's question comes first.
    case asked
    /// The test holds.
    case testHolds
    /// The test does not hold.
    case testFails
    /// The clause is broken by what was declared.
    case breached
    /// Met with an obligation.
    case obligation
    /// No duty at this size.
    case tierNotReached
    /// The duty's paper is there.
    case paperPresent
    /// The duty's paper is due later.
    case paperDue
    /// The duty's paper is due now and absent.
    case paperMissing
    /// Between target and floor.
    case betweenFloorAndTarget
    /// First talk: filed.
    case filed(String)
    /// First talk: another place is protected.
    case protectedElsewhere(String, String)
    /// Another clause of the group is met.
    case metByOther(String)
    /// An exemption holds.
    case exempted(String)
    /// The park is out of the rule's scope.
    case outOfPlace
    /// The industry is out of the rule's scope.
    case outOfIndustry
    /// The kind of construction is out of the rule's scope.
    case outOfKind
    /// The rule's condition does not hold.
    case outOfCondition
    /// Not about projects.
    case notForProjects
    /// Direction only.
    case guidanceOnly
    /// Not in force on the day.
    case notInForce
}

/// The outcome of one clause in values.
struct ClauseResult: Sendable, Equatable {
    var outcome: ClauseOutcome
    var reason: ClauseReason
    /// The project's number.
    var value: IndicatorValue?
    /// The line that decided, in the quantity's unit.
    var line: LineTest?
    /// Whether the line (of a table, or of the rule) was read in a published copy.
    var isVerified = true
    /// The row of a table that was used.
    var label = ""
    /// The fields that are missing.
    var missing: [FieldKey] = []
    /// The duty's paper, or the words found.
    var duty = ""
    /// Text and due of the tier that was reached.
    var obligation = ""
    var due = ""
    /// The peers behind the line.
    var peers: PeerAverage?
    /// The other rules that the line came from, by index.
    var providers: [Int] = []
    /// Whether the value stands on the line.
    var isEdge = false

    static func notApplicable(_ reason: ClauseReason) -> ClauseResult {
        ClauseResult(outcome: .notApplicable, reason: reason)
    }

    /// Where the candidates' industries lead to different results.
    static func uncertainIndustry(value: IndicatorValue?) -> ClauseResult {
        var open = ClauseResult.missing([.industryCode], value: value)
        open.reason = .industryUncertain
        return open
    }

    static func missing(_ keys: [FieldKey], value: IndicatorValue? = nil) -> ClauseResult {
        var result = ClauseResult(outcome: .missing, reason: .evidenceMissing, value: value)
        result.missing = keys
        return result
    }
}
