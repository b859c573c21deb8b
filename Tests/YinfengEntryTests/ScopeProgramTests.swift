import Testing
import YinfengEntry
import YinfengModel

@Suite("Verdicts for many scopes at once")
struct ScopeProgramTests {
    /// Places that see different rules: provinces, levels, types, land grades, with and without a region.
    static let places: [ParkPlace] = [
        Fixture.place("532822"), Fixture.place("530181", level: "国家级", type: "经济技术开发区"),
        Fixture.place("530000"), Fixture.place("340800", level: "国家级"), Fixture.place("340100"),
        Fixture.place("610100", type: "综合保税区"), Fixture.place("110000"), Fixture.place("532822", grade: 9),
        Fixture.place("371300", grade: 3), ParkPlace(code: "X", region: nil, level: "", type: ""),
    ]

    static let words = [
        "普洱茶精制加工", "年产5万吨电解铝", "磷酸铁锂正极材料，含电镀工序", "电炉炼钢", "物流仓储", "水泥熟料生产线置换",
    ]

    static func leads(_ count: Int, book: RuleBook, seed: UInt64) -> [(Lead, CodingResult?)] {
        var random = Seeded(seed)
        let codes = book.classification.entries.map(\.code).filter { $0.length >= 2 }
        return (0..<count).map { _ in
            var values = VerdictTests.clean
            for key in values.keys.sorted() where Int.random(in: 0..<3, using: &random) == 0 { values[key] = nil }
            values["content"] = words.randomElement(using: &random)
            for key in ["fixed_invest", "tax_year", "energy_tce", "far"] where Bool.random(using: &random) {
                values[key] = ["1", "0.8", "90", "2000-9000", "约12000", "400000"].randomElement(using: &random)
            }
            values["construction_kind"] = ["新建", "技改", ""].randomElement(using: &random)
            let candidates = (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in
                codes.randomElement(using: &random)
            }
            guard Bool.random(using: &random) else { return (Fixture.lead(values, book: book), nil) }
            values["industry_code"] = nil
            let coding = CodingResult(
                candidates: candidates.map {
                    IndustryCandidate(code: $0, name: "", score: 1, confidence: 0.3, evidence: [])
                }, activities: [], abstain: Bool.random(using: &random), because: "")
            return (Fixture.lead(values, book: book), coding)
        }
    }

    /// Six firms of one trade at one park.
    static let peers = PeerTable(
        (1...6).map {
            PeerFirm(
                name: "厂\($0)", code: IndustryCode("1530"), park: "T532822", region: RegionCode("532822"),
                land: Rational(50), amounts: ["fixed_invest": Rational(9000 + $0), "tax_year": Rational(400)])
        })

    /// People's findings, one of them against the project.
    static func findings() throws -> [Finding] {
        try VerdictTests.findings() + [
            Finding(rule: "S000-05", isPass: false, author: "某", document: "文", date: try Fixture.day("2026-06-01"))
        ]
    }

    @Test("the same verdicts, counts and margins as clause by clause, whatever came before in the workspace")
    func agrees() throws {
        let book = try Fixture.book()
        let optional = Set(book.sets.filter(\.source.isOptional).map(\.source.id))
        let findings = try Self.findings()
        var plain = try Fixture.context(book, findings: findings)
        let engines = [
            EntryEngine(book: book, context: plain),
            try {
                plain.optionalSets = optional
                return EntryEngine(
                    book: book, ownSets: [try Fixture.ownLines(VerdictTests.lines, book: book)], peers: Self.peers,
                    context: plain)
            }(),
        ]
        for (number, engine) in engines.enumerated() {
            let scopes = Self.places.map { engine.scope(of: $0) }
            let program = ScopeProgram(engine: engine, scopes: scopes)
            let work = EntryWorkspace()
            var seen: Set<Verdict> = []
            for (turn, row) in Self.leads(40, book: book, seed: 11 + UInt64(number)).enumerated() {
                let (lead, coding) = row
                let facts = book.facts(lead, coding: coding, context: engine.context)
                let session = engine.session(facts)
                program.begin(session, work)
                for (scope, key) in scopes.enumerated() {
                    let tally = program.tally(scope, session, work)
                    // A session of its own: nothing that the program left behind may help.
                    let other = engine.session(facts)
                    let brief = other.brief(key)
                    #expect(tally.verdict == brief.verdict)
                    #expect(tally.soFar == brief.soFar)
                    #expect(tally.failing == brief.failing)
                    #expect(tally.margin == brief.margin)
                    seen.insert(tally.verdict)
                    // The whole costs much more: one scope a lead, another each time.
                    guard scope == turn % scopes.count else { continue }
                    let whole = other.assess(key)
                    #expect(tally.verdict == whole.verdict && tally.soFar == whole.soFar)
                }
            }
            #expect(seen.count >= 2)
        }
    }
}
