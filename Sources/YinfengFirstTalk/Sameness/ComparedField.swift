/// A compared field as it is shown: `投资方：这里｜那里｜结果`.
enum ComparedField {
    /// Whose words are hidden.
    enum Side {
        /// Those of the filing that was checked.
        case here
        /// Those of the filing that it met.
        case there
    }

    /// The field with one side's words left out; what both have alike and the result stay.
    static func masked(_ field: String, side: Side) -> String {
        guard let colon = field.firstIndex(of: "：") else { return field }
        var parts = field[field.index(after: colon)...].split(separator: "｜", omittingEmptySubsequences: false)
        guard parts.count > 2 else { return field }
        parts[side == .here ? 0 : 1] = "（敏感）"
        return field[...colon] + parts.joined(separator: "｜")
    }
}
