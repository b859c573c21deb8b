import FoundationEssentials
import Testing
import YinfengModel
import YinfengReport
import YinfengTabular

@Suite("Spreadsheets")
struct SpreadsheetTests {
    private func read(_ book: TestBook) throws -> LeadListReader {
        let file = try book.write()
        return try withExtendedLifetime(file) { try open(file.path) }
    }

    private func bytes(of book: TestBook) throws -> [UInt8] {
        let file = try book.write()
        return withExtendedLifetime(file) { file.bytes }
    }

    private func open(_ path: String) throws -> LeadListReader {
        try LeadListReader(path: path, catalog: Support.catalog.get())
    }

    @Test("Numbers, dates, percentages, shared and rich strings, gaps, errors, flags")
    func readsCellTypes() throws {
        var book = TestBook()
        book.sharedStrings =
            "<si><t>项目名称</t></si><si><r><t>普洱</t></r><rPh><t>PUER</t></rPh><r><t xml:space=\"preserve\">茶 厂</t></r></si>"
        book.styles =
            "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"10\"/></cellXfs>"
        func text(_ cell: String) -> String { "<c t=\"inlineStr\"><is><t>\(cell)</t></is></c>" }
        book.sheets = [
            (
                "在谈", "visible",
                """
                <cols><col min="3" max="3" hidden="1"/></cols><sheetData>
                <row r="1"><c r="A1" t="s"><v>0</v></c>\(text("开工时间"))\(text("签约日期"))\(text("外资比例(%)"))\(text("总投资(亿元)"))\(text("是否上市"))\(text("用地面积(亩)"))</row>
                <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46022</v></c><c r="C3" s="2"><v>46022.5</v></c><c r="D3" s="3"><v>0.30000000000000004</v></c><c r="E3"><v>12.600000000000001</v></c><c r="F3" t="b"><v>1</v></c></row>
                <row r="9"><c r="A9" t="str"><f>A1</f><v>公式</v></c><c r="E9" t="e"><v>#REF!</v></c><c r="G9"><v>1.5E2</v></c></row>
                <row r="10"><c r="A10" s="1"/></row>
                </sheetData>
                """
            )
        ]
        let reader = try read(book)
        let rows = try reader.rest()
        #expect(rows.map(\.location.row) == [3, 9])
        let lead = try #require(rows[0].lead)
        #expect(lead.text(.projectName) == "普洱茶 厂")
        #expect(lead.date("start_date")?.text == "2025-12-31")
        #expect(lead.date("signing_date")?.text == "2025-12-31")
        #expect(lead.quantity("foreign_share") == Quantity(Rational(30), unit: "%"))
        #expect(lead.quantity(.totalInvest) == Quantity(Rational(126_000), unit: "万元"))
        #expect(lead.flag("listed") == true)
        #expect(rows[1].lead == nil)
        #expect(rows[1].issues.map(\.value) == ["#REF!"])
        #expect(rows[1].partial?.quantity(.landArea)?.interval.point == Rational(150))
        #expect(
            reader.inspection.sheets.first?.columns.map(\.isHidden) == [false, false, true, false, false, false, false])
        #expect(rows[1].issues.first?.location.text.contains("工作表“在谈”") == true)
    }

    @Test("Matching sheets are one list, others and hidden ones are left out and named")
    func joinsSheets() throws {
        var book = TestBook()
        book.add("封面", rows: [["勐海县招商台账"], ["二〇二六年三月"]])
        book.add("勐海镇", rows: [["项目名称", "总投资(亿元)", "项目内容"], ["甲", "3", "茶"], ["合计", "3", ""]])
        book.add("打洛镇", rows: [["标题"], ["项目名称", "总投资（万元）", "项目内容"], ["乙", "500", "糖"]])
        book.add("字典", rows: [["建设性质", "供地方式"], ["新建", "租赁"]])
        book.add("下拉", rows: [["项目名称", "总投资(亿元)", "项目内容"], ["丙", "1", "酒"]], state: "hidden")
        let reader = try read(book)
        let rows = try reader.rest()
        #expect(rows.map { $0.lead?.text(.projectName) } == ["甲", "乙"])
        #expect(rows.map { $0.lead?.quantity(.totalInvest)?.interval.point } == [Rational(30000), Rational(500)])
        #expect(rows.map(\.location.sheet) == ["勐海镇", "打洛镇"])
        #expect(Set(rows.map(\.id)).count == 2)
        let ignored = reader.inspection.sheets.filter { $0.ignored != nil }.map(\.name)
        #expect(ignored == ["封面", "字典"])
        #expect(reader.inspection.storage.contains("隐藏"))
    }

    @Test("The 1904 system and prefixed names")
    func readsOtherWriters() throws {
        var book = TestBook()
        book.workbookProperties = "<workbookPr date1904=\"1\"/>"
        book.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
        book.sheets = [
            (
                "x", "visible",
                "<x:sheetData xmlns:x=\"y\"><x:row><x:c t=\"inlineStr\"><x:is><x:t>项目名称</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:t>开工时间</x:t></x:is></x:c></x:row><x:row><x:c t=\"inlineStr\"><x:is><x:t>甲</x:t></x:is></x:c><x:c s=\"1\"><x:v>44560</x:v></x:c></x:row></x:sheetData>"
            )
        ]
        #expect(try read(book).rest().first?.lead?.date("start_date")?.text == "2025-12-31")
    }

    @Test("What the report writes, the reader reads: any text, numbers exact to fifteen digits")
    func roundTrip() throws {
        let texts = ["普洱茶\n精制", "<b>&\"'", "=1+1", "𬭊", " 前后空格 ", "12", String(repeating: "长", count: 9_000)]
        let file = TestFile(extension: "xlsx")
        var writer = try ReportOptions(format: .xlsx, path: file.path).makeWriter()
        let columns = [
            ReportColumn("项目名称", "name"), ReportColumn("总投资(万元)", "money", style: .number(digits: 4)),
            ReportColumn("链接x", "link"),
        ]
        try writer.begin(
            ReportHead(title: "表", columns: columns, meta: ReportMeta(asOf: "2026-11-21", editions: [], version: "1")))
        for (index, text) in texts.enumerated() {
            try writer.row([
                "name": .text("项目\(index)"),
                "money": .number(Rational(decimal: "1234\(index).0625") ?? .zero, digits: 4),
                "link": .text(text),
            ])
        }
        try writer.end()
        let rows = try open(file.path).rest()
        #expect(rows.count == texts.count)
        #expect(rows.map { $0.lead?.extras.first?.value } == texts.map { $0 == "=1+1" ? "'=1+1" : $0 })
        #expect(
            rows.enumerated().allSatisfy {
                $1.lead?.quantity(.totalInvest)?.interval.point == Rational(decimal: "1234\($0).0625")
            })
    }

    @Test("From a pipe too")
    func readsFromMemory() throws {
        var book = TestBook()
        book.add("表", rows: [["项目名称"], ["甲"]])
        let bytes = try bytes(of: book)
        for chunk in [100, 1 << 20] {
            #expect(
                try Support.reader(bytes, name: "-", chunk: chunk).rest().map { $0.lead?.text(.projectName) } == ["甲"])
        }
    }

    // MARK: Hostile files

    private func failure(_ book: TestBook) throws -> String {
        let error = #expect(throws: TabularError.self) { try read(book).rest() }
        #expect(error?.status == 65)
        return error?.explanation.sentence ?? ""
    }

    @Test("Entities and document types are refused wherever they stand")
    func refusesEntities() throws {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>"
        for part in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"] {
            var book = TestBook()
            book.add("表", rows: [["项目名称"], ["甲"]])
            book.parts[part] = bomb + "<x>&b;</x>"
            #expect(try failure(book).contains("文档类型"), "\(part)")
        }
    }

    @Test("A part that expands without end is refused before it fills the memory")
    func refusesBombs() throws {
        var book = TestBook()
        book.add("表", rows: [["项目名称"], ["甲"]])
        book.parts["xl/styles.xml"] = "<styleSheet>" + String(repeating: " ", count: 40 << 20) + "</styleSheet>"
        #expect(try failure(book).contains("32 MB"))
    }

    @Test("Cut, scrambled and mislabelled archives are refused in words")
    func refusesDamage() throws {
        var book = TestBook()
        book.add("表", rows: (0..<200).map { _ in ["项目名称", "内容"] })
        let bytes = try bytes(of: book)
        for end in [10, 100, bytes.count / 2, bytes.count - 5] {
            #expect(throws: TabularError.self) { try Support.reader(Array(bytes[..<end]), name: "x.xlsx").rest() }
        }
        var broken = TestBook()
        broken.add("表", rows: [["项目名称"], ["甲"]])
        broken.parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>项目名称"
        #expect(try failure(broken).contains("不是完整的 XML"))
        let other = TestFile(extension: "xlsx")
        try TestBook.zip(["word/document.xml": Array("<x/>".utf8)], to: other.path)
        #expect(throws: TabularError.self) { try open(other.path) }
    }

    @Test("Path tricks, wild references and row numbers read as what they are")
    func survivesTricks() throws {
        var book = TestBook()
        book.add("表", rows: [["项目名称"], ["甲"]])
        book.parts["xl/_rels/workbook.xml.rels"] =
            "<Relationships><Relationship Id=\"rId1\" Target=\"../../../../etc/passwd\"/></Relationships>"
        #expect(throws: TabularError.self) { try read(book).rest() }
        var wild = TestBook()
        wild.sheets = [
            (
                "表", "visible",
                """
                <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>项目名称</t></is></c></row>
                <row r="999999999999"><c r="ZZZZZZZZ1"><v>1</v></c><c r="A2" t="s"><v>77</v></c></row>
                <row r="-5"><c r="!!" t="inlineStr"><is><t>乙</t></is></c><c t="s"><v>-1</v></c></row></sheetData>
                """
            )
        ]
        let rows = try read(wild).rest()
        #expect(rows.last?.lead?.text(.projectName) == "乙")
    }

    @Test("Random damage never traps")
    func fuzz() throws {
        var book = TestBook()
        book.sharedStrings = "<si><t>项目名称</t></si><si><t>甲</t></si>"
        book.sheets = [
            (
                "表", "visible",
                "<sheetData><row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row></sheetData>"
            )
        ]
        let bytes = try bytes(of: book)
        var generator = SeededGenerator(seed: 99)
        var survived = 0
        for _ in 0..<300 {
            var copy = bytes
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                copy[Int.random(in: 4..<copy.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if let rows = try? Support.reader(copy, name: "x.xlsx").rest() { survived += rows.count }
        }
        // Damage outside the parts that matter is read through; all of it must not be.
        #expect(survived < 300)
    }
}
