import YinfengCatalog
import YinfengEntry
import YinfengModel
import YinfengReport

/// The 标准地 commitment annex (`check --annex F.html|.docx`): control figures, periods, liability, one part a project.
///
/// Figures come from the clauses; amounts and periods that the parties must agree on stay open.
struct CheckAnnex: Sendable {
    /// A term as the form has it.
    struct Term: Sendable {
        let section: String
        let item: String
        let text: String
    }

    /// Where it is written.
    let path: String
    private let format: OutputFormat
    private let figures: [(quantity: FieldKey, isFloor: Bool, note: String)]
    private let terms: [Term]
    private let directory: QuantityDirectory

    /// Reads the form; throws 64 for a file of another kind, and `CatalogError`.
    init(path: String, store: CatalogStore, directory: QuantityDirectory) throws {
        guard let format = OutputFormat(path: path), format == .html || format == .docx else {
            throw CommandFailure(.usage, "错误：--annex“\(path)”：承诺书写成网页或 Word 文件，文件名用 .html（浏览器里可打印成 A4）或 .docx")
        }
        self.path = path
        self.format = format
        self.directory = directory
        figures = try store.table("standard-land-annex", "figures.csv").records.map {
            (FieldKey(rawValue: $0["quantity"] ?? ""), $0["kind"] == "floor", $0["note"] ?? "")
        }
        terms = try store.table("standard-land-annex", "terms.csv").records.map {
            Term(section: $0["section"] ?? "", item: $0["item"] ?? "", text: $0["text"] ?? "")
        }
    }

    /// The part of one project at one park.
    func pages(_ lead: Lead, _ park: Park, _ answer: EntryAssessment) -> [PaperBlock] {
        let name = lead.text(.projectName) ?? lead.text(.investorName) ?? lead.id
        let facts: [(label: String, value: String)] = [
            ("用地单位", lead.text(.investorName) ?? ""), ("落地园区", park.name + "（\(park.code)）"),
            ("宗地", lead.text("parcel") ?? ""),
            ("用地面积", lead.quantity(.landArea).map { $0.interval.text() + directory.unitText(.landArea) } ?? ""),
            (
                "准入结论",
                answer.verdict.chinese + (answer.verdict == .admit && !answer.conditions.isEmpty ? "（附条件）" : "")
            ),
        ]
        return [.heading("\(name)（编号 \(lead.id)）")]
            + (lead.isSynthetic ? [.note("示例数据，不是真实项目")] : [])
            + [
                .form(facts.map { ($0.label, [.plain($0.value)]) }),
                .heading("一、控制指标", level: 3),
                CheckAnnex.table(
                    ["指标", "控制线", "依据", "本项目填报（计算）", "承诺值"],
                    figures.compactMap { figureRow($0.quantity, isFloor: $0.isFloor, note: $0.note, answer) }),
                .heading("二、期限", level: 3), periods(lead, answer), .heading("三、违约责任", level: 3),
                CheckAnnex.table(
                    ["情形", "约定"], terms.filter { $0.section == "breach" }.map { [$0.item, $0.text] }),
                .note("承诺单位（盖章）：____________　　日期：____年__月__日　　园区管委会（盖章）：____________"),
            ]
    }

    /// A table of words; of two columns the first, a label, is the narrow one.
    private static func table(_ headings: [String], _ rows: [[String]]) -> PaperBlock {
        let columns = headings.enumerated().map { index, heading in
            PaperTable.Column(heading, share: headings.count == 2 ? (index == 0 ? 25 : 75) : nil)
        }
        return .table(PaperTable(columns: columns, rows: rows.map { $0.map { PaperTable.Cell($0) } }))
    }

    /// The strictest line of a figure with what the project states; nil where neither is known.
    private func figureRow(
        _ quantity: FieldKey, isFloor: Bool, note: String, _ answer: EntryAssessment
    ) -> [String]? {
        let clauses = answer.clauses.filter { $0.quantity == quantity && $0.outcome != .notApplicable }
        let lined = clauses.filter { $0.required != nil }
        // The clause with the least margin holds the strictest line; without a number the first mandatory one.
        let strictest =
            lined.min { a, b in (a.marginShare ?? 0, a.rule) < (b.marginShare ?? 0, b.rule) } ?? lined.first
        let found = clauses.first { $0.found != nil }
        guard strictest != nil || found != nil else { return nil }
        let meets = strictest.map { $0.outcome == .pass } ?? false
        let stated = found?.found ?? ""
        return [
            directory.name(quantity) + (note.isEmpty || note == directory.name(quantity) ? "" : "（\(note)）"),
            strictest?.required ?? "本目录无此限值，由园区填写：____",
            strictest.map { $0.citation.document + " " + $0.citation.clause } ?? "",
            stated + (found.map { $0.formula.isEmpty ? "" : "（\($0.formula)）" } ?? ""),
            meets ? (isFloor ? "不低于 " : "不高于 ") + stated : "____",
        ]
    }

    /// Dates that the lead states, the form's periods, and the conditions of the clauses with their days.
    private func periods(_ lead: Lead, _ answer: EntryAssessment) -> PaperBlock {
        var rows: [[String]] = []
        for (key, label) in [("start_date", "填报开工时间"), ("finish_date", "填报投产时间"), ("full_year", "填报达产年份")] {
            if let text = lead.text(FieldKey(rawValue: key)) { rows.append([label, text]) }
        }
        rows += terms.filter { $0.section == "period" }.map { [$0.item, $0.text] }
        rows += answer.conditions.map { [$0.due.isEmpty ? "附条件" : $0.due, $0.text + "（\($0.rule)）"] }
        return CheckAnnex.table(["事项", "内容"], rows)
    }

    /// Writes the paper.
    func write(_ blocks: [PaperBlock], asOf: CivilDate) throws {
        let paper = Paper(
            title: "“标准地”控制指标承诺书",
            blocks: [.note("按 \(asOf.iso) 有效的规定核对；程序只填计算所得，横线处由双方议定，由人签章后生效。")] + blocks)
        let sink = try FileSink(path: path)
        try sink.write(paper.bytes(format))
        try sink.finish()
    }
}
