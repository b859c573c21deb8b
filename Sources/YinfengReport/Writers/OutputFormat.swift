/// The formats that results can be written in.
package enum OutputFormat: String, Sendable, CaseIterable {
    /// An aligned table for a terminal.
    case table
    /// RFC 4180 with Chinese headings.
    case csv
    /// One JSON document `{"meta":…,"rows":[…]}`.
    case json
    /// One JSON object a line.
    case ndjson
    /// A spreadsheet.
    case xlsx
    /// A page that prints on A4.
    case html
    /// Markdown with pipe tables.
    case markdown = "md"

    /// The format that a file's extension asks for, or nil.
    package init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "csv": self = .csv
        case "json": self = .json
        case "ndjson", "jsonl": self = .ndjson
        case "xlsx": self = .xlsx
        case "html", "htm": self = .html
        case "md", "markdown": self = .markdown
        case "txt": self = .table
        default: return nil
        }
    }
}
