import ArgumentParser
import YinfengModel
import YinfengTabular
import YinfengText

/// The flags that say how a list of leads is read, where `--sheet` names a worksheet.
struct LeadInput: ParsableArguments {
    @OptionGroup var list: ListInput

    @Option(name: .long, help: ArgumentHelp("只读这张工作表，可重复；不写则读表头相合的全部。", valueName: "名称"))
    var sheet: [String] = []

    /// The columns named by hand.
    var map: [String] { list.map }
    /// Whether a bad row ends the run.
    var strict: Bool { list.strict }

    /// Reads all rows of a file (`-` for standard input); what was understood is told on standard error.
    func rows(_ path: String, catalog: FieldCatalog, quiet: Bool) throws -> [LeadRow] {
        try LeadFile.rows(path, map: map, sheets: sheet, catalog: catalog, quiet: quiet)
    }

    /// Opens a file (`-` for standard input) to be read row by row.
    func reader(_ path: String, catalog: FieldCatalog) throws -> LeadListReader {
        try LeadFile.open(path, map: map, sheets: sheet, catalog: catalog)
    }

    /// The same end of a run for a list that was read row by row.
    func finish(_ inspection: Inspection, file: String) throws {
        guard inspection.rows > 0 else { throw LeadFile.noRows(file) }
        try list.finish(rows: inspection.rows, faulty: inspection.rows - inspection.usable)
    }

    /// Ends a run: 65 when no row was usable, or when `--strict` met a bad one.
    func finish(_ rows: [LeadRow]) throws { try list.finish(rows) }

    /// Ends a run of so many rows.
    func finish(rows: Int, faulty: Int) throws { try list.finish(rows: rows, faulty: faulty) }
}

/// The same for a command whose `--sheet` is something else (a score sheet).
struct ListInput: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("指定某列对应的字段，可重复，例如 --map 建设内容=content。", valueName: "列名=字段"))
    var map: [String] = []

    @Flag(name: .long, help: "遇到有误的行即以 65 退出。")
    var strict = false

    /// Reads all rows of a file (`-` for standard input); what was understood is told on standard error.
    func rows(_ path: String, catalog: FieldCatalog, quiet: Bool) throws -> [LeadRow] {
        try LeadFile.rows(path, map: map, catalog: catalog, quiet: quiet)
    }

    /// Ends a run: 65 when no row was usable, or when `--strict` met a bad one.
    func finish(_ rows: [LeadRow]) throws { try finish(rows: rows.count, faulty: rows.count { $0.lead == nil }) }

    /// Ends a run of so many rows.
    func finish(rows: Int, faulty: Int) throws {
        if faulty == rows {
            throw CommandFailure(.data, "错误：没有一行可用；用 yinfeng leads inspect 查看原因", code: .noUsableRow)
        }
        if strict, faulty > 0 { throw CommandFailure(.data, "错误：--strict：有 \(faulty) 行退回", code: .noUsableRow) }
    }
}

/// A file of leads or of firms read whole.
enum LeadFile {
    /// Reads all rows of a file (`-` for standard input); what was understood is told on standard error.
    static func rows(
        _ path: String, map: [String], sheets: [String] = [], catalog: FieldCatalog, quiet: Bool
    ) throws -> [LeadRow] {
        let reader = try open(path, map: map, sheets: sheets, catalog: catalog)
        let rows = try reader.rest()
        guard !rows.isEmpty else { throw noRows(path) }
        if !quiet { report(reader.inspection) }
        return rows
    }

    /// Opens a file to be read row by row.
    static func open(
        _ path: String, map: [String], sheets: [String] = [], catalog: FieldCatalog
    ) throws -> LeadListReader {
        let options = ReadOptions(map: try ReadOptions.mappings(map, catalog: catalog), sheets: sheets)
        return try LeadListReader(path: path, catalog: catalog, options: options)
    }

    /// A file that holds a heading and nothing below it.
    static func noRows(_ path: String) -> CommandFailure {
        CommandFailure(.data, "错误：文件“\(path)”：表头之下没有数据行；检查是否选对了工作表或导出是否完整")
    }

    /// Tells on standard error what was understood.
    static func report(_ inspection: Inspection) {
        let read = inspection.sheets.filter { $0.ignored == nil }
        if read.count > 1 {
            StandardError.hint(
                .sheetsJoined, "\(read.count) 个工作表表头相合，按一张表读入：" + read.compactMap(\.name).joined(separator: "、"))
        }
        let guessed = inspection.sheets.flatMap(\.columns).filter { $0.match?.basis == .similar }
        for column in guessed {
            guard let match = column.match else { continue }
            StandardError.hint(
                .similarHeading,
                "“\(column.heading)”按相似读作 \(match.key.rawValue)（把握 \(Int((match.confidence * 100).rounded()))%）；不对请用 --map \(column.heading)=字段"
            )
        }
        for column in inspection.sheets.flatMap(\.columns) where column.match?.basis == .cells {
            StandardError.hint(
                .similarHeading,
                column.match?.key == .projectID
                    ? "“\(column.heading)”各行不同，读作 project_id（行的 id）；不是请用 --map \(column.heading)=row_no"
                    : "“\(column.heading)”读作 \(column.match?.key.rawValue ?? "")；不是请用 --map \(column.heading)=字段")
        }
        let unmapped = inspection.unmapped.filter { $0.heading != "synthetic" }
        if !unmapped.isEmpty {
            StandardError.hint(.unmappedColumns, "未识别的列原样保留：" + unmapped.map(\.heading).joined(separator: "、"))
        }
        if inspection.faulty > 0 || inspection.doubtful > 0 {
            StandardError.write("读入 \(inspection.rows) 行：退回 \(inspection.faulty) 行，带疑问 \(inspection.doubtful) 行")
        }
    }
}
