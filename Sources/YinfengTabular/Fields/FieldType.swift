/// What the cells of a field hold, as the field catalogue says.
package enum FieldType: String, Sendable {
    /// Words.
    case text
    /// A whole number.
    case int
    /// A number with a unit.
    case decimal
    /// A day or a span of days.
    case date
    /// A day with the time.
    case time
    /// Yes or no.
    case bool
    /// One of a few words.
    case `enum`
    /// Several words.
    case list
    /// 统一社会信用代码.
    case uscc
    /// A code that is read as words.
    case code
    /// A code of GB/T 4754.
    case industryCode = "industry-code"
    /// A place.
    case region
    /// A park.
    case park
    /// An authority.
    case authority
    /// A paper with its number.
    case document
    /// Filled by the program, never by a clerk.
    case auto
}
