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
    private let figures: [(quantity: FieldKey, isFloor: Bool, note: String)]
    private let terms: [Term]
    private let directory: QuantityDirectory

    /// Reads the form; throws 64 for a file of another kind, and `CatalogError`.
    init(path: String, store: CatalogStore, directory: QuantityDirectory) throws {
        guard ["html", "htm", "docx"].contains(path.split(separator: ".").last?.lowercased() ?? "") else {
            throw CommandFailure(.usage, "错误：--annex“\(path)”：承诺书写成网页或 Word 文件，文件名用 .html（浏览器里可打印成 A4）或 .docx")
        }
        self.path = path
        self.directory = directory
        figures = try store.table("standard-land-annex", "figures.csv").records.map {
            (FieldKey(rawValue: $0["quantity"] ?? ""), $0["kind"] == "floor", $0["note"] ?? "")
        }
        terms = try store.table("standard-land-annex", "terms.csv").records.map {
            Term(section: $0["section"] ?? "", item: $0["item"] ?? "", text: $0["text"] ?? "")
        }
    }

    /// The part of one project at one park.
    func pages(_ lead: Lead, _ park: Park, _ answer: EntryAssessment) -> [HTMLNode] {
        let name = lead.text(.projectName) ?? lead.text(.investorName) ?? lead.id
        var nodes: [HTMLNode] = [
            .tag("h2", "\(name)（编号 \(lead.id)）"),
            .form([
                ("用地单位", lead.text(.investorName) ?? ""), ("落地园区", park.name + "（\(park.code)）"),
                ("宗地", lead.text("parcel") ?? ""),
                ("用地面积", lead.quantity(.landArea).map { $0.interval.text() + directory.unitText(.landArea) } ?? ""),
                (
                    "准入结论",
                    answer.verdict.chinese + (answer.verdict == .admit && !answer.conditions.isEmpty ? "（附条件）" : "")
                ),
            ]),
            .tag("h3", "一、控制指标"),
            .table(
                headings: ["指标", "控制线", "依据", "本项目填报（计算）", "承诺值"],
                rows: figures.compactMap { figureRow($0.quantity, isFloor: $0.isFloor, note: $0.note, answer) }),
            .tag("h3", "二、期限"), periods(lead, answer), .tag("h3", "三、违约责任"),
            .table(
                headings: ["情形", "约定"],
                rows: terms.filter { $0.section == "breach" }.map { [.text($0.item), .text($0.text)] }),
            .tag("p", class: "note", "承诺单位（盖章）：____________　　日期：____年__月__日　　园区管委会（盖章）：____________"),
        ]
        if lead.isSynthetic { nodes.insert(.tag("p", class: "note", "示例数据，不是真实项目"), at: 1) }
        return nodes
    }

    /// The strictest line of a figure with what the project states; nil where neither is known.
    private func figureRow(
        _ quantity: FieldKey, isFloor: Bool, note: String, _ answer: EntryAssessment
    ) -> [HTMLNode]? {
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
            .text(directory.name(quantity) + (note.isEmpty || note == directory.name(quantity) ? "" : "（\(note)）")),
            .text(strictest?.required ?? "本目录无此限值，由园区填写：____"),
            .text(strictest.map { $0.citation.document + " " + $0.citation.clause } ?? ""),
            .text(stated + (found.map { $0.formula.isEmpty ? "" : "（\($0.formula)）" } ?? "")),
            .text(meets ? (isFloor ? "不低于 " : "不高于 ") + stated : "____"),
        ]
    }

    /// Dates that the lead states, the form's periods, and the conditions of the clauses with their days.
    private func periods(_ lead: Lead, _ answer: EntryAssessment) -> HTMLNode {
        var rows: [[HTMLNode]] = []
        for (key, label) in [("start_date", "填报开工时间"), ("finish_date", "填报投产时间"), ("full_year", "填报达产年份")] {
            if let text = lead.text(FieldKey(rawValue: key)) { rows.append([.text(label), .text(text)]) }
        }
        rows += terms.filter { $0.section == "period" }.map { [.text($0.item), .text($0.text)] }
        rows += answer.conditions.map { [.text($0.due.isEmpty ? "附条件" : $0.due), .text($0.text + "（\($0.rule)）")] }
        return .table(headings: ["事项", "内容"], rows: rows)
    }

    /// Writes the page.
    func write(_ nodes: [HTMLNode], asOf: CivilDate) throws {
        let title = "“标准地”控制指标承诺书"
        let body: [HTMLNode] =
            [
                .tag("h1", title),
                .tag("p", class: "note", "按 \(asOf.iso) 有效的规定核对；程序只填计算所得，横线处由双方议定，由人签章后生效。"),
            ] + nodes
        let isWord = path.lowercased().hasSuffix(".docx")
        let bytes = isWord ? WordPage(nodes: body).bytes : HTMLPage(title: title, body: body).render()
        let sink = try FileSink(path: path)
        try sink.write(bytes)
        try sink.finish()
    }
}
