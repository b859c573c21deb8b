import Foundation
import YinfengFirstTalk
import YinfengModel
import YinfengTabular

/// Reads a record from what an office has: the JSON of `template`, a sheet of 字段 and 内容, or a list of one row.
struct RecordFile {
    let counter: RegisterCounter

    private var reader: RecordReader { RecordReader(requirements: counter.facts.requirements) }

    /// The record of a file (`-` for standard input); throws `RegisterRefusal`, 66 for no such file, 65 for one that
    /// cannot be understood, and `TabularError` for tables.
    func record(_ path: String) throws -> FilingRecord {
        let bytes: Data
        do {
            bytes =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: path))
        } catch {
            throw RegisterRefusal(
                .noInput, "R100", "没有这个记录文件：\(path)", field: "record",
                remedy: "核对 --record 的路径；空表用 yinfeng firsttalk template")
        }
        let isTable = ["xlsx", "xls", "csv", "tsv"].contains(URL(filePath: path).pathExtension.lowercased())
        guard isTable || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
            return try reader.read(json: Array(plain))
        }
        return try sheet(path) ?? row(path)
    }

    /// A sheet with the headings 字段 and 内容, one field a row; nil when the table has other headings.
    private func sheet(_ path: String) throws -> FilingRecord? {
        let table = try TableReader(path: path, wanted: ["字段", "内容"], folder: counter.facts.folder)
        if table.headings.contains(where: { $0.contains("首谈备案登记表") || $0.contains("备案编号：") }) {
            throw RecordFile.printed(path)
        }
        guard let field = table.column("字段"), let content = table.column("内容") else { return nil }
        guard table.column("组别") == nil else {
            throw RecordFile.printed(path)
        }
        var fields: [(String, String)] = []
        for row in try table.rest() where field < row.cells.count && content < row.cells.count {
            fields.append((row.cells[field].trimmingCharacters(in: .whitespaces), row.cells[content]))
        }
        return reader.read(fields: fields)
    }

    private static func printed(_ path: String) -> RegisterRefusal {
        RegisterRefusal(
            .unreadable, "R109", "“\(path)”是打印的登记表，联系人已隐去，不能当作记录", field: "record",
            remedy: "用 yinfeng firsttalk template --out 记录.xlsx 取空表照填")
    }

    private func row(_ path: String) throws -> FilingRecord {
        let rows = try leads(path)
        guard rows.count == 1 else {
            throw RegisterRefusal(
                .unreadable, "R106", "“\(path)”有 \(rows.count) 行，一份记录只能有一行", field: "record",
                remedy: "从台账取一行用 --lead 文件 --id 编号")
        }
        return try record(of: rows[0])
    }

    /// The rows of a ledger; what was understood is told on standard error.
    func leads(_ path: String) throws -> [LeadRow] {
        do {
            return try LeadFile.rows(path, map: [], catalog: counter.fields(), quiet: counter.options.quiet)
        } catch let failure as CommandFailure {
            throw RegisterRefusal(.unreadable, "L100", failure.sentence.replacing("错误：", with: ""))
        }
    }

    /// The record of a ledger's row; throws `RegisterRefusal` 65 with the fault of a row that is unusable.
    func record(of row: LeadRow) throws(RegisterRefusal) -> FilingRecord {
        guard let lead = row.lead else {
            let issue = row.issues.first
            throw RegisterRefusal(
                .unreadable, "L101",
                (issue?.location.text ?? row.location.text) + "“\(issue?.value ?? "")”：" + (issue?.message ?? "该行不可用"),
                field: issue?.location.column ?? "", remedy: "改正该行后重试")
        }
        return reader.read(lead: lead)
    }

    /// The row of a ledger by its id, else its 序号, else the number that the spreadsheet shows.
    func row(id: String, of path: String) throws -> LeadRow {
        let rows = try leads(path)
        func isSerial(_ row: LeadRow) -> Bool {
            (row.lead ?? row.partial)?.extras.contains { $0.heading == "序号" && $0.value == id } ?? false
        }
        let found =
            rows.first { $0.id == id } ?? rows.first(where: isSerial)
            ?? rows.first { String($0.location.row) == id }
        guard let found else {
            let known = rows.prefix(5).map(\.id).joined(separator: "、")
            throw RegisterRefusal(
                .noInput, "L102", "“\(path)”里没有编号为“\(id)”的行", field: "id", remedy: "编号形如 \(known)；也可写序号或表中行号")
        }
        counter.hint("取第\(found.location.row)行（\(found.id)）")
        return found
    }

    /// `--set 字段=值`: keys or Chinese names of the form; throws a usage refusal for an unknown one.
    func changes(_ texts: [String]) throws(RegisterRefusal) -> FilingRecord {
        var fields: [(String, String)] = []
        for text in texts {
            guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
                throw RegisterRefusal(
                    .usage, "R107", "--set“\(text)”缺少等号", field: "set", remedy: "写成 字段=值，例如 --set 洽谈地点=勐海县投促局")
            }
            fields.append((String(text[..<sign]), String(text[text.index(after: sign)...])))
        }
        let record = reader.read(fields: fields)
        let known = Set(counter.facts.requirements.map(\.key))
        if let odd = record.fields.keys.sorted(by: { $0.rawValue < $1.rawValue }).first(where: { !known.contains($0) })
        {
            throw RegisterRefusal(
                .usage, "R108", "登记表没有字段“\(odd.rawValue)”", field: "set", remedy: "字段名见 yinfeng firsttalk template")
        }
        return record
    }
}
