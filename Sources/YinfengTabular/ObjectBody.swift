import YinfengModel
import YinfengText

/// The rows of NDJSON or of a JSON array.
final class ObjectBody: LeadBody {
    private let stream: TextStream
    private let catalog: FieldCatalog
    private let matcher: HeadingMatcher
    private let assembler: LeadAssembler
    private let parser = JSONRowParser()
    private let map: [String: FieldKey]
    private(set) var inspection: Inspection
    private var slicer: JSONSlicer
    private var waiting: [JSONSlicer.Piece] = []
    private var position = 0
    private var row = 0
    private var isEnded = false
    private var plans: [String: ColumnPlan] = [:]
    private let isArray: Bool

    init(stream: TextStream, format: InputFormat, catalog: FieldCatalog, options: ReadOptions) {
        self.stream = stream
        self.catalog = catalog
        matcher = HeadingMatcher(catalog: catalog)
        assembler = LeadAssembler(file: stream.name, catalog: catalog)
        isArray = format == .json
        slicer = JSONSlicer(isArray ? .array : .lines)
        map = Dictionary(
            options.map.map { (catalog.folder.folded($0.column), $0.key) }, uniquingKeysWith: { first, _ in first })
        inspection = Inspection(file: stream.name, format: format, storage: "")
        inspection.sheets = [Inspection.Sheet()]
    }

    func next() throws(TabularError) -> LeadRow? {
        while true {
            while position < waiting.count {
                let piece = waiting[position]
                position += 1
                row += 1
                switch piece {
                case .blank: if isArray { return fault("此处没有内容；检查多余的逗号") }
                case .tooLong(let bytes): return fault("这一行有 \(bytes >> 20) MB，超过上限 4 MB；请删减后重试")
                case .row(let bytes): return read(bytes)
                }
            }
            waiting.removeAll(keepingCapacity: true)
            position = 0
            if isEnded { return nil }
            try fill()
        }
    }

    private func fill() throws(TabularError) {
        if let chunk = try stream.read() {
            slicer.append(chunk) { waiting.append($0) }
        } else {
            isEnded = true
            let isCut = isArray && slicer.isOpen
            if let rest = slicer.finish() { waiting.append(rest) }
            if isCut, waiting.isEmpty { waiting.append(.row(Array("[".utf8))) }
        }
        inspection.storage = "编码 \(stream.encoding.rawValue)"
    }

    private func fault(_ message: String) -> LeadRow {
        var draft = LeadAssembler.Draft(row: row, sheet: nil)
        assembler.fail(column: nil, value: "", message, in: &draft)
        return counted(assembler.finish(draft), hasContent: false)
    }

    private func read(_ bytes: [UInt8]) -> LeadRow {
        var draft = LeadAssembler.Draft(row: row, sheet: nil)
        let object: JSONRow
        do {
            object = try parser.parse(bytes)
        } catch {
            assembler.fail(
                column: nil, value: String(decoding: bytes.prefix(60), as: UTF8.self), error.message, in: &draft)
            return counted(assembler.finish(draft), hasContent: false)
        }
        // A decoder hands keys out in no order; sorted keys keep the output the same on every run.
        for key in object.cells.keys.sorted() {
            guard let cell = object.cells[key], cell != .null else { continue }
            let plan = plan(for: key)
            if case .list(let items) = cell, case .list = plan.reading {
                let texts = items.map(\.text).filter { !$0.isEmpty }
                let place = SourceLocation(file: assembler.file, row: row, column: key)
                draft.fields[plan.key] = FieldValue(
                    raw: cell.text, content: texts.isEmpty ? .missing : .items(texts), location: place)
            } else {
                assembler.add(cell.text, plan, to: &draft)
            }
        }
        return counted(assembler.finish(draft), hasContent: true)
    }

    private func counted(_ row: LeadRow, hasContent: Bool) -> LeadRow {
        let result = hasContent ? row : LeadRow(location: row.location, lead: nil, partial: nil, issues: row.issues)
        inspection.count(result)
        if inspection.sheets[0].firstRow == 0 { inspection.sheets[0].firstRow = row.location.row }
        inspection.sheets[0].lastRow = row.location.row
        return result
    }

    private func plan(for key: String) -> ColumnPlan {
        if let plan = plans[key] { return plan }
        let match =
            map[catalog.folder.folded(key)].map {
                HeadingMatch(key: $0, unit: nil, confidence: 1, basis: .map, known: key)
            } ?? (key.utf8.count <= 120 ? matcher.match(key) : nil)
        let plan =
            match.flatMap { match in
                catalog[match.key].map {
                    ColumnPlan(index: plans.count, heading: key, field: $0, unit: match.unit, catalog: catalog)
                }
            } ?? ColumnPlan(index: plans.count, heading: key)
        // Hostile input may invent a key a row; only so many are remembered.
        guard plans.count < 2_000 else { return plan }
        plans[key] = plan
        inspection.sheets[0].columns.append(
            Inspection.Column(
                heading: key, match: match, near: match == nil ? matcher.nearest(String(key.prefix(40))) : [],
                isHidden: false))
        return plan
    }
}
