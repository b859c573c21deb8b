import Testing
import YinfengCatalog
import YinfengEntry
import YinfengModel

/// The cases of `Tests/Cases/entry/catalogs/rules/shapes/cases.csv`: an officer adds a row, no Swift.
@Suite("Twenty shapes, as an officer writes them")
struct ShapeCaseTests {
    static let cases: [[String: String]] = {
        guard let store = try? CatalogStore(folders: folders), let table = try? store.table("shapes", "cases.csv")
        else {
            return []
        }
        return table.records
    }()
    static let folders = [Fixture.root + "/Catalogs", Fixture.root + "/Tests/Cases/entry/catalogs"]
    static let book = Result { try RuleBook(from: CatalogStore(folders: folders)) }

    @Test("every shape has at least three cases")
    func coverage() throws {
        let book = try ShapeCaseTests.book.get()
        let rules = try #require(book.set("shapes")).rules
        for shape in RuleShape.allCases {
            // What an exemption does shows in the clause that it lifts.
            let ids = Set(rules.filter { $0.shape == shape }.flatMap { [$0.id] + $0.exempts })
            let count = ShapeCaseTests.cases.filter { ids.contains($0["rule"] ?? "") }.count
            #expect(count >= 3, "\(shape.rawValue)")
        }
    }

    @Test("case", arguments: cases)
    func run(row: [String: String]) throws {
        let book = try ShapeCaseTests.book.get()
        var fields: [String: String] = [:]
        for part in (row["fields"] ?? "").split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            fields[String(pair[0])] = String(try #require(pair.last))
        }
        let set = try #require(book.set("shapes"))
        let alone = RuleBook(
            sets: [set], directory: book.directory, classification: book.classification, parameters: book.parameters)
        let firms = try (row["firms"] ?? "").split(separator: ";").enumerated().map { index, text in
            let parts = text.split(separator: ":")
            return PeerFirm(
                name: "现有\(index)", code: IndustryCode(parts[0]), year: 2025,
                land: try #require(Rational(decimal: parts[1])),
                amounts: [.fixedInvest: try #require(Rational(decimal: parts[2]))])
        }
        let engine = EntryEngine(book: alone, peers: PeerTable(firms), context: try Fixture.context(alone))
        let lead = Fixture.lead(fields, book: book)
        let answer = engine.assess(
            book.facts(lead, context: engine.context), at: Fixture.place(row["region"] ?? "530000"))
        let clause = try #require(answer.clause(row["rule"] ?? ""))
        #expect(clause.outcome.rawValue == row["expected"], "\(row["case"] ?? "")：\(clause.message)")
        if let required = row["required"], !required.isEmpty { #expect(clause.required == required) }
        if let found = row["found"], !found.isEmpty { #expect(clause.found == found) }
        if let text = row["condition"], !text.isEmpty {
            #expect(answer.conditions.contains { $0.rule == row["rule"] && $0.text.contains(text) })
        }
    }
}
