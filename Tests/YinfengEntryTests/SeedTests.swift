import FoundationEssentials
import Testing
import YinfengEntry
import YinfengModel

@Suite("The governing texts and the national land control, as data")
struct SeedTests {
    @Test("the bundled rule sets load, and all 117 rules of the five texts stand in them")
    func bundled() throws {
        let book = try Fixture.book()
        var ids: Set<String> = []
        for set in book.sets where set.source.id.hasPrefix("seeds-") {
            for rule in set.rules { ids.insert(String(rule.id.split(separator: "/")[0])) }
        }
        #expect(ids.count == 117)
    }

    @Test("a lead at a Yunnan park: delegated lines not held are reviewed, zero discharge is a person's matter")
    func yunnan() throws {
        let book = try Fixture.book()
        let engine = EntryEngine(book: book, context: try Fixture.context(book))
        let lead = Fixture.lead(
            ["industry_code": "1530", "fixed_invest": "32000", "land_area": "100", "far": "1.2", "coverage": "45"],
            book: book)
        let facts = book.facts(lead, context: engine.context)
        let answer = engine.assess(facts, at: Fixture.place("532822"))
        var dump = ""
        for clause in answer.clauses {
            dump +=
                "\(clause.rule) \(clause.outcome) | \(clause.required ?? "-") | \(clause.found ?? "-") | \(clause.margin ?? "-") | \(clause.message)\n"
        }
        dump += "\(answer.verdict) \(answer.soFar) \(answer.outOfForce) \(answer.conditions) \(answer.questions)\n"
        try dump.write(toFile: "/tmp/entrygen/dump.txt", atomically: true, encoding: .utf8)
        #expect(answer.clause("S000-01")?.outcome == .review)
        #expect(answer.clause("S000-01")?.required == nil)
        #expect(answer.clause("S000-05")?.outcome == .review)
        #expect(answer.clause("LC2023-COV")?.outcome == .pass)
        #expect(answer.clause("LC2023-COV")?.margin == "+5% (+12.5%)")
        #expect(answer.clause("S004-08")?.outcome == .pass)
        #expect(answer.conditions.contains { $0.text.contains("首谈备案") && $0.due == "签约前" })
        #expect(answer.soFar == .review)
        #expect(answer.verdict == .needsEvidence)
    }
}
