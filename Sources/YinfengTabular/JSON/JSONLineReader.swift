package import YinfengModel
import YinfengText

/// Reads JSON objects, one a row, into leads: what NDJSON files, arrays and streams have in common.
///
/// It remembers how keys were matched, so make one a file and a worker; not shared between threads. Rows depend on
/// nothing but their own bytes, so several readers of one file give what one would give.
package final class JSONLineReader {
    private let catalog: FieldCatalog
    private let matcher: HeadingMatcher
    private let assembler: LeadAssembler
    private let parser = JSONRowParser()
    private let map: [String: FieldKey]
    private let wanted: Set<FieldKey>?
    private let namesByCode: Bool
    private var plans: [String: ColumnPlan] = [:]
    private var caches: [CellCache?] = []
    private var scanner = FlatObjectScanner()
    private var shapes: [Shape] = []
    private var lastShape = 0
    /// The columns seen so far, in the order of their first row.
    private(set) var columns: [Inspection.Column] = []

    /// The keys of a row in the order of the line, and what they are read as.
    private struct Shape {
        let keys: [[UInt8]]
        let plans: [ColumnPlan]
        /// The members in the order of their sorted keys, as the careful parser's rows are read.
        let order: [Int]
        /// The members whose values somebody reads; of the others only the faults count.
        let isWanted: [Bool]

        init(keys: [[UInt8]], plans: [ColumnPlan], order: [Int], wanted: Set<FieldKey>?) {
            self.keys = keys
            self.plans = plans
            self.order = order
            // Of two columns of one field the second goes along as the office's own: then all are read.
            let claimed = plans.map(\.key).filter { !$0.rawValue.isEmpty }
            let isRepeated = Set(claimed).count < claimed.count
            isWanted = plans.map { plan in isRepeated || wanted?.contains(plan.key) ?? true }
        }
    }

    private static let mostShapes = 64
    /// Hostile input may invent a key a row; only so many are remembered.
    private static let mostPlans = 2_000

    /// A reader for the rows of one file. With `wanted`, values of other fields may be left out of the leads; rows are
    /// refused for the same faults. Several readers of one file may share `headings`.
    package init(
        file: String, catalog: FieldCatalog, headings: HeadingMatcher? = nil, options: ReadOptions = ReadOptions(),
        wanted: Set<FieldKey>? = nil
    ) {
        self.catalog = catalog
        self.wanted = wanted?.union([.projectID, .rowNumber])
        matcher = headings ?? HeadingMatcher(catalog: catalog)
        assembler = LeadAssembler(file: file, catalog: catalog)
        map = Dictionary(
            options.map.map { (catalog.folder.folded($0.column), $0.key) }, uniquingKeysWith: { first, _ in first })
        namesByCode = !options.map.contains { $0.key == .rowNumber }
    }

    /// The longest line that is read, in bytes.
    package static let longestLine = 4 * 1024 * 1024

    /// The row of a line of any bytes; text that is not UTF-8, a blank line and one that is too long are faults of the
    /// row. O(length).
    package func readLine(_ line: UnsafeBufferPointer<UInt8>, row: Int) -> LeadRow {
        if line.count > JSONLineReader.longestLine { return tooLong(bytes: line.count, row: row) }
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
            return fault("这一行是空的；每行写一个对象", row: row)
        }
        do {
            _ = try UTF8Span(validating: line.span)
        } catch {
            return fault("这一行不是合法的 UTF-8（字节 \(error.byteOffsets.lowerBound)）；请用 UTF-8 编码导出", row: row)
        }
        return read(line, row: row)
    }

    /// A row that is reported as too long.
    package func tooLong(bytes: Int, row: Int) -> LeadRow {
        fault("这一行有 \(bytes >> 20) MB，超过上限 4 MB；请删减后重试", row: row)
    }

    /// A row that holds nothing but a fault.
    func fault(_ message: String, value: String = "", row: Int) -> LeadRow {
        var draft = LeadAssembler.Draft(row: row, sheet: nil)
        assembler.fail(column: nil, value: value, message, in: &draft)
        let result = assembler.finish(draft)
        return LeadRow(location: result.location, lead: nil, partial: nil, issues: result.issues)
    }

    /// The row of valid UTF-8.
    func read(_ bytes: UnsafeBufferPointer<UInt8>, row: Int) -> LeadRow {
        if scanner.scan(bytes), let shape = shape(bytes), let result = readPlain(bytes, shape, row: row) {
            return result
        }
        return readCarefully(Array(bytes), row: row)
    }

    // MARK: Plain rows

    private func readPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ shape: Shape, row: Int) -> LeadRow? {
        var draft = LeadAssembler.Draft(row: row, sheet: nil, capacity: shape.plans.count)
        for index in shape.order {
            let member = scanner.members[index]
            let plan = shape.plans[index]
            if !shape.isWanted[index], isFaultless(member, bytes, plan) { continue }
            let text: String
            switch member.kind {
            case .null: continue
            case .yes: text = "是"
            case .no: text = "否"
            case .escapedText:
                guard let resolved = JSONEscapes.text(UnsafeBufferPointer(rebasing: bytes[member.value])) else {
                    return nil
                }
                text = resolved
            case .number, .text:
                add(UnsafeBufferPointer(rebasing: bytes[member.value]), plan, to: &draft)
                continue
            }
            assembler.add(text, plan, to: &draft)
        }
        return assembler.finish(draft, namesByCode: namesByCode)
    }

    /// Whether a cell that nobody reads is surely no fault of the row.
    private func isFaultless(
        _ member: FlatObjectScanner.Member, _ bytes: UnsafeBufferPointer<UInt8>, _ plan: ColumnPlan
    ) -> Bool {
        let cell = UnsafeBufferPointer(rebasing: bytes[member.value])
        switch (member.kind, plan.reading) {
        // Words are refused only as a spreadsheet's error value (#REF!).
        case (.text, .text): return !cell.contains(0x23)
        case (.text, .number), (.number, .number):
            guard plan.index < caches.count, cell.count <= CellCache.longestCell else { return false }
            return caches[plan.index]?.suffixes.isPlain(cell, plan, assembler.cells) ?? false
        default: return false
        }
    }

    private func add(_ bytes: UnsafeBufferPointer<UInt8>, _ plan: ColumnPlan, to draft: inout LeadAssembler.Draft) {
        guard plan.isCacheable, plan.index < caches.count, bytes.count <= CellCache.longestCell else {
            return assembler.add(String(decoding: bytes, as: UTF8.self), plan, to: &draft)
        }
        if let known = caches[plan.index]?.entry(bytes) {
            return assembler.add(known.raw, plan, known.outcome, to: &draft)
        }
        let raw = String(decoding: bytes, as: UTF8.self)
        if let figure = caches[plan.index]?.suffixes.read(raw, bytes, plan, assembler.cells) {
            return assembler.add(raw, plan, figure, to: &draft)
        }
        let outcome = assembler.cells.read(raw, plan)
        caches[plan.index]?.remember(CellCache.Entry(raw: raw, outcome: outcome), bytes)
        assembler.add(raw, plan, outcome, to: &draft)
    }

    /// The shape of the scanned row; nil when a key stands twice.
    private func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> Shape? {
        if lastShape < shapes.count, isShape(shapes[lastShape], bytes) { return shapes[lastShape] }
        for index in shapes.indices where isShape(shapes[index], bytes) {
            lastShape = index
            return shapes[index]
        }
        let keys = scanner.members.map { Array(bytes[$0.key]) }
        let names = keys.map { String(decoding: $0, as: UTF8.self) }
        guard Set(names).count == names.count else { return nil }
        let order = names.indices.sorted { names[$0] < names[$1] }
        // Columns are numbered in the order in which the careful parser would meet them.
        var plans = [ColumnPlan?](repeating: nil, count: names.count)
        for index in order where scanner.members[index].kind != .null { plans[index] = plan(for: names[index]) }
        let shape = Shape(
            keys: keys, plans: names.indices.map { plans[$0] ?? plan(for: names[$0]) }, order: order, wanted: wanted)
        if shapes.count < JSONLineReader.mostShapes {
            lastShape = shapes.count
            shapes.append(shape)
        }
        return shape
    }

    private func isShape(_ shape: Shape, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard shape.keys.count == scanner.members.count else { return false }
        for (key, member) in zip(shape.keys, scanner.members) {
            guard key.count == member.key.count else { return false }
            var at = member.key.lowerBound
            for byte in key {
                if byte != bytes[at] { return false }
                at += 1
            }
        }
        return true
    }

    // MARK: Other rows

    private func readCarefully(_ bytes: [UInt8], row: Int) -> LeadRow {
        let object: JSONRow
        do {
            object = try parser.parse(bytes)
        } catch {
            return fault(error.message, value: String(decoding: bytes.prefix(60), as: UTF8.self), row: row)
        }
        var draft = LeadAssembler.Draft(row: row, sheet: nil)
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
        return assembler.finish(draft, namesByCode: namesByCode)
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
        guard plans.count < JSONLineReader.mostPlans else { return plan }
        plans[key] = plan
        caches.append(plan.isCacheable && plans.count <= 200 ? CellCache() : nil)
        columns.append(
            Inspection.Column(
                heading: key, match: match, near: match == nil ? matcher.nearest(String(key.prefix(40))) : [],
                isHidden: false))
        return plan
    }
}
