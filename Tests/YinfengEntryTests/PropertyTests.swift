import Testing
import YinfengEntry
import YinfengModel

@Suite("Laws that hold whatever the numbers")
struct PropertyTests {
    /// A small generator with a seed: the same cases on every machine.
    struct Seeded {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    private static let order: [ClauseOutcome] = [.fail, .missing, .review, .pass]

    private func rank(_ outcome: ClauseOutcome) -> Int { PropertyTests.order.firstIndex(of: outcome) ?? 4 }

    @Test("a better number of a one-sided clause never worsens its result nor the verdict")
    func monotonicity() throws {
        let book = try Fixture.book()
        let own = try Fixture.ownLines(
            [
                ["invest_per_mu", "≥", "4500", "万元/公顷", "", "mandatory", "本园", "一"],
                ["tax_per_mu", ">", "15", "万元/亩", "", "原则上", "本园", "二"],
                ["energy_per_output", "≤", "64", "kgce/万元", "", "mandatory", "本园", "三"],
                ["office_land_share", "<", "7", "%", "", "mandatory", "本园", "四"],
            ], book: book)
        let alone = RuleBook(
            sets: [], directory: book.directory, classification: book.classification, parameters: book.parameters)
        let context = try Fixture.context(book)
        let engine = EntryEngine(book: alone, ownSets: [own], context: context)
        let place = Fixture.place("532822")
        var random = Seeded(state: 7)
        let better: [(field: String, rule: String, sign: Int)] = [
            ("fixed_invest", "own-2", 1), ("tax_year", "own-3", 1), ("energy_tce", "own-4", -1),
            ("office_land", "own-5", -1),
        ]
        for _ in 0..<200 {
            var values = [
                "industry_code": "1530", "land_area": "\(10 + random.next(90))",
                "fixed_invest": "\(1000 + random.next(30_000))", "tax_year": "\(random.next(2000))",
                "output_year": "\(5000 + random.next(20_000))", "energy_tce": "\(random.next(1500))",
                "office_land": "\(random.next(4000))",
            ]
            if random.next(4) == 0 { values["fixed_invest"] = "约" + (values["fixed_invest"] ?? "") }
            if random.next(5) == 0 { values["tax_year"] = nil }
            let before = engine.assess(alone.facts(Fixture.lead(values, book: book), context: context), at: place)
            for change in better {
                guard let text = values[change.field], let old = Int(text.filter(\.isNumber)) else { continue }
                var other = values
                let step = 1 + random.next(3000)
                other[change.field] = (text.hasPrefix("约") ? "约" : "") + "\(max(0, old + change.sign * step))"
                let after = engine.assess(alone.facts(Fixture.lead(other, book: book), context: context), at: place)
                let a = try #require(before.clause(change.rule)).outcome
                let b = try #require(after.clause(change.rule)).outcome
                #expect(rank(a) <= rank(b), "\(change.rule) \(values) → \(other)")
                #expect(after.verdict <= before.verdict)
            }
        }
    }

    @Test("the verdict is the worst clause; a veto is never outvoted, and nothing missing passes")
    func lattice() throws {
        let book = try Fixture.book()
        let context = try Fixture.context(book)
        let engine = EntryEngine(book: book, context: context)
        var random = Seeded(state: 11)
        let numbers = [
            "land_area", "fixed_invest", "far", "coverage", "tax_year", "revenue_year", "energy_tce", "office_land",
            "floor_area", "output_year", "cod",
        ]
        let codes = ["1530", "3252", "3011", "2611", "1713", "3985"]
        for _ in 0..<60 {
            var values = ["industry_code": codes[random.next(codes.count)]]
            for key in numbers where random.next(3) > 0 { values[key] = "\(1 + random.next(key == "far" ? 3 : 900))" }
            let facts = book.facts(Fixture.lead(values, book: book), context: context)
            let answer = engine.assess(facts, at: Fixture.place("532822"))
            let worst = answer.clauses.map { EntrySession.verdict($0.outcome, $0.force) }.max() ?? .admit
            #expect(answer.verdict == worst)
            #expect(answer.soFar <= answer.verdict)
            for clause in answer.clauses where clause.outcome == .missing { #expect(!clause.missing.isEmpty) }
            if answer.clauses.contains(where: { $0.outcome == .fail }) { #expect(answer.verdict == .refuse) }
            // Taking a number away never makes a clause pass that did not.
            if let gone = numbers.first(where: { values[$0] != nil }) {
                var fewer = values
                fewer[gone] = nil
                let less = engine.assess(
                    book.facts(Fixture.lead(fewer, book: book), context: context), at: Fixture.place("532822"))
                for (a, b) in zip(answer.clauses, less.clauses)
                where a.inputs.contains(FieldKey(rawValue: gone)) && a.outcome == .fail && a.quantity != nil {
                    #expect(b.outcome != .pass, "\(a.rule) 少了 \(gone)")
                }
            }
            #expect(engine.session(facts).brief(engine.scope(of: Fixture.place("532822"))).verdict == answer.verdict)
        }
    }

    @Test("energy and carbon are summed exactly, and an unstated carrier is never zero")
    func energy() throws {
        let book = try Fixture.book()
        let context = try Fixture.context(book)
        func value(_ key: FieldKey, _ values: [String: String], _ region: String? = "530000") -> IndicatorValue {
            book.facts(
                Fixture.lead(values, book: book), context: context, region: region.flatMap { RegionCode($0) }
            ).value(key)
        }
        let none = ["coal_t": "0", "gas": "0", "steam": "0"]
        func with(_ more: [String: String]) -> [String: String] { none.merging(more) { $1 } }
        #expect(value("energy_tce", with(["power_kwh": "500"])).interval?.point == Rational(decimal: "614.5"))
        #expect(value("co2", with(["power_kwh": "1000"])).interval?.point == Rational(decimal: "1073"))
        #expect(value("co2", with(["power_kwh": "1000"]), nil).interval?.point == Rational(decimal: "5366"))
        let gas = value("energy_tce", with(["power_kwh": "0", "gas": "10"])).interval
        #expect(gas?.low == Rational(110) && gas?.high == Rational(133))
        let coal = value("co2", with(["power_kwh": "0", "coal_t": "1000"]))
        #expect(coal.interval?.low == Rational(decimal: "1172.9") && coal.interval?.high == Rational(decimal: "2521.5"))
        #expect(!coal.isVerified && coal.inputs.contains("coal_t"))
        let partial = value("energy_tce", ["power_kwh": "500"])
        #expect(partial.interval?.low == Rational(decimal: "614.5") && partial.interval?.high == nil)
        #expect(partial.wanted.contains("coal_t"))
        #expect(value("energy_tce", ["power_kwh": "500", "energy_tce": "700"]).interval?.point == Rational(700))
        let ratio = value("co2_per_output", with(["power_kwh": "1000", "output_year": "2146"]))
        #expect(ratio.interval?.point == Rational(1, 2) && ratio.formula.contains("0.1073"))
    }
}
