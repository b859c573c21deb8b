import ArgumentParser
import Foundation
import YinfengFirstTalk
import YinfengModel
import YinfengReport

/// `firsttalk verify`.
struct FirstTalkVerify: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "核验登记簿：事件链、重放与现状、序号、时钟；破坏时退出 7，并指明第一处事件和字段。",
        discussion: "例：yinfeng firsttalk verify --register 首谈.db --head 9f3c… --evidence 佐证文件夹")

    @Option(name: .long, help: ArgumentHelp("回执或上年度记下的链首，须在链中。", valueName: "摘要"))
    var head: String?
    @Option(name: .long, help: ArgumentHelp("佐证文件所在的文件夹，可重复；逐个核对摘要。", valueName: "文件夹"))
    var evidence: [String] = []
    @Flag(name: .long, help: "节假日表缺年份也算错误。")
    var strict = false
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let held = evidence.isEmpty ? nil : try EvidenceFolder.digests(evidence)
        let report = try counter.open().verify(
            expecting: head, isStrict: strict, hasFile: held.map { held in { held.contains($0) } })
        var notes = [RegisterNote("A000", report.chinese)]
        if let position = report.headPosition {
            let isLatest = position == report.events
            notes.append(
                RegisterNote("A001", isLatest ? "所给链首即最新" : "所给链首是事件 \(position) 的，其后又有 \(report.events - position) 条"))
        }
        for anomaly in report.clockAnomalies {
            let (hours, minutes) = (anomaly.seconds / 3600, anomaly.seconds / 60 % 60)
            notes.append(
                RegisterNote(
                    "A120", "事件 \(anomaly.event) 时间早于前一事件 \(hours)小时\(minutes)分；顺序以序号为准"))
        }
        for digest in report.missingEvidence { notes.append(RegisterNote("A130", "缺佐证文件 \(digest)")) }
        for text in report.provisional { notes.append(RegisterNote("A730", "期限暂定：\(text)")) }
        if counter.output.isReadable {
            return try counter.write(notes.map { "[\($0.code)] \($0.message)\n" }.joined() + "链首 \(report.head)\n")
        }
        let row: ReportObject = [
            "ok": true, "events": .integer(report.events), "filings": .integer(report.filings),
            "branch_events": .integer(report.branchEvents), "evidence": .integer(report.evidence),
            "missing_evidence": .texts(report.missingEvidence),
            "clock_anomalies": .list(
                report.clockAnomalies.map {
                    .object(["event": .integer($0.event), "seconds": .integer($0.seconds)])
                }),
            "contacts_checked": .integer(report.contactsChecked), "contacts_absent": .integer(report.contactsAbsent),
            "provisional": .texts(report.provisional), "head_position": .optional(report.headPosition),
            "notes": .list(notes.map { .object(["code": .text($0.code), "message": .text($0.message)]) }),
            "head": .text(report.head),
        ]
        try counter.rows(
            title: "核验",
            columns: [
                ReportColumn("事件", "events", style: .number(digits: 0)),
                ReportColumn("备案", "filings", style: .number(digits: 0)),
                ReportColumn("佐证", "evidence", style: .number(digits: 0)),
                ReportColumn("缺佐证", "missing_evidence", style: .wrapped, width: 40),
                ReportColumn("说明", style: .wrapped, width: 80) { row in row.value(at: ["notes", "message"]) },
                ReportColumn("链首", "head"),
            ], [row])
    }
}

/// The documents that an office keeps.
enum EvidenceFolder {
    /// The digests of all files under these folders; throws `RegisterRefusal` 66 for a folder that is not there.
    static func digests(_ folders: [String]) throws -> Set<String> {
        var result: Set<String> = []
        for folder in folders {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
                let files = FileManager.default.enumerator(atPath: folder)
            else {
                throw RegisterRefusal(
                    .noInput, "E104", "没有这个文件夹：\(folder)", field: "evidence", remedy: "核对 --evidence 的路径")
            }
            for case let name as String in files {
                let path = folder + "/" + name
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                    continue
                }
                result.insert(try EvidenceFile.sha256(path))
            }
        }
        return result
    }
}

/// `firsttalk export`.
struct FirstTalkExport: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "导出全部事件（NDJSON，首行为簿头）；联系人只在 --with-contacts 时带出。",
        discussion: "例：yinfeng firsttalk export --register 首谈.db --out 532800.ndjson")

    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let register = try counter.open()
        let sink = try output.out.map { try FileSink(path: $0) } ?? FileSink.standardOutput
        // The register wraps what its writer throws; a fault of the file is kept and thrown as itself.
        var fault: ReportError?
        do {
            try register.export(withContacts: options.withContacts) { line in
                do throws(ReportError) {
                    try sink.write(Array((line + "\n").utf8))
                } catch {
                    fault = error
                    throw error
                }
            }
        } catch {
            throw fault ?? error as any Error
        }
        try sink.finish()
        guard output.out != nil else { return }
        var line = RegisterLine()
        line.head = try register.head()
        line.notes = [RegisterNote("M100", "已导出到 \(output.out ?? "")" + (options.withContacts ? "，含联系人" : "，不含联系人"))]
        try counter.report(line)
    }
}

/// `firsttalk import`.
struct FirstTalkImport: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入另一登记簿的导出：空簿即成其副本，已有簿留作分支并查两簿之间的冲突；重复导入不变。",
        discussion: "例：yinfeng firsttalk import 532822.ndjson --register 州.db --as 532800 --clerk 王五")

    @Argument(help: ArgumentHelp("export 所出的文件，可多个；- 为标准输入。", valueName: "文件"))
    var files: [String] = []
    @Flag(name: .long, help: "空簿也留作分支，不成为其副本：汇总各地的登记簿用；一次导入多个文件时即是如此。")
    var branch = false
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        guard !files.isEmpty else {
            throw RegisterRefusal(.usage, "T400", "没有写明导入哪个文件", field: "import", remedy: "写上 export 所出的文件")
        }
        let caller = try options.caller()
        let register = try counter.open()
        var rows: [ReportObject] = []
        for path in files {
            let report = try register.importChain(
                try lines(path), asBranch: branch || files.count > 1, by: caller)
            var notes: [RegisterNote] = []
            if report.imported == 0 {
                notes.append(RegisterNote("M002", "事件 1–\(report.known) 已在，跳过"))
            } else {
                let how = report.isAdopted ? "空簿已成其副本" : "留作分支"
                notes.append(
                    RegisterNote("M003", "导入 \(report.imported) 条事件，链已核验；\(how)；新立争议 \(report.conflicts.count) 件"))
            }
            rows.append([
                "file": .text(path), "identity": .text(report.identity), "imported": .integer(report.imported),
                "known": .integer(report.known), "adopted": .bool(report.isAdopted),
                "conflicts": .texts(report.conflicts),
                "notes": .list(notes.map { .object(["code": .text($0.code), "message": .text($0.message)]) }),
                "head": .text(report.head),
            ])
        }
        try counter.rows(
            title: "导入",
            columns: [
                ReportColumn("文件", "file"), ReportColumn("导入", "imported", style: .number(digits: 0)),
                ReportColumn("已在", "known", style: .number(digits: 0)), ReportColumn("新立争议", "conflicts"),
                ReportColumn("说明", style: .wrapped, width: 60) { row in row.value(at: ["notes", "message"]) },
                ReportColumn("链首", "head"),
            ], rows)
    }

    private func lines(_ path: String) throws -> [String] {
        let bytes: Data
        do {
            bytes =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: path))
        } catch {
            throw RegisterRefusal(.noInput, "M710", "没有这个导出文件：\(path)", field: "import", remedy: "核对路径")
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw RegisterRefusal(
                .unreadable, "M700", "“\(path)”不是 UTF-8 文本", field: "import", remedy: "须是 firsttalk export 所出的 NDJSON")
        }
        return text.split(separator: "\n").map(String.init)
    }
}

/// `firsttalk backup`.
struct FirstTalkBackup: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "备份登记簿文件；他人正在写也得到完整的一份。",
        discussion: "例：yinfeng firsttalk backup --register 首谈.db --out 首谈-20260310.db")

    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        guard let target = output.out else {
            throw RegisterRefusal(.usage, "T400", "没有写明备份到哪里", field: "out", remedy: "加 --out 文件")
        }
        let register = try counter.open()
        try register.backup(to: target)
        var line = RegisterLine()
        line.head = try Register.open(path: target, facts: counter.facts).head()
        line.notes = [RegisterNote("G120", "已备份到 \(target)")]
        try counter.report(line)
    }
}

/// `firsttalk rebuild`.
struct FirstTalkRebuild: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "由事件链重建现状表（verify 报 A720 时用）；事件不动。",
        discussion: "例：yinfeng firsttalk rebuild --register 首谈.db")

    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let register = try counter.open()
        try register.rebuild()
        var line = RegisterLine()
        line.head = try register.head()
        line.notes = [RegisterNote("G130", "已由事件重建；请用 verify 核验")]
        try counter.answer(line)
    }
}
