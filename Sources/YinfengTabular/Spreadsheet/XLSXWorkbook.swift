/// The sheets of a workbook, its date system, and which cell styles are dates or percentages.
struct XLSXWorkbook {
    /// A sheet and its part.
    struct Sheet: WorkbookSheet {
        let name: String
        let path: String
        let isHidden: Bool
    }

    let sheets: [Sheet]
    let is1904: Bool
    /// By cell style index.
    let kinds: [NumberFormat.Kind]

    private static let smallPart = 32 << 20

    /// Reads the parts that describe the workbook; throws `TabularError.damaged`.
    init(_ archive: ZipArchive) throws(TabularError) {
        let relations = Relations()
        try archive.scan("xl/_rels/workbook.xml.rels", limit: XLSXWorkbook.smallPart, relations)
        let book = Book()
        try archive.scan("xl/workbook.xml", limit: XLSXWorkbook.smallPart, book)
        let styles = Styles()
        try archive.scan("xl/styles.xml", limit: XLSXWorkbook.smallPart, styles)
        is1904 = book.is1904
        kinds = styles.kinds
        sheets = book.sheets.compactMap { sheet in
            relations.targets[sheet.relation].map {
                Sheet(name: sheet.name, path: XLSXWorkbook.resolved($0), isHidden: sheet.isHidden)
            }
        }
        guard !sheets.isEmpty else {
            throw .damaged(file: archive.name, fact: "压缩包里没有工作表，不是 .xlsx 工作簿", remedy: "检查文件，或改存“CSV UTF-8”")
        }
    }

    /// The member's name for a target relative to `xl/`; dots are only walked within the archive.
    static func resolved(_ target: String) -> String {
        var parts: [Substring] = target.first == "/" ? [] : ["xl"]
        for part in target.split(separator: "/") {
            if part == ".." {
                _ = parts.popLast()
            } else if part != "." {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    private final class Relations: XMLEvents {
        var targets: [String: String] = [:]

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            guard name.is("Relationship"), let id = attributes.text("Id"), let target = attributes.text("Target") else {
                return
            }
            targets[id] = target
        }
        func end(_ name: XMLName) {}
        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    }

    private final class Book: XMLEvents {
        var sheets: [(name: String, relation: String, isHidden: Bool)] = []
        var is1904 = false

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if name.is("workbookPr") { is1904 = attributes.flag("date1904") }
            guard name.is("sheet"), sheets.count < 1_000, let title = attributes.text("name"),
                let id = attributes.text("id", isPrefixed: true)
            else { return }
            let state = attributes.text("state") ?? "visible"
            sheets.append((name: title, relation: id, isHidden: state != "visible"))
        }
        func end(_ name: XMLName) {}
        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    }

    private final class Styles: XMLEvents {
        var kinds: [NumberFormat.Kind] = []
        private var custom: [Int: NumberFormat.Kind] = [:]
        private var isInCells = false

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if name.is("numFmt"), let id = attributes.integer("numFmtId"), let code = attributes.text("formatCode") {
                custom[id] = NumberFormat.kind(of: code)
            } else if name.is("cellXfs") {
                isInCells = true
            } else if isInCells, name.is("xf"), kinds.count < 100_000 {
                let id = attributes.integer("numFmtId") ?? 0
                kinds.append(custom[id] ?? NumberFormat.kind(ofBuiltIn: id))
            }
        }
        func end(_ name: XMLName) {
            if name.is("cellXfs") { isInCells = false }
        }
        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    }
}
