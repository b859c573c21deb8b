import FoundationEssentials
import Testing
import YinfengCatalog
import YinfengEntry
import YinfengModel
import YinfengScoring

@Suite("Score sheets: exact bands, deductions, ratios, grades")
struct ScorerTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let store = Result { try CatalogStore(folders: [root + "/Catalogs"]) }
    static let book = Result { try ScoreBook(from: store.get()) }
    static let rules = Result { try RuleBook(from: store.get()) }

    private func facts(_ values: [String: String]) throws -> ProjectFacts {
        let rules = try ScorerTests.rules.get()
        let place = SourceLocation(file: "case", row: 2)
        var fields: [FieldKey: FieldValue] = [:]
        for (name, text) in values {
            let key = FieldKey(rawValue: name)
            let unit = rules.directory.unitText(key)
            fields[key] = FieldValue(
                raw: text,
                content: Rational(decimal: text).map { .quantity(Quantity($0, unit: unit)) } ?? .text(text),
                location: place)
        }
        let day = try #require(CivilDate(iso: "2026-06-30"))
        return rules.facts(
            Lead(id: "1", location: place, fields: fields),
            context: EntryContext(asOf: day, parameters: rules.parameters))
    }

    private func points(
        _ sheet: String, _ item: String, _ values: [String: String], _ benchmarks: [FieldKey: String] = [:]
    ) throws -> Rational? {
        let sheet = try #require(try ScorerTests.book.get().sheet(sheet))
        var known: [FieldKey: Scorer.Benchmark] = [:]
        for (key, text) in benchmarks {
            known[key] = Scorer.Benchmark(value: try #require(Rational(decimal: text)), source: "")
        }
        let scorer = Scorer(sheet: sheet, benchmarks: known, directory: try ScorerTests.rules.get().directory)
        let result = scorer.score(try facts(values), standing: nil)
        return try #require(result.lines.first { $0.item == item }).points
    }

    @Test(
        "every edge of the published bands",
        arguments: [
            ("投产产值规模（后3年平均）", "output_year", "30000", "5"), ("投产产值规模（后3年平均）", "output_year", "29999.99", "2"),
            ("投产产值规模（后3年平均）", "output_year", "20000", "2"), ("投产产值规模（后3年平均）", "output_year", "10000", "1"),
            ("投产产值规模（后3年平均）", "output_year", "9999.99", "0.5"), ("产出强度", "output_per_mu", "400", "5"),
            ("产出强度", "output_per_mu", "390", "4.9"), ("产出强度", "output_per_mu", "391", "5"),
            ("产出强度", "output_per_mu", "0", "1"), ("税收强度", "tax_per_mu", "10", "10"), ("税收强度", "tax_per_mu", "9", "9.9"),
            ("税收强度", "tax_per_mu", "0", "9"),
        ])
    func bands(item: String, key: String, value: String, expected: String) throws {
        #expect(try points("SS2", item, [key: value]) == Rational(decimal: expected))
    }

    @Test("a ratio is exact, capped, and needs a benchmark")
    func ratios() throws {
        let values = ["tax_year": "300", "land_area": "30"]
        #expect(try points("SS3", "亩均税收", values, ["tax_per_mu": "20"]) == Rational(45, 2))
        #expect(try points("SS3", "亩均税收", values, ["tax_per_mu": "10"]) == Rational(45))
        #expect(try points("SS3", "亩均税收", values, ["tax_per_mu": "1"]) == Rational(45))
        #expect(try points("SS3", "亩均税收", values) == nil)
        #expect(try points("SS3", "亩均税收", ["tax_year": "300"], ["tax_per_mu": "20"]) == .zero)
    }

    @Test("the machine never fills what people fill")
    func people() throws {
        for sheet in try ScorerTests.book.get().sheets {
            let scorer = Scorer(sheet: sheet, benchmarks: [:], directory: try ScorerTests.rules.get().directory)
            let result = scorer.score(try facts(["output_year": "90000"]), standing: nil)
            for line in result.lines where !line.isByMachine { #expect(line.points == nil && !line.because.isEmpty) }
            for line in result.lines { if let points = line.points { #expect(.zero <= points && points <= line.max) } }
        }
    }

    @Test("grades go by rank, ties share one, and a firm without evidence has none")
    func grades() throws {
        let sheet = try #require(try ScorerTests.book.get().sheet("SS3"))
        let benchmarks: [FieldKey: Scorer.Benchmark] = [
            "tax_per_mu": Scorer.Benchmark(value: Rational(100), source: ""),
            "revenue_per_mu": Scorer.Benchmark(value: Rational(1000), source: ""),
            "tax_per_energy": Scorer.Benchmark(value: Rational(100), source: ""),
        ]
        let scorer = Scorer(sheet: sheet, benchmarks: benchmarks, directory: try ScorerTests.rules.get().directory)
        let results = try (1...20).map { number -> (id: String, result: ScoreResult?) in
            let values = [
                "tax_year": "\(number * 10)", "land_area": "10", "revenue_year": "100", "energy_tce": "100",
            ]
            return ("\(number)", scorer.score(try facts(number == 20 ? ["tax_year": "9"] : values), standing: nil))
        }
        let grades = FirmRating.grades(sheet, results)
        #expect(grades[19] == nil)
        #expect(grades[18] == "A" && grades[0] == "D")
        // 19 firms: 20 % are the first 3, 60 % the first 11, 95 % the first 18.
        #expect(grades.count { $0 == "A" } == 3 && grades.count { $0 == "B" } == 8)
        #expect(grades.count { $0 == "C" } == 7 && grades.count { $0 == "D" } == 1)
        let same = FirmRating.grades(sheet, (1...10).map { ("\($0)", results[5].result) })
        #expect(Set(same) == ["B"] || Set(same) == ["A"])
    }
}
