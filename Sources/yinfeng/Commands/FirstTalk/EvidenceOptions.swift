import ArgumentParser
import Foundation
import YinfengCatalog
import YinfengFirstTalk
import YinfengModel

/// Evidence given as files: `--evidence F --kind K --date D`, each repeatable and read in order.
struct EvidenceOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("佐证文件，可重复；只登记 SHA-256，文件由本单位保管。", valueName: "文件"))
    var evidence: [String] = []

    @Option(name: .long, help: ArgumentHelp("佐证或进展的种类，与 --evidence 逐一对应，例如 洽谈纪要。", valueName: "种类"))
    var kind: [String] = []

    @Option(name: .long, help: ArgumentHelp("佐证或进展的日期，与 --evidence 逐一对应；默认办理当日。", valueName: "日期"))
    var date: [String] = []

    /// The documents; a kind or date said once stands for all of them.
    ///
    /// Throws `RegisterRefusal`: 66 for a file that is not there, 65 for a date that is none.
    func items(_ counter: RegisterCounter, otherwise usual: String) throws -> [Filing.EvidenceItem] {
        guard kind.count <= max(1, evidence.count), date.count <= max(1, evidence.count) else {
            throw RegisterRefusal(
                .usage, "E103", "--kind 或 --date 比 --evidence 多", field: "evidence", remedy: "逐一对应，或只写一次")
        }
        let day = try counter.options.moment().day.iso
        return try evidence.enumerated().map { index, path in
            let stated = index < date.count ? date[index] : date.count == 1 ? date[0] : nil
            if stated == nil { counter.hint("未写 --date，佐证“\(path)”的日期按办理当日 \(day) 登记") }
            if let stated, CivilDate(iso: stated) == nil {
                throw RegisterRefusal(
                    .unreadable, "R110", "佐证日期“\(stated)”不是日期", field: "date", remedy: "写成 2026-03-05")
            }
            return Filing.EvidenceItem(
                sha256: try EvidenceFile.sha256(path),
                kind: index < kind.count ? kind[index] : kind.count == 1 ? kind[0] : usual, date: stated ?? day,
                name: URL(filePath: path).lastPathComponent)
        }
    }
}

/// The bytes of a document, read piece by piece.
enum EvidenceFile {
    /// The digest of a file; throws `RegisterRefusal` 66 where it cannot be read.
    static func sha256(_ path: String) throws -> String {
        let url = URL(filePath: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue,
            let file = try? FileHandle(forReadingFrom: url)
        else {
            throw RegisterRefusal(.noInput, "E101", "没有这个佐证文件：\(path)", field: "evidence", remedy: "核对 --evidence 的路径")
        }
        defer { try? file.close() }
        do {
            return try Checksum.sha256(pieces: {
                let piece = try file.read(upToCount: 1 << 20) ?? Data()
                return piece.isEmpty ? nil : Array(piece)
            })
        } catch {
            throw RegisterRefusal(
                .noInput, "E102", "佐证文件读不出：\(path)", field: "evidence", remedy: "检查文件和读权限")
        }
    }
}
