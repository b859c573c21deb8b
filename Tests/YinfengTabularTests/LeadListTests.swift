import Testing
import YinfengModel
import YinfengTabular
import YinfengText

@Suite("Lists of leads")
struct LeadListTests {
    private let ledger = """
        勐海县2026年招商引资在谈项目台账,,,,,,
        填报单位：勐海县投资促进局,,,单位：万元,,填报日期：2026-03-10,
        序号,项目名称,投资方名称,投资情况,,用地面积（亩）,项目内容
        ,,,总投资,其中:固定资产,,
        1,普洱茶精制项目,云南某茶业有限公司,30000,25000,100,"建设年产2000吨普洱熟茶
        精制生产线"
        2,甘蔗制糖技改项目,某糖业集团,3亿元,2.4亿,约150,年产白砂糖10万吨
        ,小计,,60000,49000,250,
        二、签约项目,,,,,,
        3,电池项目,某新能源公司,#REF!,1000,50,磷酸铁锂电池

        4,冷链项目,某物流公司,-500,,20,冷库
        ,合计,,,,,
        填表人：张三,,审核人：李四,,联系电话：0691-5120000,,
        """

    @Test("Title, unit row, two-level head, sums, section and foot")
    func readsAnOfficeLedger() throws {
        let reader = try Support.reader(Array(ledger.utf8))
        let rows = try reader.rest()
        #expect(rows.map(\.location.row) == [5, 6, 9, 11])
        let first = try #require(rows.first?.lead)
        #expect(first.quantity(.totalInvest) == Quantity(Rational(30000), unit: "万元"))
        #expect(first.quantity(.fixedInvest) == Quantity(Rational(25000), unit: "万元"))
        #expect(first.quantity(.landArea) == Quantity(Rational(100), unit: "亩"))
        #expect(first.text(.content)?.contains("普洱熟茶") == true)
        #expect(first.id == "5")
        let second = try #require(rows[1].lead)
        #expect(second.quantity(.totalInvest)?.interval.point == Rational(30000))
        #expect(second.quantity(.landArea)?.interval.isApproximate == true)
        let inspection = reader.inspection
        let sheet = try #require(inspection.sheets.first)
        #expect(sheet.titleRows == [1, 2])
        #expect(sheet.headingRows == [3, 4])
        #expect(sheet.skipped.map(\.row) == [7, 8, 12, 13])
        #expect(sheet.units == ["yuan_wan"])
        #expect(inspection.rows == 4 && inspection.usable == 2 && inspection.faulty == 2)
    }

    @Test("Impossible cells make an error row in its place, with heading and value")
    func reportsImpossibleCells() throws {
        let rows = try Support.rows(ledger)
        let faults = rows.filter { $0.lead == nil }.flatMap(\.issues)
        #expect(faults.map(\.location.row) == [9, 11])
        #expect(faults.map(\.location.column) == ["总投资", "总投资"])
        #expect(faults.map(\.value) == ["#REF!", "-500"])
        #expect(faults.allSatisfy { !$0.message.isEmpty })
    }

    @Test(arguments: [
        ("总投资(亿元)", "12丈"), ("用地面积(亩)", "12丈"), ("开工时间", "2026-02-30"), ("用工人数", "-3"), ("项目内容", "#N/A"),
        ("总投资(万元)", "#VALUE!"), ("首谈时间", "2026-13-01"),
    ])
    func neverSilent(heading: String, cell: String) throws {
        let rows = try Support.rows("项目名称,\(heading)\n甲,\(cell)\n乙,\n")
        #expect(rows.count == 2)
        #expect(rows[0].lead == nil)
        #expect(rows[0].issues.map(\.value) == [cell])
        #expect(rows[0].issues.map(\.location.column) == [heading])
        #expect(rows[0].partial?.text(.projectName) == "甲" || heading == "项目内容")
        #expect(rows[1].lead != nil)
    }

    @Test("6.7 mu for 500 million is a question with a proposal, not a fault")
    func asksAboutIntensity() throws {
        let rows = try Support.rows("项目名称,总投资,用地\n甲,5亿元,6.7亩\n乙,5亿元,100亩\n", map: ["用地=land_area"])
        let land = try #require(rows[0].lead?.fields[.landArea])
        #expect(land.isSuspect)
        #expect(land.doubts.compactMap(\.proposal) == ["6.7公顷"])
        #expect(rows[0].lead?.quantity(.landArea) == nil)
        #expect(rows[1].lead?.fields[.landArea]?.doubts.isEmpty == true)
    }

    @Test(arguments: [
        ("容积率（%）", "120", "far", "1.2"), ("容积率", "120%", "far", "1.2"), ("总投资(亿元)", "30000", "total_invest", "30000万元"),
        ("建筑系数(%)", "0.45", "coverage", "45%"),
    ])
    func proposesReadings(heading: String, cell: String, key: String, proposal: String) throws {
        let rows = try Support.rows("项目名称,\(heading)\n甲,\(cell)\n")
        let value = try #require(rows[0].lead?.fields[FieldKey(rawValue: key)])
        #expect(value.isSuspect)
        #expect(value.doubts.compactMap(\.proposal) == [proposal])
    }

    @Test("Unknown columns are carried in order; the id is project_id, else the row")
    func carriesUnknownColumns() throws {
        let rows = try Support.rows("项目编号,项目名称,领导批示情况,天气\nP-1,甲,请跟进,晴\n,乙,,雨\n")
        #expect(rows.map(\.id) == ["P-1", "3"])
        #expect(rows[0].lead?.extras.map(\.heading) == ["领导批示情况", "天气"])
        #expect(rows[0].lead?.extras.map(\.value) == ["请跟进", "晴"])
        #expect(rows[1].lead?.extras.map(\.value) == ["雨"])
    }

    @Test("Of two columns of one field the filled one counts and nothing is lost")
    func keepsSecondColumn() throws {
        let rows = try Support.rows("项目名称,项目内容,建设内容\n甲,茶叶,制茶\n乙,,制糖\n")
        #expect(rows[0].lead?.text(.content) == "茶叶")
        #expect(rows[0].lead?.extras.map(\.value) == ["制茶"])
        #expect(rows[1].lead?.text(.content) == "制糖")
    }

    @Test("A county merged over its rows holds for the blank cells below")
    func fillsLeadingGroups() throws {
        let rows = try Support.rows("所属区县,序号,项目名称,所属园区\n勐海县,1,甲,某园区\n,2,乙,\n勐腊县,3,丙,\n")
        #expect(rows.map { $0.lead?.text("district") } == ["勐海县", "勐海县", "勐腊县"])
        #expect(rows[1].lead?.text(.park) == nil)
        #expect(rows[1].lead?.fields["district"]?.doubts.count == 1)
    }

    @Test("Group lines, notes, repeated headings and sums are passed over; a lead that sounds alike is not")
    func sortsRows() throws {
        let text = """
            序号,项目名称,投资方名称,总投资(万元),项目内容
            一,签约项目,,9000,
            1,合计科技园项目,甲公司,3000,合计费软件
            ,小  计,,3000,
            二,在谈项目（2个）,,,
            序号,项目名称,投资方名称,总投资(万元),项目内容
            2,一、二期标准厂房,乙公司,3000,建设厂房
            3,说明书印刷项目,丙公司,3000,印刷
            （三）储备项目,,,,
            4,注塑件项目,丁公司,,注塑
            总计：4个,,,9000,
            注1：以上金额均为计划数,,,,
            审核人：,,填表人：,,
            """
        let reader = try Support.reader(Array(text.utf8))
        #expect(try reader.rest().map(\.location.row) == [3, 7, 8, 10])
        let reasons = reader.inspection.sheets[0].skipped.map { "\($0.row)\($0.reason)" }
        #expect(
            reasons == ["2分组行", "4合计行", "5分组行", "6重复的表头", "9分组行", "11合计行", "12表尾", "13表尾"])
        #expect(reader.inspection.summary.joined().contains("合计行 4、11 跳过"))
    }

    @Test("Words under a heading of codes become the industry's words")
    func keepsIndustryWords() throws {
        let lead = try #require(try Support.rows("项目名称,行业分类\n甲,茶叶加工\n")[0].lead)
        #expect(lead.fields[.industryCode]?.isSuspect == true)
        #expect(lead.text(.industryText) == "茶叶加工")
    }

    @Test("A row with more cells than headings is shifted and comes back")
    func reportsShiftedRows() throws {
        let rows = try Support.rows("项目名称,总投资(万元)\n甲,3,000\n乙,3000\n丙,5000\n丁,1000\n")
        #expect(rows.count == 4)
        #expect(rows[0].lead == nil && rows[0].issues.count == 1)
        #expect(rows.dropFirst().allSatisfy { $0.lead != nil })
    }

    @Test("Damaged phone numbers are a question, and no message shows a contact")
    func keepsContactsPrivate() throws {
        let rows = try Support.rows("项目名称,联系人,联系电话\n甲,张某某,1.39E+10\n乙,#REF!,13900000000\n")
        let phone = try #require(rows[0].lead?.fields["contact_phone"])
        #expect(phone.isSuspect && phone.content == .missing)
        let issue = try #require(rows[1].issues.first)
        #expect(issue.value.isEmpty)
        for text in phone.doubts.map(\.message) + [issue.message] {
            #expect(!text.contains("139") && !text.contains("张某某"))
        }
    }

    @Test("Any chunking gives the same rows", arguments: [1, 2, 3, 7, 64])
    func chunks(size: Int) throws {
        #expect(try Support.rows(ledger, chunk: size) == Support.rows(ledger))
    }

    @Test("No known heading: the seen and the nearest ones, and how to map")
    func refusesUnknownHeads() throws {
        let error = #expect(throws: TabularError.self) {
            try Support.rows("主营业务亮点,电邮\n茶叶,a@b.c\n")
        }
        #expect(error?.status == 65)
        let sentence = error?.explanation.sentence ?? ""
        #expect(sentence.contains("主营业务亮点") && sentence.contains("--map"))
        let rows = try Support.rows("主营业务亮点,电邮\n茶叶,a@b.c\n", map: ["主营业务亮点=content"])
        #expect(rows.first?.lead?.text(.content) == "茶叶")
    }

    @Test func refusesWrongMaps() throws {
        #expect(throws: TabularError.self) { try Support.rows("项目名称\n甲\n", map: ["没有这列=content"]) }
        #expect(throws: TabularError.self) { try Support.rows("项目名称\n甲\n", map: ["项目名称=contnet"]) }
        #expect(throws: TabularError.self) { try Support.rows("项目名称\n甲\n", map: ["项目名称"]) }
    }

    @Test("A quote that never closes costs one row")
    func survivesStrayQuote() throws {
        var text = "项目名称,项目内容\n甲,\"没有收尾\n"
        for index in 0..<50 { text += "项目\(index),茶叶\n" }
        let rows = try Support.rows(text)
        #expect(rows.count == 51)
        #expect(rows.filter { $0.lead == nil }.map(\.location.row) == [2])
    }

    @Test("A cell of 70 KB costs one row and names its size")
    func survivesLongCells() throws {
        let long = String(repeating: "茶", count: 24_000)
        let rows = try Support.rows("项目名称,项目内容\n甲,\(long)\n乙,茶\n")
        #expect(rows.map { $0.lead == nil } == [true, false])
        #expect(rows[0].issues.first?.message.contains("70 KB") == true)
    }
}
