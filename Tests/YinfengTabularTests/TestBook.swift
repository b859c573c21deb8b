import CXLSXReader
import FoundationEssentials

/// Makes a workbook of hand-written parts, as other programs and hostile hands make them.
struct TestBook {
    /// Sheets: name, state, the XML inside `worksheet`.
    var sheets: [(name: String, state: String, xml: String)] = []
    var sharedStrings = ""
    var styles = ""
    var workbookProperties = ""
    /// Parts written as they are, over the others.
    var parts: [String: String] = [:]

    /// A sheet of inline strings, row after row.
    mutating func add(_ name: String, rows: [[String]], state: String = "visible") {
        var xml = "<sheetData>"
        for row in rows {
            xml += "<row>"
            for cell in row { xml += "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(cell)</t></is></c>" }
            xml += "</row>"
        }
        sheets.append((name, state, xml + "</sheetData>"))
    }

    /// Writes the workbook to a temporary file.
    func write() throws -> TestFile {
        let file = TestFile(extension: "xlsx")
        var all = [
            "xl/workbook.xml": "<workbook xmlns:r=\"r\">\(workbookProperties)<sheets>"
                + sheets.enumerated().map {
                    "<sheet name=\"\($0.element.name)\" sheetId=\"\($0.offset + 1)\" state=\"\($0.element.state)\" r:id=\"rId\($0.offset + 1)\"/>"
                }.joined() + "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": "<Relationships>"
                + sheets.indices.map { "<Relationship Id=\"rId\($0 + 1)\" Target=\"worksheets/sheet\($0 + 1).xml\"/>" }
                .joined() + "</Relationships>",
        ]
        for (index, sheet) in sheets.enumerated() {
            all["xl/worksheets/sheet\(index + 1).xml"] = "<worksheet>\(sheet.xml)</worksheet>"
        }
        if !sharedStrings.isEmpty { all["xl/sharedStrings.xml"] = "<sst>\(sharedStrings)</sst>" }
        if !styles.isEmpty { all["xl/styles.xml"] = "<styleSheet>\(styles)</styleSheet>" }
        all.merge(parts) { $1 }
        try TestBook.zip(all.mapValues { Array($0.utf8) }, to: file.path)
        return file
    }

    /// Writes an archive of these members.
    static func zip(_ members: [String: [UInt8]], to path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { throw Failure.zip }
        // libzip reads the bytes when it closes; until then they must stay where they are.
        var kept: [UnsafeMutableRawPointer] = []
        defer { for bytes in kept { bytes.deallocate() } }
        for (name, bytes) in members.sorted(by: { $0.key < $1.key }) {
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
            bytes.withUnsafeBytes { if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) } }
            kept.append(copy)
            guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 0),
                zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0
            else { throw Failure.zip }
        }
        guard zip_close(archive) == 0 else { throw Failure.zip }
    }

    enum Failure: Error {
        case zip
    }
}

/// A temporary file that goes away with the test.
final class TestFile {
    let path: String

    init(extension end: String) {
        path = FileManager.default.temporaryDirectory.appending(path: "yinfeng-\(UUID().uuidString).\(end)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var bytes: [UInt8] { (try? Data(contentsOf: URL(filePath: path))).map { Array($0) } ?? [] }
}
