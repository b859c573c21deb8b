package import YinfengCatalog
import YinfengModel

/// All score sheets of the catalogue.
package struct ScoreBook: Sendable {
    /// The edition that holds them.
    package static let edition = "score-sheets"
    /// The sheets by id.
    package let sheets: [ScoreSheet]

    /// Reads the sheets; throws `CatalogError`.
    package init(from store: CatalogStore) throws(CatalogError) {
        func records(_ file: String) throws(CatalogError) -> [[String: String]] {
            try store.table(ScoreBook.edition, file).records
        }
        let items = try records("items.csv")
        let formulas = try records("formulas.csv")
        let grades = try records("grades.csv")
        let exempt = try records("exempt.csv")
        sheets = try records("sheets.csv").map { sheet in
            let id = sheet["id"] ?? ""
            func own(_ rows: [[String: String]]) -> [[String: String]] {
                rows.filter { $0["sheet"] == id }
                    .sorted { (Int($0["seq"] ?? "") ?? 0) < (Int($1["seq"] ?? "") ?? 0) }
            }
            return ScoreSheet(
                id: id, title: sheet["title"] ?? "", total: ScoreBook.number(sheet["total"]) ?? .zero,
                subject: ScoreSheet.Subject(rawValue: sheet["subject"] ?? "") ?? .project,
                document: sheet["document"] ?? "", isComplete: sheet["complete"] == "yes",
                items: own(items).map { item in
                    let rows = own(formulas).filter { $0["item"] == item["item"] }
                    return ScoreSheet.Item(
                        name: item["item"] ?? "", max: ScoreBook.number(item["max"]) ?? .zero,
                        isByMachine: item["runnable"] == "yes" && item["by"] == "machine" && !rows.isEmpty,
                        because: item["why_not"] ?? "", formulas: rows.compactMap(ScoreBook.formula))
                },
                grades: own(grades).map {
                    ScoreSheet.Grade(
                        name: $0["grade"] ?? "", upto: ScoreBook.number($0["upto"]) ?? .one, words: $0["words"] ?? "")
                },
                exemptions: own(exempt).map {
                    ScoreSheet.Exemption(
                        industry: $0["kind"] == "industry" ? IndustryCode($0["value"] ?? "") : nil,
                        years: $0["kind"] == "years" ? Int($0["value"] ?? "") : nil, grade: $0["grade"] ?? "",
                        words: $0["words"] ?? "")
                })
        }.sorted { $0.id < $1.id }
    }

    /// The sheet with an id, or nil.
    package func sheet(_ id: String) -> ScoreSheet? { sheets.first { $0.id == id } }

    private static func number(_ text: String?) -> Rational? { Rational(decimal: text ?? "") }

    private static func formula(_ row: [String: String]) -> ScoreSheet.Formula? {
        guard let form = ScoreSheet.Formula.Form(rawValue: row["form"] ?? "") else { return nil }
        return ScoreSheet.Formula(
            form: form, quantity: FieldKey(rawValue: row["quantity"] ?? ""), policyClass: row["class"] ?? "",
            lower: number(row["lower"]), upper: number(row["upper"]), points: number(row["points"]),
            per: number(row["per"]), pointsPer: number(row["points_per"]), floor: number(row["floor"]),
            times: number(row["times"]) ?? .one)
    }
}
