import Foundation
import Testing

/// Lives of filings as an office writes them down: `Tests/Cases/firsttalk/lives.csv`, each played through the program.
///
/// A move is `verb label authority day`, then record fields as `key=value` (`none` takes one away) and options as
/// `--name=value`; `@A` is the number of A, `FILE` a document, `--shares` takes `item:attracting:hosting:count`. What is
/// expected holds after the last move: the state and the flag of its filing, a code in its refusal or its notes, the level
/// required.
@Suite struct FirstTalkLivesTests {
    struct Life: CustomTestStringConvertible {
        let cells: [String: String]
        var testDescription: String { cells["id"] ?? "" }
        func cell(_ name: String) -> String { cells[name] ?? "" }
    }

    static let lives: [Life] = {
        let file = Program.root.appending(path: "Tests/Cases/firsttalk/lives.csv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let rows = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let heading = rows.first else { return [] }
        return rows.dropFirst().map { Life(cells: Dictionary(zip(heading, $0), uniquingKeysWith: { $1 })) }
    }()

    /// A move taken apart.
    private struct Move {
        let verb: String
        let label: String
        let authority: String
        let day: String
        var record: [String: Any?] = [:]
        var options: [(name: String, value: String)] = []

        init(_ text: Substring) throws {
            let words = text.split(separator: " ").map(String.init)
            try #require(words.count >= 4, "\(text)")
            (verb, label, authority, day) = (words[0], words[1], words[2], words[3])
            for word in words.dropFirst(4) {
                let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
                if word.hasPrefix("--") {
                    options.append((pair[0], pair.count > 1 ? pair[1] : ""))
                } else {
                    record[pair[0]] = .some(pair[1] == "none" ? nil : pair[1])
                }
            }
        }
    }

    private func arguments(_ move: Move, _ numbers: [String: String], _ run: RegisterRun) throws -> [String] {
        var result: [String] = []
        if move.verb == "file" {
            result += ["--record", try run.record(move.record)]
        } else {
            result.append(try #require(numbers[move.label]))
        }
        for (name, value) in move.options where name != "--reason" {
            result.append(name)
            if name == "--shares" {
                let parts = value.split(separator: ":").map(String.init)
                let text = "item,attract,host,count\n" + parts.joined(separator: ",") + "\n"
                result.append(try run.program.file("\(UUID().uuidString).csv", Data(text.utf8)))
            } else if value == "FILE" {
                result.append(try run.program.file("\(UUID().uuidString).pdf", Data("合同".utf8)))
            } else if value.hasPrefix("@") {
                result.append(try #require(numbers[String(value.dropFirst())]))
            } else if !value.isEmpty {
                result.append(value)
            }
        }
        return result
    }

    @Test(arguments: lives) func `a life reads as it was written down`(_ life: Life) throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        var numbers: [String: String] = [:]
        var last: (move: Move, outcome: Program.Outcome)?
        for text in life.cell("moves").split(separator: ";") {
            if let last { #expect(last.outcome.status == 0, "\(last.move.verb): \(last.outcome.output)") }
            let move = try Move(text)
            let outcome = try run.call(
                move.verb, arguments(move, numbers, run), as: move.authority, at: move.day,
                reason: move.options.first { $0.name == "--reason" }?.value)
            if move.verb == "file" {
                let remedy = (outcome.line["error"] as? [String: Any])?["remedy"] as? String ?? ""
                numbers[move.label] =
                    outcome.line["no"] as? String ?? remedy.firstMatch(of: /D-[0-9]+/).map { String($0.output) }
            }
            last = (move, outcome)
        }
        let (move, outcome) = try #require(last)
        let code = life.cell("code")
        let isRefused = outcome.refusal != nil
        #expect(outcome.status == (isRefused ? 4 : 0), "\(outcome.output)")
        if code.isEmpty {
            #expect(!isRefused, "\(outcome.output)")
        } else {
            #expect(outcome.refusal == code || outcome.notes.contains(code), "\(outcome.output)")
        }
        guard !life.cell("state").isEmpty else { return }
        let shown = try run.call("show", [try #require(numbers[move.label])], as: move.authority, at: move.day)
        #expect(shown.state == life.cell("state"), "\(shown.output)")
        #expect(
            (shown.line["seq"] is NSNull) == (life.cell("state") == "draft"), "a number only for what was submitted")
        if !life.cell("contested").isEmpty {
            #expect(shown.line["contested"] as? Bool == (life.cell("contested") == "true"), "\(shown.output)")
        }
        if !life.cell("level").isEmpty {
            #expect((shown.line["escalation"] as? [String: Any])?["level"] as? String == life.cell("level"))
        }
    }

    /// A county whose code is no longer given goes on under the new one; its old filings are its own still.
    @Test func `a filing outlives the code of its county`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.accepted()
        let folder = run.program.folder.appending(path: "catalogs/first-talk/authorities")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let held = Program.root.appending(path: "Catalogs/first-talk/authorities")
        for name in ["authorities.csv", "former.csv", "edition.json"] {
            var text = try String(contentsOf: held.appending(path: name), encoding: .utf8)
            if name == "authorities.csv" { text = text.replacingOccurrences(of: "532822,勐海县", with: "532899,勐海市") }
            if name == "former.csv" { text += "532822,532899,2026,示例,no\n" }
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        let renamed = ["--catalogs", run.program.folder.appending(path: "catalogs").path]
        let shown = try run.call("show", [no] + renamed, as: "532899", at: "2026-03-11")
        #expect(shown.state == "accepted", "\(shown.output)\(shown.errors)")
        for who in ["532899", "532822", "勐海市"] {
            let moved = try run.call(
                "progress", [no, "--kind", "选址", "--date", "2026-03-11"] + renamed, as: who, at: "2026-03-11")
            #expect(moved.status == 0, "\(who) \(moved.output)\(moved.errors)")
        }
        let listed = try run.call("list", ["--filer", "532899"] + renamed, as: "532800", at: "2026-03-11")
        #expect(listed.records.count == 1)
        #expect(try run.call("verify", renamed, as: "532800", at: "2026-03-12").status == 0)
    }
}
