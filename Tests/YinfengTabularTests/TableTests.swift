import Testing
import YinfengCatalog
import YinfengModel
import YinfengTabular
import YinfengText

@Suite("Other tables")
struct TableTests {
    @Test func readsPlainTables() throws {
        let text = "园区自定指标,,\n指标,算子,数值\n投资强度,≥,300\n容积率,>=,1.2,多\n\n"
        let reader = try TableReader(
            source: MemorySource(text, name: "线.csv"), wanted: ["指标"], folder: TextFolder())
        #expect(reader.headingRow == 2)
        #expect(reader.column("数 值", "value") == 2)
        let rows = try reader.rest()
        #expect(rows.map(\.location.row) == [3, 4])
        #expect(rows[0].cells == ["投资强度", "≥", "300"] && rows[0].fault == nil)
        #expect(rows[1].fault != nil)
        #expect(throws: TabularError.self) { try reader.requiredColumn("没有") }
    }

    @Test(arguments: [
        ("id,text\na,普洱茶\n,白糖\n", "x.csv"), ("编号x,项目内容,项目编号\n1,普洱茶,a\n2,白糖,\n", "x.csv"),
        ("{\"id\":\"a\",\"text\":\"普洱茶\"}\n{\"text\":\"白糖\"}\n", "-"),
        ("[{\"project_id\":\"a\",\"content\":\"普洱茶\"},{\"项目内容\":\"白糖\"}]", "x.json"),
    ])
    func readsTexts(text: String, name: String) throws {
        let catalog = try Support.catalog.get()
        let rows = try TextListReader(
            source: MemorySource(text, name: name, chunk: 5), textColumn: "text", catalog: catalog
        ).rest()
        #expect(rows.map(\.text) == ["普洱茶", "白糖"])
        #expect(rows[0].id == "a")
        #expect(rows[1].id == (name == "x.csv" ? "3" : "2"))
        #expect(rows.allSatisfy { $0.issue == nil })
    }

    @Test("Bare lines are texts, commas and all")
    func readsLines() throws {
        let catalog = try Support.catalog.get()
        for (text, name) in [("年产20万吨水泥\r\n\r\n茶叶, 精制\n", "x.txt"), ("年产20万吨水泥\n\n茶叶加工\n", "-")] {
            let rows = try TextListReader(
                source: MemorySource(text, name: name), textColumn: "text", catalog: catalog
            ).rest()
            #expect(rows.map(\.id) == ["1", "3"])
            #expect(rows[0].text == "年产20万吨水泥")
        }
        let error = #expect(throws: TabularError.self) {
            try TextListReader(
                source: MemorySource("甲,乙\n1,2\n", name: "x.csv"), textColumn: "说明", catalog: catalog
            ).rest()
        }
        #expect(error?.status == 65)
    }

    @Test func readsParks() throws {
        let catalog = try Support.catalog.get()
        let headings = try ParkHeadings(from: CatalogStore(folders: [Support.root + "/Catalogs"]), catalog: catalog)
        let text = """
            编码,名称,州市,区划代码,级别,类型,首位产业,潜力产业,工业总产值(亿元),可用土地(亩),绿电直连,天气
            YN-1,勐海产业园区,西双版纳州,532822,省级,工业园区,C1530 精制茶加工,制糖、13,85.6,约320,是,晴
            YN-2,磨憨园区,,,,,,,,,,
            YN-2,重复,,,,,,,,,,
            YN-3,,,,,,,,,,,
            YN-4,坏,,,,,,,很多亩5,,,
            """
        let table = try ParkTable(source: MemorySource(text, name: "园区.csv"), headings: headings, catalog: catalog) {
            $0 == "制糖" ? [IndustryCode("134")].compactMap { $0 } : []
        }
        #expect(table.parks.map(\.code) == ["YN-1", "YN-2"])
        let park = try #require(table.parks.first)
        #expect(park.region == RegionCode("532822") && park.level == "省级")
        #expect(park.industries.map(\.name) == ["精制茶加工", "制糖", "13"])
        #expect(park.industries.map { $0.codes.map(\.text) } == [["1530"], ["134"], ["13"]])
        #expect(park.industries.map(\.role) == [.lead, .potential, .potential])
        #expect(park.outputYi == Rational(decimal: "85.6") && park.landLeftMu == Rational(320))
        #expect(park.capacities == ["绿电直连": "是"])
        #expect(table.parks[1].isProfileIncomplete && table.parks[1].landLeftMu == nil)
        #expect(table.issues.map(\.location.row) == [4, 5, 6])
    }
}
