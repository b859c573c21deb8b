import YinfengIndex
import YinfengModel
import YinfengReport

/// `classify --as-of` a day before the current edition: the same line in the codes of the edition of that day.
enum FormerCodes {
    /// Says on standard error which edition answers and what its correspondence is worth.
    static func announce(_ former: FormerClassification, asOf: CivilDate) {
        StandardError.hint(
            .formerEdition,
            "\(asOf.iso) 有效的是\(former.title)，代码按该版给出；一个小类对应多个或没有旧小类的，code 为空，列在 origins"
                + (former.isVerified ? "" : "；对照关系为整理件，尚未与官方对照表核对"))
    }

    /// One result in the keys of the contract; `code` is null where the old class is not certain, `code_current` is the
    /// class of the current edition, `origins` the old classes it may be.
    static func object(id: String, _ result: CodingResult, in former: FormerClassification) -> ReportObject {
        let coding = FormerCoding(result, in: former)
        let activities = coding.activities.map { activity in
            ReportValue.object([
                "code": .optional(activity.code?.text), "share": .measured(activity.share, digits: 4),
            ])
        }
        return [
            "id": .text(id), "candidates": .list(coding.candidates.map { candidate($0) }),
            "activities": .list(activities), "abstain": .bool(result.abstain),
            "because": .text(because(result, coding.candidates.first)),
        ]
    }

    private static func because(_ result: CodingResult, _ first: FormerCoding.Candidate?) -> String {
        guard let first, first.origin == nil else { return result.because }
        let current = first.current.code.text + first.current.name
        if first.origins.isEmpty { return result.because + "；现行“\(current)”在旧版中没有列出来源小类，请人工确定" }
        let list = first.origins.map { $0.code.text + $0.name }.joined(separator: "、")
        return result.because + "；现行“\(current)”由旧版 \(list) 合并而来，请人工择一"
    }

    private static func candidate(_ candidate: FormerCoding.Candidate) -> ReportValue {
        guard case .object(let plain) = ClassifyCommand.candidate(candidate.current) else { return .null }
        var object = plain
        object["code"] = .optional(candidate.origin?.code.text)
        object["name"] = .optional(candidate.origin?.name)
        object["confidence"] = .measured(candidate.confidence, digits: 4)
        object["code_current"] = .text(candidate.current.code.text)
        object["origins"] = .list(
            candidate.origins.map {
                .object(["code": .text($0.code.text), "name": .text($0.name), "match": .text($0.match)])
            })
        return .object(object)
    }
}
