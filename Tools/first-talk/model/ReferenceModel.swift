import YinfengFirstTalk
import YinfengModel

/// A reference model, small enough to be read at a glance: what each move may do, and what time does.
struct ReferenceModel {
    struct Entry {
        var state: FilingState
        var filer: String
        var subject: Int
        var contested = false
        /// Party to an open conflict: a signed one stays so until the ruling, though it is not contested any more.
        var disputed = false
        var rawEnd: CivilDate?
        var left: Int?
        var extensions = 0
        var granted: CivilDate?
        var qualifying: CivilDate?
        var asked: String?
    }

    let calendar: WorkCalendar
    var entries: [String: Entry] = [:]

    mutating func pass(to day: CivilDate) {
        for (no, entry) in entries where entry.state.isProtected && !entry.contested && entry.asked != "extend" {
            if let raw = entry.rawEnd, day > calendar.moved(raw).endDay { entries[no]?.state = .expired }
        }
    }

    /// Live filings of a subject by others.
    func rivals(_ subject: Int, but filer: String) -> [String] {
        entries.filter { $0.value.subject == subject && $0.value.state.isLive && $0.value.filer != filer }.map(\.key)
            .sorted()
    }

    func holds(_ filer: String, _ subject: Int) -> Bool {
        entries.values.contains { $0.subject == subject && $0.filer == filer && $0.state.isLive }
    }

    mutating func contest(_ numbers: [String], on day: CivilDate) {
        for no in numbers {
            guard var entry = entries[no], entry.state.isLive else { continue }
            entries[no]?.disputed = true
            guard entry.state.canBeContested, !entry.contested else { continue }
            entry.disputed = true
            entry.contested = true
            entry.left = entry.state.isProtected ? entry.rawEnd.map { max(0, $0.dayNumber - day.dayNumber) } : nil
            entries[no] = entry
        }
    }

    mutating func release(_ no: String, on day: CivilDate) {
        entries[no]?.disputed = false
        guard var entry = entries[no], entry.contested else { return }
        entry.contested = false
        if let left = entry.left { entry.rawEnd = day.adding(days: left) }
        entry.left = nil
        entries[no] = entry
    }

    /// A filing has ended: a contest with one party left is over.
    mutating func end(_ no: String, _ state: FilingState, on day: CivilDate) {
        guard let entry = entries[no] else { return }
        entries[no]?.state = state
        entries[no]?.contested = false
        entries[no]?.disputed = false
        guard entry.disputed else { return }
        let left = rivals(entry.subject, but: entry.filer).filter { entries[$0]?.disputed ?? false }
        if left.count == 1 { release(left[0], on: day) }
    }

    /// A ruling for one: its rivals in the dispute fall, but a signed one stays as it is.
    mutating func keep(_ no: String, on day: CivilDate) {
        guard let entry = entries[no] else { return }
        for rival in rivals(entry.subject, but: entry.filer) where entries[rival]?.disputed ?? false {
            entries[rival]?.disputed = false
            guard let state = entries[rival]?.state, state.canBeContested else { continue }
            entries[rival]?.state = state.isProtected ? .revoked : .rejected
            entries[rival]?.contested = false
        }
        release(no, on: day)
    }
}
