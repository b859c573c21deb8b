package import YinfengModel

/// A moment as the register keeps it: UTC seconds and the offset of the office that acted.
package struct Instant: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int
    /// Seconds east of UTC of the clock that was read; it decides the civil day.
    package let offset: Int

    /// The offset of offices in China, which have kept no summer time since 1991.
    package static let chinaOffset = 8 * 3600

    /// A moment from its parts.
    package init(seconds: Int, offset: Int = Instant.chinaOffset) {
        self.seconds = seconds
        self.offset = offset
    }

    /// Reads RFC 3339 (`2026-03-10T09:02:11+08:00`, `…Z`, fractions of a second are dropped), and a bare
    /// `YYYY-MM-DD` as that day's 00:00 in China; nil for any other text. The day is kept in Chinese time.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let date = CivilDate(iso: String(decoding: bytes.prefix(10), as: UTF8.self)) else { return nil }
        if bytes.count == 10 {
            self.init(seconds: date.dayNumber * 86_400 - Instant.chinaOffset)
            return
        }
        guard bytes.count >= 20, bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20,
            bytes[13] == 0x3A, bytes[16] == 0x3A,
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        var index = 19
        if bytes[index] == 0x2E {
            index += 1
            let start = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
            guard index > start else { return nil }
        }
        guard index < bytes.count else { return nil }
        var zone = 0
        switch bytes[index] {
        case 0x5A, 0x7A:
            guard index + 1 == bytes.count else { return nil }
        case 0x2B, 0x2D:
            guard index + 6 == bytes.count, bytes[index + 3] == 0x3A, let hours = number((index + 1)..<(index + 3)),
                let minutes = number((index + 4)..<(index + 6)), hours < 24, minutes < 60
            else { return nil }
            zone = (hours * 3600 + minutes * 60) * (bytes[index] == 0x2D ? -1 : 1)
        default: return nil
        }
        self.init(seconds: date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second - zone)
    }

    /// The civil day at the office.
    package var day: CivilDate {
        let local = seconds + offset
        return CivilDate(dayNumber: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    }

    /// The last second of a civil day: periods end at 24:00 (民法典 203).
    package static func endOf(_ day: CivilDate, offset: Int = Instant.chinaOffset) -> Instant {
        Instant(seconds: day.dayNumber * 86_400 + 86_399 - offset, offset: offset)
    }

    /// `2026-03-10T09:02:11+08:00`.
    package var rfc3339: String {
        let rest = seconds + offset - day.dayNumber * 86_400
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let zone = abs(offset)
        return day.iso + "T" + two(rest / 3600) + ":" + two(rest / 60 % 60) + ":" + two(rest % 60)
            + (offset < 0 ? "-" : "+") + two(zone / 3600) + ":" + two(zone / 60 % 60)
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}
