import YinfengModel
import YinfengReport
import YinfengTabular

/// Result rows that several commands share, in the keys of the contracts.
enum RowObjects {
    /// A row that could not be used: `{"id","error":{…}}`.
    static func error(_ row: LeadRow) -> ReportObject {
        var object: ReportObject = ["id": .text(row.id)]
        if let issue = row.issues.first { object["error"] = .object(.error(issue)) }
        if let extra = row.partial.flatMap(ReportValue.extra) { object["extra"] = extra }
        return object
    }

    /// The headings of the columns that no field claims, over all rows, in the order of their first appearance.
    static func extraHeadings(_ rows: [LeadRow]) -> [String] {
        var seen: Set<String> = ["synthetic"]
        return rows.flatMap { ($0.lead ?? $0.partial)?.extras ?? [] }.map(\.heading).filter { seen.insert($0).inserted }
    }

    /// A hit of a national list.
    static func hit(_ hit: PolicyHit) -> ReportValue {
        .object([
            "catalog": .text(hit.catalog), "edition": .text(hit.edition), "class": .text(hit.policyClass.rawValue),
            "item": .text(hit.item), "text": .text(hit.text), "certainty": .text(hit.certainty.rawValue),
            "because": .text(hit.because), "citation": .text(hit.citation), "verified": .bool(hit.isVerified),
        ])
    }
}

/// The lead that a text given on the command line stands for.
extension Lead {
    /// A lead with nothing but its content.
    init(text: String, row: Int) {
        let location = SourceLocation(file: "-", row: row)
        self.init(
            id: String(row), location: location,
            fields: [.content: FieldValue(raw: text, content: .text(text), location: location)])
    }
}
