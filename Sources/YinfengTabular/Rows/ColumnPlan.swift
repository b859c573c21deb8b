import YinfengModel
import YinfengText

/// How the cells of one column are read. A class, because every cell of a list is handed its plan.
final class ColumnPlan: Sendable {
    /// The reading that the field's type asks for.
    enum Reading: Sendable {
        /// No field: the cell is carried along.
        case extra
        case text
        case list
        case enumeration
        case number(QuantityTarget, factor: Rational)
        case count(unitText: String)
        case date
        case flag
        /// A flag heading over an enum field (是否技改): yes means this word.
        case flaggedWord(String)
        case uscc
        case industryCode
        case phone
    }

    let index: Int
    /// The heading as a message shows it.
    let heading: String
    let key: FieldKey
    let reading: Reading
    let isPrivate: Bool
    let repeatsAbove: Bool
    /// Whether another column may have filled the field before.
    let mayRepeat: Bool

    /// The plan of a column with a known field.
    init(
        index: Int, heading: String, field: FieldCatalog.Field, unit: UnitID?, catalog: FieldCatalog,
        repeatsAbove: Bool = false, mayRepeat: Bool = true
    ) {
        self.index = index
        self.heading = heading
        key = field.key
        isPrivate = field.isPrivate
        self.repeatsAbove = repeatsAbove
        self.mayRepeat = mayRepeat
        reading = ColumnPlan.reading(field, heading: heading, unit: unit, catalog: catalog)
    }

    /// The plan of a column that no field claims.
    init(index: Int, heading: String) {
        self.index = index
        self.heading = heading
        key = ""
        reading = .extra
        isPrivate = false
        repeatsAbove = false
        mayRepeat = false
    }

    /// Whether the column's cells repeat often enough and cost enough to be remembered.
    var isCacheable: Bool {
        switch reading {
        case .extra, .text, .phone, .uscc: false
        case .list, .enumeration, .number, .count, .date, .flag, .flaggedWord, .industryCode: true
        }
    }

    private static func reading(
        _ field: FieldCatalog.Field, heading: String, unit: UnitID?, catalog: FieldCatalog
    ) -> Reading {
        switch field.type {
        case .text where field.key == "contact_phone": return .phone
        case .text, .time, .code, .region, .park, .authority, .document, .auto: return .text
        case .list: return .list
        case .date: return .date
        case .bool: return .flag
        case .uscc: return .uscc
        case .industryCode: return .industryCode
        case .enum:
            let base = HeadingText(heading, folder: catalog.folder, marks: catalog.marks).base
            if base.hasPrefix("是否"), let word = catalog.value(of: field.key, written: String(base.dropFirst(2))) {
                return .flaggedWord(word)
            }
            return .enumeration
        case .int, .decimal:
            guard let target = catalog.target(for: field, headingUnit: unit),
                let own = catalog.units.unit(target.canonical),
                let stated = catalog.units.unit(unit ?? target.canonical),
                stated.dimension == own.dimension, let factor = try? stated.factor.divided(by: own.factor)
            else {
                if let target = catalog.target(for: field, headingUnit: unit) {
                    return .number(target, factor: .zero)
                }
                // The row's running number is a name of the row, not a figure.
                return field.key == "row_no" ? .text : .count(unitText: field.unitText)
            }
            return .number(target, factor: factor)
        }
    }
}
