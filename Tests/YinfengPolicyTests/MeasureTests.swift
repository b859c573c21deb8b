import Testing
import YinfengModel

@testable import YinfengPolicy

/// Figures as lists and projects write them.
@Suite struct MeasureTests {
    private func measures(_ text: String) throws -> [Measure] {
        let book = try Support.book.get()
        var workspace = PolicyWorkspace()
        workspace.reset(words: book.lexicon.words.count, phrases: 0)
        Folding.append(text, to: &workspace.units)
        book.scanner.scan(&workspace)
        return workspace.measures
    }

    @Test(
        arguments: [
            ("年产3.5万吨", 35_000), ("1,200吨/年", 1_200), ("２０万吨", 200_000), ("三十万吨", 300_000),
            ("1.2亿吨", 120_000_000), ("2千吨", 2_000), ("500kg", nil), ("两万吨", 20_000),
        ] as [(String, Int?)])
    func magnitudesAreRead(text: String, tonnes: Int?) throws {
        let found = try measures(text)
        #expect(found.count == 1)
        if let tonnes { #expect(found.first?.value == Rational(tonnes)) }
    }

    @Test func thousandBelongsToTheUnit() throws {
        #expect(try measures("800千瓦").first?.value == Rational(800))
        #expect(try measures("30万千瓦").first?.value == Rational(300_000))
        #expect(try measures("2千瓦").first?.value == Rational(2))
    }

    @Test func modelNumbersAreNoFigures() throws {
        #expect(try measures("B665牛头刨床").isEmpty)
        #expect(try measures("C630普通车床").isEmpty)
    }

    @Test func rangesKeepBothEnds() throws {
        let found = try measures("3-5万吨")
        #expect(found.first?.value == Rational(30_000))
        #expect(found.first?.upper == Rational(50_000))
    }

    @Test func scopeAndTimeAreRead() throws {
        let line = try measures("单线产能1000吨/年")
        #expect(line.first?.scope == .line)
        let day = try measures("日处理甘蔗3000吨")
        let year = try measures("年处理甘蔗3000吨")
        #expect(day.first?.per != year.first?.per)
        #expect(try measures("占地100平方米").first?.isSite == true)
    }

    private func limit(_ text: String) throws -> Limit {
        let book = try Support.book.get()
        return try #require(LimitReader(vocabulary: book.vocabulary, scanner: book.scanner).limit(text))
    }

    @Test(arguments: [
        ("<10吨/年", 9, "yes"), ("<10吨/年", 10, "no"), ("<=10吨/年", 10, "yes"), ("<=10吨/年", 11, "no"),
        ("<~10吨/年", 9, "yes"), ("<~10吨/年", 10, "open"), ("<~10吨/年", 11, "no"), (">10吨/年", 10, "no"),
        (">=10吨/年", 10, "yes"), (">~10吨/年", 10, "open"),
    ])
    func comparisonsAreExactAtTheEdge(text: String, value: Int, expected: String) throws {
        let limit = try limit(text)
        let stated = try #require(try measures("\(value)吨/年").first)
        let answer: String =
            switch limit.decide(stated) {
            case .yes: "yes"
            case .no: "no"
            case .open: "open"
            }
        #expect(answer == expected)
    }

    /// A larger number never enters an upper limit that a smaller one fails.
    @Test func upperLimitsAreMonotone() throws {
        let limit = try limit("<~5000吨/年")
        var state: UInt64 = 20_240_201
        var lastRank = 0
        var value = 1
        for _ in 0..<200 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            value += Int(state >> 33) % 97
            let measure = try #require(try measures("\(value)吨/年").first)
            let rank: Int =
                switch limit.decide(measure) {
                case .yes: 0
                case .open: 1
                case .no: 2
                }
            #expect(rank >= lastRank)
            lastRank = rank
        }
        #expect(lastRank == 2)
    }

    @Test func foldingKeepsOneSpelling() {
        #expect(Folding.text(Folding.fold("ＰＶＣ　Ａ１")) == "pvca1")
        #expect(Folding.text(Folding.fold("㎡")) == "m2")
        #expect(Folding.text(Folding.fold("〔x〕【y】")) == "(x)(y)")
        #expect(Folding.text(Folding.fold("1,200吨,300")) == "1200吨,300")
    }
}
