import Foundation
import Testing

/// An expert adds an edition without touching the program.
@Suite struct CatalogAddTests {
    private static let header =
        "id,class,part_no,part,chapter_no,chapter,item,text,exceptions,regions,numbers,cite,note,verified\n"
    private static let newItem =
        "2026E-01-01,鼓励,,鼓励类,1,试验,1,云锦竹纤维复合板制造,,,,《测试目录》鼓励类一、1,,yes\n"

    private func add(_ program: Program, rows: String) throws -> (run: Program.Outcome, folder: String) {
        let table = try program.file("new.csv", CatalogAddTests.header + rows)
        let folder = program.folder.appending(path: "mine").path
        let run = try program.run([
            "catalog", "add", "structure-2026", "--like", "structure-2024", "--table", "items.csv=" + table,
            "--title", "测试目录", "--supersedes", "structure-2024", "--effective-from", "2026-07-01", "--into", folder,
        ])
        return (run, folder)
    }

    @Test func `a sound table becomes an edition that counts from its first day`() throws {
        let program = try Program()
        defer { program.remove() }
        let (run, folder) = try add(program, rows: CatalogAddTests.newItem)
        #expect(run.status == 0, "\(run.errors)")
        let validated = try program.run(["catalog", "validate", "structure-2026", "--catalogs", folder])
        #expect(validated.status == 0, "\(validated.errors)")
        func hits(_ day: String) throws -> [[String: Any]] {
            let answer = try program.run([
                "policy", "年产10万立方米云锦竹纤维复合板制造项目", "--catalogs", folder, "--as-of", day, "--format", "ndjson",
            ])
            return answer.records.first?["hits"] as? [[String: Any]] ?? []
        }
        #expect(try hits("2026-06-30").contains { $0["item"] as? String == "2026E-01-01" } == false)
        let after = try hits("2026-07-01").first { $0["item"] as? String == "2026E-01-01" }
        #expect(after?["edition"] as? String == "测试目录")
    }

    @Test func `a table with a fault leaves nothing behind`() throws {
        let program = try Program()
        defer { program.remove() }
        let (run, folder) = try add(program, rows: CatalogAddTests.newItem.replacing("鼓励,", with: "推荐,"))
        #expect(run.status == 65)
        #expect(run.errors.contains("第2行“class”列"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/lists/structure-2026"))
    }

    @Test func `a held edition is never overwritten`() throws {
        let program = try Program()
        defer { program.remove() }
        #expect(try add(program, rows: CatalogAddTests.newItem).run.status == 0)
        let again = try add(program, rows: CatalogAddTests.newItem)
        #expect(again.run.status != 0)
        #expect(again.run.errors.contains("已经存在"), "\(again.run.errors)")
    }
}
