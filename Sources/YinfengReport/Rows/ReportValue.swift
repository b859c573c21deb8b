package import YinfengModel

/// A value of a result row: what every format is written from, so that all formats state the same facts.
package enum ReportValue: Sendable {
    /// Nothing is known.
    case null
    /// Words.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// An exact number, shown with at most `digits` decimal places.
    case number(Rational, digits: Int)
    /// A measured number (a score, a probability), shown with at most `digits` decimal places.
    case measured(Double, digits: Int)
    /// Yes or no.
    case bool(Bool)
    /// Values in order.
    case list([ReportValue])
    /// Keyed values in order.
    case object(ReportObject)

    /// A text, or null.
    package static func optional(_ text: String?) -> ReportValue { text.map(ReportValue.text) ?? .null }

    /// A whole number, or null.
    package static func optional(_ number: Int?) -> ReportValue { number.map(ReportValue.integer) ?? .null }

    /// A list of texts.
    package static func texts(_ texts: [String]) -> ReportValue { .list(texts.map(ReportValue.text)) }

    /// The value in one flat cell: words as they are, yes and no as 是 and 否, lists joined by `；`, objects as
    /// `key：value` pairs, null as an empty text.
    package var flat: String {
        switch self {
        case .null: ""
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number, let digits): number.decimal(digits: digits)
        case .measured(let number, let digits): ReportValue.decimal(number, digits: digits) ?? ""
        case .bool(let flag): flag ? "是" : "否"
        case .list(let values): values.map(\.flat).filter { !$0.isEmpty }.joined(separator: "；")
        case .object(let object):
            object.entries.filter { !$0.value.isNull }.map { $0.key + "：" + $0.value.flat }.joined(separator: "，")
        }
    }

    /// The number of a cell that a spreadsheet should hold as a number, or nil. For display only, never for a threshold.
    package var spreadsheetNumber: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number, let digits): Double(number.decimal(digits: digits))
        case .measured(let number, let digits): ReportValue.decimal(number, digits: digits).flatMap { Double($0) }
        case .null, .text, .bool, .list, .object: nil
        }
    }

    /// Whether the value is null.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// Writes the value as JSON.
    package func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .text(let text): json.string(text)
        case .integer(let number): json.integer(number)
        case .number(let number, let digits): json.number(number, digits: digits)
        case .measured(let number, let digits): json.number(number, digits: digits)
        case .bool(let flag): json.bool(flag)
        case .list(let values):
            json.beginArray()
            for value in values { value.write(to: &json) }
            json.endArray()
        case .object(let object): object.write(to: &json)
        }
    }

    /// The decimal text that JSON gets too, so that every format rounds alike; nil when the number is not finite.
    private static func decimal(_ number: Double, digits: Int) -> String? {
        var json = JSONWriter()
        json.number(number, digits: digits)
        let text = json.text
        return text == "null" ? nil : text
    }
}

extension ReportValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    /// A text.
    package init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// Yes or no.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A list.
    package init(arrayLiteral elements: ReportValue...) { self = .list(elements) }
    /// Null.
    package init(nilLiteral: ()) { self = .null }
}
