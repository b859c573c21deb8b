import YinfengIndex
import YinfengModel
import YinfengReport

/// The texts that were coded wrongly, pairs of classes that are confused most often first.
enum ConfusionRows {
    /// The heading of the list.
    static func head(_ meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: "归错清单",
            columns: [
                ReportColumn("编号", "id"), ReportColumn("文字", "text", style: .wrapped, width: 40),
                ReportColumn("标注", "gold"), ReportColumn("标注名称", "gold_name", style: .wrapped),
                ReportColumn("给出", "given"), ReportColumn("给出名称", "given_name", style: .wrapped),
                ReportColumn("把握", "confidence", style: .percent(digits: 0)),
                ReportColumn("标注名次", "rank", style: .number(digits: 0)),
                ReportColumn("同样的错", "times", style: .number(digits: 0)),
            ], meta: meta)
    }

    /// One row a wrong answer; a rank is null beyond the first ten.
    static func rows(
        _ evaluation: CodingEvaluation, _ classification: IndustryClassification, texts: [String: String]
    ) -> [ReportObject] {
        func pair(_ miss: CodingEvaluation.Confusion) -> String {
            (miss.accepted.first?.text ?? "") + ">" + (miss.given?.text ?? "")
        }
        var times: [String: Int] = [:]
        for miss in evaluation.confusions { times[pair(miss), default: 0] += 1 }
        // The sort is stable by the order of the file.
        let sorted = evaluation.confusions.enumerated().sorted { left, right in
            let (a, b) = (pair(left.element), pair(right.element))
            let (m, n) = (times[a] ?? 0, times[b] ?? 0)
            return m != n ? m > n : a != b ? a < b : left.offset < right.offset
        }
        return sorted.map(\.element).map { miss in
            [
                "id": .text(miss.id), "text": .text(texts[miss.id] ?? ""),
                "gold": .text(miss.accepted.map(\.text).joined(separator: "|")),
                "gold_name": .texts(miss.accepted.compactMap { classification.name(of: $0) }),
                "given": .optional(miss.given?.text),
                "given_name": .optional(miss.given.flatMap { classification.name(of: $0) }),
                "confidence": .measured(miss.confidence, digits: 4), "rank": .optional(miss.rank),
                "times": .integer(times[pair(miss)] ?? 1),
            ]
        }
    }
}
