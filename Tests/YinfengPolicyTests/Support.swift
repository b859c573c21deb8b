import Foundation
import YinfengCSV
import YinfengCatalog
import YinfengModel

@testable import YinfengPolicy

/// The bundled catalogues, opened once for all suites.
enum Support {
    /// The root of the package.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    /// The lists as of the day of the edition check.
    static let book: Result<PolicyBook, any Error> = Result {
        try PolicyBook(from: store(), asOf: day("2026-11-21"))
    }

    static func store() throws -> CatalogStore { try CatalogStore(folders: [root + "Catalogs"]) }

    struct BadDay: Error {}

    static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(iso: text) else { throw BadDay() }
        return day
    }

    /// The hits of one text; `province` is a code such as `530000`.
    static func hits(
        _ text: String, province: String = "", kind: String = "", share: Rational? = nil, isForeign: Bool? = nil,
        industries: [String] = [], asOf: String? = nil
    ) throws -> [PolicyHit] {
        var query = PolicyQuery(text: text, region: RegionCode(province), construction: ConstructionKind(text: kind))
        query.foreignShare = share
        query.isForeign = isForeign
        query.industries = industries.compactMap { IndustryCode($0) }
        query.asOf = try asOf.map { try day($0) }
        var workspace = PolicyWorkspace()
        return try book.get().hits(query, workspace: &workspace)
    }

    /// One row of `Tests/Cases/policy`.
    struct Case: Sendable {
        let text: String
        let province: String
        let kind: String
        let policyClass: String
        let item: String
        let certainty: String
    }

    /// One row of a table of list cases: a foreign share, a list, and the item that must stand there (or none).
    struct ListCase: Sendable {
        let text: String
        let province: String
        let share: String
        let catalog: String
        let item: String
        let certainty: String
    }

    static func listCases(_ name: String) throws -> [ListCase] {
        let bytes = try Data(contentsOf: URL(filePath: root + "Tests/Cases/policy/" + name + ".csv"))
        var parser = CSVParser()
        parser.append(bytes)
        parser.finish()
        var record = CSVRecord()
        var rows: [ListCase] = []
        while parser.next(into: &record) {
            guard record.row > 1 else { continue }
            rows.append(
                ListCase(
                    text: record[0], province: record[1], share: record[2], catalog: record[3], item: record[4],
                    certainty: record[5]))
        }
        return rows
    }

    static func cases(_ name: String) throws -> [Case] {
        let bytes = try Data(contentsOf: URL(filePath: root + "Tests/Cases/policy/" + name + ".csv"))
        var parser = CSVParser()
        parser.append(bytes)
        parser.finish()
        var record = CSVRecord()
        var rows: [Case] = []
        while parser.next(into: &record) {
            guard record.row > 1 else { continue }
            let cells = record.cells
            rows.append(
                Case(
                    text: cells[0], province: cells[1], kind: cells[2], policyClass: cells[3], item: cells[4],
                    certainty: cells[5]))
        }
        return rows
    }

    /// Province codes by short name, from the reading edition.
    static func provinces() throws -> [String: String] {
        let table = try store().table("policy-readings", "provinces.csv")
        var result: [String: String] = [:]
        for record in table.records { result[record["name"] ?? ""] = record["code"] }
        return result
    }
}
