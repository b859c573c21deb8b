import Foundation
import FoundationXML
import Testing

/// A .docx that the program wrote: its markup, which a parser accepted, and its words, a line a paragraph or table row.
struct WordDocument {
    let markup: String
    let text: String
    /// The words of every table row, cells joined by tabs.
    let rows: [String]

    /// Runs the program with `--out`; the document's parts are stored, not compressed, so the body stands in the bytes.
    init(_ program: Program, _ arguments: [String], _ name: String) throws {
        let path = program.folder.appending(path: name)
        let run = try program.run(arguments + ["--out", path.path, "--quiet"])
        try #require(run.status == 0, "\(run.errors)")
        let bytes = try Data(contentsOf: path)
        let start = try #require(bytes.range(of: Data("<w:document".utf8))).lowerBound
        let end = try #require(bytes.range(of: Data("</w:document>".utf8))).upperBound
        markup = String(decoding: bytes[start..<end], as: UTF8.self)
        let document = try XMLDocument(data: Data(markup.utf8))
        func words(_ node: XMLNode) -> String {
            switch node.name {
            case "w:t": return node.stringValue ?? ""
            case "w:br": return "\n"
            default:
                let inner = (node.children ?? []).map(words).joined(separator: node.name == "w:tr" ? "\t" : "")
                return node.name == "w:p" ? inner + "\n" : inner
            }
        }
        func all(_ name: String, _ node: XMLNode) -> [XMLNode] {
            (node.name == name ? [node] : []) + (node.children ?? []).flatMap { all(name, $0) }
        }
        text = words(document)
        rows = all("w:tr", document).map(words)
    }
}
