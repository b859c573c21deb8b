import Testing
import YinfengEntry
import YinfengModel

@Suite("A park's own lines, and faults of rule files")
struct RuleFileTests {
    static let headings = ["指标", "运算符", "数值", "单位", "行业", "效力", "文件", "条款", "生效日期", "失效日期"]

    func read(_ rows: [[String]]) throws -> (set: RuleSet, errors: [RuleError]) {
        let book = try Fixture.book()
        return ParkLines(directory: book.directory, classification: book.classification).read(
            file: "own.csv", headings: RuleFileTests.headings,
            rows: rows.enumerated().map { ($0.offset + 2, $0.element) })
    }

    @Test(
        "units convert exactly, whatever name the quantity is given",
        arguments: [
            ("invest_per_mu", "4500", "万元/公顷", "300"), ("投资强度", "300", "万元/亩", "300"),
            ("固定资产投资强度", "4500", "元/平方米", "300"), ("投资强度", "450", "亿元/平方公里", "3000"),
            ("亩均税收", "300", "万元/公顷·年", "20"), ("土地税收", "15", "万元/亩·年", "15"), ("容积率", "1.2", "", "1.2"),
            ("建筑系数", "40", "%", "40"), ("单位产值能耗", "100", "kgce/万元", "0.1"), ("年综合能耗", "1.2", "万吨标准煤", "12000"),
            ("固定资产投资", "3", "亿元", "30000"), ("用地面积", "2", "公顷", "30"), ("年用电量", "5000000", "千瓦时", "500"),
        ])
    func units(name: String, value: String, unit: String, expected: String) throws {
        let (set, errors) = try read([[name, "≥", value, unit, "", "", "文件", "一", "", ""]])
        #expect(errors.isEmpty, "\(errors.map(\.explanation.sentence))")
        #expect(set.rules.first?.line?.value == Rational(decimal: expected))
    }

    @Test("total investment over land is another definition than fixed assets")
    func definitions() throws {
        let (set, _) = try read([["投资强度(总投资/用地)", "≥", "300", "万元/亩", "", "", "文件", "一", "", ""]])
        #expect(set.rules.first?.definition == "total")
    }

    @Test(
        "a bad row says where, what and how to mend it, and the others stay",
        arguments: [
            ("投资强渡", "≥", "300", "万元/亩", "", "2026-01-01", "", "指标", "quantity"),
            ("投资强度", "大约", "300", "万元/亩", "", "2026-01-01", "", "大约", "operator"),
            ("投资强度", "≥", "三百", "万元/亩", "", "2026-01-01", "", "三百", "value"),
            ("投资强度", "≥", "", "万元/亩", "", "2026-01-01", "", "必填", "value"),
            ("投资强度", "≥", "300", "万元/千平方米", "", "2026-01-01", "", "万元/千平方米", "unit"),
            ("投资强度", "≥", "300", "吨", "", "2026-01-01", "", "吨", "unit"),
            ("投资强度", "≥", "300", "万元/亩", "C99", "2026-01-01", "", "C99", "industry"),
            ("投资强度", "≥", "300", "万元/亩", "", "2026-13-01", "", "2026-13-01", "effective_from"),
            ("投资强度", "≥", "300", "万元/亩", "", "2026-05-01", "2026-01-01", "晚于", "effective_to"),
            ("项目名称", "≥", "300", "", "", "", "", "项目名称", "quantity"),
        ])
    func faults(
        name: String, sign: String, value: String, unit: String, industry: String, from: String, to: String,
        says: String,
        column: String
    ) throws {
        let good = ["容积率", "≥", "1", "", "", "", "文件", "一", "", ""]
        let (set, errors) = try read([[name, sign, value, unit, industry, "", "文件", "一", from, to], good])
        let error = try #require(errors.first)
        #expect(errors.count == 1)
        #expect(error.row == 2)
        #expect(error.column == column)
        #expect(error.explanation.sentence.contains(says) || says == "指标")
        #expect(!error.explanation.remedy.isEmpty)
        #expect(set.rules.count == 1)
    }

    @Test("an own line outside its dates is counted, not applied; include-expired shows it without effect")
    func dates() throws {
        let book = try Fixture.book()
        let (set, _) = try read([["容积率", "≥", "9", "", "", "", "文件", "一", "2020-01-01", "2021-12-31"]])
        let lead = Fixture.lead(["industry_code": "1530", "far": "1"], book: book)
        var context = try Fixture.context(book)
        let without = EntryEngine(book: book, context: context)
        let engine = EntryEngine(book: book, ownSets: [set], context: context)
        #expect(engine.outOfForce == without.outOfForce + 1)
        let hidden = engine.assess(book.facts(lead, context: context), at: Fixture.place("532822"))
        #expect(hidden.clause("own-2") == nil)
        context.includesExpired = true
        let shown = EntryEngine(book: book, ownSets: [set], context: context)
            .assess(book.facts(lead, context: context), at: Fixture.place("532822"))
        #expect(shown.clause("own-2")?.outcome == .notApplicable)
        #expect(shown.verdict == hidden.verdict)
        #expect(shown.clauses.count > hidden.clauses.count)
    }

    @Test("an own line may tighten, never relax: the national line decides and the laxer one is reported")
    func lax() throws {
        let book = try Fixture.book()
        let context = try Fixture.context(book)
        let lead = Fixture.lead(["industry_code": "1530", "coverage": "35"], book: book)
        let (laxer, _) = try read([["建筑系数", "≥", "30", "%", "", "", "文件", "一", "", ""]])
        let engine = EntryEngine(book: book, ownSets: [laxer], context: context)
        let answer = engine.assess(book.facts(lead, context: context), at: Fixture.place("532822"))
        #expect(answer.clause("own-2")?.outcome == .pass)
        #expect(answer.clause("LC2023-COV")?.outcome == .fail)
        #expect(answer.clause("S002-01/coverage")?.outcome == .fail)
        #expect(answer.notes.contains { $0.contains("own-2") && $0.contains("不得放宽") })
        let (stricter, _) = try read([["建筑系数", "≥", "50", "%", "", "", "文件", "一", "", ""]])
        let tight = EntryEngine(book: book, ownSets: [stricter], context: context)
        let lead45 = Fixture.lead(["industry_code": "1530", "coverage": "45"], book: book)
        let other = tight.assess(book.facts(lead45, context: context), at: Fixture.place("532822"))
        #expect(other.clause("LC2023-COV")?.outcome == .pass)
        #expect(other.clause("S002-01/coverage")?.required == "≥ 50%")
        #expect(other.verdict == .refuse)
        #expect(other.notes.isEmpty)
    }

    @Test("a rule file with faults is refused with file, row and column")
    func ruleFile() throws {
        let book = try Fixture.book()
        let good = [
            "id": "A", "clause": "一", "shape": "fixed_threshold", "force": "mandatory", "quantity": "far",
            "operator": "≥", "value": "1",
        ]
        func compile(_ change: [String: String]) -> RuleError? {
            do throws(RuleError) {
                _ = try RuleSet(
                    source: RuleSet.Source(id: "x", document: "x"),
                    clauses: [(2, good), (3, good.merging(change) { $1 })],
                    values: [], tiers: [], directory: book.directory, classification: book.classification)
                return nil
            } catch { return error }
        }
        #expect(compile(["id": "B"]) == nil)
        #expect(compile([:])?.fault == .duplicate("A"))
        #expect(compile(["id": "B", "shape": "round"])?.column == "shape")
        #expect(compile(["id": "B", "when": "jobs>>3"])?.column == "when")
        #expect(compile(["id": "B", "test": "nothing>3"])?.fault == .unknownField("nothing"))
        #expect(compile(["id": "B", "industries": "C9999"])?.fault == .unknownIndustry("C9999"))
        #expect(compile(["id": "B", "regions": "53"])?.fault == .unknownRegion("53"))
        #expect(compile(["id": "B", "operator": "[)", "value2": "0.5"])?.column == "value2")
        #expect(compile(["id": "B", "force": "maybe"])?.row == 3)
    }
}

@Suite("Findings as people write them")
struct FindingTests {
    @Test("a finding is read with its author, paper and day; commas may stand in the paper's name")
    func parse() throws {
        let finding = try Finding(parsing: "S000-05=pass,县生态环境局,意见,2026〔3〕号,2026-03-01")
        #expect(finding.rule == "S000-05")
        #expect(finding.isPass)
        #expect(finding.document == "意见,2026〔3〕号")
        #expect(finding.date == (try Fixture.day("2026-03-01")))
        #expect(try Finding(parsing: "S000-05=不符合，局，文，2026-03-01").isPass == false)
    }

    @Test(
        "a finding without its parts is refused with the form to write",
        arguments: [
            "S000-05", "S000-05=maybe,局,文,2026-03-01", "S000-05=pass,局", "S000-05=pass,局,文,昨天", "=pass,局,文,2026-03-01",
        ])
    func faults(text: String) {
        #expect(throws: FindingFault.self) { try Finding(parsing: text) }
    }

    @Test("a finding of a table may speak of one project only")
    func table() throws {
        let row = ["条款编号": "S000-05", "结果": "符合", "认定单位": "局", "文号": "文", "日期": "2026-03-01", "项目编号": "7"]
        let finding = try Finding(row: row)
        #expect(finding.answers("S000-05", project: "7"))
        #expect(!finding.answers("S000-05", project: "8"))
        #expect(!finding.answers("S000-051", project: "7"))
        #expect(throws: FindingFault.self) { try Finding(row: row.merging(["结果": ""]) { $1 }) }
    }

    @Test("a user's file of the rule language is read as such, and refused whole when ambiguous")
    func ruleLanguage() throws {
        let book = try Fixture.book()
        let headings = ["id", "clause", "force", "shape", "quantity", "operator", "value", "value2", "unit"]
        let good = ["Z1", "三", "mandatory", "target_and_floor", "亩均税收", "≥", "20", "10", "万元/亩·年"]
        #expect(book.rules(file: "r.csv", headings: headings, rows: [(2, good)]).set?.rules.count == 1)
        let bad = ["Z2", "三", "mandatory", "target_and_floor", "亩均税收", "≥", "10", "20", "万元/亩·年"]
        let answer = book.rules(file: "r.csv", headings: headings, rows: [(2, good), (3, bad)])
        #expect(answer.set == nil)
        #expect(answer.errors.first?.row == 3)
        let lines = book.rules(file: "p.csv", headings: ["指标", "运算符", "数值", "单位"], rows: [(2, ["容积率", "≥", "1", ""])])
        #expect(lines.set?.rules.first?.isOwnLine == true)
    }
}
