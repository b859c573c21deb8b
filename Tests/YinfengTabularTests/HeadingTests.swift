import FoundationEssentials
import Testing
import YinfengCSV
import YinfengCatalog
import YinfengModel
import YinfengTabular
import YinfengText

@Suite("Headings")
struct HeadingTests {
    @Test("Every heading of the catalogue is read as its own field and unit")
    func knowsTheCatalogue() throws {
        let catalog = try Support.catalog.get()
        let matcher = try Support.matcher.get()
        for heading in catalog.headings {
            let match = matcher.match(heading.text)
            #expect(match?.key == heading.key, "\(heading.text)")
            #expect(match?.confidence == 1, "\(heading.text)")
            if let unit = heading.unit, catalog[heading.key]?.unit != nil {
                #expect(match?.unit == unit, "\(heading.text)")
            }
        }
        for field in catalog.fields { #expect(matcher.match(field.key.rawValue)?.key == field.key) }
    }

    @Test(arguments: [
        ("总投资（亿元）", "total_invest", "yuan_yi"), ("总投资\n(亿元)", "total_invest", "yuan_yi"),
        ("*总投资（单位：万元）", "total_invest", "yuan_wan"), ("总投资额/万元", "total_invest", "yuan_wan"),
        ("1.项目总投资(亿元)", "total_invest", "yuan_yi"), ("计划总投资额（亿元）", "total_invest", "yuan_yi"),
        ("拟用地面积(公顷)", "land_area", "ha"), ("用地面积㎡", "land_area", "m2"), ("总投资(万美元)", "total_foreign", "usd_wan"),
        ("固定资产投资(亿元)", "fixed_invest", "yuan_yi"), ("年综合能耗（万吨标准煤）", "energy_tce", "tce_wan"),
        ("年用水量(吨)", "water_year", "m3"), ("Land_Area", "land_area", ""), ("项目內容", "content", ""),
        ("项目名称（必填）", "project_name", ""), ("总投资亿元", "total_invest", "yuan_yi"),
    ])
    func readsVariants(heading: String, key: String, unit: String) throws {
        let matcher = try Support.matcher.get()
        let match = try #require(matcher.match(heading))
        #expect(match.key.rawValue == key)
        #expect(match.unit?.rawValue ?? "" == unit)
    }

    @Test(
        "Headings of everyday ledgers, and others that must stay alone",
        arguments: CaseFile.rows("headings.csv") + CaseFile.rows("headings-2.csv") + CaseFile.rows("headings-3.csv"))
    func readsLedgers(line: [String]) throws {
        let match = try Support.matcher.get().match(line[0])
        #expect(match?.key.rawValue ?? "" == line[1])
        #expect(match?.unit?.rawValue ?? "" == line[2])
    }

    @Test(
        "Words that change the meaning are not swallowed",
        arguments: [
            "累计完成固定资产投资(万元)", "本年完成投资", "投资方联系人电话号码归属地", "2026年计划投资（万元）", "上年度年税收", "领导批示", "天气", "二期总投资(万元)",
            "总投资(二期)", "附件", "链接",
        ])
    func leavesOthersAlone(heading: String) throws {
        let matcher = try Support.matcher.get()
        let match = matcher.match(heading)
        #expect(match == nil, "\(match.map { "\($0.key.rawValue) \($0.confidence)" } ?? "")")
    }

    @Test("A likeness is proposed with its confidence")
    func proposes() throws {
        let matcher = try Support.matcher.get()
        let near = matcher.nearest("主要建设内容及产品")
        #expect(near.contains { $0.key == "content" || $0.key == "products" })
        #expect(near.allSatisfy { $0.confidence >= 0.4 && $0.confidence <= 1 })
        #expect(near == near.sorted { $0.confidence > $1.confidence })
    }

    @Test(arguments: [
        ("投资情况", "总投资（亿元）", "total_invest", "yuan_yi"), ("总投资", "（万元）", "total_invest", "yuan_wan"),
        ("总投资", "亿元", "total_invest", "yuan_yi"), ("经济指标（万元）", "年产值", "output_year", "yuan_wan"),
        ("投资方", "联系人", "contact_name", ""), ("土地", "需求（亩）", "land_area", "mu"), ("用地", "面积", "land_area", ""),
        ("投资方", "来源地", "investor_region", ""), ("招商单位", "联系人", "clerk", ""),
    ])
    func readsTwoLevels(upper: String, lower: String, key: String, unit: String) throws {
        let matcher = try Support.matcher.get()
        let match = try #require(matcher.match(lower, parent: upper))
        #expect(match.key.rawValue == key)
        #expect(match.unit?.rawValue ?? "" == unit)
    }

    @Test(
        "An upper heading of what is done or past takes its figures out of the plan",
        arguments: [("上年完成", "产值（亿元）"), ("现有情况", "用地面积（亩）"), ("累计完成", "固定资产投资"), ("招商单位", "联系电话")])
    func leavesWhatIsDone(upper: String, lower: String) throws {
        #expect(try Support.matcher.get().match(lower, parent: upper) == nil)
    }

    @Test("A stated unit is the field's, or the heading names no figure", arguments: 1...8)
    func swallowsNoUnit(seed: UInt64) throws {
        let catalog = try Support.catalog.get()
        let matcher = try Support.matcher.get()
        var random = SeededGenerator(seed: seed)
        let figures = catalog.fields.filter { $0.unit != nil }
        for _ in 1...40 {
            guard let field = figures.randomElement(using: &random),
                let unit = catalog.units.units.randomElement(using: &random),
                let form = unit.printed.randomElement(using: &random)
            else { continue }
            let opening = ["", "预计", "意向", "1.", "*"].randomElement(using: &random) ?? ""
            let heading = opening + field.name + "（" + form + "）"
            guard let match = matcher.match(heading, isSure: true), catalog[match.key]?.unit != nil else { continue }
            #expect(match.unit != nil, "\(heading) → \(match.key.rawValue)")
        }
    }
}
