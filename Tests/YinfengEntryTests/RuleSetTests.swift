import Testing
import YinfengEntry
import YinfengModel

@Suite("Example sets, two-high, substitution, duties, parks")
struct RuleSetTests {
    func answer(
        _ values: [String: String], sets: Set<String> = [], region: String = "532822", level: String = "省级",
        on day: String = "2026-06-30"
    ) throws -> EntryAssessment {
        let book = try Fixture.book()
        var context = try Fixture.context(book, on: day)
        context.optionalSets = sets
        let engine = EntryEngine(book: book, context: context)
        return engine.assess(
            book.facts(Fixture.lead(values, book: book), context: context), at: Fixture.place(region, level: level))
    }

    @Test("at least twenty local standards can be chosen, none speaks unasked, each says that it is an excerpt")
    func examples() throws {
        let book = try Fixture.book()
        let examples = book.sets.filter { $0.source.isOptional }
        #expect(examples.count >= 20)
        #expect(examples.allSatisfy { $0.source.id.hasPrefix("example-") })
        let plain = try answer(["industry_code": "1530"])
        #expect(!plain.clauses.contains { $0.rule.hasPrefix("EX-") })
    }

    @Test("the strictest of the chosen sets decides a delegated clause")
    func chosen() throws {
        let values = ["industry_code": "1530", "fixed_invest": "28000", "land_area": "100"]
        let leping = try answer(values, sets: ["example-leping-2022"])
        #expect(leping.clauses.contains { $0.rule.hasPrefix("EX-") })
        #expect(leping.clause("S000-01")?.outcome == .review)
        let template = try answer(values, sets: ["example-county-template-2023"])
        let clause = try #require(template.clause("S000-01"))
        #expect(clause.required == "≥ 300万元/亩")
        #expect(clause.outcome == .fail)
        #expect(clause.alsoCites.contains { $0.edition == "example-county-template-2023" })
    }

    @Test("target and floor of one local standard: refuse below 150, review up to 300, pass above")
    func liaocheng() throws {
        for (tax, outcome) in [("900", ClauseOutcome.fail), ("1500", .review), ("2000", .pass)] {
            let result = try answer(
                ["industry_code": "3670", "tax_year": tax, "land_area": "100"], sets: ["example-liaocheng-2013"])
            let clause = try #require(result.clauses.first { $0.rule.hasPrefix("EX-") && $0.quantity == "tax_per_mu" })
            #expect(clause.outcome == outcome)
        }
    }

    @Test("a listed class is two-high; a wider code only asks; an unverified substitution never refuses")
    func twoHigh() throws {
        let steel = try answer(["industry_code": "3120", "capacity_swap": "无"])
        #expect(steel.clause("H004")?.outcome == .review)
        #expect(steel.clause("S000-06")?.outcome == .fail)
        let cement = try answer(["industry_code": "3011", "content": "年产50万吨水泥粉磨"])
        #expect(cement.clause("H094")?.outcome == .review)
        #expect(cement.clause("H094")?.message.contains("是否") == true)
        #expect(cement.clause("S000-06")?.outcome == .review)
        let tea = try answer(["industry_code": "1530", "content": "精制茶"])
        #expect(tea.clause("H004")?.outcome == .notApplicable)
        #expect(tea.clause("S000-06")?.outcome == .notApplicable)
        let old = try answer(
            ["industry_code": "3120", "capacity_swap": "某厂", "capacity_swap_ratio": "1"], on: "2023-06-30")
        #expect(old.clause("H061")?.outcome == .review)
    }

    @Test("the EIA paper follows industry and process; what is not stated is named, never assumed")
    func eia() throws {
        let plating = try answer(["industry_code": "2110", "process": "开料—电镀—组装"])
        #expect(plating.clause("EIA-2021")?.required == "报告书")
        #expect(plating.conditions.contains { $0.rule == "EIA-2021" && $0.due == "开工前" })
        let wood = try answer(["industry_code": "2110", "process": "开料—封边—喷漆", "solvent_coating": "2"])
        #expect(wood.clause("EIA-2021")?.required == "报告表")
        let open = try answer(["industry_code": "2110"])
        #expect(open.clause("EIA-2021")?.required == "报告书或报告表")
        #expect(open.clause("EIA-2021")?.message.contains("有电镀工艺的") == true)
        let done = try answer(["industry_code": "2110", "process": "电镀", "eia_document": "环审〔2026〕1号"])
        #expect(done.clause("EIA-2021")?.outcome == .pass)
        #expect(!done.conditions.contains { $0.rule == "EIA-2021" })
        let tea = try answer(["industry_code": "1530"])
        #expect(tea.clause("EIA-2021")?.outcome == .notApplicable)
        #expect(tea.clause("S002-13")?.outcome == .notApplicable)
        let wide = try answer(["industry_code": "21", "process": "组装"])
        #expect(wide.clause("EIA-2021")?.outcome == .missing)
        let permit = try answer(["industry_code": "1530", "cod": "31"])
        #expect(permit.clause("PERMIT-2019")?.required == "重点管理")
    }

    @Test("a source of substitution is spent once, by the first project of the list that names it")
    func ledger() throws {
        let book = try Fixture.book()
        let ledger = SubstitutionLedger(sources: [
            SubstitutionLedger.Source(id: "A1", owner: "某水泥厂", kind: "energy_swap", amount: Rational(500)),
            SubstitutionLedger.Source(
                id: "A2", owner: "某砖厂", kind: "energy_swap", amount: Rational(400), share: try #require(Rational(1, 2))),
            SubstitutionLedger.Source(
                id: "A3", owner: "某厂", kind: "energy_swap", amount: Rational(400),
                validTo: try Fixture.day("2025-12-31")),
        ])
        let leads = [["id": "1", "energy_swap": "A1；A2"], ["id": "2", "energy_swap": "A2,A3,B9"], ["id": "3"]].map {
            Fixture.lead($0, book: book)
        }
        let shares = ledger.allocate(leads, on: try Fixture.day("2026-06-30"))
        #expect(shares[0].energy == Rational(700))
        #expect(shares[1].energy == nil)
        #expect(shares[1].notes.count == 3)
        #expect(shares[1].notes[0].contains("已用于项目 1"))
        #expect(shares[2].notes.isEmpty)
        #expect(ledger.applied(shares[1], to: leads[1]).quantity("energy_swap_tce")?.interval.point == .zero)
        #expect(ledger.applied(shares[2], to: leads[2]) == leads[2])
    }

    @Test("tiers of parks at their edges, and profiles that break the one-plus-two rule")
    func parks() throws {
        let book = try Fixture.book()
        let day = try Fixture.day("2026-06-30")
        let place = Fixture.place("532822")
        func park(_ output: Rational, lead: Int, potential: Int) -> Park {
            let codes = [IndustryCode("15")].compactMap { $0 }
            func industry(_ role: IndustryRole) -> ParkIndustry {
                ParkIndustry(name: "茶", codes: codes, role: role, rank: 1, isVerified: true, source: "")
            }
            return Park(
                code: "1", name: "园",
                industries: Array(repeating: industry(.lead), count: lead)
                    + Array(repeating: industry(.potential), count: potential), outputYi: output)
        }
        func tier(_ output: Int) -> String? {
            book.tier(of: park(Rational(output), lead: 1, potential: 2), place: place, on: day)?.rule.id
        }
        #expect(tier(500) == "S004-03")
        #expect(tier(499) == "S004-04")
        #expect(tier(100) == "S004-04")
        #expect(tier(99) == "S004-05")
        #expect(book.tier(of: park(Rational(500), lead: 1, potential: 2), place: place, on: day)?.isEdge == true)
        let good = book.profile(of: park(Rational(1), lead: 1, potential: 2), place: place, on: day)
        #expect(good.filter { $0.rule.hasPrefix("S004") }.allSatisfy { $0.isKept == true })
        let bad = book.profile(of: park(Rational(1), lead: 2, potential: 0), place: place, on: day)
        #expect(bad.first { $0.rule == "S004-01" }?.isKept == false)
        #expect(bad.contains { $0.rule == "S004-02" && $0.isKept == nil })
    }

    @Test("land for a project above one hundred million dollars is a benefit, apart from eligibility")
    func benefits() throws {
        let values = ["industry_code": "3985", "total_invest": "72000", "fx_rate": "7.1", "fx_date": "2019-06-03"]
        let answer = try answer(values, region: "610100", on: "2019-06-30")
        #expect(answer.benefits.contains { $0.rule == "S001-05" && $0.because.contains("万美元") })
        #expect(answer.clause("S001-05")?.outcome == .notApplicable)
        let less = try self.answer(values.merging(["total_invest": "70000"]) { $1 }, region: "610100", on: "2019-06-30")
        #expect(less.benefits.isEmpty)
    }
}
