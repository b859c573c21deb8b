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
    /// A word processor's document, where a paper is meant.
    case docx

    /// The endings that `--out` reads a format from, for messages and help.
    package static let endings = ".csv .json .ndjson .xlsx .html .docx .md"

    /// Whether the result is a paper for people rather than rows.
    package var isPaper: Bool { [.html, .markdown, .docx].contains(self) }

    /// Whether the result is one binary file, which no screen shows.
    var needsFile: Bool { self == .xlsx || self == .docx }

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
        case "docx": self = .docx
        case "txt": self = .table
        default: return nil
        }
    }
}
