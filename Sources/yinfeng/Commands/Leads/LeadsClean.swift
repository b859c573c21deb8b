import ArgumentParser
import YinfengModel
import YinfengReport
import YinfengTabular

/// `leads clean`.
struct LeadsClean: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "整理成一张规范的表：读数和原文并列，疑问、退回原因、重复各一列；没认出的列原样带着。",
        discussion: """
            读数用标准单位，这张表可以再读入。
            例：yinfeng leads clean 在谈项目台账.csv --out 整理后.xlsx
            """)

    @Argument(help: ArgumentHelp("线索表；- 为标准输入。", valueName: "文件"))
    var file: String

    @Flag(name: .long, help: "也写出联系人和电话。")
    var withContacts = false

    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        let catalog = try session.fields()
        session.uses(["field-keys", "sheet-marks"])
        let objects = LeadObjects(catalog: catalog, showsContacts: withContacts, includesText: true)
        if let whole = try cleanInOnePass(session, catalog, objects) { return try finish(whole.0, whole.1) }
        var columns = CleanColumns(catalog: catalog, showsContacts: withContacts)
        var repeats = try session.repeatFinder(catalog)
        // Columns of later sheets and of JSON rows are known only at the end: a file is read twice, a pipe is kept.
        let first = try leads.reader(file, catalog: catalog)
        var kept: [LeadRow] = []
        while let row = try first.next() {
            columns.see(row)
            if file == "-" { kept.append(row) }
        }
        let inspection = first.inspection
        columns.see(inspection)
        var writer = try output.options().makeWriter()
        try writer.begin(
            ReportHead(
                title: "整理后的线索表", columns: columns.report,
                meta: session.meta(notes: [("来源文件", file)] + inspection.summary.map { ("读表", $0) })))
        func write(_ row: LeadRow) throws {
            try writer.row(objects.object(row, repeats: row.lead.flatMap { repeats.find($0) }))
        }
        if file == "-" {
            for row in kept { try write(row) }
        } else {
            let second = try leads.reader(file, catalog: catalog)
            while let row = try second.next() { try write(row) }
        }
        try writer.end()
        try finish(inspection, columns)
    }

    /// Writes a text table row by row as it is read: its heading names every column. Nil when the list is of another
    /// kind, the output tells of the whole list before its rows, or a row brought cells beyond the heading: then
    /// nothing is left of the attempt.
    private func cleanInOnePass(
        _ session: Session, _ catalog: FieldCatalog, _ objects: LeadObjects
    ) throws -> (Inspection, CleanColumns)? {
        let options = try output.options()
        guard file != "-", options.path != nil, options.format == .csv else { return nil }
        let reader = try leads.reader(file, catalog: catalog)
        guard reader.inspection.sheets.count == 1, let sheet = reader.inspection.sheets.first, sheet.name == nil,
            !sheet.columns.isEmpty
        else { return nil }
        var columns = CleanColumns(catalog: catalog, showsContacts: withContacts)
        columns.see(reader.inspection)
        var repeats = try session.repeatFinder(catalog)
        var writer = try options.makeWriter()
        try writer.begin(ReportHead(title: "整理后的线索表", columns: columns.report, meta: session.meta()))
        let known = columns.count
        while let row = try reader.next() {
            columns.see(row)
            guard columns.count == known else { return nil }
            try writer.row(objects.object(row, repeats: row.lead.flatMap { repeats.find($0) }))
        }
        try writer.end()
        return (reader.inspection, columns)
    }

    private func finish(_ inspection: Inspection, _ columns: CleanColumns) throws {
        if !common.quiet {
            for line in inspection.summary { StandardError.write(line) }
            if columns.leavesOutContacts { StandardError.hint(.contactsLeftOut, "联系人和电话未写出；需要时加 --with-contacts") }
        }
        try leads.finish(inspection, file: file)
    }
}

/// The columns of the cleaned list: each field's reading with its raw text beside it, then what no field claims.
struct CleanColumns {
    private let catalog: FieldCatalog
    private let showsContacts: Bool
    private var keys: [FieldKey] = []
    private var seenKeys: Set<FieldKey> = []
    private var extras: [String] = []
    private var seenExtras: Set<String> = []
    private(set) var leavesOutContacts = false

    init(catalog: FieldCatalog, showsContacts: Bool) {
        self.catalog = catalog
        self.showsContacts = showsContacts
    }

    /// How many columns were seen, private ones included.
    var count: Int { seenKeys.count + seenExtras.count }

    /// Notes the columns that a row without a heading (JSON) brings, and cells beyond the heading.
    mutating func see(_ row: LeadRow) {
        guard let lead = row.lead ?? row.partial else { return }
        for key in lead.fields.keys where !seenKeys.contains(key) { add(key) }
        for column in lead.extras { add(column.heading) }
    }

    /// Puts the columns in the order of the file.
    mutating func see(_ inspection: Inspection) {
        let later = (keys.sorted(), extras)
        (keys, extras, seenKeys, seenExtras) = ([], [], [], [])
        for column in inspection.sheets.flatMap(\.columns) {
            if let key = column.match?.key { add(key) } else { add(column.heading) }
        }
        for key in later.0 { add(key) }
        for heading in later.1 { add(heading) }
    }

    private mutating func add(_ key: FieldKey) {
        guard seenKeys.insert(key).inserted else { return }
        if !showsContacts, catalog[key]?.isPrivate == true {
            leavesOutContacts = true
        } else {
            keys.append(key)
        }
    }

    private mutating func add(_ heading: String) {
        if seenExtras.insert(heading).inserted { extras.append(heading) }
    }

    /// The columns of the report.
    var report: [ReportColumn] {
        var result = [ReportColumn("行号", "row", style: .number(digits: 0))]
        for key in keys {
            guard let field = catalog[key] else { continue }
            result.append(reading(field))
            // Words are read as they stand; everything else shows what the clerk wrote.
            if isRead(field) { result.append(ReportColumn("原文：" + field.name, "fields.\(key.rawValue).raw")) }
        }
        for heading in extras { result.append(ReportColumn(heading) { row in CleanColumns.extra(row, heading) }) }
        result += [
            ReportColumn("疑问", style: .wrapped, width: 50) { LeadsInspect.remarks($0, key: "doubts") },
            ReportColumn.returned,
            ReportColumn("重复", style: .wrapped, width: 30) { LeadsInspect.repeated($0) },
        ]
        return result
    }

    private func isRead(_ field: FieldCatalog.Field) -> Bool {
        switch field.type {
        case .int, .decimal, .date, .bool, .enum, .uscc, .industryCode, .list: field.key != "row_no"
        default: false
        }
    }

    /// The reading: a number in the field's unit where it is one, else words that read back as the same value.
    private func reading(_ field: FieldCatalog.Field) -> ReportColumn {
        let heading = field.name + (field.unitText.isEmpty ? "" : "（\(field.unitText)）")
        let (key, unit) = (field.key.rawValue, field.unitText)
        let isNumber = field.type == .decimal || field.type == .int
        return ReportColumn(heading, style: isNumber ? .text : .wrapped) { row in
            let value = row.value(at: ["fields", key, "value"])
            guard isNumber, case .object(let object) = value else { return row.value(at: ["fields", key, "text"]) }
            let isPlain = object["approx"] == nil && object["low_open"] == nil && object["high_open"] == nil
            if isPlain, object["unit"]?.flat == unit, let low = object["low"], low.flat == object["high"]?.flat {
                return low
            }
            return row.value(at: ["fields", key, "text"])
        }
    }

    private static func extra(_ row: ReportObject, _ heading: String) -> ReportValue {
        guard case .object(let extra)? = row["extra"] else { return .null }
        return extra[heading] ?? .null
    }
}
