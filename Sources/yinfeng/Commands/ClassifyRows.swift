import Foundation
import YinfengAssessment
import YinfengIndex
import YinfengModel
import YinfengReport
import YinfengTabular

/// The rows that `classify` is given: texts of the command line, then those of a file, chunk by chunk.
final class ClassifyRows {
    /// Some rows in order.
    enum Chunk {
        /// Rows of a list of leads, each with its fields.
        case leads([LeadRow])
        /// Texts of one column.
        case texts(TextBlock)
    }

    /// Small enough that two workers end together, large enough that handing over costs nothing.
    private static let size = 128

    private let input: String?
    private let textColumn: String?
    private let map: [String]
    private let sheets: [String]
    private let quiet: Bool
    private let catalog: FieldCatalog?
    private var waiting: [LeadRow]
    private var list: LeadListReader?
    private var texts: TextListReader?
    private var isEnded = false
    /// How many rows came so far.
    private(set) var count = 0
    /// How many of them cannot be used.
    private(set) var faulty = 0

    /// Rows of texts and of a file. Without a text column the file is read as a list of leads, `.txt` line by line.
    init(
        texts: [String], input: String?, textColumn: String?, map: [String], sheets: [String], quiet: Bool,
        catalog: FieldCatalog?
    ) {
        self.input = input
        self.textColumn = textColumn ?? (input?.lowercased().hasSuffix(".txt") == true ? "text" : nil)
        self.map = map
        self.sheets = sheets
        self.quiet = quiet
        self.catalog = catalog
        waiting = texts.enumerated().map { index, text in
            let lead = Lead(text: text, row: index + 1)
            return LeadRow(location: lead.location, lead: lead, partial: lead, issues: [])
        }
    }

    /// The next rows, or nil at the end; throws `TabularError` and usage failures.
    func next() throws -> Chunk? {
        if !waiting.isEmpty {
            defer { waiting = [] }
            count += waiting.count
            return .leads(waiting)
        }
        guard let input, let catalog, !isEnded else { return nil }
        if let textColumn {
            let reader: TextListReader
            if let texts {
                reader = texts
            } else {
                reader = try TextListReader(path: input, textColumn: textColumn, catalog: catalog)
                texts = reader
            }
            var block = TextBlock()
            guard try reader.fill(&block, limit: ClassifyRows.size) else {
                isEnded = true
                return nil
            }
            count += block.rows.count
            faulty += block.rows.count { $0.issue != nil }
            return .texts(block)
        }
        let reader: LeadListReader
        if let list {
            reader = list
        } else {
            reader = try LeadFile.open(input, map: map, sheets: sheets, catalog: catalog)
            list = reader
        }
        var rows: [LeadRow] = []
        rows.reserveCapacity(ClassifyRows.size)
        while rows.count < ClassifyRows.size, let row = try reader.next() { rows.append(row) }
        guard !rows.isEmpty else {
            isEnded = true
            if count > 0, !quiet { LeadFile.report(reader.inspection) }
            return nil
        }
        count += rows.count
        faulty += rows.count { $0.lead == nil }
        return .leads(rows)
    }

    /// All rows that are left, each as a lead.
    func rest() throws -> [LeadRow] {
        var rows: [LeadRow] = []
        while let chunk = try next() {
            switch chunk {
            case .leads(let leads): rows += leads
            case .texts(let block): rows += block.rows.map { ClassifyRows.row($0, of: block, file: input ?? "-") }
            }
        }
        try checkNotEmpty()
        return rows
    }

    /// Throws when a list of leads held a heading and nothing below it.
    func checkNotEmpty() throws {
        if let input, list != nil, count == 0 { throw LeadFile.noRows(input) }
    }

    static func row(_ row: TextBlock.Row, of block: TextBlock, file: String) -> LeadRow {
        let text = String(decoding: block.bytes[row.text], as: UTF8.self)
        let id = String(decoding: block.bytes[row.id], as: UTF8.self)
        let location = row.issue?.location ?? SourceLocation(file: file, row: row.number)
        let value = FieldValue(raw: text, content: .text(text), location: location)
        let lead = Lead(id: id, location: location, fields: [.content: value])
        guard let issue = row.issue else { return LeadRow(location: location, lead: lead, partial: lead, issues: []) }
        return LeadRow(location: location, lead: nil, partial: nil, issues: [issue])
    }
}

extension ClassifyRows.Chunk {
    /// Codes the rows and appends one line a row.
    func write(_ lines: CodingLines, top: Int, workspace: inout CodingWorkspace, to buffer: inout LineBuffer) {
        switch self {
        case .leads(let rows):
            for row in rows {
                guard let lead = row.lead else {
                    ClassifyRows.Chunk.write(error: row, to: &buffer)
                    continue
                }
                lines.write(
                    id: lead.id, fields: LeadTexts.coded(lead), top: top, workspace: &workspace, to: &buffer)
                if let extra = ReportValue.extra(lead) { ClassifyRows.Chunk.write(extra: extra, to: &buffer) }
            }
        case .texts(let block):
            block.bytes.withUnsafeBufferPointer { bytes in
                for row in block.rows {
                    guard row.issue == nil else {
                        ClassifyRows.Chunk.write(error: ClassifyRows.row(row, of: block, file: "-"), to: &buffer)
                        continue
                    }
                    lines.write(
                        id: UnsafeBufferPointer(rebasing: bytes[row.id]),
                        content: UnsafeBufferPointer(rebasing: bytes[row.text]), top: top, workspace: &workspace,
                        to: &buffer)
                }
            }
        }
    }

    /// Opens the last line again for the cells of the input's own columns.
    private static func write(extra: ReportValue, to buffer: inout LineBuffer) {
        var json = JSONWriter()
        ReportObject([(key: "extra", value: extra)]).write(to: &json)
        json.endLine()
        buffer.removeLast(2)
        buffer.append(",")
        buffer.append(Array(json.bytes.dropFirst()))
    }

    /// A row that cannot be used comes out in its place.
    private static func write(error row: LeadRow, to buffer: inout LineBuffer) {
        var json = JSONWriter()
        RowObjects.error(row).write(to: &json)
        json.endLine()
        buffer.append(json.bytes)
    }
}

/// A buffer that is handed from hand to hand.
final class LineBox {
    /// The lines.
    var buffer = LineBuffer()
}

/// Buffers that go from workers to the writer and back.
final class LineBoxes: @unchecked Sendable {
    // `lock` guards `free`.
    private let lock = NSLock()
    private var free: [LineBox] = []

    /// A buffer that nobody else holds.
    func take() -> LineBox {
        lock.lock()
        defer { lock.unlock() }
        return free.popLast() ?? LineBox()
    }

    /// Takes a buffer back; what it held is forgotten.
    func give(back box: LineBox) {
        box.buffer.reset()
        lock.lock()
        free.append(box)
        lock.unlock()
    }
}
