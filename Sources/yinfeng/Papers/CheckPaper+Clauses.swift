import YinfengModel
import YinfengReport

/// The clauses on the paper: those that stand in the way in full, those that are met in a line each, the documents once.
extension CheckPaper {
    /// What stands in the way, whatever document it is in: not met first, then what people weigh, then what is missing.
    func openClauses(_ cited: CitedDocuments) -> [PaperBlock] {
        let open = [ClauseOutcome.fail, .review, .missing].flatMap(clauses)
        guard !open.isEmpty else { return [] }
        let table = PaperTable(
            columns: [
                .init("结果", share: 8), .init("条款", share: 24), .init("要求", share: 11), .init("实际", share: 11),
                .init("事实和原因", share: 46),
            ],
            rows: open.map { clause in
                let gap = clause.words("margin")
                return [
                    result(clause), place(clause, cited), .init(clause.words("required")),
                    .init(clause.words("found") + (gap.isEmpty ? "" : "\n差 \(gap)")),
                    .init(clause.words("message") + mark(clause) + cells(clause)),
                ]
            }, isCompact: true)
        return [.heading("不符合、需研判、缺证据的条款（\(open.count)）"), .table(table)]
    }

    /// What is met, a line a clause.
    func passedClauses(_ cited: CitedDocuments) -> [PaperBlock] {
        let passed = clauses(.pass)
        guard !passed.isEmpty else { return [] }
        let table = PaperTable(
            columns: [
                .init("条款", share: 45), .init("要求", share: 18), .init("实际", share: 18), .init("余量或备注", share: 19),
            ],
            rows: passed.map { clause in
                let remark = clause.words("margin") + (clause.words("finding").isEmpty ? "" : "（研判）") + mark(clause)
                return [
                    place(clause, cited), .init(PaperText.clipped(clause.words("required"), to: 40)),
                    .init(PaperText.clipped(clause.words("found"), to: 60)), .init(remark),
                ]
            }, isCompact: true)
        return [.heading("符合的条款（\(passed.count)）"), .table(table)]
    }

    /// 附: what was looked at and does not concern the project, by number of its document.
    func outside(_ cited: CitedDocuments) -> [PaperBlock] {
        let rows = clauses(.notApplicable)
        guard !rows.isEmpty else { return [] }
        let parts = cited.documents.indices.compactMap { index -> String? in
            let rules = rows.filter { $0.words("document") == cited.documents[index].name }.map { $0.words("rule") }
            return rules.isEmpty ? nil : "[\(index + 1)] " + rules.joined(separator: "、")
        }
        return [.heading("附：不适用于本项目的条款（\(rows.count)）", level: 3), .note(parts.joined(separator: "；"))]
    }

    /// The clause by its place in the document, the rule's id and force, and the document's number.
    private func place(_ clause: ReportObject, _ cited: CitedDocuments) -> PaperTable.Cell {
        let force = ClauseForce(rawValue: clause.words("force"))?.chinese ?? clause.words("force")
        let title = clause.words("clause")
        return .init(
            (title.isEmpty ? "" : title + " ") + "\(clause.words("rule"))·\(force) [\(cited.number(of: clause))]")
    }

    func result(_ clause: ReportObject) -> PaperTable.Cell {
        .verdict(ClauseOutcome(rawValue: clause.words("result"))?.chinese ?? clause.words("result"))
    }

    /// Where the numbers stand in the office's list: `（用地面积 第2行“用地面积（亩）”列）`.
    private func cells(_ clause: ReportObject) -> String {
        let places = clause.objects("inputs").compactMap { input -> String? in
            let cell = input.words("cell")
            guard !cell.isEmpty else { return nil }
            // The paper names one list: its file stands in the head.
            return cell.split(separator: " ", maxSplits: 1).last.map { $0 + "“" + input.words("raw") + "”" }
        }
        return places.isEmpty ? "" : "\n取自：" + places.joined(separator: "；")
    }

    /// The mark of a fact that nobody has read in a published copy.
    private func mark(_ clause: ReportObject) -> String { clause.words("verified") == "否" ? "【未核实】" : "" }
}

/// The documents that the clauses of an opinion rest on, in the order in which the paper meets them; found once a paper.
struct CitedDocuments {
    /// Each with the days that its clauses are in force.
    private(set) var documents: [(name: String, dates: [String])] = []
    private var places: [String: Int] = [:]

    /// The documents of an opinion's clauses.
    init(_ paper: CheckPaper) {
        for outcome in [ClauseOutcome.fail, .review, .missing, .pass, .notApplicable] {
            for clause in paper.clauses(outcome) {
                let name = clause.words("document")
                let dates = clause.words("effective")
                let place = places[name] ?? documents.count
                if place == documents.count {
                    documents.append((name, []))
                    places[name] = place
                }
                if !dates.isEmpty, dates != "—", !documents[place].dates.contains(dates) {
                    documents[place].dates.append(dates)
                }
            }
        }
    }

    /// The number by which a clause names its document, from 1.
    func number(of clause: ReportObject) -> Int { (places[clause.words("document")] ?? 0) + 1 }

    /// 依据: each document once, by the number that the clauses name.
    var blocks: [PaperBlock] {
        guard !documents.isEmpty else { return [] }
        let lines = documents.enumerated().map { index, document in
            let dates = document.dates.isEmpty ? "" : "（有效期 \(document.dates.joined(separator: "、"))）"
            return PaperBlock.note("[\(index + 1)] " + (document.name.isEmpty ? "（未写明文件）" : document.name) + dates)
        }
        return [.heading("依据（\(documents.count) 件）", level: 3)] + lines
    }
}
