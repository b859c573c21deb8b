import Foundation
import Testing

/// Clean projects with people's findings and the park's own lines come out 准入, and the smallest change un-proves it.
@Suite struct CheckAdmitTests {
    private static let folder = Program.root.appending(path: "Tests/Cases/entry/admit")

    private static func quoted(_ cells: [String]) -> String {
        cells.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }

    /// Runs one project, perhaps changed, and gives its line.
    private static func check(
        _ project: [String: String], findings: [[String: String]], in program: Program, name: String
    ) throws -> [String: Any] {
        let keys = project.keys.filter { $0 != "park" }.sorted()
        let leads = try program.file(
            name + ".csv", quoted(keys) + "\n" + quoted(keys.map { project[$0] ?? "" }) + "\n")
        let columns = ["rule", "result", "by", "doc", "date"]
        let people = try program.file(
            name + "-findings.csv",
            ([columns] + findings.map { row in columns.map { row[$0] ?? "" } }).map(quoted).joined(separator: "\n")
                + "\n")
        let run = try program.run([
            "check", leads, "--park", project["park"] ?? "", "--as-of", "2026-06-30", "--rules",
            folder.appending(path: "lines.csv").path, "--firms", folder.appending(path: "firms.csv").path,
            "--findings", people, "--format", "ndjson", "--quiet",
        ])
        #expect(run.status == 0, "\(run.errors)")
        return try #require(run.records.first)
    }

    @Test func `a clean project with findings and own lines is admitted`() throws {
        let program = try Program()
        defer { program.remove() }
        let findings = try CasesTable.rows(Self.folder.appending(path: "findings.csv"))
        let projects = try CasesTable.rows(Self.folder.appending(path: "leads.csv"))
        #expect(projects.count >= 10)
        for (number, project) in projects.enumerated() {
            let line = try Self.check(project, findings: findings, in: program, name: "p\(number)")
            #expect(line["verdict"] as? String == "admit", "\(project["项目编号"] ?? "")")
            #expect(line["so_far"] as? String == "admit")
            let clauses = try #require(line["clauses"] as? [[String: Any]])
            let results = Set(clauses.compactMap { $0["result"] as? String })
            #expect(results == ["pass", "not-applicable"])
            #expect(clauses.contains { $0["rule"] as? String == "A-INV" })
        }
    }

    @Test func `one finding less or one number worse takes the admission away`() throws {
        let program = try Program()
        defer { program.remove() }
        let all = try CasesTable.rows(Self.folder.appending(path: "findings.csv"))
        let projects = Dictionary(
            uniqueKeysWithValues: try CasesTable.rows(Self.folder.appending(path: "leads.csv")).map {
                ($0["项目编号"] ?? "", $0)
            })
        let cases = try CasesTable.rows(Self.folder.appending(path: "unproved.csv"))
        #expect(cases.count >= 20)
        for (number, one) in cases.enumerated() {
            var project = try #require(projects[one["project"] ?? ""])
            for change in (one["change"] ?? "").split(separator: ";") {
                let pair = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                try #require(project[pair[0]] != nil, "\(pair[0])")
                project[pair[0]] = pair[1]
            }
            var findings = all
            let change = one["finding"] ?? ""
            if change.hasPrefix("-") {
                findings.removeAll { $0["rule"] == String(change.dropFirst()) }
                #expect(findings.count == all.count - 1)
            } else if change.hasSuffix("=fail") {
                for place in findings.indices where findings[place]["rule"] == String(change.dropLast(5)) {
                    findings[place]["result"] = "fail"
                }
            }
            let line = try Self.check(project, findings: findings, in: program, name: "u\(number)")
            let clauses = line["clauses"] as? [[String: Any]] ?? []
            let clause = clauses.first { $0["rule"] as? String == one["clause"] }
            #expect(line["verdict"] as? String == one["expected"], "\(one["case"] ?? "")")
            #expect(clause?["result"] as? String == one["result"], "\(one["case"] ?? "")")
        }
    }
}
