import YinfengModel
import YinfengReport
import YinfengTabular

/// Rows of a list as `leads inspect` and `leads clean` show them: raw text beside its reading.
struct LeadObjects {
    let catalog: FieldCatalog
    /// Whether contact fields are shown; without it they stand as `{"private":true}`.
    let showsContacts: Bool
    /// Whether each field also has its reading as one cell (`text`), which flat formats show.
    let includesText: Bool

    /// One row: fields with raw text and reading, doubts, errors, columns that no field claims, the row it repeats.
    func object(_ row: LeadRow, repeats: RepeatFinder.Repeat?) -> ReportObject {
        var object: ReportObject = ["row": .integer(row.location.row), "id": .text(row.id)]
        if let sheet = row.location.sheet { object["sheet"] = .text(sheet) }
        var fields = ReportObject()
        var doubts: [ReportValue] = []
        let lead = row.lead ?? row.partial
        let values = lead?.fields ?? [:]
        // The keys alone are put in order: to move the values along costs more than to look them up.
        for key in values.keys.sorted() {
            guard let value = values[key] else { continue }
            fields[key.rawValue] = .object(field(key, value))
            doubts += value.doubts.map { .object(doubt(key, $0)) }
        }
        object["fields"] = .object(fields)
        object["doubts"] = .list(doubts)
        if let issue = row.issues.first { object["error"] = .object(.error(issue)) }
        object["errors"] = .list(row.issues.map { .object(.error($0)) })
        if let repeats {
            object["duplicates"] = .list([
                .object(["id": .text(repeats.id), "row": .integer(repeats.row), "because": .text(repeats.because)])
            ])
        }
        if let extra = lead.flatMap(ReportValue.extra) { object["extra"] = extra }
        return object
    }

    private func field(_ key: FieldKey, _ value: FieldValue) -> ReportObject {
        guard showsContacts || catalog[key]?.isPrivate != true else { return ["private": true] }
        var object: ReportObject = ["raw": .text(value.raw), "value": LeadObjects.reading(value.content)]
        if includesText {
            // 年底, 上旬: only the words as written keep that the day is vague.
            if case .date(let range) = value.content, range.isApproximate {
                object["text"] = .text(value.raw)
            } else {
                object["text"] = .text(LeadObjects.text(value.content))
            }
        }
        return object
    }

    private func doubt(_ key: FieldKey, _ doubt: Doubt) -> ReportObject {
        let isHidden = !showsContacts && catalog[key]?.isPrivate == true
        return [
            "field": .text(key.rawValue), "name": .optional(catalog[key]?.name), "kind": .text(doubt.kind.rawValue),
            "message": .text(doubt.message),
            "proposal": isHidden ? .null : .optional(doubt.proposal),
        ]
    }

    /// A reading as JSON: a number or an interval in the unit, a day or a span of days, words, yes or no.
    static func reading(_ content: FieldValue.Content) -> ReportValue {
        switch content {
        case .missing: return .null
        case .text(let text): return .text(text)
        case .items(let items): return .texts(items)
        case .flag(let flag): return .bool(flag)
        case .date(let range):
            if let day = range.day { return .text(day.iso) }
            var object: ReportObject = ["low": .text(range.first.iso), "high": .text(range.last.iso)]
            if range.isApproximate { object["approx"] = true }
            return .object(object)
        case .quantity(let quantity):
            let interval = quantity.interval
            var object: ReportObject = [
                "low": interval.low.map { .number($0, digits: 9) } ?? .null,
                "high": interval.high.map { .number($0, digits: 9) } ?? .null, "unit": .text(quantity.unit),
            ]
            if interval.isApproximate { object["approx"] = true }
            if interval.lowOpen { object["low_open"] = true }
            if interval.highOpen { object["high_open"] = true }
            return .object(object)
        }
    }

    /// A reading as one cell that reads back as the same value: a bare number in the canonical unit, `3000-5000`,
    /// `约3000`, `超3000`; another currency keeps its unit.
    static func text(_ content: FieldValue.Content, unit own: String? = nil) -> String {
        switch content {
        case .missing: return ""
        case .text(let text): return text
        case .items(let items): return items.joined(separator: "、")
        case .flag(let flag): return flag ? "是" : "否"
        case .date(let range):
            return range.day.map(\.iso) ?? range.first.iso + "至" + range.last.iso
        case .quantity(let quantity):
            let interval = quantity.interval
            let tail = own == quantity.unit ? "" : quantity.unit
            func number(_ value: Rational) -> String { value.decimal(digits: 9) + tail }
            let approx = interval.isApproximate ? "约" : ""
            switch (interval.low, interval.high) {
            case (let low?, let high?) where low == high: return approx + number(low)
            case (let low?, let high?): return approx + low.decimal(digits: 9) + "-" + number(high)
            case (let low?, nil): return (interval.lowOpen ? "超" : "不低于") + number(low)
            case (nil, let high?) where interval.isApproximate: return "近" + number(high)
            case (nil, let high?): return (interval.highOpen ? "不足" : "不超过") + number(high)
            case (nil, nil): return ""
            }
        }
    }
}
