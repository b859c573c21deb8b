package import YinfengModel
import YinfengText

/// One text to be coded.
package struct TextRow: Sendable, Equatable {
    /// The row's own id, else its number.
    package let id: String
    /// Where it stands.
    package let location: SourceLocation
    /// The text; empty when there is none.
    package let text: String
    /// Why the row cannot be used, or nil.
    package let issue: RowIssue?
}

/// Reads texts with ids: a table with a text column, JSON objects, or plain lines.
package final class TextListReader {
    private enum Body {
        case table(TableReader, text: Int, id: Int?)
        case objects(ObjectTexts)
        case lines(LineTexts)
    }

    private let name: String
    private let body: Body
    private let textColumn: String

    /// Opens a file, `-` for standard input; throws `TabularError`. See `init(source:textColumn:catalog:)`.
    package convenience init(
        path: String, textColumn: String = "text", catalog: FieldCatalog
    ) throws(TabularError) {
        try self.init(source: FileSource(path: path), textColumn: textColumn, catalog: catalog)
    }

    /// Opens a source of bytes. The text stands in the column `textColumn`, or, when that is the default, in the column
    /// that the catalogue reads as `content`; a text without such a heading is read line by line. Throws `TabularError`.
    package init(source: any ByteSource, textColumn: String, catalog: FieldCatalog) throws(TabularError) {
        name = source.name
        self.textColumn = textColumn
        let head = try InputHead.read(source)
        guard !head.isEmpty else { throw .empty(file: source.name) }
        let format = try InputFormat(name: source.name, head: head)
        let stream = TextStream(source, head: head)
        let matcher = HeadingMatcher(catalog: catalog)
        switch format {
        case .ndjson, .json:
            body = .objects(ObjectTexts(stream: stream, isArray: format == .json, key: textColumn, matcher: matcher))
        case .text: body = .lines(LineTexts(stream))
        case .xlsx, .xls:
            guard let records = try RecordSources.open(source, head: head, format: format) else {
                throw .empty(file: source.name)
            }
            let table = try TableReader(
                records: records, name: source.name, wanted: [textColumn], folder: catalog.folder)
            guard let text = TextListReader.column(table.headings, textColumn, matcher, catalog.folder) else {
                throw .noColumn(
                    file: source.name, column: textColumn, near: Nearest.names(to: textColumn, in: table.headings))
            }
            body = .table(table, text: text, id: table.headings.firstIndex { matcher.match($0)?.key == .projectID })
        case .csv, .tsv:
            // The first line says whether this is a table; a list of bare texts has no such heading.
            let first = try stream.read() ?? []
            let replay = TextStream(ChainedSource(name: source.name, first: first, rest: stream))
            let headings = TextListReader.firstCells(first, isTab: format == .tsv)
            guard let text = TextListReader.column(headings, textColumn, matcher, catalog.folder) else {
                if headings.count > 1 || textColumn != "text" {
                    throw .noColumn(
                        file: source.name, column: textColumn, near: Nearest.names(to: textColumn, in: headings))
                }
                body = .lines(LineTexts(replay))
                return
            }
            let table = try TableReader(
                records: CSVRecordSource(replay, format: format), name: source.name, wanted: [headings[text]],
                folder: catalog.folder)
            let id = table.headings.firstIndex { matcher.match($0)?.key == .projectID }
            body = .table(table, text: table.column(headings[text]) ?? text, id: id)
        }
    }

    /// The next row, or nil at the end; throws `TabularError`.
    package func next() throws(TabularError) -> TextRow? {
        switch body {
        case .lines(let lines): return try lines.next()
        case .objects(let objects): return try objects.next()
        case .table(let table, let text, let id):
            guard let row = try table.next() else { return nil }
            let own = id.flatMap { $0 < row.cells.count ? row.cells[$0] : nil } ?? ""
            let issue = row.fault.map { RowIssue(location: row.location, value: "", message: $0) }
            return TextRow(
                id: own.isEmpty ? String(row.location.row) : own, location: row.location,
                text: text < row.cells.count ? row.cells[text] : "", issue: issue)
        }
    }

    /// Fills a block with the next rows, at most `limit`; false when there are none. Texts go over as bytes, without a
    /// string a cell. Throws `TabularError`.
    package func fill(_ block: inout TextBlock, limit: Int) throws(TabularError) -> Bool {
        block.removeAll()
        guard case .table(let table, let text, let id) = body else {
            while block.rows.count < limit, let row = try next() { block.append(row) }
            return !block.rows.isEmpty
        }
        while block.rows.count < limit, let record = try table.nextRecord() {
            let issue = table.fault(record).map {
                RowIssue(location: table.location(of: record), value: "", message: $0)
            }
            block.append(record, text: text, id: id, issue: issue)
        }
        return !block.rows.isEmpty
    }

    /// All rows that are left.
    package func rest() throws(TabularError) -> [TextRow] {
        var rows: [TextRow] = []
        while let row = try next() { rows.append(row) }
        return rows
    }

    private static func firstCells(_ bytes: [UInt8], isTab: Bool) -> [String] {
        let line = bytes.split(maxSplits: 1, omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }.first ?? []
        let delimiter = isTab ? 0x09 : Delimiter.guess(Array(line))
        return line.split(separator: delimiter, omittingEmptySubsequences: false).map { cell in
            String(decoding: cell, as: UTF8.self).filter { $0 != "\"" }
        }
    }

    private static func column(
        _ headings: [String], _ wanted: String, _ matcher: HeadingMatcher, _ folder: TextFolder
    ) -> Int? {
        let key = folder.folded(wanted).filter { !$0.isWhitespace }
        if let index = headings.firstIndex(where: { folder.folded($0).filter { !$0.isWhitespace } == key }) {
            return index
        }
        guard wanted == "text" else { return nil }
        let matches = headings.map { $0.utf8.count <= 120 ? matcher.match($0) : nil }
        // Only a sure heading: a first text that resembles one is a text.
        return matches.firstIndex { $0?.key == .content && $0?.confidence == 1 }
            ?? matches.firstIndex { $0?.key == .products && $0?.confidence == 1 }
    }
}

/// Bytes that were read ahead, then the rest of a decoded stream.
private final class ChainedSource: ByteSource {
    let name: String
    private var first: [UInt8]?
    private let rest: TextStream

    init(name: String, first: [UInt8], rest: TextStream) {
        self.name = name
        self.first = first
        self.rest = rest
    }

    func read() throws(TabularError) -> [UInt8]? {
        if let bytes = first {
            first = nil
            if !bytes.isEmpty { return bytes }
        }
        return try rest.read()
    }
}

/// Plain lines: each is a text, its number is its id; blank ones are passed over.
private final class LineTexts {
    private let stream: TextStream
    private var slicer = JSONSlicer(.lines, limit: 65_536)
    private var waiting: [JSONSlicer.Piece] = []
    private var position = 0
    private var row = 0
    private var isEnded = false

    init(_ stream: TextStream) { self.stream = stream }

    func next() throws(TabularError) -> TextRow? {
        while true {
            while position < waiting.count {
                let piece = waiting[position]
                position += 1
                row += 1
                let location = SourceLocation(file: stream.name, row: row)
                switch piece {
                case .blank: continue
                case .tooLong(let bytes):
                    let issue = RowIssue(
                        location: location, value: "", message: "这一行有 \(bytes >> 10) KB，超过上限 64 KB；请删减后重试")
                    return TextRow(id: String(row), location: location, text: "", issue: issue)
                case .row(let bytes):
                    let text = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes[...], as: UTF8.self)
                    return TextRow(id: String(row), location: location, text: text, issue: nil)
                }
            }
            waiting.removeAll(keepingCapacity: true)
            position = 0
            if isEnded { return nil }
            if let chunk = try stream.read() {
                slicer.append(chunk) { waiting.append($0) }
            } else {
                isEnded = true
                if let rest = slicer.finish() { waiting.append(rest) }
            }
        }
    }
}

/// JSON objects with a text.
private final class ObjectTexts {
    private let stream: TextStream
    private let parser = JSONRowParser()
    private let key: String
    private let matcher: HeadingMatcher
    private var fields: [String: FieldKey?] = [:]
    private var slicer: JSONSlicer
    private var waiting: [JSONSlicer.Piece] = []
    private var position = 0
    private var row = 0
    private var isEnded = false
    private let isArray: Bool

    init(stream: TextStream, isArray: Bool, key: String, matcher: HeadingMatcher) {
        self.stream = stream
        self.isArray = isArray
        self.key = key
        self.matcher = matcher
        slicer = JSONSlicer(isArray ? .array : .lines)
    }

    func next() throws(TabularError) -> TextRow? {
        while true {
            while position < waiting.count {
                let piece = waiting[position]
                position += 1
                row += 1
                switch piece {
                case .blank: continue
                case .tooLong(let bytes): return fault("这一行有 \(bytes >> 20) MB，超过上限 4 MB；请删减后重试", "")
                case .row(let bytes): return read(bytes)
                }
            }
            waiting.removeAll(keepingCapacity: true)
            position = 0
            if isEnded { return nil }
            if let chunk = try stream.read() {
                slicer.append(chunk) { waiting.append($0) }
            } else {
                isEnded = true
                if let rest = slicer.finish() { waiting.append(rest) }
            }
        }
    }

    private func fault(_ message: String, _ value: String) -> TextRow {
        let location = SourceLocation(file: stream.name, row: row)
        return TextRow(
            id: String(row), location: location, text: "",
            issue: RowIssue(location: location, value: value, message: message))
    }

    private func read(_ bytes: [UInt8]) -> TextRow {
        let object: JSONRow
        do {
            object = try parser.parse(bytes)
        } catch {
            return fault(error.message, String(decoding: bytes.prefix(60), as: UTF8.self))
        }
        var id = String(row)
        var text = object.cells[key]?.text
        for name in object.cells.keys.sorted() {
            let field = self.field(name)
            if field == .projectID, let own = object.cells[name]?.text, !own.isEmpty { id = own }
            if field == .content, text == nil { text = object.cells[name]?.text }
        }
        let location = SourceLocation(file: stream.name, row: row, column: key)
        guard let text else {
            let issue = RowIssue(location: location, value: "", message: "没有“\(key)”这个键；请补上或用 --text-column 指定")
            return TextRow(id: id, location: location, text: "", issue: issue)
        }
        return TextRow(id: id, location: SourceLocation(file: stream.name, row: row), text: text, issue: nil)
    }

    private func field(_ name: String) -> FieldKey? {
        if let known = fields[name] { return known }
        let found = name.utf8.count <= 120 ? matcher.match(name)?.key : nil
        if fields.count < 2_000 { fields[name] = found }
        return found
    }
}
