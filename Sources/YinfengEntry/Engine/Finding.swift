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
    /// The only project that it speaks of, or nil for all of the run.
    package let project: String?

    /// A finding.
    package init(
        rule: String, isPass: Bool, author: String, document: String, date: CivilDate, project: String? = nil
    ) {
        self.project = project
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
        let isPass = try Finding.result(word)
        guard parts.count >= 4, !parts[1].isEmpty, !parts[2].isEmpty else { throw .incomplete(text) }
        guard let date = CivilDate(iso: parts[parts.count - 1]) else { throw .badDate(parts[parts.count - 1]) }
        self.init(
            rule: rule, isPass: isPass, author: parts[1],
            document: parts[2..<(parts.count - 1)].joined(separator: ","), date: date)
    }

    /// Reads one row of a findings table: columns rule, result, by, doc, date and, where it speaks of one project
    /// only, project_id (or their Chinese names). Throws `FindingFault`.
    package init(row cells: [String: String]) throws(FindingFault) {
        func cell(_ names: [String]) -> String {
            for name in names { if let text = cells[name]?.filter({ !$0.isWhitespace }), !text.isEmpty { return text } }
            return ""
        }
        let rule = cell(["rule", "条款编号", "规则", "编号"])
        let author = cell(["by", "认定单位", "认定人"])
        let document = cell(["doc", "document", "文号", "文件"])
        let date = cell(["date", "日期", "认定日期"])
        let project = cell(["project_id", "id", "项目编号"])
        guard !rule.isEmpty else {
            throw .noResult(cells.keys.sorted().compactMap { cells[$0] }.joined(separator: ","))
        }
        let isPass = try Finding.result(cell(["result", "结果", "结论", "认定结果"]))
        guard !author.isEmpty, !document.isEmpty else { throw .incomplete(rule) }
        guard let day = CivilDate(iso: date) else { throw .badDate(date) }
        self.init(
            rule: rule, isPass: isPass, author: author, document: document, date: day,
            project: project.isEmpty ? nil : project)
    }

    private static func result(_ word: String) throws(FindingFault) -> Bool {
        switch word.lowercased() {
        case "pass", "符合", "通过": return true
        case "fail", "不符合", "不通过": return false
        default: throw .badResult(word)
        }
    }

    /// Whether it answers a rule for a project.
    package func answers(_ id: String, project lead: String) -> Bool {
        (id == rule || id.hasPrefix(rule + "/")) && (project == nil || project == lead)
    }

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
