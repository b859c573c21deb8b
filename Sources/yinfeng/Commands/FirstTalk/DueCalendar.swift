import YinfengFirstTalk
import YinfengModel

/// What is due as an iCalendar file (RFC 5545): one whole-day entry a deadline.
struct DueCalendar {
    let lines: [RegisterLine]
    let facts: FirstTalkFacts
    /// When the file is made: stamps the entries, so equal calls give equal bytes.
    let made: Instant

    /// The earliest deadline of a line.
    static func first(_ line: RegisterLine) -> String? { [line.due, line.protectTo].compactMap { $0 }.min() }

    /// The calendar with CRLF line ends, lines folded at 75 bytes.
    var text: String {
        var rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//yinfeng//firsttalk//ZH", "CALSCALE:GREGORIAN"]
        for line in lines {
            if let day = line.due { rows += entry(line, day, "到期", "due") }
            if let day = line.protectTo, day != line.due { rows += entry(line, day, "保护期满", "protect") }
        }
        rows.append("END:VCALENDAR")
        return rows.map { DueCalendar.folded($0) + "\r\n" }.joined()
    }

    private func entry(_ line: RegisterLine, _ day: String, _ what: String, _ key: String) -> [String] {
        guard let no = line.no, let date = CivilDate(iso: day) else { return [] }
        let state = line.state?.chinese ?? ""
        let filer = line.filer.map { facts.authorities.name($0) } ?? ""
        return [
            "BEGIN:VEVENT", "UID:\(no)-\(key)-\(day)@yinfeng", "DTSTAMP:\(stamp)",
            "DTSTART;VALUE=DATE:\(DueCalendar.plain(date))",
            "DTEND;VALUE=DATE:\(DueCalendar.plain(date.adding(days: 1)))",
            "SUMMARY:" + DueCalendar.escaped("首谈备案\(what) \(no)（\(state)，\(filer)）"),
            "END:VEVENT",
        ]
    }

    private var stamp: String {
        let utc = Instant(seconds: made.seconds, offset: 0).rfc3339
        return utc.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private static func plain(_ date: CivilDate) -> String { date.iso.filter { $0 != "-" } }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
            .replacing("\n", with: "\\n")
    }

    /// Long lines go on after CRLF and a blank; no character is cut.
    private static func folded(_ line: String) -> String {
        var result = ""
        var used = 0
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if used + size > 74 {
                result += "\r\n "
                used = 1
            }
            result.unicodeScalars.append(scalar)
            used += size
        }
        return result
    }
}
