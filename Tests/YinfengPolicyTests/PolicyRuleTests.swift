import Testing
import YinfengCatalog
import YinfengModel

@testable import YinfengPolicy

/// The rules of the answer: order, regions, dates, ownership, consequences.
@Suite struct PolicyRuleTests {
    private func find(_ hits: [PolicyHit], _ item: String) -> PolicyHit? { hits.first { $0.item == item } }

    @Test func strictestClassComesFirst() throws {
        let hits = try Support.hits("年产20万吨隔膜法烧碱项目")
        #expect(hits.first?.item == "2024TA-04-02")
        #expect(hits.contains { $0.item == "2024R-04-05" })
        let order = hits.map { PolicyAnswer.severity($0.policyClass) }
        #expect(order == order.sorted())
    }

    @Test(arguments: [("4999", true), ("5001", false)])
    func lineLimitIsExact(tonnes: String, isHit: Bool) throws {
        let hits = try Support.hits("单线产能\(tonnes)吨/年碳酸锂")
        #expect((find(hits, "2024R-04-06")?.certainty == .hit) == isHit)
        #expect((find(hits, "2024R-04-06") == nil) == !isHit)
    }

    @Test func bareEdgeIsAQuestion() throws {
        #expect(find(try Support.hits("单线产能5000吨/年碳酸锂"), "2024R-04-06")?.certainty == .near)
        // 及以下 is decided at the edge.
        #expect(find(try Support.hits("年产3万吨玻璃瓶罐"), "2024R-12-10")?.certainty == .hit)
        // （不含）以下 is decided the other way.
        #expect(find(try Support.hits("日产2000吨新型干法水泥熟料"), "2024R-09-01") == nil)
    }

    @Test func totalNeverDecidesALine() throws {
        let hit = find(try Support.hits("年产4000吨碳酸锂项目"), "2024R-04-06")
        #expect(hit?.certainty == .near)
        #expect(hit?.because.contains("单线") == true)
    }

    @Test func exceptionLiftsOneClass() throws {
        let recycled = try Support.hits("废旧锂电池回收利用生产碳酸锂，单线产能2000吨/年")
        #expect(find(recycled, "2024R-04-06") == nil)
        #expect(find(recycled, "2024TA-04-05") == nil)
        // A copied 「…除外」 claims nothing.
        let copied = try Support.hits("单线产能4000吨/年碳酸锂（回收利用除外）")
        #expect(find(copied, "2024R-04-06")?.certainty == .hit)
    }

    @Test func regionDecidesTheNumber() throws {
        #expect(find(try Support.hits("日处理甘蔗3500吨糖厂", province: "530000"), "2024R-12-19") == nil)
        #expect(find(try Support.hits("日处理甘蔗3500吨糖厂", province: "450000"), "2024R-12-19")?.certainty == .hit)
        #expect(find(try Support.hits("日处理甘蔗3500吨糖厂"), "2024R-12-19")?.certainty == .near)
        // Below both lines the province does not matter.
        #expect(find(try Support.hits("日处理甘蔗2500吨糖厂"), "2024R-12-19")?.certainty == .hit)
        // A county's code stands for its province.
        #expect(find(try Support.hits("日处理甘蔗3500吨糖厂", province: "532822"), "2024R-12-19") == nil)
    }

    @Test func phaseOutDateTurnsTheClass() throws {
        let before = find(try Support.hits("原生汞矿开采", asOf: "2026-11-21"), "2024TA-06-26")
        #expect(before?.policyClass == .restricted)
        let after = find(try Support.hits("原生汞矿开采", asOf: "2032-08-17"), "2024TA-06-26")
        #expect(after?.policyClass == .eliminated)
    }

    @Test func kindOfConstructionIsAsked() throws {
        #expect(find(try Support.hits("电解铝30万吨"), "2024R-07-03")?.certainty == .near)
        #expect(find(try Support.hits("电解铝30万吨", kind: "新建"), "2024R-07-03")?.certainty == .hit)
        #expect(find(try Support.hits("电解铝30万吨", kind: "技术改造"), "2024R-07-03") == nil)
    }

    @Test func foreignListsNeedForeignCapital() throws {
        let text = "榴莲储运加工"
        #expect(!(try Support.hits(text, province: "530000")).contains { $0.catalog == "foreign-2025" })
        let foreign = try Support.hits(text, province: "530000", share: Rational(100), isForeign: true)
        #expect(find(foreign, "F2025-云南-13")?.certainty == .hit)
        #expect(find(foreign, "W2025-2")?.certainty == .hit)
        // A regional item applies in its own province only.
        let elsewhere = try Support.hits(text, province: "440000", share: Rational(100), isForeign: true)
        #expect(find(elsewhere, "F2025-云南-13") == nil)
    }

    @Test func equityLimitIsCompared() throws {
        func negative(_ share: Int) throws -> PolicyHit? {
            find(try Support.hits("核电站建设", share: Rational(share), isForeign: true), "N2024-6")
        }
        #expect(try negative(49) == nil)
        // 中方控股: half is not control; the unverified list never asserts.
        #expect(try negative(50)?.certainty == .near)
        #expect(try negative(50)?.isVerified == false)
    }

    @Test func unverifiedRowsNeverAssert() throws {
        for text in ["外资稀土开采", "外商独资义务教育学校", "农药生产", "金融服务", "外资图书出版"] {
            for hit in try Support.hits(text, share: Rational(100), isForeign: true) where !hit.isVerified {
                #expect(hit.certainty == .near, "\(hit.item)")
            }
        }
    }

    @Test func permitsAreNeverRefusals() throws {
        let hits = try Support.hits("农药制剂加工").filter { $0.catalog.hasPrefix("market-access") }
        #expect(!hits.isEmpty)
        #expect(hits.allSatisfy { $0.policyClass == .permit && $0.certainty == .near })
    }

    @Test func encouragedIsWesternInTheTwelve() throws {
        let west = try Support.hits("抽水蓄能电站", province: "530000")
        #expect(find(west, "W2025-1")?.certainty == .hit)
        #expect(find(try Support.hits("抽水蓄能电站", province: "440000"), "W2025-1") == nil)
        // A restricted project has no western benefit.
        let barred = try Support.hits("采用外化成工艺的铅碳电池、铅蓄电池生产", province: "530000")
        #expect(barred.contains { $0.policyClass == .restricted && $0.certainty == .hit })
        #expect(find(barred, "W2025-1") == nil)
    }

    @Test func oneCharacterProductsNeedTheirIndustry() throws {
        #expect(!(try Support.hits("铜冶炼")).contains { $0.item == "P2021-305" })
        #expect((try Support.hits("铜冶炼", industries: ["3211"])).contains { $0.item == "P2021-305" })
        #expect(!(try Support.hits("铜冶炼", industries: ["3311"])).contains { $0.item == "P2021-305" })
        // Never by substring.
        #expect(!(try Support.hits("沥青混凝土搅拌站")).contains { $0.catalog == "pollution-2021" })
        #expect(!(try Support.hits("聚丙烯编织袋")).contains { $0.item == "P2021-439" })
    }

    @Test func exemptProcessLiftsThePollutionList() throws {
        #expect(find(try Support.hits("环氧丙烷"), "P2021-72")?.certainty == .hit)
        #expect(find(try Support.hits("环氧丙烷（直接氧化法）"), "P2021-72") == nil)
    }

    @Test(arguments: ["", "，。；、", "（）", "0", "年产", "1e9999吨", "💧🏭"])
    func oddTextsAreHarmless(text: String) throws {
        #expect(try Support.hits(text).isEmpty)
    }

    @Test func longTextsEnd() throws {
        #expect(try Support.hits(String(repeating: "氯", count: 20_000)).isEmpty)
        let many = String(repeating: "年产20万吨隔膜法烧碱，", count: 500)
        #expect((try Support.hits(many)).first?.item == "2024TA-04-02")
    }

    @Test func sameQuestionSameAnswer() throws {
        let book = try Support.book.get()
        var shared = PolicyWorkspace()
        let rows = try Support.cases("dev")
        for row in rows {
            var fresh = PolicyWorkspace()
            let query = PolicyQuery(text: row.text)
            // A used workspace must leave no trace in the next answer.
            #expect(book.hits(query, workspace: &shared) == book.hits(query, workspace: &fresh))
        }
    }

    @Test func catalogsCanBeChosen() throws {
        var query = PolicyQuery(text: "年产20万吨隔膜法烧碱项目")
        query.catalogs = ["pollution-2021"]
        var workspace = PolicyWorkspace()
        let hits = try Support.book.get().hits(query, workspace: &workspace)
        #expect(!hits.isEmpty && hits.allSatisfy { $0.catalog == "pollution-2021" })
    }

    @Test func editionsFollowTheDay() throws {
        let early = try PolicyBook(from: Support.store(), asOf: Support.day("2023-12-31"))
        var workspace = PolicyWorkspace()
        let hits = early.hits(PolicyQuery(text: "年产20万吨隔膜法烧碱项目"), workspace: &workspace)
        #expect(!hits.contains { $0.catalog == "structure-2024" })
    }

    @Test func leadBecomesAQuery() {
        func field(_ raw: String, _ content: FieldValue.Content) -> FieldValue {
            FieldValue(raw: raw, content: content)
        }
        let lead = Lead(
            id: "1", location: SourceLocation(file: "a.csv", row: 2),
            fields: [
                .content: field("烧碱", .text("烧碱")), .process: field("隔膜法", .text("隔膜法")),
                .industryCode: field("2612", .text("2612")), .investorName: field("某公司", .text("某公司")),
                "construction_kind": field("技术改造", .text("技术改造")), "investor_nature": field("外资", .text("外资")),
                "foreign_share": field("40", .quantity(Quantity(Rational(40), unit: "%"))),
            ])
        let query = PolicyQuery(lead: lead, coding: nil)
        #expect(query.parts.map(\.text) == ["烧碱", "隔膜法"])
        #expect(query.industries.map(\.text) == ["2612"])
        #expect(query.construction == .upgrade)
        #expect(query.isForeign == true)
        #expect(query.foreignShare == Rational(40))
    }

    /// The process may stand in another field than the product.
    @Test func fieldsSpeakOfOneProject() throws {
        let query = PolicyQuery(parts: [
            .init(field: .products, text: "烧碱"), .init(field: .process, text: "隔膜法"),
        ])
        var workspace = PolicyWorkspace()
        let hits = try Support.book.get().hits(query, workspace: &workspace)
        #expect(hits.contains { $0.item == "2024TA-04-02" && $0.certainty == .hit })
    }
}
