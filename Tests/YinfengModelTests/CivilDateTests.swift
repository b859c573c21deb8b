import Testing
import YinfengModel

@Suite struct CivilDateTests {
    @Test(arguments: [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-21", 20_778)])
    func `counts days from 1970`(text: String, number: Int) throws {
        let day = try #require(CivilDate(iso: text))
        #expect(day.dayNumber == number)
        #expect(day.iso == text)
    }

    @Test(arguments: ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "26-03-05", "2026/03/05", "2026-3-5"])
    func `refuses days that do not exist`(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test func `every day of four centuries comes back`() throws {
        let first = try #require(CivilDate(iso: "1800-01-01"))
        for offset in 0..<146_097 {
            let day = first.adding(days: offset)
            let parts = day.parts
            #expect(CivilDate(year: parts.year, month: parts.month, day: parts.day) == day)
        }
    }

    @Test(arguments: [
        ("2026-08-31", 6, "2027-02-28"), ("2026-01-31", 1, "2026-02-28"), ("2026-11-21", -12, "2025-11-21"),
    ])
    func `months end on the same day number or the month's end`(from: String, months: Int, to: String) throws {
        #expect(try #require(CivilDate(iso: from)).adding(months: months)?.iso == to)
    }

    @Test func `weekdays`() throws {
        #expect(try #require(CivilDate(iso: "2026-11-21")).weekday == 6)
        #expect(try #require(CivilDate(iso: "1969-12-31")).weekday == 3)
    }
}
