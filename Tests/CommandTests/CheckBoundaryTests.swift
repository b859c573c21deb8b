import Foundation
import Testing

/// The cases of `Tests/Cases/entry/boundaries.csv` through the built program: an officer adds a row, no Swift.
@Suite struct CheckBoundaryTests {
    private struct Case {
        let name: String
        let asOf: String
        let rule: String
        let fields: [(String, String)]
        let expected: String
        let required: String
        let found: String
    }

    private static let folder = Program.root.appending(path: "Tests/Cases/entry")

    private static func cases() throws -> [Case] {
        try CasesTable.rows(folder.appending(path: "boundaries.csv")).map { row in
            Case(
                name: row["case"] ?? "", asOf: row["as_of"].flatMap { $0.isEmpty ? nil : $0 } ?? "2026-06-30",
                rule: row["rule"] ?? "",
                fields: (row["fields"] ?? "").split(separator: ";").map { part in
                    let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
                    return (pair[0], pair.count > 1 ? pair[1] : "")
                },
                expected: row["expected"] ?? "", required: row["required"] ?? "", found: row["found"] ?? "")
        }
    }

    @Test func `every case comes out as the officer wrote it`() throws {
        let program = try Program()
        defer { program.remove() }
        let cases = try CheckBoundaryTests.cases()
        #expect(cases.count >= 60)
        for (day, group) in Dictionary(grouping: cases, by: \.asOf).sorted(by: { $0.key < $1.key }) {
            let lines = try group.map { one in
                var object: [String: String] = ["项目编号": one.name]
                for (key, value) in one.fields { object[key] = value }
                return String(
                    decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]),
                    as: UTF8.self)
            }
            let leads = try program.file(day + ".ndjson", lines.joined(separator: "\n") + "\n")
            let run = try program.run([
                "check", leads, "--park", "53299043", "--as-of", day, "--rules",
                CheckBoundaryTests.folder.appending(path: "boundary-lines.csv").path, "--format", "ndjson", "--quiet",
            ])
            #expect(run.status == 0, "\(run.errors)")
            try #require(run.records.count == group.count)
            for (one, record) in zip(group, run.records) {
                let clauses = record["clauses"] as? [[String: Any]] ?? []
                let clause = clauses.first { $0["rule"] as? String == one.rule }
                let result = clause?["result"] as? String ?? "absent"
                #expect(result == one.expected, "\(one.name)：\(clause?["message"] as? String ?? "")")
                if !one.required.isEmpty { #expect(clause?["required"] as? String == one.required, "\(one.name)") }
                if !one.found.isEmpty { #expect(clause?["found"] as? String == one.found, "\(one.name)") }
            }
        }
    }
}

/// Reads a table of cases: cells with commas stand in quotes, quotes are doubled.
enum CasesTable {
    static func rows(_ file: URL) throws -> [[String: String]] {
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n").map { cells(String($0)) }
        guard let heading = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(zip(heading, $0), uniquingKeysWith: { first, _ in first }) }
    }

    private static func cells(_ line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
