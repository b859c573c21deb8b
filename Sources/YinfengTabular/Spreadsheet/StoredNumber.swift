import FoundationEssentials
import YinfengModel

/// Turns the stored numbers of a spreadsheet into the text that a clerk sees.
enum StoredNumber {
    /// The number as text: dates as ISO days, percentages with %, binary noise (12.600000000000001) rounded away.
    static func text(_ stored: String, kind: NumberFormat.Kind, is1904: Bool) -> String {
        switch kind {
        case .plain: return plain(stored)
        case .percent:
            guard let share = Rational(decimal: plain(stored)), let percent = try? share.multiplied(by: Rational(100))
            else { return plain(stored) }
            return percent.decimal(digits: 12) + "%"
        case .date: return day(stored, is1904: is1904) ?? plain(stored)
        case .padded(let width):
            let text = plain(stored)
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return text }
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
    }

    /// The same of a number that is stored in binary.
    static func text(_ stored: Double, kind: NumberFormat.Kind, is1904: Bool) -> String {
        // A whole number has no fraction to a reader; up to this size every whole number is exact.
        let isWhole = stored.magnitude < 9e15 && stored == stored.rounded()
        return text(isWhole ? String(Int64(stored)) : "\(stored)", kind: kind, is1904: is1904)
    }

    /// Fifteen significant digits, as spreadsheets show, without an exponent where it can be written out.
    private static func plain(_ stored: String) -> String {
        let digits = stored.utf8.count { (0x30...0x39).contains($0) }
        let isPlain = !stored.utf8.contains { $0 == 0x45 || $0 == 0x65 }
        if isPlain, digits <= 15 { return stored }
        guard let value = Double(stored), value.isFinite, value != 0, abs(value) < 1e21, abs(value) > 1e-12 else {
            return stored
        }
        // The shortest text of the double is exact; more than fifteen digits of it are binary noise.
        guard let exact = Rational(decimal: "\(value)") else { return stored }
        var places = 15
        var size = abs(value)
        while size >= 1, places > 0 {
            size /= 10
            places -= 1
        }
        while size < 0.1, places < 27 {
            size *= 10
            places += 1
        }
        return exact.decimal(digits: places)
    }

    /// The day of a serial number; nil outside the calendar of spreadsheets.
    private static func day(_ stored: String, is1904: Bool) -> String? {
        guard let value = Double(stored), value >= 1, value < 2_958_466 else { return nil }
        let serial = Int(value)
        // The 1900 system counts a 29 February 1900 that never was, hence the day before for all that follow.
        guard
            let base = is1904
                ? CivilDate(year: 1904, month: 1, day: 1)
                : CivilDate(year: 1899, month: 12, day: serial < 60 ? 31 : 30)
        else { return nil }
        return base.adding(days: serial).iso
    }
}
