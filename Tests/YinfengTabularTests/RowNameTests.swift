import Testing
import YinfengModel
import YinfengTabular

@Suite("The column that names its rows")
struct RowNameTests {
    @Test(
        "Codes under 编号 or 序号 are the rows' ids; a place in the list is none",
        arguments: [
            ("编号,项目名称\nA1,甲\nA2,乙\n", ["A1", "A2"]), ("序号,项目名称\nXS-01,甲\nXS-02,乙\n", ["XS-01", "XS-02"]),
            ("编号,项目名称\n1,甲\n2,乙\n", ["2", "3"]), ("编号,项目名称\n（一）,甲\n（二）,乙\n", ["2", "3"]),
            ("编号,项目名称\n1.1,甲\n1.2,乙\n", ["2", "3"]), ("编号,项目名称\nA1,甲\nA1,乙\n", ["2", "3"]),
            ("编号,项目名称\nA1,甲\n,乙\n", ["2", "3"]), ("编号,项目编号,项目名称\nA1,P1,甲\nA2,P2,乙\n", ["P1", "P2"]),
            ("序号,编号,项目名称\n1,2026001,甲\n2,2026007,乙\n", ["2026001", "2026007"]),
            ("序号,编号,项目名称\n1,1,甲\n2,2,乙\n", ["2", "3"]), ("row_no,项目名称\nA1,甲\nA2,乙\n", ["2", "3"]),
            ("编号,项目名称,总投资\nA1,甲,3亿\nA2,乙,4亿\n合计,,7亿\n", ["A1", "A2"]),
        ])
    func namesRows(text: String, ids: [String]) throws {
        #expect(try Support.rows(text).compactMap { $0.lead?.id } == ids)
    }

    @Test("What decided is told, and --map decides otherwise")
    func tells() throws {
        let text = "编号,项目名称\nA1,甲\nA2,乙\n"
        let reader = try Support.reader(Array(text.utf8))
        _ = try reader.rest()
        #expect(reader.inspection.sheets.first?.columns.first?.match?.basis == .cells)
        #expect(reader.inspection.summary.contains { $0.contains("“编号”各行不同，作项目编号") })
        let mapped = try Support.rows(text, map: ["编号=row_no"])
        #expect(mapped.compactMap { $0.lead?.id } == ["2", "3"])
    }

    @Test(
        "项目 alone is the project's name, where no other column is and its cells are words",
        arguments: [
            ("项目,投资方,总投资\n精制茶厂,甲,3亿\n,乙,4亿\n", "精制茶厂"),
            ("项目,项目名称,总投资\n一期,精制茶厂,3亿\n", "精制茶厂"), ("项目,投资方,总投资\n12,甲,3亿\n", nil),
            ("1.项目（必填）,投资方,总投资\n精制茶厂,甲,3亿\n", "精制茶厂"),
        ] as [(String, String?)])
    func namesProjects(text: String, name: String?) throws {
        #expect(try Support.rows(text).first?.lead?.text(.projectName) == name)
    }

    @Test("Objects are named alike, each by its own bytes")
    func namesObjects() throws {
        let lines =
            "{\"编号\":\"A1\",\"项目名称\":\"甲\"}\n{\"编号\":\"2\",\"项目名称\":\"乙\"}\n{\"row_no\":\"A3\",\"项目名称\":\"丙\"}\n"
        #expect(try Support.rows(lines, name: "a.ndjson").compactMap { $0.lead?.id } == ["A1", "2", "3"])
        let mapped = try Support.rows(lines, name: "a.ndjson", map: ["编号=row_no"])
        #expect(mapped.compactMap { $0.lead?.id } == ["1", "2", "3"])
    }

    @Test("The land and the place of a spoken list are read")
    func readsWishes() throws {
        let rows = try Support.rows("编号,项目名称,需要土地,意向落地\nA1,甲,50亩,勐海\n")
        let lead = try #require(rows.first?.lead)
        #expect(lead.id == "A1" && lead.fields[.landArea] != nil && lead.fields[.siteWishes] != nil)
    }
}
