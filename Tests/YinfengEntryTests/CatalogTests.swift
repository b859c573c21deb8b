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
