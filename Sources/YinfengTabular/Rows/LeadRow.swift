package import YinfengModel

/// One row of a list in its place: a lead, or the faults that make it unusable.
package struct LeadRow: Sendable, Equatable {
    /// Where the row stands.
    package let location: SourceLocation
    /// The lead; nil when a cell of the row is impossible, so that nobody works with half a row.
    package let lead: Lead?
    /// What could be read of a faulty row, for `leads inspect`; nil where nothing could. Equal to `lead` for a good row.
    package let partial: Lead?
    /// The faults, in the order of the columns; empty for a good row.
    package let issues: [RowIssue]
    /// Whether a value of the row is suspect.
    package let isDoubtful: Bool

    /// A row.
    package init(
        location: SourceLocation, lead: Lead?, partial: Lead?, issues: [RowIssue], isDoubtful: Bool = false
    ) {
        self.location = location
        self.lead = lead
        self.partial = partial
        self.issues = issues
        self.isDoubtful = isDoubtful
    }

    /// The row's id: `project_id`, else its number.
    package var id: String { lead?.id ?? partial?.id ?? String(location.row) }
}
