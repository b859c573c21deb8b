import ArgumentParser
import YinfengModel
import YinfengReport
import YinfengTabular

/// Lists of leads as files.
struct LeadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leads",
        abstract: "线索表：看它是什么编码、认出了哪些列、哪些单元格有疑问。",
        discussion: "例：yinfeng leads inspect 在谈项目台账.csv",
        subcommands: [LeadsInspect.self])
}

/// `leads inspect`.
struct LeadsInspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "逐行列出读到的字段：原文、读数、疑问、错误；编码、表头和列的对应写在标准错误。",
        discussion: "例：yinfeng leads inspect 在谈项目台账.csv --format table")

    @Argument(help: ArgumentHelp("线索表；- 为标准输入。", valueName: "文件"))
    var file: String

    @OptionGroup var leads: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        let catalog = try session.fields()
        session.uses(["field-keys"])
        let options = ReadOptions(map: try ReadOptions.mappings(leads.map, catalog: catalog))
        let reader = try LeadListReader(path: file, catalog: catalog, options: options)
        let rows = try reader.rest()
        for line in reader.inspection.summary { StandardError.write(line) }
        var writer = try output.options().makeWriter()
        try writer.write(
            ReportHead(
                title: "读表",
                columns: [
                    ReportColumn("行", "row", style: .number(digits: 0)), ReportColumn("编号", "id"),
                    ReportColumn("疑问", style: .wrapped, width: 60) { row in LeadsInspect.remarks(row, key: "doubts") },
                    ReportColumn("错误", style: .wrapped, width: 60) { row in LeadsInspect.remarks(row, key: "errors") },
                ], meta: session.meta()),
            rows: rows.lazy.map { LeadsInspect.object($0, catalog: catalog) })
        guard !rows.isEmpty else { throw CommandFailure(.data, "错误：文件“\(file)”：表头之下没有数据行") }
        try leads.finish(rows)
    }

    private static func remarks(_ row: ReportObject, key: String) -> ReportValue {
        guard case .list(let remarks)? = row[key] else { return .null }
        return .list(
            remarks.map { remark in
                guard case .object(let object) = remark else { return remark }
                return .text(
                    (object["field"] ?? object["column"] ?? .null).flat + "：" + (object["message"]?.flat ?? ""))
            })
    }

    /// One row: fields with raw text and reading, doubts, errors.
    private static func object(_ row: LeadRow, catalog: FieldCatalog) -> ReportObject {
        var fields = ReportObject()
        var doubts: [ReportValue] = []
        let values = (row.lead ?? row.partial)?.fields ?? [:]
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            guard catalog[key]?.isPrivate != true else { continue }
            fields[key.rawValue] = .object(["raw": .text(value.raw), "value": reading(value.content)])
            for doubt in value.doubts {
                doubts.append(
                    .object([
                        "field": .text(key.rawValue), "kind": .text(doubt.kind.rawValue),
                        "message": .text(doubt.message), "proposal": .optional(doubt.proposal),
                    ]))
            }
        }
        var object: ReportObject = [
            "row": .integer(row.location.row), "id": .text(row.id), "fields": .object(fields), "doubts": .list(doubts),
            "errors": .list(row.issues.map { .object(.error($0)) }),
        ]
        if let extras = row.lead?.extras, !extras.isEmpty {
            object["extras"] = .object(ReportObject(extras.map { (key: $0.heading, value: .text($0.value)) }))
        }
        return object
    }

    private static func reading(_ content: FieldValue.Content) -> ReportValue {
        switch content {
        case .missing: return .null
        case .text(let text): return .text(text)
        case .items(let items): return .texts(items)
        case .flag(let flag): return .bool(flag)
        case .date(let range):
            return range.day.map { .text($0.iso) }
                ?? .object(["low": .text(range.first.iso), "high": .text(range.last.iso)])
        case .quantity(let quantity):
            var object: ReportObject = [
                "low": quantity.interval.low.map { .number($0, digits: 9) } ?? .null,
                "high": quantity.interval.high.map { .number($0, digits: 9) } ?? .null, "unit": .text(quantity.unit),
            ]
            if quantity.interval.isApproximate { object["approx"] = true }
            return .object(object)
        }
    }
}
