import YinfengModel
import YinfengReport

/// The documents that the open and the met clauses of an opinion rest on, in the order in which the paper meets them;
/// found once a paper. A document none of whose clauses concerns the project is only counted.
struct CitedDocuments {
    /// Each with the days that its clauses are in force.
    private(set) var documents: [(name: String, dates: [String])] = []
    private var places: [String: Int] = [:]

    /// The documents of an opinion's clauses.
    init(_ paper: CheckPaper) {
        for outcome in [ClauseOutcome.fail, .review, .missing, .pass] {
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

    /// The number by which a clause names its document, from 1; nil for a document that is not in the list.
    func number(of document: String) -> Int? { places[document].map { $0 + 1 } }

    /// 依据: each document once, by the number that the clauses name.
    var blocks: [PaperBlock] {
        guard !documents.isEmpty else { return [] }
        let lines = documents.enumerated().map { index, document in
            let dates = document.dates.isEmpty ? "" : "（有效期 \(document.dates.joined(separator: "、"))）"
            return "[\(index + 1)] " + (document.name.isEmpty ? "（未写明文件）" : document.name) + dates
        }
        return [.heading("依据（\(documents.count) 件）", level: 3), .fine(lines)]
    }
}
