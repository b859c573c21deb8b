package import YinfengModel

/// One fault of a catalogue: where it is, what it is, how to mend it.
package struct CatalogFault: ExplainedError, Sendable, Equatable {
    /// The file, as `kind/edition/table.csv`.
    package let file: String
    /// The row as the file shows it (heading = 1), or nil when the whole file is meant.
    package let row: Int?
    /// The column, or nil.
    package let column: String?
    /// What is wrong, in Chinese.
    package let fact: String
    /// How to mend it, in Chinese.
    package let remedy: String

    init(_ file: String, row: Int? = nil, column: String? = nil, _ fact: String, remedy: String = "") {
        self.file = file
        self.row = row
        self.column = column
        self.fact = fact
        self.remedy = remedy
    }

    /// Place, fact and remedy.
    package var explanation: Explanation {
        Explanation(
            place: file + (row.map { " 第\($0)行" } ?? "") + (column.map { "“\($0)”列" } ?? ""), fact: fact, remedy: remedy
        )
    }
}
