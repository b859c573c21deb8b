import Testing
import YinfengEntry
import YinfengModel

@Suite("Days, uncertain industries, unverified lines, remedies")
struct DateAndRemedyTests {
    @Test("one project on two days: the energy rule changed on 2025-09-01")
    func energy() throws {
        let book = try Fixture.book()
        let lead = Fixture.lead(
            ["industry_code": "1530", "energy_tce": "800", "power_kwh": "600", "coal_t": "0"], book: book)
        func assess(_ day: String) throws -> EntryAssessment {
            let context = try Fixture.context(book, on: day)
            return EntryEngine(book: book, context: context).assess(
                book.facts(lead, context: context), at: Fixture.place("532822"))
        }
        let old = try assess("2025-08-31")
        let new = try assess("2025-09-01")
        #expect(old.clause("ENERGY-2023")?.outcome == .pass)
        #expect(old.conditions.contains { $0.rule == "ENERGY-2023" && $0.due == "开工前" })
        #expect(new.clause("ENERGY-2025")?.outcome == .notApplicable)
        let changes = EntryComparison(before: old, after: new).changes
        #expect(changes.contains { $0.rule == "ENERGY-2023" && $0.after == nil })
        #expect(changes.contains { $0.rule == "S002-14" && $0.before?.outcome == .pass })
        #expect(!changes.contains { $0.rule == "LC2023-COV" })
    }

    @Test("the land control of the day decides: 30 % until 2023-05-31, 40 % from 2023-06-01")
    func landControl() throws {
        let book = try Fixture.book()
        let lead = Fixture.lead(["industry_code": "1530", "coverage": "35"], book: book)
        func outcome(_ day: String) throws -> ClauseOutcome? {
            let context = try Fixture.context(book, on: day)
            return EntryEngine(book: book, context: context).assess(
                book.facts(lead, context: context), at: Fixture.place("532822")
            ).clause("S002-01/coverage")?.outcome
        }
        #expect(try outcome("2023-05-31") == .pass)
        #expect(try outcome("2023-06-01") == .fail)
    }

    @Test("an unverified line never fails: met it passes with its mark, unmet it goes to a person")
    func unverified() throws {
        let book = try Fixture.book()
        let context = try Fixture.context(book, on: "2020-06-30")
        let engine = EntryEngine(book: book, context: context)
        for (invest, expected) in [("2000", ClauseOutcome.review), ("20000", .pass)] {
            let lead = Fixture.lead(["industry_code": "1530", "fixed_invest": invest, "land_area": "100"], book: book)
            let answer = engine.assess(
                book.facts(lead, context: context), at: Fixture.place("532822", grade: 15))
            for id in ["LC2008-INV", "S000-01", "S002-01/invest_per_mu"] {
                let clause = try #require(answer.clause(id))
                #expect(clause.outcome == expected)
                #expect(clause.message.contains("未核对"))
                #expect(clause.required == "≥ 29.333333万元/亩")
            }
        }
        // Over all rule sets and days: nothing unverified in the citation ever fails.
        for day in ["2012-01-01", "2018-06-01", "2024-01-01", "2026-06-01"] {
            let context = try Fixture.context(book, on: day)
            let engine = EntryEngine(book: book, context: context)
            let lead = Fixture.lead(
                [
                    "industry_code": "3611", "fixed_invest": "100", "land_area": "100", "far": "0.2", "coverage": "10",
                    "green_ratio": "60", "office_land_share": "50", "energy_tce": "90000",
                ], book: book)
            let answer = engine.assess(book.facts(lead, context: context), at: Fixture.place("532822", grade: 3))
            for clause in answer.clauses where !clause.citation.isVerified { #expect(clause.outcome != .fail) }
            #expect(answer.clauses.contains { $0.outcome == .fail })
        }
    }

    @Test("without the county's land grade the line is not the project's evidence: review, unless all grades agree")
    func grade() throws {
        let book = try Fixture.book()
        let context = try Fixture.context(book, on: "2020-06-30")
        let engine = EntryEngine(book: book, context: context)
        func outcome(_ invest: String) -> ClauseOutcome? {
            let lead = Fixture.lead(["industry_code": "1530", "fixed_invest": invest, "land_area": "100"], book: book)
            return engine.assess(book.facts(lead, context: context), at: Fixture.place("532822")).clause("LC2008-INV")?
                .outcome
        }
        #expect(outcome("20000") == .pass)
        #expect(outcome("6000") == .review)
    }

    @Test("an uncertain industry is decided only where all candidates agree")
    func uncertain() throws {
        let book = try Fixture.book()
        let context = try Fixture.context(book)
        let engine = EntryEngine(book: book, context: context)
        func answer(_ codes: [String], far: String) -> EntryAssessment {
            let lead = Fixture.lead(["far": far, "coverage": "50"], book: book)
            let facts = ProjectFacts(
                lead: lead, industry: .uncertain(codes.compactMap { IndustryCode($0) }), directory: book.directory,
                parameters: book.parameters)
            return engine.assess(facts, at: Fixture.place("532822"))
        }
        // Both makers: the same national line.
        #expect(answer(["1530", "1529"], far: "1").clause("LC2023-COV")?.outcome == .pass)
        // A maker or a trader: in scope or not.
        let open = answer(["1530", "5127"], far: "1")
        #expect(open.clause("LC2023-COV")?.outcome == .missing)
        #expect(open.clause("LC2023-COV")?.missing == [.industryCode])
    }

    @Test("each remedy is verified: after the change its clauses pass, and a little less would not do")
    func remedies() throws {
        let book = try Fixture.book()
        let engine = try VerdictTests.engine(book)
        let scope = engine.scope(of: Fixture.place("532822"))
        let change = ["fixed_invest": "20000", "total_invest": "22000", "far": "0.8", "tax_year": "900"]
        let lead = Fixture.lead(VerdictTests.clean.merging(change) { $1 }, book: book)
        let session = engine.session(book.facts(lead, context: engine.context))
        let remedies = session.remedies(scope)
        #expect(remedies.contains { $0.field == "fixed_invest" && $0.to == "30000万元" && $0.change.contains("总投资") })
        #expect(remedies.contains { $0.field == "land_area" && $0.to == "66.66亩" })
        #expect(remedies.contains { $0.field == "far" && $0.to == "1" })
        #expect(remedies.contains { $0.field == "tax_year" && $0.to == "1500万元/年" })
        for remedy in remedies {
            var changed = lead
            let amount = remedy.to.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let value = try #require(Rational(decimal: amount))
            changed.fields[remedy.field] = FieldValue(
                raw: remedy.to, content: .quantity(Quantity(value, unit: book.directory.unitText(remedy.field))),
                location: lead.location)
            let after = engine.assess(book.facts(changed, context: engine.context), at: Fixture.place("532822"))
            #expect(after.verdict == remedy.verdict)
            for rule in remedy.rules { #expect(after.clause(rule)?.outcome == .pass) }
        }
    }

    @Test("a single fault has a remedy that admits")
    func admits() throws {
        let book = try Fixture.book()
        let engine = try VerdictTests.engine(book)
        let lead = Fixture.lead(VerdictTests.clean.merging(["fixed_invest": "29999"]) { $1 }, book: book)
        let session = engine.session(book.facts(lead, context: engine.context))
        let remedies = session.remedies(engine.scope(of: Fixture.place("532822")))
        #expect(remedies.first?.verdict == .admit)
        #expect(remedies.contains { $0.field == "fixed_invest" && $0.to == "30000万元" && $0.verdict == .admit })
    }

    @Test("first talk never refuses: unfiled is a condition, another place's protection goes to a person")
    func firstTalk() throws {
        let book = try Fixture.book()
        let engine = try VerdictTests.engine(book)
        let facts = book.facts(Fixture.lead(VerdictTests.clean, book: book), context: engine.context)
        let place = Fixture.place("532822")
        #expect(engine.assess(facts, at: place).conditions.contains { $0.rule == "S004-08" })
        let filed = engine.assess(facts, at: place, firstTalk: .filed("ST-1"))
        #expect(!filed.conditions.contains { $0.rule == "S004-08" })
        #expect(filed.verdict == .admit)
        let other = engine.assess(facts, at: place, firstTalk: .protectedElsewhere(number: "ST-2", place: "普洱市"))
        #expect(other.clause("S004-08")?.outcome == .review)
        #expect(other.verdict == .review)
    }

    @Test("parks that the rules see alike share one scope")
    func scopes() throws {
        let book = try Fixture.book()
        let engine = EntryEngine(book: book, context: try Fixture.context(book))
        #expect(engine.scope(of: Fixture.place("532822")) != engine.scope(of: Fixture.place("532823")))
        #expect(engine.scope(of: Fixture.place("110105")) == engine.scope(of: Fixture.place("130104")))
        let facts = book.facts(Fixture.lead(["industry_code": "1530"], book: book), context: engine.context)
        let a = engine.assess(facts, at: Fixture.place("110105"))
        #expect(a.clause("S000-01")?.outcome == .notApplicable)
        #expect(a.clause("LC2023-COV")?.outcome == .missing)
    }
}
