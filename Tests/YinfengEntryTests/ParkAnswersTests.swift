import Testing
import YinfengModel

@testable import YinfengEntry

@Suite("One park, one lead after another")
struct ParkAnswersTests {
    /// What a line of a long list shows of an assessment.
    private struct Line: Equatable {
        let verdicts: [Verdict]
        let clauses: [[String?]]
        let conditions: [EntryAssessment.Condition]
        let questions: [String]

        init(_ answer: EntryAssessment) {
            verdicts = [answer.verdict, answer.soFar]
            clauses = answer.clauses.filter { $0.outcome != .notApplicable }.map {
                [$0.rule, $0.outcome.rawValue, $0.required, $0.found, $0.margin]
            }
            conditions = answer.conditions
            questions = answer.questions
        }

        init(_ answer: BriefAssessment) {
            verdicts = [answer.verdict, answer.soFar]
            clauses =
                answer.listed.filter { $0.outcome != .notApplicable }.map {
                    [$0.rule, $0.outcome.rawValue, $0.required, $0.found, $0.margin]
                }
                + answer.clauses.map {
                    [$0.rule, $0.outcome.rawValue, $0.figures.required, $0.figures.found, $0.figures.margin]
                }
            conditions = answer.conditions + answer.clauses.compactMap(\.condition)
            questions = answer.questions
        }
    }

    @Test("every clause, figure and condition as a single check gives it, whatever leads came before")
    func agrees() throws {
        let book = try Fixture.book()
        var context = try Fixture.context(book, findings: ScopeProgramTests.findings())
        var engines = [EntryEngine(book: book, context: try Fixture.context(book))]
        context.optionalSets = Set(book.sets.filter(\.source.isOptional).map(\.source.id))
        engines.append(
            EntryEngine(
                book: book, ownSets: [try Fixture.ownLines(VerdictTests.lines, book: book)],
                peers: ScopeProgramTests.peers,
                context: context))
        let filings: [FirstTalkStatus] = [
            .notFiled, .filed("N1"), .protectedElsewhere(number: "N2", place: "某县"), .notFiled,
        ]
        for (number, engine) in engines.enumerated() {
            let leads = ScopeProgramTests.leads(60, book: book, seed: 71 + UInt64(number))
            for place in ScopeProgramTests.places.prefix(6) {
                let scope = engine.scope(of: place)
                let answers = ParkAnswers(engine: engine, scope: scope)
                for (turn, row) in leads.enumerated() {
                    var lead = row.0
                    // Leads that state little come between those that state much, as in a real list.
                    if turn % 3 == 0 { for key in lead.fields.keys where key != .content { lead.fields[key] = nil } }
                    let facts = book.facts(lead, coding: row.1, context: engine.context)
                    let filing = filings[turn % filings.count]
                    let brief = Line(answers.assess(engine.session(facts, firstTalk: filing)))
                    let whole = Line(engine.session(facts, firstTalk: filing).assess(scope))
                    #expect(brief == whole, "\(place.code) lead \(turn)")
                }
            }
        }
    }

    @Test("every field that moves a derived quantity is named as its source")
    func sources() throws {
        let book = try Fixture.book()
        let amounts = Dictionary(
            uniqueKeysWithValues: [
                "fixed_invest", "total_invest", "land_area", "revenue_year", "tax_year", "output_year", "floor_area",
                "floor_area_far", "floor_area_over8", "building_footprint", "structure_footprint", "yard_area",
                "office_land", "office_floor_area", "green_area", "energy_tce", "power_kwh", "total_foreign", "co2",
            ].map { ($0, "37") })
        let derived: [FieldKey] = [
            .investPerMu, .revenuePerMu, .taxPerMu, .outputPerMu, .far, .buildingDensity, .coverage, .officeLandShare,
            .greenRatio, .totalInvestUSD, .energyTCE, .co2, .officeFloorShare, .energyPerOutput, .taxPerEnergy,
            .co2PerOutput,
        ]
        func facts(_ values: [String: String]) throws -> ProjectFacts {
            book.facts(Fixture.lead(values, book: book), context: try Fixture.context(book))
        }
        func closure(_ key: FieldKey) -> Set<FieldKey> {
            var all: Set<FieldKey> = [key]
            var open = [key]
            while let next = open.popLast() {
                for source in FactsDerivation.sources(of: next, book.energy) where all.insert(source).inserted {
                    open.append(source)
                }
            }
            return all
        }
        var random = Seeded(5)
        for _ in 0..<60 {
            var values = amounts.filter { _ in Bool.random(using: &random) }
            values["content"] = "茶叶"
            let base = try facts(values)
            for field in amounts.keys.sorted() {
                var other = values
                other[field] = values[field] == nil ? "41" : nil
                let changed = try facts(other)
                for key in derived where !closure(key).contains(FieldKey(rawValue: field)) {
                    #expect(base.value(key) == changed.value(key), "\(field) moves \(key.rawValue)")
                }
            }
        }
    }
}
