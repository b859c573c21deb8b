import Testing
import YinfengEntry
import YinfengModel

@Suite("From clauses to the verdict")
struct VerdictTests {
    /// A clean project: every paper and number that the texts of 勐海 and Yunnan ask for.
    static let clean: [String: String] = [
        "industry_code": "1530", "content": "普洱茶精制加工", "process": "拼配—蒸压—干燥", "construction_kind": "新建",
        "fixed_invest": "32000", "total_invest": "36000", "land_area": "100", "far": "1.2", "coverage": "45",
        "building_density": "42", "building_height": "18", "setback": "10", "office_land_share": "5",
        "office_floor_share": "12", "green_ratio": "0", "revenue_year": "40000", "output_year": "42000",
        "tax_year": "2500", "energy_tce": "400", "coal_t": "0", "energy_swap_tce": "400", "cod": "0", "nh3_n": "0",
        "so2": "0", "nox": "0", "vocs": "0", "wastewater": "0",
    ]

    static let lines: [[String]] = [
        ["invest_per_mu", "≥", "300", "万元/亩", "", "强制", "勐海县园区准入标准", "第三条"],
        ["容积率", "不低于", "1.0", "", "C15", "强制", "勐海县园区准入标准", "第三条"],
        ["建筑密度", ">=", "35", "%", "", "强制", "勐海县园区准入标准", "第三条"],
        ["建筑高度", "<=", "24", "米", "", "强制", "勐海县园区准入标准", "第三条"],
        ["退让间距", ">=", "8", "米", "", "强制", "勐海县园区准入标准", "第三条"],
        ["单位产值能耗", "≤", "10", "千克标准煤/万元", "", "强制", "勐海县园区准入标准", "第四条"],
        ["亩均产值", "≥", "300", "万元/亩·年", "", "原则上", "勐海县园区准入标准", "第五条"],
        ["亩均税收", "≥", "15", "万元/亩", "", "原则上", "勐海县园区准入标准", "第五条"],
    ]

    static func findings() throws -> [Finding] {
        try ["S000-05", "S000-10", "S000-11", "S002-12", "S002-15", "S004-15"].map {
            Finding(
                rule: $0, isPass: true, author: "勐海县园区管委会", document: "会议纪要〔2026〕4号",
                date: try Fixture.day("2026-06-01"))
        }
    }

    static func peers() throws -> PeerTable {
        PeerTable(
            (0..<6).map { index in
                PeerFirm(
                    name: "现有茶企\(index)", code: IndustryCode("1530"), year: 2025, land: Rational(50 + index),
                    amounts: [.fixedInvest: Rational(12_000), "revenue_year": Rational(15_000)])
            })
    }

    static func engine(_ book: RuleBook) throws -> EntryEngine {
        EntryEngine(
            book: book, ownSets: [try Fixture.ownLines(lines, book: book)], peers: try peers(),
            context: try Fixture.context(book, findings: findings()))
    }

    static let variants: [[String: String]] = [
        [:], ["fixed_invest": "30000"], ["land_area": "60", "building_height": "24"],
        ["energy_tce": "420", "energy_swap_tce": "600"], ["coal_t": "900"],
        ["energy_tce": "1200", "energy_swap_tce": "1200", "output_year": "130000"],
        [
            "energy_tce": "1200", "energy_swap_tce": "1200", "output_year": "130000",
            "energy_review_document": "云发改节能〔2026〕7号",
        ],
        ["industry_code": "1529", "process": "原汁压榨", "eia_document": "西环审〔2026〕9号"], ["revenue_year": "30000"],
        ["missing_documents": "水土保持方案", "promises": "告知承诺书"], ["wastewater": "900", "wastewater_route": "处理后全部回用"],
        ["fixed_invest": "30000-34000"], ["fixed_invest": "约33000"],
    ]

    @Test("a clean project with findings and the park's own lines is admitted", arguments: variants)
    func admits(change: [String: String]) throws {
        let book = try Fixture.book()
        let engine = try VerdictTests.engine(book)
        let lead = Fixture.lead(VerdictTests.clean.merging(change) { $1 }, book: book)
        let answer = engine.assess(book.facts(lead, context: engine.context), at: Fixture.place("532822"))
        let open = answer.clauses.filter { ![.pass, .notApplicable].contains($0.outcome) }
        #expect(open.isEmpty, "\(open.map { $0.rule + " " + $0.message })")
        #expect(answer.verdict == .admit)
        #expect(answer.conditions.contains { $0.text.contains("首谈备案") })
    }

    @Test("a delegated clause cites both the regulation and the park's own line, and one failing line refuses")
    func delegated() throws {
        let book = try Fixture.book()
        let engine = try VerdictTests.engine(book)
        let lead = Fixture.lead(VerdictTests.clean.merging(["fixed_invest": "29000"]) { $1 }, book: book)
        let answer = engine.assess(book.facts(lead, context: engine.context), at: Fixture.place("532822"))
        let clause = try #require(answer.clause("S000-01"))
        #expect(clause.outcome == .fail)
        #expect(clause.required == "≥ 300万元/亩")
        #expect(clause.found == "290万元/亩")
        #expect(clause.margin == "-10万元/亩 (-3.33%)")
        #expect(clause.alsoCites.contains { $0.document == "勐海县园区准入标准" })
        #expect(answer.verdict == .refuse)
        #expect(answer.soFar == .refuse)
    }

    @Test("a finding settles only what is in review: it neither fills missing evidence nor lifts a failure")
    func findingsAreLimited() throws {
        let book = try Fixture.book()
        let wish = try ["S000-01", "S000-07", "S000-05", "S002-01"].map {
            Finding(rule: $0, isPass: true, author: "某", document: "文", date: try Fixture.day("2026-06-01"))
        }
        let engine = EntryEngine(
            book: book, ownSets: [try Fixture.ownLines(VerdictTests.lines, book: book)],
            context: try Fixture.context(book, findings: wish))
        var values = VerdictTests.clean
        values["fixed_invest"] = "10000"
        values["energy_swap_tce"] = ""
        let answer = engine.assess(
            book.facts(Fixture.lead(values, book: book), context: engine.context), at: Fixture.place("532822"))
        #expect(answer.clause("S000-01")?.outcome == .fail)
        #expect(answer.clause("S000-07")?.outcome == .missing)
        #expect(answer.clause("S000-07")?.finding == nil)
        #expect(answer.clause("S000-05")?.outcome == .pass)
        #expect(answer.clause("S000-05")?.finding?.contains("2026-06-01") == true)
        let late = EntryEngine(
            book: book,
            context: try Fixture.context(
                book,
                findings: [
                    Finding(rule: "S000-05", isPass: true, author: "某", document: "文", date: Fixture.day("2027-01-01"))
                ]))
        let later = late.assess(
            book.facts(Fixture.lead(values, book: book), context: late.context), at: Fixture.place("532822"))
        #expect(later.clause("S000-05")?.outcome == .review)
    }

    @Test("a finding against the project refuses; a declared discharge refuses whatever is found")
    func findingsAgainst() throws {
        let book = try Fixture.book()
        let against = Finding(
            rule: "S000-05", isPass: false, author: "某", document: "文", date: try Fixture.day("2026-06-01"))
        let engine = EntryEngine(book: book, context: try Fixture.context(book, findings: [against]))
        let facts = book.facts(Fixture.lead(VerdictTests.clean, book: book), context: engine.context)
        #expect(engine.assess(facts, at: Fixture.place("532822")).clause("S000-05")?.outcome == .fail)
        let good = EntryEngine(book: book, context: try Fixture.context(book, findings: VerdictTests.findings()))
        let dirty = Fixture.lead(VerdictTests.clean.merging(["so2": "3"]) { $1 }, book: book)
        let answer = good.assess(book.facts(dirty, context: good.context), at: Fixture.place("532822"))
        #expect(answer.clause("S000-05")?.outcome == .fail)
        #expect(answer.verdict == .refuse)
    }

    @Test("the worst clause decides; missing of a mandatory clause needs evidence, of an «原则上» clause is review")
    func lattice() throws {
        for force in ClauseForce.allCases {
            #expect(EntrySession.verdict(.pass, force) == .admit)
            #expect(EntrySession.verdict(.notApplicable, force) == .admit)
            #expect(EntrySession.verdict(.missing, force) != .admit)
            #expect(EntrySession.verdict(.fail, force) == .refuse)
        }
        #expect(EntrySession.verdict(.missing, .mandatory) == .needsEvidence)
        #expect(EntrySession.verdict(.missing, .inPrinciple) == .review)
    }

    @Test(
        "any subset of a clean project's fields never passes what it does not show, and the brief agrees with the whole"
    )
    func missingNeverPasses() throws {
        let book = try Fixture.book()
        let engine = try VerdictTests.engine(book)
        let scope = engine.scope(of: Fixture.place("532822"))
        var random = Seeded(3)
        let whole = Fixture.lead(VerdictTests.clean, book: book)
        for _ in 0..<300 {
            var lead = whole
            for key in whole.fields.keys.sorted() where Bool.random(using: &random) { lead.fields[key] = nil }
            let session = engine.session(book.facts(lead, context: engine.context))
            let brief = session.brief(scope)
            let answer = session.assess(scope)
            #expect(brief.verdict == answer.verdict)
            #expect(brief.soFar == answer.soFar)
            #expect(brief.refusal?.rule == answer.clauses.first { $0.outcome == .fail }?.rule)
            let worst = answer.clauses.map { EntrySession.verdict($0.outcome, $0.force) }.max()
            #expect(answer.verdict == worst)
            for clause in answer.clauses where clause.outcome == .pass && clause.required != nil {
                for input in clause.inputs { #expect(lead.fields[input] != nil, "\(clause.rule)") }
                #expect(clause.found != nil || answer.conditions.contains { $0.rule == clause.rule }, "\(clause.rule)")
            }
            if answer.clauses.contains(where: { $0.outcome == .missing && $0.force == .mandatory }) {
                #expect(answer.verdict >= .needsEvidence)
            }
        }
    }

    @Test("a better number of a one-sided clause never worsens it")
    func monotone() throws {
        let book = try Fixture.book()
        let engine = try VerdictTests.engine(book)
        let scope = engine.scope(of: Fixture.place("532822"))
        var random = Seeded(5)
        // More is better for these (+1), less for those (−1).
        let directions: [(FieldKey, Int)] = [
            ("fixed_invest", 1), ("far", 1), ("coverage", 1), ("revenue_year", 1), ("output_year", 1), ("tax_year", 1),
            ("office_land_share", -1), ("green_ratio", -1), ("energy_swap_tce", 1), ("building_height", -1),
        ]
        func rank(_ outcome: ClauseOutcome) -> Int {
            switch outcome {
            case .pass, .notApplicable: 0
            case .review: 1
            case .missing: 2
            case .fail: 3
            }
        }
        for _ in 0..<200 {
            var values = VerdictTests.clean
            values["fixed_invest"] = String(Int.random(in: 10_000...60_000, using: &random))
            values["far"] = "\(Int.random(in: 4...20, using: &random))e-1"
            values["coverage"] = String(Int.random(in: 20...70, using: &random))
            values["revenue_year"] = String(Int.random(in: 10_000...60_000, using: &random))
            values["green_ratio"] = String(Int.random(in: 0...25, using: &random))
            values["energy_swap_tce"] = String(Int.random(in: 200...600, using: &random))
            let lead = Fixture.lead(values, book: book)
            let (key, direction) = try #require(directions.randomElement(using: &random))
            guard let old = lead.quantity(key)?.interval.point else { continue }
            let step = try old.multiplied(
                by: try #require(Rational(Int128(Int.random(in: 1...90, using: &random)), 100)))
            let new = direction > 0 ? try old.adding(step) : try old.subtracting(step)
            var better = lead
            better.fields[key] = FieldValue(
                raw: new.decimal(), content: .quantity(Quantity(new, unit: book.directory.unitText(key))),
                location: lead.location)
            let a = engine.session(book.facts(lead, context: engine.context))
            let b = engine.session(book.facts(better, context: engine.context))
            let before = a.assess(scope)
            let after = b.assess(scope)
            for (old, new) in zip(before.clauses, after.clauses) {
                #expect(rank(new.outcome) <= rank(old.outcome), "\(old.rule) \(key.rawValue)")
            }
            #expect(after.soFar <= before.soFar)
        }
    }
}
