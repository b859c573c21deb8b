import Testing
import YinfengCatalog
import YinfengEntry
import YinfengModel

@Suite("The bundled rule editions")
struct CatalogTests {
    @Test("the catalogue validator finds no fault in the editions that the entry room reads")
    func valid() throws {
        let store = try Fixture.store.get()
        var validator = CatalogValidator(store: store)
        let ids = store.editions.map(\.manifest).filter { manifest in
            manifest.id.hasPrefix("seeds-") || manifest.id.hasPrefix("land-") || manifest.id == "entry-default"
                || manifest.tables.contains { $0.file == "clauses.csv" }
        }.map(\.id)
        let faults = validator.validate(editions: ids)
        #expect(faults.isEmpty, "\(faults.prefix(10))")
    }

    @Test("rule ids are unique over all standing sets, and every rule has its clause")
    func ids() throws {
        var seen: Set<String> = []
        for set in try Fixture.book().sets {
            for rule in set.rules {
                #expect(seen.insert(rule.id).inserted, "\(rule.id)")
                #expect(!rule.citation.clause.isEmpty)
            }
        }
    }
}

@Suite("Ambiguous rule sets")
struct AmbiguityTests {
    @Test("no bundled set is ambiguous")
    func bundled() throws {
        for set in try Fixture.book().sets {
            let faults = set.ambiguities()
            #expect(faults.isEmpty, "\(set.source.id): \(faults.prefix(5))")
        }
    }

    func rule(_ id: String, _ op: LineOperator, _ value: Int, _ upper: Int? = nil) -> Rule {
        Rule(
            id: id, citation: Citation(edition: "x", document: "x"), subject: .park, force: .rank,
            shape: .tieredObligation,
            quantity: "park_output", line: LineTest(op: op, value: Rational(value), upper: upper.map { Rational($0) }))
    }

    func faults(_ rules: [Rule]) -> [String] {
        RuleSet(source: RuleSet.Source(id: "x", document: "x"), rules: rules).ambiguities().map(\.fact)
    }

    @Test("bands must meet: a gap, an overlap and a shared edge are named")
    func bands() {
        let middle = LineOperator.between(lowIncluded: true, highIncluded: false)
        #expect(faults([rule("A", .atLeast, 500), rule("B", middle, 100, 500), rule("C", .below, 100)]).isEmpty)
        #expect(
            faults([rule("A", .atLeast, 500), rule("B", middle, 200, 500), rule("C", .below, 100)]).contains {
                $0.contains("空档")
            })
        #expect(
            faults([rule("A", .atLeast, 400), rule("B", middle, 100, 500), rule("C", .below, 100)]).contains {
                $0.contains("同时属于")
            })
        #expect(faults([rule("A", .atLeast, 500), rule("B", .atMost, 500)]).contains { $0.hasPrefix("500 同时属于") })
    }

    @Test("table rows that overlap with one grade, a floor above its target, an exemption of nothing")
    func others() throws {
        let code = try #require(IndustryCode("15"))
        func row(_ grades: ClosedRange<Int>?) -> ValueRow {
            ValueRow(industries: [code], grades: grades, value: .one, label: "15", isVerified: true)
        }
        func table(_ rows: [ValueRow]) -> [String] {
            faults([
                Rule(
                    id: "T", citation: Citation(edition: "x", document: "x"), force: .mandatory, shape: .thresholdBy,
                    quantity: "far", line: LineTest(op: .atLeast, value: .zero), table: "t", values: rows)
            ])
        }
        #expect(table([row(1...4), row(5...6)]).isEmpty)
        #expect(table([row(1...4), row(4...6)]).count == 1)
        #expect(table([row(nil), row(4...6)]).count == 1)
        let floor = Rule(
            id: "F", citation: Citation(edition: "x", document: "x"), force: .mandatory, shape: .targetAndFloor,
            quantity: "tax_per_mu", line: LineTest(op: .atLeast, value: Rational(10), upper: Rational(20)))
        #expect(faults([floor]) == ["底线比目标还严"])
        let lifts = Rule(
            id: "E", citation: Citation(edition: "x", document: "x"), force: .rank, shape: .exemption, exempts: ["Z"])
        #expect(faults([lifts]).count == 1)
    }
}
