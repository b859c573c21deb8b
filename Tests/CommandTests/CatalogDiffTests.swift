import Foundation
import Testing

/// `catalog diff` and `catalog validate` on sets that an analyst writes, good and broken.
@Suite struct CatalogDiffTests {
    private static let columns =
        "id,clause,force,shape,quantity,operator,value,value2,unit,regions,industries,effective_from,effective_to,verified"

    /// A catalogue folder with one rule edition.
    private func catalogue(_ program: Program, _ id: String, rows: [String], optional: Bool = true) throws -> String {
        let root = program.folder.appending(path: "cat-" + id)
        let folder = root.appending(path: "rules/" + id)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data((([CatalogDiffTests.columns] + rows).joined(separator: "\n") + "\n").utf8)
            .write(to: folder.appending(path: "clauses.csv"))
        let columns = CatalogDiffTests.columns.split(separator: ",").map { name in
            let type = name == "industries" ? "industry-code" : name == "regions" ? "region-code" : "text"
            let list = name == "industries" || name == "regions" ? ",\"list\":\";\"" : ""
            return
                "{\"name\":\"\(name)\",\"type\":\"\(type)\"\(list)\(name == "industries" ? ",\"prefixed\":true" : "")}"
        }
        let manifest = """
            {"id":"\(id)","kind":"rules","title":"某园准入指标","issuer":null,"document":null,"issued":null,
            "effective_from":"2025-01-01","effective_to":null,"date_known":null,"supersedes":null,"checked_until":null,
            "confidence":"high","verified":true,"completeness":"\(optional ? "节选" : "全部")","sources":["本园"],
            "tables":[{"file":"clauses.csv","rows":\(rows.count),"sha256":"","key":["id"],"columns":[\(columns.joined(separator: ","))]}]}
            """
        try Data(manifest.utf8).write(to: folder.appending(path: "edition.json"))
        let built = try program.run(["catalog", "build", id, "--catalogs", root.path])
        #expect(built.status == 0, "\(built.errors)")
        return root.path
    }

    @Test func `two editions: which rows changed, and whose verdict flips by which clause`() throws {
        let program = try Program()
        defer { program.remove() }
        let old = try catalogue(
            program, "own-2025", rows: ["Q1,第一条,mandatory,fixed_threshold,coverage,>=,40,,%,,,,,yes"])
        let new = try catalogue(
            program, "own-2026",
            rows: [
                "Q1,第一条,mandatory,fixed_threshold,coverage,>=,45,,%,,,,,yes",
                "Q2,第二条,mandatory,fixed_threshold,far,>=,1.2,,,,,,,yes",
            ])
        let leads = try program.file(
            "l.csv", "项目编号,国民经济行业代码,建筑系数(%),容积率\nA,1530,42,1.3\nB,1530,46,1.3\nC,#REF!,46,1.3\n")
        let run = try program.run([
            "catalog", "diff", "own-2025", "own-2026", "--catalogs", old, "--catalogs", new, "--leads", leads, "--park",
            "53299043", "--format", "ndjson",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let rows = run.records.filter { $0["kind"] as? String == "row" && $0["table"] as? String == "clauses.csv" }
        #expect(
            rows.contains {
                $0["id"] as? String == "Q1" && $0["column"] as? String == "value" && $0["after"] as? String == "45"
            })
        #expect(rows.contains { $0["id"] as? String == "Q2" && $0["change"] as? String == "added" })
        let projects = run.records.filter { $0["kind"] as? String == "lead" }
        #expect(projects.first { $0["id"] as? String == "A" }?["flips"] as? Bool == true)
        #expect((projects.first { $0["id"] as? String == "A" }?["because"] as? String)?.contains("Q1") == true)
        #expect(projects.first { $0["id"] as? String == "B" }?["flips"] as? Bool == false)
        #expect(run.errors.contains("1 个项目结论翻转"))
        #expect(try program.run(["catalog", "diff", "own-2025", "nothing"]).status == 66)
    }

    @Test(
        arguments: [
            (["A,一,mandatory,fixed_threshold,far,>=,1,,丈,,,,,yes"], "丈"),
            (["A,一,mandatory,fixed_threshold,nosuch,>=,1,,,,,,,yes"], "nosuch"),
            (["A,一,mandatory,fixed_threshold,far,>=,1,,,539999,,,,yes"], "539999"),
            (["A,一,mandatory,fixed_threshold,far,>=,1,,,,C9999,,,yes"], "C9999"),
            (["A,一,mandatory,fixed_threshold,far,>=,1,,,,,2026-05-01,2026-01-01,yes"], "2026-01-01"),
            (
                [
                    "A,一,mandatory,fixed_threshold,far,>=,1,,,,,,,yes",
                    "A,二,mandatory,fixed_threshold,far,>=,2,,,,,,,yes",
                ], "重复"
            ),
            (
                [
                    "A,一,mandatory,fixed_threshold,far,>=,1,,,,,2025-01-01,2026-06-30,yes",
                    "B,一,mandatory,fixed_threshold,far,>=,2,,,,,2026-06-30,,yes",
                ], "有效期重叠"
            ), (["A,一,mandatory,fixed_threshold,far,[],2,1,,,,,,yes"], "下限大于上限"),
            (["A,一,mandatory,target_and_floor,far,>=,1,2,,,,,,yes"], "底线比目标还严"),
            (["A,一,mandatory,tiered_obligation,far,>=,1,,,,,,,yes"], "没有分档"),
            (["A,一,maybe,fixed_threshold,far,>=,1,,,,,,,yes"], "maybe"),
        ])
    func `a broken rule set is refused with its place`(rows: [String], says: String) throws {
        let program = try Program()
        defer { program.remove() }
        let folder = try catalogue(program, "broken", rows: rows)
        let run = try program.run(["catalog", "validate", "broken", "--catalogs", folder])
        #expect(run.status == 65)
        #expect(run.output.contains(says), "\(run.output)")
        #expect(run.output.contains("broken"))
    }

    @Test func `lines of one clause that follow each other in time are no fault`() throws {
        let program = try Program()
        defer { program.remove() }
        let folder = try catalogue(
            program, "sound",
            rows: [
                "A,一,mandatory,fixed_threshold,far,>=,1,,,,,2025-01-01,2026-06-30,yes",
                "B,一,mandatory,fixed_threshold,far,>=,2,,,532822,C15,2026-07-01,,yes",
            ])
        let run = try program.run(["catalog", "validate", "sound", "--catalogs", folder])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func `a set that leaves a gap, overlaps or names what there is not is refused`() throws {
        let program = try Program()
        defer { program.remove() }
        let cases = try CasesTable.rows(Program.root.appending(path: "Tests/Cases/entry/broken.csv"))
        #expect(cases.count >= 10)
        let source = Program.root.appending(path: "Tests/Cases/entry/catalogs")
        for (number, row) in cases.enumerated() {
            // A line end inside a cell is written ⏎.
            let one = row.mapValues { $0.replacingOccurrences(of: "⏎", with: "\n") }
            let folder = program.folder.appending(path: "broken\(number)")
            try FileManager.default.copyItem(at: source, to: folder)
            let file = folder.appending(path: "rules/shapes/" + (one["file"] ?? ""))
            let text = try String(contentsOf: file, encoding: .utf8)
            let old = try #require(text.range(of: one["old"] ?? ""), "\(one["case"] ?? "")")
            try text.replacingCharacters(in: old, with: one["new"] ?? "").write(
                to: file, atomically: true, encoding: .utf8)
            #expect(try program.run(["catalog", "build", "shapes", "--catalogs", folder.path]).status == 0)
            let run = try program.run(["catalog", "validate", "shapes", "--catalogs", folder.path])
            #expect(run.status == 65, "\(one["case"] ?? "")")
            #expect(run.output.contains(one["says"] ?? ""), "\(one["case"] ?? "")：\(run.output)")
        }
    }
}
