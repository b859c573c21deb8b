package import YinfengModel

/// Which days are worked: weekends, the holidays of the yearly notice and its adjusted weekends.
package struct WorkCalendar: Sendable {
    /// The edition that the days come from.
    package let edition: String
    /// The years whose table is held.
    package let years: Set<Int>
    private let off: Set<Int>
    private let work: Set<Int>

    /// A calendar from the days that differ from the plain week; a year counts as held when it has any row.
    package init(edition: String, days: [(day: CivilDate, isWork: Bool)]) {
        self.edition = edition
        years = Set(days.map(\.day.year))
        off = Set(days.filter { !$0.isWork }.map(\.day.dayNumber))
        work = Set(days.filter(\.isWork).map(\.day.dayNumber))
    }

    /// Whether the day is a rest day (民法典 203); a year without table has its weekends only.
    package func isRest(_ day: CivilDate) -> Bool {
        if work.contains(day.dayNumber) { return false }
        return off.contains(day.dayNumber) || day.weekday >= 6
    }

    /// Whether the year's notice is held.
    package func holds(_ year: Int) -> Bool { years.contains(year) }
}

/// A length of time in the unit that its rule names.
package struct Period: Sendable, Hashable, Codable {
    /// The unit; they are never mixed.
    package enum Unit: String, Sendable, Codable {
        /// 工作日.
        case workday
        /// 日, calendar days.
        case day
        /// 月.
        case month
    }

    /// How many.
    package let count: Int
    /// Of what.
    package let unit: Unit

    /// A length.
    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// `6个月`, `5个工作日`, `30日`.
    package var chinese: String {
        switch unit {
        case .workday: "\(count)个工作日"
        case .day: "\(count)日"
        case .month: "\(count)个月"
        }
    }
}

/// Where a period ends, and whether that is final.
package struct Deadline: Sendable, Hashable, Codable {
    /// The last day before any move for a rest day, ISO.
    package let raw: String
    /// The last day, ISO: the raw one where the table of its year is missing.
    package let end: String
    /// `calendar missing 2027` while the move is undecided, else nil.
    package let provisional: String?

    /// A deadline.
    package init(raw: CivilDate, end: CivilDate, provisional: String? = nil) {
        self.raw = raw.iso
        self.end = end.iso
        self.provisional = provisional
    }

    /// The raw last day.
    package var rawDay: CivilDate { CivilDate(iso: raw) ?? CivilDate(dayNumber: 0) }
    /// The last day.
    package var endDay: CivilDate { CivilDate(iso: end) ?? rawDay }
}

/// The timer needs a table that nobody has installed.
package struct CalendarMissing: Error, Sendable, Equatable {
    /// The year without table.
    package let year: Int
    /// `calendar missing 2027`.
    package var text: String { "calendar missing \(year)" }
}

extension WorkCalendar {
    /// The deadline of a period that starts on a day (which is not counted, 民法典 201).
    ///
    /// Never refuses: where a year's table is missing the raw day stands and is marked provisional.
    package func deadline(from start: CivilDate, _ period: Period) -> Deadline {
        var missing: Int?
        func note(_ day: CivilDate) {
            if missing == nil, !holds(day.year) { missing = day.year }
        }
        var raw = start
        switch period.unit {
        case .day: raw = start.adding(days: period.count)
        case .month: raw = start.adding(months: period.count) ?? start
        case .workday:
            var left = period.count
            while left > 0 {
                raw = raw.adding(days: 1)
                note(raw)
                // In a year without table Monday to Friday stand for the working days.
                if !isRest(raw) { left -= 1 }
            }
        }
        note(raw)
        if let missing { return Deadline(raw: raw, end: raw, provisional: CalendarMissing(year: missing).text) }
        return moved(raw)
    }

    /// The deadline of a given raw last day: moved to the first working day (民法典 203).
    package func moved(_ raw: CivilDate) -> Deadline {
        var end = raw
        while true {
            guard holds(end.year) else {
                return Deadline(raw: raw, end: raw, provisional: CalendarMissing(year: end.year).text)
            }
            guard isRest(end) else { return Deadline(raw: raw, end: end) }
            end = end.adding(days: 1)
        }
    }

    /// The deadline, or the error that the timer call itself reports when a table is missing.
    package func strictDeadline(from start: CivilDate, _ period: Period) throws(CalendarMissing) -> Deadline {
        let result = deadline(from: start, period)
        if result.provisional != nil {
            var day = start
            while holds(day.year), day < result.rawDay { day = day.adding(days: 1) }
            throw CalendarMissing(year: day.year)
        }
        return result
    }

    /// A stored deadline as it reads today: a provisional one is settled when its table has come.
    package func settled(_ deadline: Deadline, from start: CivilDate?, _ period: Period?) -> Deadline {
        guard deadline.provisional != nil else { return deadline }
        if let start, let period, period.unit == .workday { return self.deadline(from: start, period) }
        return moved(deadline.rawDay)
    }
}
