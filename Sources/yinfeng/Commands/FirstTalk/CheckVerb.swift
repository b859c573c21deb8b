import ArgumentParser
import YinfengFirstTalk
import YinfengModel
import YinfengReport
import YinfengTabular

/// `firsttalk check`.
struct FirstTalkCheck: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "查重：一份记录或整本台账与登记簿比对，什么也不写。",
        discussion: "例：yinfeng firsttalk check --register 首谈.db --as 532822 --leads 在谈项目台账.csv --out 查重.xlsx")

    @Option(name: .long, help: ArgumentHelp("记录文件。", valueName: "文件"))
    var record: String?
    @Option(name: .long, help: ArgumentHelp("台账文件，逐行比对。", valueName: "文件"))
    var leads: String?
    @Option(name: .long, help: ArgumentHelp("补充或改写字段，可重复。", valueName: "字段=值"))
    var set: [String] = []
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.caller()
        let file = RecordFile(counter: counter)
        let changes = try file.changes(set)
        switch (record, leads) {
        case (let path?, nil):
            let filled = try file.record(path).merging(changes)
            try counter.answer(try counter.open().check(filled, by: caller))
        case (nil, let path?):
            try ledger(try file.leads(path), file, changes, caller, counter)
        default:
            throw RegisterRefusal(
                .usage, "T400", "查什么须写且只写一种", field: "record", remedy: "用 --record 文件，或 --leads 台账")
        }
    }

    /// Compares a row with what of it can be read: a ledger's «2026年5月» is no day, yet the rest says who it is. What was
    /// left out is noted.
    private func compared(
        _ record: FilingRecord, _ id: String, _ register: Register, _ caller: Caller
    ) throws(RegisterRefusal) -> RegisterLine {
        var record = record
        var notes: [RegisterNote] = []
        while true {
            do {
                var line = try register.check(record, by: caller, id: id)
                line.notes += notes
                return line
            } catch {
                // Without a rate the total in foreign money is unknown, which is the field to leave out.
                let key = FieldKey(rawValue: error.field == "fx_rate" ? "total_invest" : error.field)
                guard record.fields.removeValue(forKey: key) != nil else { throw error }
                notes.append(RegisterNote(error.code, error.message + "；比对时未采用"))
            }
        }
    }

    /// One line a row in the ledger's order; a row that cannot be compared says why in its place.
    private func ledger(
        _ rows: [LeadRow], _ file: RecordFile, _ changes: FilingRecord, _ caller: Caller, _ counter: RegisterCounter
    ) throws {
        let register = try counter.open()
        var counts: [ConflictHit.Tier: Int] = [:]
        var faulty = 0
        var writer = try output.options().makeWriter()
        try writer.begin(
            ReportHead(
                title: "台账查重", columns: RegisterColumns.checks(counter.facts), meta: try counter.meta()))
        for row in rows {
            do {
                guard row.lead != nil else {
                    faulty += 1
                    try writer.row(RowObjects.error(row))
                    continue
                }
                let line = try compared(try file.record(of: row).merging(changes), row.id, register, caller)
                for hit in line.conflicts { counts[hit.tier, default: 0] += 1 }
                try writer.row(line.object)
            } catch let refusal as RegisterRefusal where refusal.kind == .rule || refusal.kind == .unreadable {
                faulty += 1
                var error = ReportObject.error(
                    row: row.location.row, column: refusal.field.isEmpty ? nil : refusal.field, value: "",
                    message: refusal.message + (refusal.remedy.isEmpty ? "" : "；" + refusal.remedy))
                error["code"] = .text(refusal.code)
                try writer.row(["id": .text(row.id), "error": .object(error)])
            }
        }
        try writer.end()
        let found = ConflictHit.Tier.allCases.map { "\($0.chinese) \(counts[$0] ?? 0)" }.joined(separator: " ")
        counter.hint("查重 \(rows.count) 行：\(found)" + (faulty > 0 ? "；退回 \(faulty) 行" : ""))
        guard faulty < rows.count else { throw CommandFailure(.data, "错误：没有一行可用；用 yinfeng leads inspect 查看原因") }
    }
}
