import YinfengModel
import YinfengReport

/// Clauses about which the paper has the same to say, told once: eight documents may ask for the same ratio.
struct ClauseGroup {
    /// What the paper says of each of them.
    let facts: [String]
    /// The clauses, at least one, in the order of the answer.
    private(set) var clauses: [ReportObject]

    /// The clauses by their facts, each group where its first clause stands.
    static func joining(_ clauses: [ReportObject], by facts: (ReportObject) -> [String]) -> [ClauseGroup] {
        var groups: [ClauseGroup] = []
        var places: [[String]: Int] = [:]
        for clause in clauses {
            let facts = facts(clause)
            if let place = places[facts] {
                groups[place].clauses.append(clause)
            } else {
                places[facts] = groups.count
                groups.append(ClauseGroup(facts: facts, clauses: [clause]))
            }
        }
        return groups
    }

    /// Where the clauses stand: place in the document, rules, force, number of the document; a line a place.
    func places(_ cited: CitedDocuments, separator: String = "\n") -> String {
        var places: [(title: String, end: String, rules: [String])] = []
        for clause in clauses {
            let force = ClauseForce(rawValue: clause.words("force"))?.chinese ?? clause.words("force")
            let title = clause.words("clause")
            let number = cited.number(of: clause.words("document")).map { " [\($0)]" } ?? ""
            let place = (title: title.isEmpty ? "" : title + " ", end: "·\(force)" + number)
            if let index = places.firstIndex(where: { $0.title == place.title && $0.end == place.end }) {
                places[index].rules.append(clause.words("rule"))
            } else {
                places.append((place.title, place.end, [clause.words("rule")]))
            }
        }
        return places.map { $0.title + $0.rules.joined(separator: "、") + $0.end }.joined(separator: separator)
    }
}
