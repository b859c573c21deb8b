import Foundation
import Testing
import YinfengCSV
import YinfengMatching
import YinfengModel
import YinfengParks

/// Cases that a domain expert may add to: `Tests/Cases/matching/*.csv`.
@Suite struct CaseTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let cells: [String: String]
        var testDescription: String { cells["case"] ?? cells["written"] ?? "" }
        subscript(_ key: String) -> String { cells[key] ?? "" }
    }

    static func rows(_ file: String) throws -> [Row] {
        var parser = CSVParser()
        parser.append(Array(try Data(contentsOf: URL(filePath: Fixture.root + "/Tests/Cases/matching/" + file))))
        parser.finish()
        var record = CSVRecord()
        var heading: [String] = []
        var rows: [Row] = []
        while parser.next(into: &record) {
            if heading.isEmpty {
                heading = record.cells
            } else {
                rows.append(Row(cells: Dictionary(uniqueKeysWithValues: zip(heading, record.cells))))
            }
        }
        return rows
    }

    @Test func namesOfPlacesAndZones() throws {
        let places = try Fixture.places.get()
        let rows = try CaseTests.rows("places.csv")
        #expect(rows.count > 20)
        for row in rows {
            let park = places.parks.resolve(row["written"])
            let place = places.resolvePlace(row["written"])
            switch row["kind"] {
            case "park": #expect(park.value?.code == row["expected"], "\(row["written"])")
            case "place":
                #expect(park.value == nil && place.value?.region.text == row["expected"], "\(row["written"])")
            case "ambiguous": #expect(place.value == nil && place.candidates.count > 1, "\(row["written"])")
            default: #expect(park.candidates.isEmpty && place.candidates.isEmpty, "\(row["written"])")
            }
        }
    }

    @Test func ranks() throws {
        let matcher = try Fixture.matcher.get()
        let profiler = LeadProfiler(places: matcher.places, profile: matcher.profile)
        let rows = try CaseTests.rows("ranks.csv")
        #expect(rows.count > 8)
        for row in rows {
            var fields: [FieldKey: FieldValue] = [:]
            for key in ["products", "site_wishes", "investor_region"] where !row[key].isEmpty {
                fields[FieldKey(rawValue: key)] = FieldValue(raw: row[key], content: .text(row[key]))
            }
            let lead = Lead(id: row["case"], location: SourceLocation(file: "ranks.csv", row: 1), fields: fields)
            let codes = try row["codes"].split(separator: ";").map { try Fixture.industry(String($0)) }
            let coding = CodingResult(
                candidates: [], activities: codes.map { .init(code: $0, share: 1 / Double(codes.count)) },
                abstain: false, because: "")
            let among = RegionCode(row["within"]).map { matcher.places.parks.positions(in: $0) }
            let top = try #require(Int(row["top"]))
            let ranking = matcher.rank(
                profiler.profile(of: lead, coding: coding, policy: []), top: top, among: among,
                workspace: MatchWorkspace()
            ) { _ in .unassessed }
            let names = ranking.parks.map { matcher.places.parks.parks[$0.position].code }
            #expect(names.contains(row["expected_park"]), "\(row["case"]): \(names)")
        }
    }
}
