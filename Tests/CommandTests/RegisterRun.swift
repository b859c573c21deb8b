import Foundation
import Testing

/// A register in its own folder and the calls that an office makes on it.
struct RegisterRun {
    let program: Program
    let path: String

    static let menghai = "532822"
    static let jinghong = "532801"
    static let mengla = "532823"
    static let banna = "532800"

    init() throws {
        program = try Program()
        path = program.folder.appending(path: "talks.db").path
    }

    /// A register made empty on 2026-03-02.
    static func made() throws -> RegisterRun {
        let run = try RegisterRun()
        let made = try run.call("init", as: banna, at: "2026-03-02")
        try #require(made.status == 0, "\(made.errors)")
        return run
    }

    func remove() { program.remove() }

    /// Calls a verb; a day alone is ten o'clock.
    func call(
        _ verb: String, _ arguments: [String] = [], as authority: String = menghai, at day: String = "2026-03-09",
        clerk: String = "张三", reason: String? = nil
    ) throws -> Program.Outcome {
        try program.run(
            self.arguments(verb, arguments, as: authority, at: day, clerk: clerk, reason: reason))
    }

    func arguments(
        _ verb: String, _ arguments: [String] = [], as authority: String = menghai, at day: String = "2026-03-09",
        clerk: String = "张三", reason: String? = nil
    ) -> [String] {
        let moment = day.count == 10 ? day + "T10:00:00+08:00" : day
        return ["firsttalk", verb] + arguments
            + ["--register", path, "--as", authority, "--clerk", clerk, "--at", moment]
            + (reason.map { ["--reason", $0] } ?? [])
    }

    /// The bundled example record with changes; nil takes a field away.
    func record(_ changes: [String: Any?] = [:], name: String = UUID().uuidString) throws -> String {
        let bytes = try Data(contentsOf: URL(filePath: Program.example("filing-record.json")))
        var fields = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        for (key, value) in changes { fields[key] = value }
        return try program.file(
            name + ".json", try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys]))
    }

    /// A subject that nobody else has.
    func subject(_ word: String, _ phone: Int) throws -> String {
        try record([
            "investor_name": "上海\(word)科技有限公司", "investor_uscc": nil, "investor_uscc_reason": "境外注册",
            "investor_contact_phone": "139\(10_000_000 + phone)",
        ])
    }

    /// Files the example and returns its number.
    func filed(
        _ changes: [String: Any?] = [:], as authority: String = menghai, at day: String = "2026-03-09"
    ) throws -> String {
        let outcome = try call("file", ["--record", try record(changes)], as: authority, at: day)
        try #require(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        return try #require(outcome.records.first?["no"] as? String)
    }

    /// Files and accepts the example.
    func accepted(_ changes: [String: Any?] = [:]) throws -> String {
        let no = try filed(changes)
        let outcome = try call("accept", [no], as: RegisterRun.banna, at: "2026-03-10", clerk: "王五")
        try #require(outcome.status == 0, "\(outcome.output)")
        return no
    }
}

extension Program.Outcome {
    /// The only line.
    var line: [String: Any] { records.first ?? [:] }
    /// The state on the line.
    var state: String? { line["state"] as? String }
    /// The codes of the notes.
    var notes: [String] {
        (line["notes"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    }
    /// The code of a refusal; nil when there is none, or when the object lacks one of its four keys.
    var refusal: String? {
        guard let error = line["error"] as? [String: Any], lines.count == 1, error["message"] is String,
            error["field"] is String, error["remedy"] is String
        else { return nil }
        return error["code"] as? String
    }
}
