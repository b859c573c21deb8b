import Foundation
import Testing
import YinfengModel

@testable import YinfengFirstTalk

@Suite struct NumberTests {
    @Test(arguments: [
        ("FT2026532822000123", "H"), ("FT2026532822000124", "F"), ("CF2026532800000003", "0"),
        ("RL2026530000000001", "W"), ("CO2026530181000007", "1"), ("A12425GABC1234002", "M"),
    ])
    func checkCharacter(_ text: String, _ check: String) {
        #expect(Mod37.check(text).map { String($0) } == check)
    }

    @Test func everyMistypedCharacterIsCaught() {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let body = Array("FT2026532822000123")
        for index in body.indices {
            for other in alphabet where other != body[index] {
                var wrong = body
                wrong[index] = other
                #expect(Mod37.check(String(wrong)) != "H")
            }
        }
    }

    @Test func bothFormsRead() throws {
        let number = SerialNumber(kind: .filing, year: 2026, authority: "532822", serial: 123)
        #expect(number.machine == "FT-2026-532822-000123-H")
        #expect(number.printed() == "滇招首谈〔2026〕532822-000123号")
        #expect(try SerialNumber(number.machine) == number)
        #expect(try SerialNumber("ft-2026-532822-000123-h") == number)
        #expect(try SerialNumber(number.printed()) == number)
        let park = SerialNumber(kind: .conflict, year: 2026, authority: "532823-01", serial: 7)
        #expect(try SerialNumber(park.machine) == park)
        #expect(try SerialNumber(park.printed()) == park)
        #expect(throws: SerialNumber.Fault.wrongCheck(expected: "H")) { try SerialNumber("FT-2026-532822-000123-K") }
        for text in ["", "FT", "FT-2026-532822-000123", "XX-2026-532822-000123-H", "FT-26-532822-000123-H", "〔〕号"] {
            #expect(throws: SerialNumber.Fault.self) { try SerialNumber(text) }
        }
    }

    @Test(arguments: ["91532800MA6N00017B", "91310000MA1FL0A78F"])
    func creditCodes(_ code: String) throws {
        #expect(try CreditCode.validated(code.lowercased()) == code)
        var caught = 0
        let symbols = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let characters = Array(code)
        for index in characters.indices {
            for other in symbols where other != characters[index] {
                var wrong = characters
                wrong[index] = other
                if !CreditCode.isValid(String(wrong)) { caught += 1 }
            }
        }
        #expect(caught == 18 * 30)
    }

    @Test func creditCodeFaultsNameTheirPlace() {
        #expect(throws: CreditCode.Fault.length(17)) { try CreditCode.validated("91532800MA6N00017") }
        #expect(throws: CreditCode.Fault.symbol(position: 9)) { try CreditCode.validated("91532800IA6N00017B") }
        #expect(throws: CreditCode.Fault.check(expected: "B")) { try CreditCode.validated("91532800MA6N00017A") }
    }

    @Test(arguments: [
        ("2026-03-10T09:02:11+08:00", "2026-03-10T09:02:11+08:00"),
        ("2026-03-10T01:02:11Z", "2026-03-10T09:02:11+08:00"),
        ("2026-03-10T09:02:11.250+08:00", "2026-03-10T09:02:11+08:00"), ("2026-03-10", "2026-03-10T00:00:00+08:00"),
        ("2026-03-09T17:00:00Z", "2026-03-10T01:00:00+08:00"),
    ])
    func moments(_ text: String, _ shown: String) throws {
        #expect(try #require(Instant(rfc3339: text)).rfc3339 == shown)
    }

    @Test(arguments: [
        "2026-02-30T00:00:00Z", "2026-03-10T25:00:00Z", "2026-03-10T09:02:11", "", "2026-03-10T09:02:11+8:00",
    ])
    func noMoments(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }
}

@Suite struct TimerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let start: String, count: Int, unit: Period.Unit, raw: String, end: String, error: String, provisional: String
        var testDescription: String { "\(start)+\(count)\(unit.rawValue)" }
    }

    static let cases: [Case] = {
        let path = Support.root + "/Tests/Cases/firsttalk/timers.csv"
        let text = (try? String(contentsOf: URL(filePath: path), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
            guard cells.count >= 7, let count = Int(cells[1]), let unit = Period.Unit(rawValue: cells[2]) else {
                return nil
            }
            return Case(
                start: cells[0], count: count, unit: unit, raw: cells[3], end: cells[4], error: cells[5],
                provisional: cells[6])
        }
    }()

    @Test func casesAreHeld() { #expect(TimerTests.cases.count == 18) }

    @Test(arguments: cases)
    func ends(_ one: Case) throws {
        let calendar = try Support.loaded().calendar
        let start = try #require(CivilDate(iso: one.start))
        let deadline = calendar.deadline(from: start, Period(one.count, one.unit))
        #expect(deadline.raw == one.raw)
        #expect(deadline.end == (one.end.isEmpty ? one.raw : one.end))
        #expect(deadline.provisional ?? "" == one.provisional)
        if one.error.isEmpty {
            #expect(try calendar.strictDeadline(from: start, Period(one.count, one.unit)) == deadline)
        } else {
            #expect(throws: CalendarMissing(year: 2027)) {
                try calendar.strictDeadline(from: start, Period(one.count, one.unit))
            }
        }
    }

    @Test func workingDaysOfTheYear() throws {
        let calendar = try Support.loaded().calendar
        for (year, count) in [(2024, 251), (2025, 248), (2026, 248)] {
            let first = try #require(CivilDate(year: year, month: 1, day: 1))
            let days = (0..<366).map { first.adding(days: $0) }.filter { $0.year == year && !calendar.isRest($0) }
            #expect(days.count == count)
        }
    }

    @Test func provisionalSettlesWhenTheTableComes() throws {
        let calendar = try Support.loaded().calendar
        let start = try #require(CivilDate(iso: "2026-08-31"))
        let open = calendar.deadline(from: start, Period(6, .month))
        // With a table for 2027 the raw Sunday moves to Monday.
        let later = WorkCalendar(edition: "test", days: [(try #require(CivilDate(iso: "2027-01-01")), false)])
        let settled = later.settled(open, from: start, Period(6, .month))
        #expect(settled.end == "2027-03-01")
        #expect(settled.provisional == nil)
    }
}
