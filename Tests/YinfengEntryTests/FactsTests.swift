import Testing
import YinfengCatalog
import YinfengEntry
import YinfengModel

@Suite("Facts derived from a lead")
struct FactsTests {
    func facts(_ values: [String: String], confirmed: Bool = false, accept: Bool = false) throws -> ProjectFacts {
        let book = try Fixture.book()
        var context = try Fixture.context(book)
        context.acceptsDoubts = accept
        return book.facts(Fixture.lead(values, book: book, confirmed: confirmed), context: context)
    }

    @Test("investment intensity in each of its definitions, with its formula")
    func intensity() throws {
        let facts = try facts(["fixed_invest": "32000", "total_invest": "36000", "land_area": "100"])
        #expect(facts.value("invest_per_mu").interval == Interval(Rational(320)))
        #expect(facts.value("invest_per_mu").formula == "固定资产投资 32000万元 ÷ 用地面积 100亩")
        #expect(facts.value("invest_per_mu", definition: "total").interval == Interval(Rational(360)))
        let without = facts.value("invest_per_mu", definition: "without_land_cost")
        #expect(without.interval == Interval(low: nil, high: Rational(320)))
    }

    @Test("floor-area ratio: floors above 8 m count double; unknown, the ratio lies between once and twice")
    func floorRatio() throws {
        // 100 亩 are exactly 200000/3 m².
        let known = try facts(["floor_area": "60000", "floor_area_over8": "20000", "land_area": "100"])
        #expect(known.value("far").interval?.point == Rational(6, 5))
        let open = try facts(["floor_area": "60000", "land_area": "100"])
        #expect(open.value("far").interval == Interval(low: Rational(9, 10), high: Rational(9, 5)))
        let counted = try facts(["floor_area_far": "80000", "floor_area": "1", "land_area": "100"])
        #expect(counted.value("far").interval?.point == Rational(6, 5))
    }

    @Test("a density that meets the line proves the coefficient; one below proves nothing")
    func density() throws {
        let facts = try facts(["building_density": "42"])
        #expect(facts.value("coverage").interval == Interval(low: Rational(42), high: nil))
        #expect(facts.value("building_density").interval?.point == Rational(42))
    }

    @Test("6.7 亩 for 5 亿元 is a question, and missing until confirmed")
    func unitSlip() throws {
        let values = ["fixed_invest": "50000", "land_area": "6.7"]
        let doubtful = try facts(values)
        #expect(doubtful.value("invest_per_mu").interval == nil)
        #expect(doubtful.questions.contains { $0.contains("land_area=6.7公顷") })
        #expect(try facts(values, confirmed: true).value("invest_per_mu").interval != nil)
        #expect(try facts(values, accept: true).value("invest_per_mu").interval != nil)
    }

    @Test("a suspect cell is missing to every clause until confirmed")
    func suspect() throws {
        let book = try Fixture.book()
        let place = SourceLocation(file: "a.csv", row: 3, column: "容积率")
        let doubt = Doubt(kind: .suspect, message: "“120”超出常见范围", proposal: "1.2")
        let field = FieldValue(
            raw: "120", content: .quantity(Quantity(Rational(120), unit: "")), doubts: [doubt], location: place)
        let lead = Lead(id: "1", location: place, fields: ["far": field])
        var context = try Fixture.context(book)
        let facts = book.facts(lead, context: context)
        #expect(facts.value("far").interval == nil)
        #expect(facts.questions.contains { $0.contains("--set far=1.2") })
        context.acceptsDoubts = true
        #expect(book.facts(lead, context: context).value("far").interval?.point == Rational(120))
    }

    @Test("a stated number that contradicts its inputs is asked about")
    func contradiction() throws {
        let facts = try facts(["fixed_invest": "32000", "land_area": "100", "invest_per_mu": "500"])
        #expect(facts.value("invest_per_mu").interval?.point == Rational(320))
        #expect(facts.questions.contains { $0.contains("投资强度") && $0.contains("500") })
        let rounded = try self.facts(["fixed_invest": "32000", "land_area": "100", "invest_per_mu": "321"])
        #expect(rounded.questions.isEmpty)
    }

    @Test("foreign money converts only at a dated rate, and the day is shown")
    func currency() throws {
        #expect(try facts(["fixed_invest": "5000万美元", "land_area": "100"]).value("invest_per_mu").interval == nil)
        let dated = try facts([
            "fixed_invest": "5000万美元", "land_area": "100", "fx_rate": "7.1", "fx_date": "2026-06-01",
        ])
        #expect(dated.value("invest_per_mu").interval?.point == Rational(355))
        let dollars = try facts(["total_invest": "71000", "fx_rate": "7.1", "fx_date": "2026-06-01"])
        #expect(dollars.value("total_invest_usd").interval?.point == Rational(10_000))
        #expect(dollars.value("total_invest_usd").note.contains("2026-06-01"))
    }

    @Test("the industry: a stated code that exists, else the coder's, else open candidates")
    func industry() throws {
        let book = try Fixture.book()
        let coding = CodingResult(
            candidates: ["1530", "1529"].compactMap { code in
                IndustryCode(code).map {
                    IndustryCandidate(code: $0, name: "", score: 1, confidence: 0.4, evidence: [])
                }
            }, activities: [], abstain: true, because: "")
        let codes = ["1530", "1529"].compactMap { IndustryCode($0) }
        let none = Fixture.lead([:], book: book)
        #expect(
            ProjectIndustry(lead: none, coding: coding, classification: book.classification) == .uncertain(codes))
        let stated = Fixture.lead(["industry_code": "C1530 精制茶加工"], book: book)
        #expect(
            ProjectIndustry(lead: stated, coding: coding, classification: book.classification) == .known(codes[0]))
        let wrong = Fixture.lead(["industry_code": "9999"], book: book)
        #expect(ProjectIndustry(lead: wrong, coding: nil, classification: book.classification) == .unknown)
    }
}
