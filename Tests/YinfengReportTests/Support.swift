import FoundationEssentials
import YinfengModel
import YinfengReport

/// A temporary folder of its own for one test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "yinfeng-report-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}

/// A small report with a good row, a refused one and a returned one.
enum Sample {
    static let meta = ReportMeta(
        asOf: "2026-11-21", editions: [.init(id: "z-1", title: "后"), .init(id: "a-1", title: "《先》")], version: "0.1.0",
        notes: [(name: "权重", value: "行业契合 40")])

    static let columns = [
        ReportColumn("线索", "id"), ReportColumn("园区", "park.name"),
        ReportColumn("得分", "score", style: .number(digits: 2)),
        ReportColumn("结论", style: .verdict) { row in
            guard case .text(let word)? = row["verdict"] else { return .null }
            return .text(Verdict(rawValue: word)?.chinese ?? word)
        },
        ReportColumn.returned,
    ]

    static let rows: [ReportObject] = [
        [
            "id": "P-1", "park": .object(["code": "YN-1", "name": "勐海产业园区"]),
            "score": .number(Rational(decimal: "62.625") ?? .zero, digits: 2), "verdict": "admit",
            "parts": [
                .object(["name": "行业契合", "points": .measured(30.25, digits: 2)]),
                .object(["name": "链条", "points": 12]),
            ],
        ],
        [
            "id": "=cmd|' /C calc'!A0", "park": .object(["code": "YN-2", "name": "<b>磨憨</b>"]), "score": 0,
            "verdict": "refuse",
        ],
        ["id": "7", "error": .object(.error(row: 7, column: "总投资", value: "-500", message: "不能为负"))],
    ]

    static var head: ReportHead { ReportHead(title: "排名", columns: columns, meta: meta) }

    static func text(_ format: OutputFormat, _ change: (inout ReportOptions) -> Void = { _ in }) throws -> String {
        var options = ReportOptions(format: format)
        change(&options)
        let sink = MemorySink()
        var writer = try options.makeWriter(to: sink)
        try writer.write(head, rows: rows)
        return sink.text
    }
}
