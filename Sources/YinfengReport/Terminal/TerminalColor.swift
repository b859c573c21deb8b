import YinfengModel

/// Colours of verdicts and clause results, by their contract words and their Chinese names.
enum TerminalColor {
    case good
    case caution
    case bad
    case quiet

    /// The words of verdicts and clause results, contract words and Chinese ones, by colour.
    static let verdictWords: [(color: TerminalColor, words: [String])] = [
        (.good, words([Verdict.admit], [.pass]) + ["准入（附条件）"]),
        (.caution, words([.needsEvidence, .review], [.missing, .review])),
        (.bad, words([.refuse], [.fail])),
        (.quiet, words([], [.notApplicable])),
    ]

    private static func words(_ verdicts: [Verdict], _ outcomes: [ClauseOutcome]) -> [String] {
        verdicts.flatMap { [$0.rawValue, $0.chinese] } + outcomes.flatMap { [$0.rawValue, $0.chinese] }
    }

    /// The colour that a verdict cell gets, or nil.
    init?(verdict text: String) {
        guard let found = TerminalColor.verdictWords.first(where: { $0.words.contains(text) }) else { return nil }
        self = found.color
    }

    /// The text between the colour's escape codes.
    func paint(_ text: String) -> String {
        let code =
            switch self {
            case .good: "32"
            case .caution: "33"
            case .bad: "31"
            case .quiet: "2"
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    /// RGB for spreadsheets and pages: background and text.
    var fill: (background: UInt32, text: UInt32) {
        switch self {
        case .good: (0xE2F0D9, 0x1E5B2A)
        case .caution: (0xFFF2CC, 0x7F6000)
        case .bad: (0xF8D7DA, 0x8B1A1A)
        case .quiet: (0xEDEDED, 0x666666)
        }
    }
}
