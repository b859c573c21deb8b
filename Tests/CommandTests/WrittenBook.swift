import CXLSXReader
import Foundation
import FoundationXML
import Testing

/// An .xlsx that the program wrote, opened without the program's own reader.
struct WrittenBook {
    /// The rows of every sheet, cells joined by tabs.
    let rows: [String]

    init(_ path: String) throws {
        let shared = try WrittenBook.part("xl/sharedStrings.xml", of: path).map { try XMLDocument(data: $0) }
        let strings = try shared?.nodes(forXPath: "//*[local-name()='si']").map { $0.stringValue ?? "" } ?? []
        var rows: [String] = []
        var number = 1
        while let sheet = try WrittenBook.part("xl/worksheets/sheet\(number).xml", of: path) {
            for row in try XMLDocument(data: sheet).nodes(forXPath: "//*[local-name()='row']") {
                let cells = (row.children ?? []).map { cell -> String in
                    let text = cell.stringValue ?? ""
                    let isShared = (cell as? XMLElement)?.attribute(forName: "t")?.stringValue == "s"
                    return isShared
                        ? Int(text).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "" : text
                }
                rows.append(cells.joined(separator: "\t"))
            }
            number += 1
        }
        self.rows = rows
    }

    /// A part of the book, nil when there is none of the name.
    private static func part(_ name: String, of path: String) throws -> Data? {
        let book = try #require(zip_open(path, ZIP_RDONLY, nil))
        defer { zip_discard(book) }
        var info = zip_stat_t()
        guard zip_stat(book, name, 0, &info) == 0, let part = zip_fopen(book, name, 0) else { return nil }
        defer { zip_fclose(part) }
        var bytes = [UInt8](repeating: 0, count: Int(info.size))
        guard zip_fread(part, &bytes, info.size) == zip_int64_t(info.size) else { return nil }
        return Data(bytes)
    }
}
