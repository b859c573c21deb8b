import Foundation
import Testing

/// The cases of `Tests/Cases/entry` through the built program: an officer adds a row, no Swift.
@Suite struct CheckBoundaryTests {
    private struct Case {
        let name: String
        let day: String
        let park: String
        let rule: String
        let fields: [(String, String)]
        let expected: String
        let required: String
        let found: String
        /// Words that the message must hold; `edge` for the mark of a value on the line.
        let says: String

        init(_ row: [String: String]) {
            func cell(_ key: String, _ other: String = "") -> String {
                row[key].flatMap { $0.isEmpty ? nil : $0 } ?? other
            }
            name = cell("case")
            day = cell("as_of", "2026-06-30")
            park = cell("park", "53299043")
            rule = cell("rule")
            fields = cell("fields").split(separator: ";").map { part in
                let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
                return (pair[0], pair.count > 1 ? pair[1] : "")
            }
            expected = cell("expected")
            required = cell("required")
            found = cell("found")
            says = cell("says")
        }
    }

    private static let folder = Program.root.appending(path: "Tests/Cases/entry")

    @Test(arguments: [("boundaries.csv", "boundary-lines.csv"), ("officer.csv", "officer-lines.csv")])
    func `every case comes out as the officer wrote it`(file: String, lines: String) throws {
        let program = try Program()
        defer { program.remove() }
        let cases = try CasesTable.rows(Self.folder.appending(path: file)).map(Case.init)
        #expect(cases.count >= 60)
        let groups = Dictionary(grouping: cases) { [$0.day, $0.park] }
        for (key, group) in groups.sorted(by: { $0.key.joined() < $1.key.joined() }) {
            let rows = try group.map { one in
                var object: [String: String] = ["项目编号": one.name]
                for (key, value) in one.fields { object[key] = value }
                return String(
                    decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]),
                    as: UTF8.self)
            }
            let leads = try program.file(key.joined() + ".ndjson", rows.joined(separator: "\n") + "\n")
            let run = try program.run([
                "check", leads, "--park", key[1], "--as-of", key[0], "--rules",
                Self.folder.appending(path: lines).path, "--format", "ndjson", "--quiet",
            ])
            #expect(run.status == 0, "\(run.errors)")
            try #require(run.records.count == group.count)
            for (one, record) in zip(group, run.records) { Self.compare(one, record) }
        }
    }

    private static func compare(_ one: Case, _ record: [String: Any]) {
        let clauses = record["clauses"] as? [[String: Any]] ?? []
        let clause = clauses.first { $0["rule"] as? String == one.rule }
        let message = clause?["message"] as? String ?? ""
        #expect(clause?["result"] as? String ?? "absent" == one.expected, "\(one.name)：\(message)")
        if !one.required.isEmpty { #expect(clause?["required"] as? String == one.required, "\(one.name)") }
        if !one.found.isEmpty { #expect(clause?["found"] as? String == one.found, "\(one.name)") }
        if !one.says.isEmpty { #expect(message.contains(one.says), "\(one.name)：\(message)") }
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
