/// 招商线索: what an investor wants to build, as one row of a list.
package struct Lead: Sendable, Equatable {
    /// `project_id`, else the row number as text.
    package let id: String
    /// The row in the file.
    package let location: SourceLocation
    /// The fields that the row holds, by key.
    package var fields: [FieldKey: FieldValue]
    /// Columns that no key claims, in the file's order: carried to the output, never lost.
    package let extras: [ExtraColumn]

    /// A column that no key claims.
    package struct ExtraColumn: Sendable, Equatable {
        /// The heading as written.
        package let heading: String
        /// The cell as written.
        package let value: String

        /// A carried column.
        package init(heading: String, value: String) {
            self.heading = heading
            self.value = value
        }
    }

    /// A lead.
    package init(id: String, location: SourceLocation, fields: [FieldKey: FieldValue], extras: [ExtraColumn] = []) {
        self.id = id
        self.location = location
        self.fields = fields
        self.extras = extras
    }

    /// The words of a field: its text, its list joined by `；`, or nil when it is missing.
    package func text(_ key: FieldKey) -> String? {
        guard let value = fields[key] else { return nil }
        switch value.content {
        case .text(let text): return text
        case .items(let items): return items.joined(separator: "；")
        case .missing: return nil
        case .quantity, .flag, .date: return value.raw
        }
    }

    /// The number of a field, nil when it is missing or suspect.
    package func quantity(_ key: FieldKey) -> Quantity? {
        guard let value = fields[key], !value.isSuspect, case .quantity(let quantity) = value.content else {
            return nil
        }
        return quantity
    }

    /// The yes or no of a field, nil when it is missing or suspect.
    package func flag(_ key: FieldKey) -> Bool? {
        guard let value = fields[key], !value.isSuspect, case .flag(let flag) = value.content else { return nil }
        return flag
    }

    /// The day or days of a field, nil when missing or suspect.
    package func date(_ key: FieldKey) -> DateRange? {
        guard let value = fields[key], !value.isSuspect, case .date(let date) = value.content else { return nil }
        return date
    }

    /// Whether the row is an invented example (`synthetic` = yes) and must say so wherever it is shown.
    package var isSynthetic: Bool {
        if case .flag(true)? = fields["synthetic"]?.content { return true }
        return extras.contains { $0.heading == "synthetic" && $0.value.lowercased() == "yes" }
    }
}

/// A fault of one row, reported in its place; the row's good cells are kept where it can still be used.
package struct RowIssue: Sendable, Equatable {
    /// Where it is.
    package let location: SourceLocation
    /// The offending cell as written (never a contact field).
    package let value: String
    /// The Chinese sentence: cause and remedy.
    package let message: String

    /// A fault of a row.
    package init(location: SourceLocation, value: String, message: String) {
        self.location = location
        self.value = value
        self.message = message
    }
}
