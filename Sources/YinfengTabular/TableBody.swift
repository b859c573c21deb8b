import YinfengCSV
import YinfengModel
import YinfengText

/// The rows of a table: finds the heading of each sheet and turns records into leads.
final class TableBody: LeadBody {
    private let source: any RecordSource
    private let catalog: FieldCatalog
    private let matcher: HeadingMatcher
    private let options: ReadOptions
    private let assembler: LeadAssembler
    private var seen: Inspection
    /// The first and last data row of the open sheet; kept apart, because they change with every row.
    private var dataRows = (first: 0, last: 0)

    private var sample: [SampleRow] = []
    private var samplePosition = 0
    private var record = CSVRecord()
    private var plans: [ColumnPlan] = []
    private var caches: [CellCache?] = []
    private var sorter: RowSorter?
    private var above: [Int: String] = [:]
    /// The merges of the open sheet, and the value of the last merged area of each column.
    private var merges = MergedCells()
    private var merged: [Int: String] = [:]
    private var mainKeys: Set<FieldKey> = []
    private var isEnded = false
    /// Sheets after the first carry their name in the row's id, because row numbers start again.
    private var idPrefix = ""

    init(
        source: any RecordSource, name: String, format: InputFormat, catalog: FieldCatalog, options: ReadOptions
    ) throws(TabularError) {
        self.source = source
        self.catalog = catalog
        self.options = options
        matcher = HeadingMatcher(catalog: catalog)
        assembler = LeadAssembler(file: name, catalog: catalog)
        seen = Inspection(file: name, format: format, storage: source.storage)
        try openFirstSheet()
        seen.storage = source.storage
    }

    // MARK: Sheets

    /// Finds the first sheet with a known heading; throws `TabularError.noKnownHeading`, `.empty` or `.noColumn`.
    private func openFirstSheet() throws(TabularError) {
        var failure: TabularError?
        repeat {
            if try openSheet(&failure) { return }
        } while try source.nextSheet()
        throw failure ?? .empty(file: assembler.file)
    }

    private var isWanted: Bool {
        options.sheets.isEmpty || source.sheet.map { options.sheets.contains($0) } ?? true
    }

    /// Reads the first rows of the sheet and its heading; false when there is none.
    private func openSheet(_ failure: inout TabularError?) throws(TabularError) -> Bool {
        sample = []
        samplePosition = 0
        above = [:]
        merged = [:]
        merges = source.merges
        guard isWanted else { return false }
        while sample.count < HeadDetector.sampleSize, try source.next(into: &record) {
            sample.append(SampleRow(row: record.row, cells: record.cells.map(TableBody.heading), record: record))
        }
        guard sample.contains(where: { !$0.record.isBlank }) else { return false }
        let map = Dictionary(
            options.map.map { (catalog.folder.folded($0.column).filter { !$0.isWhitespace }, $0.key) },
            uniquingKeysWith: { first, _ in first })
        let detector = HeadDetector(catalog: catalog, matcher: matcher, map: map)
        // A running number alone says nothing of a lead.
        guard let head = detector.detect(sample),
            head.columns.contains(where: { $0.match.map { $0.key != .rowNumber } ?? false })
        else {
            if failure == nil { failure = noHeading(detector) }
            ignore("没有认出表头，未读取")
            return false
        }
        let keys = Set(head.columns.compactMap { $0.match?.key })
        if mainKeys.isEmpty {
            try checkMap(head)
            mainKeys = keys
        } else if keys.intersection(mainKeys).count * 2 < max(keys.count, mainKeys.count) {
            ignore("表头与前面的工作表不同，未读取")
            return false
        }
        begin(named(described(head)))
        return true
    }

    /// The head with the column that names its rows read as the project's number, where no heading says which it is.
    private func named(_ head: SheetHead) -> SheetHead {
        guard !head.columns.contains(where: { $0.match?.key == .projectID }) else { return head }
        // Whoever writes the field's own key means it.
        let numbers = head.columns.filter { column in
            column.match.map { $0.key == .rowNumber && $0.basis != .map && $0.known != $0.key.rawValue } ?? false
        }
        guard !numbers.isEmpty else { return head }
        let leads = leads(under: head)
        let candidates = numbers.map {
            IdentityColumn.Candidate(index: $0.index, cells: TableBody.cells(leads, column: $0.index))
        }
        guard let index = IdentityColumn.index(of: candidates) else { return head }
        return head.reading(column: index, as: .projectID)
    }

    /// The head with a heading as short as 项目 read as what it means where no other column says that, if its cells are
    /// words.
    private func described(_ head: SheetHead) -> SheetHead {
        var head = head
        for column in head.columns where column.match == nil && column.parent == nil {
            let words = HeadingText(column.heading, folder: catalog.folder, marks: catalog.marks).base
            guard let key = catalog.parts.lone[words], !head.columns.contains(where: { $0.match?.key == key }) else {
                continue
            }
            let cells = TableBody.cells(leads(under: head), column: column.index).filter { !$0.isEmpty }
            guard !cells.isEmpty, cells.allSatisfy(TableBody.isWords) else { continue }
            head = head.reading(column: column.index, as: key)
        }
        return head
    }

    /// The cells of one column, empty where a row is shorter.
    private static func cells(_ rows: [SampleRow], column: Int) -> [String] {
        rows.map { column < $0.cells.count ? $0.cells[column] : "" }
    }

    private static func isWords(_ cell: String) -> Bool {
        cell.unicodeScalars.contains { $0.properties.isAlphabetic && $0.properties.numericType == nil }
    }

    /// The rows of leads among the first rows of the sheet.
    private func leads(under head: SheetHead) -> [SampleRow] {
        let heading = sample.last { head.headingRows.contains($0.row) }?.record
        let sorter = RowSorter(head: head, heading: heading, catalog: catalog)
        return sample.filter { row in
            row.row > (head.headingRows.last ?? 0) && !row.record.isBlank
                && sorter.kind(row.record, count: min(row.record.count, head.columns.count)) == .lead
        }
    }

    private static func heading(_ cell: String) -> String {
        cell.contains { $0.isWhitespace } ? cell.split { $0.isWhitespace }.joined(separator: " ") : cell
    }

    private func begin(_ head: SheetHead) {
        plans = makePlans(head)
        let heading = sample.last { head.headingRows.contains($0.row) }?.record
        sorter = RowSorter(head: head, heading: heading, catalog: catalog)
        caches = [CellCache?](repeating: nil, count: plans.count)
        for (index, plan) in plans.enumerated() where plan.isCacheable { caches[index] = CellCache() }
        idPrefix = seen.sheets.contains { $0.ignored == nil } ? (source.sheet.map { $0 + "!" } ?? "") : ""
        samplePosition = sample.firstIndex { $0.row > (head.headingRows.last ?? 0) } ?? sample.count
        seen = inspection
        dataRows = (0, 0)
        var sheet = Inspection.Sheet()
        sheet.name = source.sheet
        sheet.titleRows = head.titleRows
        sheet.headingRows = head.headingRows
        sheet.units = head.sheetUnits
        sheet.unitNames = head.sheetUnits.compactMap { catalog.units.unit($0)?.printed.first }
        sheet.columns = head.columns.map { column in
            let field = column.match.flatMap { catalog[$0.key] }
            let unit = column.match?.unit ?? field.flatMap { sheetUnit(for: $0, head.sheetUnits) }
            return Inspection.Column(
                heading: column.heading, match: column.match, near: column.near,
                isHidden: source.hiddenColumns.contains(column.index),
                unitName: unit.flatMap { catalog.units.unit($0)?.printed.first })
        }
        seen.sheets.append(sheet)
    }

    private func ignore(_ reason: String) {
        var sheet = Inspection.Sheet()
        sheet.name = source.sheet
        sheet.ignored = reason
        seen.sheets.append(sheet)
    }

    private func makePlans(_ head: SheetHead) -> [ColumnPlan] {
        var isLeading = true
        var seen: Set<FieldKey> = []
        var result: [ColumnPlan] = head.columns.map { column in
            guard let match = column.match, let field = catalog[match.key] else {
                isLeading = false
                return ColumnPlan(index: column.index, heading: column.heading)
            }
            let repeats = isLeading && catalog.marks.fillDown.contains(match.key)
            isLeading = isLeading && (repeats || match.key == .rowNumber)
            return ColumnPlan(
                index: column.index, heading: column.heading, field: field,
                unit: match.unit ?? sheetUnit(for: field, head.sheetUnits), catalog: catalog, repeatsAbove: repeats,
                mayRepeat: !seen.insert(match.key).inserted)
        }
        // Columns without a heading that most rows fill are part of the list, not a slip of a comma.
        let body = sample.filter { $0.row > (head.headingRows.last ?? 0) && !$0.record.isBlank }
        let widest = body.map(\.cells.count).max() ?? 0
        for index in result.count..<max(result.count, widest) {
            let filled = body.count { index < $0.cells.count && !$0.cells[index].isEmpty }
            guard filled * 2 >= body.count, filled > 0 else { break }
            result.append(ColumnPlan(index: index, heading: "第\(index + 1)列"))
        }
        return result
    }

    /// The sheet's unit that measures what the field does; only for fields whose heading says nothing.
    private func sheetUnit(for field: FieldCatalog.Field, _ units: [UnitID]) -> UnitID? {
        guard let own = field.unit, let dimension = catalog.units.unit(own)?.dimension else { return nil }
        return units.first { catalog.units.unit($0)?.dimension == dimension }
    }

    private func checkMap(_ head: SheetHead) throws(TabularError) {
        let seen = Set(head.columns.map { catalog.folder.folded($0.heading).filter { !$0.isWhitespace } })
        for mapping in options.map {
            let wanted = catalog.folder.folded(mapping.column).filter { !$0.isWhitespace }
            guard !seen.contains(wanted) else { continue }
            let names = head.columns.map(\.heading)
            throw .noColumn(
                file: assembler.file, column: mapping.column, near: Nearest.names(to: mapping.column, in: names))
        }
    }

    private func noHeading(_ detector: HeadDetector) -> TabularError {
        let presumed = detector.presumed(sample)
        let headings = (presumed?.cells ?? []).filter { !$0.isEmpty && $0.utf8.count <= 120 }
        // The nearest pairs over all columns, the best first.
        let pairs = headings.compactMap { heading in matcher.nearest(heading, count: 1).first.map { (heading, $0) } }
            .sorted { $0.1.confidence > $1.1.confidence }
        return .noKnownHeading(
            file: assembler.file, sheet: source.sheet, headings: headings,
            near: pairs.prefix(3).map { "“\($0.0)”≈\($0.1.known)(\($0.1.key.rawValue))" },
            example: pairs.first.map { "\($0.0)=\($0.1.key.rawValue)" }
                ?? headings.first.map { "\($0)=\(FieldKey.content.rawValue)" })
    }

    // MARK: Rows

    func next() throws(TabularError) -> LeadRow? {
        while !isEnded {
            while try nextRecord() {
                if let row = row(record) { return row }
            }
            var failure: TabularError?
            var isOpen = false
            while !isOpen {
                guard try source.nextSheet() else {
                    isEnded = true
                    break
                }
                isOpen = try openSheet(&failure)
            }
        }
        return nil
    }

    private func nextRecord() throws(TabularError) -> Bool {
        if samplePosition < sample.count {
            record = sample[samplePosition].record
            samplePosition += 1
            if samplePosition == sample.count { sample = [] }
            return true
        }
        return try source.next(into: &record)
    }

    private func row(_ record: CSVRecord) -> LeadRow? {
        if record.isBlank { return nil }
        switch sorter?.kind(record, count: min(record.count, plans.count)) ?? .lead {
        case .blank where record.fault == nil && !hasRest(record): return nil
        case .skipped(let reason) where record.fault == nil:
            skip(record.row, reason)
            return nil
        default: break
        }
        var draft = LeadAssembler.Draft(row: record.row, sheet: source.sheet, capacity: plans.count)
        for plan in plans {
            if record.isEmpty(plan.index) {
                if readMerged(record.row, plan, into: &draft) { continue }
                guard plan.repeatsAbove, let value = above[plan.index] else { continue }
                assembler.add(
                    value, plan, to: &draft, note: Doubt(kind: .note, message: "空白，沿用上方单元格“\(value)”"))
                continue
            }
            read(record, plan, into: &draft)
        }
        addFaults(of: record, to: &draft)
        let row = assembler.finish(draft, idPrefix: idPrefix)
        count(row)
        return row
    }

    /// Reads a blank cell that belongs to a cell merged over several rows; whether there is one.
    private func readMerged(_ row: Int, _ plan: ColumnPlan, into draft: inout LeadAssembler.Draft) -> Bool {
        guard !merges.isEmpty, let span = merges.span(column: plan.index, row: row), let value = merged[plan.index]
        else { return false }
        assembler.add(value, plan, to: &draft, note: mergeDoubt(span, plan))
        return true
    }

    /// One figure over several rows may be the sum of them: a question. Words are simply shared.
    private func mergeDoubt(_ span: MergedCells.Span, _ plan: ColumnPlan) -> Doubt {
        if case .number = plan.reading {
            return Doubt(
                kind: .suspect, message: "单元格合并了第\(span.first)–\(span.last)行，这个数可能是几行合计；请拆分后逐行填写")
        }
        return Doubt(kind: .note, message: "单元格合并了第\(span.first)–\(span.last)行，沿用首行的值")
    }

    private func read(_ record: CSVRecord, _ plan: ColumnPlan, into draft: inout LeadAssembler.Draft) {
        if !merges.isEmpty, let span = merges.span(column: plan.index, row: record.row + 1), span.first == record.row {
            let raw = record[plan.index]
            merged[plan.index] = raw
            if case .number = plan.reading { return assembler.add(raw, plan, to: &draft, note: mergeDoubt(span, plan)) }
        }
        record.withBytes(of: plan.index) { bytes in
            let isShort = bytes.count <= CellCache.longestCell
            if isShort, let known = caches[plan.index]?.entry(bytes) {
                if plan.repeatsAbove { above[plan.index] = known.raw }
                return assembler.add(known.raw, plan, known.outcome, to: &draft)
            }
            let raw = String(decoding: bytes, as: UTF8.self)
            if plan.repeatsAbove { above[plan.index] = raw }
            if case .extra = plan.reading { return assembler.carry(raw, plan.heading, in: &draft) }
            let outcome = assembler.cells.read(raw, plan)
            if isShort { caches[plan.index]?.remember(CellCache.Entry(raw: raw, outcome: outcome), bytes) }
            assembler.add(raw, plan, outcome, to: &draft)
        }
    }

    /// Whether anything stands beyond the planned columns.
    private func hasRest(_ record: CSVRecord) -> Bool {
        guard record.count > plans.count else { return false }
        return (plans.count..<record.count).contains { !record.isEmpty($0) }
    }

    private func addFaults(of record: CSVRecord, to draft: inout LeadAssembler.Draft) {
        if hasRest(record) {
            if source.sheet == nil {
                assembler.fail(
                    column: nil, value: record[plans.count],
                    "该行有\(record.count)个单元格，表头只有\(plans.count)列，可能是未加引号的逗号造成错位；请给含逗号的内容加上引号", in: &draft)
            } else {
                for index in plans.count..<record.count {
                    assembler.carry(record[index], "第\(index + 1)列", in: &draft)
                }
            }
        }
        switch record.fault {
        case nil: break
        case .cellTooLong(let index, let bytes):
            let heading = index < plans.count ? plans[index].heading : "第\(index + 1)列"
            let isPrivate = index < plans.count && plans[index].isPrivate
            assembler.fail(
                column: heading, value: isPrivate ? "" : String(record[index].prefix(30)) + "…",
                "单元格有 \(TableBody.size(bytes))，超过上限 64 KB；请删减后重试", in: &draft)
        case .tooManyCells:
            assembler.fail(column: nil, value: "", "单元格太多，超过上限；请检查该行的分隔符", in: &draft)
        case .unterminatedQuote, .strayQuote:
            assembler.fail(column: nil, value: "", "引号不成对，该行的单元格可能错位；请补上或删去引号", in: &draft)
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes >> 10) KB"
    }

    private func skip(_ row: Int, _ reason: RowSorter.Reason) {
        if reason == .section { above = [:] }
        seen.passedOver += 1
        let last = seen.sheets.count - 1
        if last >= 0, seen.sheets[last].skipped.count < 1000 {
            seen.sheets[last].skipped.append(Inspection.Skipped(row: row, reason: reason.rawValue))
        }
    }

    private func count(_ row: LeadRow) {
        seen.count(row)
        if dataRows.first == 0 { dataRows.first = row.location.row }
        dataRows.last = row.location.row
    }

    var inspection: Inspection {
        var result = seen
        if let open = result.sheets.lastIndex(where: { $0.ignored == nil }) {
            result.sheets[open].firstRow = dataRows.first
            result.sheets[open].lastRow = dataRows.last
            result.sheets[open].hiddenRows = source.hiddenRows
        }
        return result
    }
}
