import FoundationEssentials
import Testing
import YinfengReport

@Suite("Spreadsheets")
struct XLSXTests {
    private func sheets() -> [ReportSheet] {
        [
            ReportSheet(name: "排名", columns: Sample.columns, rows: { $0["error"] == nil ? [$0] : [] }),
            ReportSheet(
                name: "分项得分",
                columns: [ReportColumn("项", "name"), ReportColumn("分", "points", style: .number(digits: 2))],
                rows: { row in
                    guard case .list(let parts)? = row["parts"] else { return [] }
                    return parts.compactMap { if case .object(let part) = $0 { part } else { nil } }
                }),
            ReportSheet(name: "退回行/[x]", columns: [.returned], rows: { $0["error"] == nil ? [] : [$0] }),
        ]
    }

    @Test("A book appears whole, with its sheets, and is a zip that holds what was written")
    func writesABook() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/排名.xlsx"
        var writer = try ReportOptions(format: .xlsx, path: path).makeWriter()
        try writer.begin(ReportHead(title: "排名", columns: [], sheets: sheets(), meta: Sample.meta))
        for row in Sample.rows { try writer.row(row) }
        #expect(!folder.names.contains("排名.xlsx"))
        try writer.end()
        #expect(folder.names == ["排名.xlsx"])
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
        #expect(bytes.count > 3_000)
    }

    @Test func leavesNothingBehind() throws {
        let folder = try TemporaryFolder()
        func abandon() throws {
            var writer = try ReportOptions(format: .xlsx, path: folder.path + "/x.xlsx").makeWriter()
            try writer.begin(Sample.head)
            try writer.row(Sample.rows[0])
        }
        try abandon()
        #expect(folder.names.isEmpty)
    }

    @Test func needsAPathThatExists() throws {
        #expect(throws: ReportError.needsFile(format: "xlsx")) { try ReportOptions(format: .xlsx).makeWriter() }
        let folder = try TemporaryFolder()
        var writer = try ReportOptions(format: .xlsx, path: folder.path + "/no/x.xlsx").makeWriter()
        let error = #expect(throws: ReportError.self) { try writer.begin(Sample.head) }
        #expect(error?.status == 73)
    }
}
