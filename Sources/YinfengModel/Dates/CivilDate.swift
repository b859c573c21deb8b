/// A day of the Gregorian calendar, without clock or zone.
package struct CivilDate: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01 (which is 0).
    package let dayNumber: Int

    /// The day with this number.
    package init(dayNumber: Int) { self.dayNumber = dayNumber }

    /// A day by its parts; nil when the calendar has no such day (2026-02-30) or the year is outside 1–9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.length(ofMonth: month, year: year)
        else { return nil }
        // Days from civil, counting the year from March so that the leap day stands last.
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `YYYY-MM-DD`; nil for any other form.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = CivilDate.number(bytes[0..<4]), let month = CivilDate.number(bytes[5..<7]),
            let day = CivilDate.number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// The number of days of a month.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The parts of the day.
    package var parts: (year: Int, month: Int, day: Int) {
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// The calendar year.
    package var year: Int { parts.year }
    /// ISO weekday: Monday 1 … Sunday 7.
    package var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

    /// The day `count` days later (earlier when negative).
    package func adding(days count: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + count) }

    /// The same day number `count` months later, or that month's last day when it has no such number (民法典 202).
    package func adding(months count: Int) -> CivilDate? {
        let p = parts
        let index = p.year * 12 + (p.month - 1) + count
        guard index >= 12 else { return nil }
        let year = index / 12
        let month = index % 12 + 1
        return CivilDate(year: year, month: month, day: min(p.day, CivilDate.length(ofMonth: month, year: year)))
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }

    /// `YYYY-MM-DD`.
    package var iso: String {
        let p = parts
        func pad(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return pad(p.year, 4) + "-" + pad(p.month, 2) + "-" + pad(p.day, 2)
    }
}

/// A span of whole days; both ends are included.
package struct DateRange: Sendable, Hashable {
    /// The first day.
    package let first: CivilDate
    /// The last day.
    package let last: CivilDate
    /// Whether the text was vague (年底, 上旬).
    package let isApproximate: Bool

    /// A span of days.
    package init(first: CivilDate, last: CivilDate, isApproximate: Bool = false) {
        self.first = first
        self.last = last
        self.isApproximate = isApproximate
    }

    /// One day.
    package init(_ day: CivilDate) { self.init(first: day, last: day) }

    /// The single day, or nil for a longer span.
    package var day: CivilDate? { first == last ? first : nil }
    /// `2026-03-05` or `2026-03-01–2026-03-31`.
    package var text: String { first == last ? first.iso : first.iso + "–" + last.iso }
}
