package import YinfengModel

/// A person's finding on a clause: `RULE=pass|fail,BY,DOC,DATE`.
package struct Finding: Sendable, Equatable {
    /// The rule's id; a finding on `S002-01` also answers `S002-01/far`.
    package let rule: String
    /// Whether the person found the clause met.
    package let isPass: Bool
    /// Who found it.
    package let author: String
    /// The paper.
    package let document: String
    /// The day.
    package let date: CivilDate

    /// A finding.
    package init(rule: String, isPass: Bool, author: String, document: String, date: CivilDate) {
        self.rule = rule
        self.isPass = isPass
        self.author = author
        self.document = document
        self.date = date
    }

    /// Reads `S000-05=pass,县生态环境局,意见〔2026〕3号,2026-03-01`; throws `FindingFault`.
    package init(parsing text: String) throws(FindingFault) {
        guard let split = text.firstIndex(where: { $0 == "=" || $0 == "＝" }) else { throw .noResult(text) }
        let parts = text[text.index(after: split)...].split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == "，" }
        ).map { $0.filter { !$0.isWhitespace } }
        let rule = text[..<split].filter { !$0.isWhitespace }
        guard !rule.isEmpty, let word = parts.first else { throw .noResult(text) }
        let isPass: Bool
        switch word.lowercased() {
        case "pass", "符合", "通过": isPass = true
        case "fail", "不符合", "不通过": isPass = false
        default: throw .badResult(word)
        }
        guard parts.count >= 4, !parts[1].isEmpty, !parts[2].isEmpty else { throw .incomplete(text) }
        guard let date = CivilDate(iso: parts[parts.count - 1]) else { throw .badDate(parts[parts.count - 1]) }
        self.init(
            rule: rule, isPass: isPass, author: parts[1],
            document: parts[2..<(parts.count - 1)].joined(separator: ","), date: date)
    }

    /// Whether it answers a rule.
    package func answers(_ id: String) -> Bool { id == rule || id.hasPrefix(rule + "/") }

    /// `县生态环境局，意见〔2026〕3号，2026-03-01：符合`.
    package var text: String { "\(author)，\(document)，\(date.iso)：\(isPass ? "符合" : "不符合")" }
}

/// Why a finding cannot be read.
package enum FindingFault: ExplainedError, Sendable, Equatable {
    /// No `RULE=…`.
    case noResult(String)
    /// Neither pass nor fail.
    case badResult(String)
    /// Author or document is missing.
    case incomplete(String)
    /// Not a day.
    case badDate(String)

    /// Fact and remedy in Chinese.
    package var explanation: Explanation {
        let form = "写作 S000-05=pass,认定单位,文号,2026-03-01"
        switch self {
        case .noResult(let text): return Explanation(fact: "认定意见“\(text)”没有条款编号", remedy: form)
        case .badResult(let text): return Explanation(fact: "认定结果“\(text)”不是 pass 或 fail", remedy: form)
        case .incomplete(let text): return Explanation(fact: "认定意见“\(text)”缺认定单位或文号", remedy: form)
        case .badDate(let text): return Explanation(fact: "认定日期“\(text)”不是日期", remedy: form)
        }
    }
}

/// What the first-talk register says of the project.
package enum FirstTalkStatus: Sendable, Equatable {
    /// No register was given, or it holds no filing.
    case notFiled
    /// Filed, with the number.
    case filed(String)
    /// Protected for another place: the number and the place.
    case protectedElsewhere(number: String, place: String)
}

/// With which eyes a project is assessed: the day, the profile, what people found.
package struct EntryContext: Sendable {
    /// The day that decides which rules are in force.
    package var asOf: CivilDate
    /// The bureau's parameters.
    package var parameters: EntryParameters
    /// Whether suspect values count as they stand.
    package var acceptsDoubts: Bool
    /// Whether rules out of force are shown (without effect).
    package var includesExpired: Bool
    /// Ids of optional rule sets that were asked for.
    package var optionalSets: Set<String>
    /// Findings of people, for all leads of the run.
    package var findings: [Finding]

    /// A context.
    package init(
        asOf: CivilDate, parameters: EntryParameters, acceptsDoubts: Bool = false, includesExpired: Bool = false,
        optionalSets: Set<String> = [], findings: [Finding] = []
    ) {
        self.asOf = asOf
        self.parameters = parameters
        self.acceptsDoubts = acceptsDoubts
        self.includesExpired = includesExpired
        self.optionalSets = optionalSets
        self.findings = findings
    }
}
