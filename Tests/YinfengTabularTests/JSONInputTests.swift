import Testing
import YinfengModel
import YinfengTabular

@Suite("JSON rows")
struct JSONInputTests {
    private let lines = """
        {"project_id":"a","content":"普洱茶精制","total_invest":30000,"land_area":"6公顷","listed":true,"products":["熟茶","生茶"]}
        {"项目名称":"糖厂","总投资(亿元)":3,"备注x":"保留","用地面积(亩)":null}

        {"id":"c","text":"坏行","total_invest":-5}
        不是JSON
        {"id":"e","text":"好行","far":1.2}
        """

    private func check(_ rows: [LeadRow]) throws {
        let first = try #require(rows[0].lead)
        #expect(first.id == "a")
        #expect(first.quantity(.totalInvest) == Quantity(Rational(30000), unit: "万元"))
        #expect(first.quantity(.landArea) == Quantity(Rational(90), unit: "亩"))
        #expect(first.flag("listed") == true)
        #expect(first.fields[.products]?.content == .items(["熟茶", "生茶"]))
        let second = try #require(rows[1].lead)
        #expect(second.quantity(.totalInvest)?.interval.point == Rational(30000))
        #expect(second.extras.map(\.heading) == ["备注x"])
        #expect(second.id == "2")
    }

    @Test func readsLines() throws {
        for chunk in [1, 5, 4096] {
            let rows = try Support.rows(lines, name: "-", chunk: chunk)
            #expect(rows.map(\.location.row) == [1, 2, 4, 5, 6])
            #expect(rows.map { $0.lead == nil } == [false, false, true, true, false])
            #expect(rows[2].issues.first?.location.column == "total_invest")
            #expect(rows[4].lead?.quantity("far")?.interval.point == Rational(6, 5))
            try check(rows)
        }
    }

    @Test("A damaged element of an array costs one row")
    func readsArrays() throws {
        let good = lines.split(separator: "\n")
        let text = "[\n" + [good[0], good[1], "{\"id\":}", good[4]].joined(separator: ",\n") + "\n]\n"
        for chunk in [1, 4096] {
            let rows = try Support.rows(String(text), name: "x.json", chunk: chunk)
            #expect(rows.count == 4)
            #expect(rows.map { $0.lead == nil } == [false, false, true, false])
            try check(rows)
        }
    }

    @Test("Numbers stay exact")
    func keepsDecimals() throws {
        let rows = try Support.rows("{\"content\":\"x\",\"total_invest\":12345678.123456789}", name: "-")
        #expect(rows[0].lead?.quantity(.totalInvest)?.interval.point == Rational(decimal: "12345678.123456789"))
    }

    @Test("Deep nesting and a cut array are faults of their row")
    func survivesHostileInput() throws {
        let deep = "{\"content\":" + String(repeating: "[", count: 100_000)
        let rows = try Support.rows(deep + "\n{\"content\":\"好\"}\n", name: "-")
        #expect(rows.map { $0.lead == nil } == [true, false])
        let cut = try Support.rows("[{\"content\":\"好\"},{\"content\":\"", name: "x.json")
        #expect(cut.map { $0.lead == nil } == [false, true])
    }
}
