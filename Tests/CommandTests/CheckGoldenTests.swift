import Foundation
import Testing

/// All rule sets on fifty projects: what each clause says stands in `Tests/Cases/entry/golden.txt`.
///
/// After a change that is meant, write the file anew and review the difference:
/// `YINFENG_WRITE_GOLDEN=1 swift test --filter CheckGoldenTests`.
@Suite struct CheckGoldenTests {
    private static let golden = Program.root.appending(path: "Tests/Cases/entry/golden.txt")

    @Test func `every clause of fifty projects is as reviewed`() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run([
            "check", Program.example("ledger.csv"), "--park", "53299043", "--as-of", "2026-06-30", "--format", "ndjson",
            "--quiet",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.records.prefix(50).map(CheckGoldenTests.line)
        if ProcessInfo.processInfo.environment["YINFENG_WRITE_GOLDEN"] != nil {
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: CheckGoldenTests.golden)
        }
        let held = try String(contentsOf: CheckGoldenTests.golden, encoding: .utf8).split(separator: "\n").map(
            String.init)
        #expect(held.count == 50 && lines.count == 50)
        for (a, b) in zip(lines, held) { #expect(a == b) }
    }

    /// `id verdict so_far rule=result …`, rules that do not apply left out.
    private static func line(_ record: [String: Any]) -> String {
        let clauses = record["clauses"] as? [[String: Any]] ?? []
        let results = clauses.compactMap { clause -> String? in
            guard let rule = clause["rule"] as? String, let result = clause["result"] as? String,
                result != "not-applicable"
            else { return nil }
            return rule + "=" + result
        }
        let head = ["id", "verdict", "so_far"].map { record[$0] as? String ?? "-" }
        return (head + results).joined(separator: " ")
    }
}
