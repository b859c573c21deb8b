import Foundation
import Testing

/// The ways in: each is tried by hand with `--set` and must lead to the verdict that it promises.
@Suite struct CheckRemedyTests {
    private static let folder = Program.root.appending(path: "Tests/Cases/entry/admit")

    private struct Run {
        let program: Program
        let leads: String
        let park: String

        func line(_ set: [String] = []) throws -> [String: Any] {
            let folder = CheckRemedyTests.folder
            let run = try program.run(
                [
                    "check", leads, "--park", park, "--as-of", "2026-06-30", "--rules",
                    folder.appending(path: "lines.csv").path, "--firms", folder.appending(path: "firms.csv").path,
                    "--findings", folder.appending(path: "findings.csv").path, "--format", "ndjson", "--quiet",
                ] + set.flatMap { ["--set", $0] })
            #expect(run.status == 0, "\(run.errors)")
            return try #require(run.records.first)
        }
    }

    private static func run(_ project: String, _ changes: [String: String], in program: Program) throws -> Run {
        let rows = try CasesTable.rows(folder.appending(path: "leads.csv"))
        var row = try #require(rows.first { $0["项目编号"] == project })
        let park = row.removeValue(forKey: "park") ?? ""
        row.merge(changes) { $1 }
        let keys = row.keys.sorted()
        let leads = try program.file(
            "l.csv",
            [keys, keys.map { row[$0] ?? "" }].map { cells in cells.map { "\"\($0)\"" }.joined(separator: ",") }
                .joined(separator: "\n") + "\n")
        return Run(program: program, leads: leads, park: park)
    }

    @Test(arguments: [
        ("茶叶精制", ["固定资产投资（万元）": "14000"], "fixed_invest", "15000万元"),
        ("茶叶精制", ["固定资产投资（万元）": "14000"], "land_area", "93.33亩"),
        ("中药饮片", ["建筑高度": "26"], "building_height", "24m"), ("服装", ["建筑系数(%)": "30"], "coverage", "40%"),
        ("药材初加工", ["年综合能耗(吨标准煤)": "1500"], "energy_tce", "1475tce/年"),
        ("电子连接器", ["总建筑面积": "29000", "行政办公及生活服务设施建筑面积": "1000"], "floor_area", "30000m²"),
    ])
    func `the least change admits, and a hair less does not`(
        project: String, changes: [String: String], field: String, to: String
    ) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try Self.run(project, changes, in: program)
        let line = try run.line()
        #expect(line["verdict"] as? String == "refuse")
        let remedies = line["remedies"] as? [[String: Any]] ?? []
        let remedy = remedies.first { $0["field"] as? String == field && $0["to"] as? String == to }
        #expect(remedy?["admits"] as? Bool == true, "\(remedies)")
        for one in remedies {
            // Every number that is promised, tried by hand.
            guard let key = one["field"] as? String, let value = one["to"] as? String, value.first?.isNumber == true,
                key != "park"
            else { continue }
            #expect(try run.line(["\(key)=\(value)"])["verdict"] as? String == one["verdict"] as? String, "\(key)")
        }
    }

    @Test func `a leased standard factory answers to no line of land`() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try Self.run("服装", ["建筑系数(%)": "30"], in: program)
        let remedies = try run.line()["remedies"] as? [[String: Any]] ?? []
        let lease = try #require(remedies.first { $0["field"] as? String == "land_mode" })
        #expect((lease["rules"] as? [String])?.contains("LC2023-COV") == true)
        #expect(lease["verdict"] as? String == "needs-evidence")
        #expect(lease["admits"] as? Bool == false)
        let leased = try Self.run("服装", ["建筑系数(%)": "30", "用地方式": "租赁标准厂房"], in: program).line()
        let clauses = leased["clauses"] as? [[String: Any]] ?? []
        #expect(clauses.first { $0["rule"] as? String == "LC2023-COV" }?["result"] as? String == "not-applicable")
        let own = leased["remedies"] as? [[String: Any]] ?? []
        #expect(!own.contains { $0["field"] as? String == "land_mode" })
    }

    @Test func `a clean project needs no way in`() throws {
        let program = try Program()
        defer { program.remove() }
        #expect((try Self.run("纸箱", [:], in: program).line()["remedies"] as? [Any])?.isEmpty == true)
    }
}
