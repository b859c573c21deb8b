import YinfengModel
import YinfengReport

/// The clauses on the paper: those that stand in the way in full, those that are met in a line each, the documents once.
extension CheckPaper {
    /// What stands in the way, whatever document it is in: not met first, then what people weigh, then what is missing.
    func openClauses(_ cited: CitedDocuments) -> [PaperBlock] {
        let open = [ClauseOutcome.fail, .review, .missing].flatMap(clauses)
        guard !open.isEmpty else { return [] }
        let groups = ClauseGroup.joining(open) { clause in
            let gap = clause.words("margin")
            return [
                clause.words("result"), clause.words("required"),
                clause.words("found") + (gap.isEmpty ? "" : "\n差 \(gap)"),
                clause.words("message") + mark(clause) + cells(clause),
            ]
        }
        let table = PaperTable(
            columns: [
                .init("结果", share: 8), .init("条款", share: 35), .init("要求", share: 11), .init("实际", share: 10),
                .init("事实和原因", share: 36),
            ],
            rows: groups.map { group in
                [
                    result(group.clauses[0]), .init(group.places(cited)), .init(group.facts[1]), .init(group.facts[2]),
                    .init(group.facts[3]),
                ]
            }, isCompact: true)
        return [.heading("不符合、需研判、缺证据的条款（\(open.count)）"), .table(table)]
    }

    /// What is met: clauses that ask for the same and found the same share a line.
    func passedClauses(_ cited: CitedDocuments) -> [PaperBlock] {
        let passed = clauses(.pass)
        guard !passed.isEmpty else { return [] }
        let conditions = Set(row.objects("conditions").map { $0.words("rule") })
        let groups = ClauseGroup.joining(passed) { clause in
            let remarks = [
                clause.words("margin"), clause.words("finding").isEmpty ? "" : "（研判）", mark(clause),
                conditions.contains(clause.words("rule")) ? "见附条件" : "",
            ]
            return [
                PaperText.clipped(clause.words("required"), to: 40), PaperText.clipped(clause.words("found"), to: 60),
                remarks.filter { !$0.isEmpty }.joined(separator: " "),
            ]
        }
        let table = PaperTable(
            columns: [
                .init("条款", share: 52), .init("要求", share: 16), .init("实际", share: 15), .init("余量或备注", share: 17),
            ],
            rows: groups.map { group in [.init(group.places(cited, separator: "；"))] + group.facts.map { .init($0) } },
            isCompact: true)
        return [.heading("符合的条款（\(passed.count)）"), .table(table)]
    }

    /// 附: how many clauses of which document do not concern the project.
    func outside(_ cited: CitedDocuments) -> [PaperBlock] {
        let rows = clauses(.notApplicable)
        guard !rows.isEmpty else { return [] }
        var counts: [(document: String, count: Int)] = []
        for name in rows.map({ $0.words("document") }) {
            if let index = counts.firstIndex(where: { $0.document == name }) {
                counts[index].count += 1
            } else {
                counts.append((name, 1))
            }
        }
        let parts = counts.map { part in
            (cited.number(of: part.document).map { "[\($0)]" } ?? part.document) + " \(part.count)条"
        }
        return [
            .heading("附：不适用于本项目的条款（\(rows.count)）", level: 3),
            .fine([parts.joined(separator: "；") + "。逐条见同一命令写成 .xlsx 或 .json 的结果。"]),
        ]
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
