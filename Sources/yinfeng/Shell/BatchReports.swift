import Foundation
import Synchronization
import YinfengBatch
import YinfengCatalog
import YinfengModel
import YinfengReport

/// What decides the bytes of a batch run: a checkpoint is of use to the same run only.
enum BatchFingerprint {
    /// Names and values, the names as a person reads them.
    static func make(_ command: BatchCommand, session: Session) -> [String: String] {
        var result = [
            "程序": Version.text, "日期": session.asOf.iso, "--task": command.task.rawValue, "--top": String(command.top),
            "目录": catalogs(session.store),
        ]
        func note(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { result[name] = value }
        }
        note("--input-format", command.inputFormat)
        note("--numbered", command.numbered ? "是" : nil)
        note("--check-top", command.checkTop == 0 ? nil : String(command.checkTop))
        note("--park", command.park.joined(separator: ";"))
        note("--region", command.region)
        note("--map", command.leads.map.joined(separator: ";"))
        note("--explain", command.explain ? "是" : nil)
        note("--brief", command.brief ? "是" : nil)
        note("--shortlist", command.shortlist ? "是" : nil)
        note("--dedupe", command.dedupe ? "是" : nil)
        note("--meta", command.meta ? "是" : nil)
        note("--parks", command.parks.map(file))
        note("--profile", command.profile.map(file))
        note("--synonyms", command.synonyms.map(file))
        note("--firms", command.assessment.firms.map(file))
        note("--findings", command.assessment.findings.map(file))
        note("--rules", command.assessment.rules.map(file).joined(separator: ";"))
        return result
    }

    /// A file by its name and what it holds; a name that is no file stands for itself.
    private static func file(_ path: String) -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else { return path }
        var digest = InputDigest()
        bytes.withUnsafeBytes { digest.update($0) }
        return path + "#" + String(digest.value, radix: 16)
    }

    /// All editions by the checksums of their tables.
    private static func catalogs(_ store: CatalogStore) -> String {
        var digest = InputDigest()
        for edition in store.editions.sorted(by: { $0.manifest.id < $1.manifest.id }) {
            let text = edition.manifest.id + edition.manifest.tables.map { $0.file + $0.sha256 }.joined()
            Array(text.utf8).withUnsafeBytes { digest.update($0) }
        }
        return String(digest.value, radix: 16)
    }
}

/// `--summary`: counts, rates, histograms, versions.
struct BatchSummary {
    let outcome: BatchOutcome
    let task: String
    let input: String
    let output: String
    let jobs: Int
    let meta: ReportMeta

    /// Writes the summary; throws `ReportError`.
    func write(to path: String) throws(ReportError) {
        let seconds = outcome.seconds + outcome.secondsBefore
        var json = JSONWriter()
        json.beginObject()
        json.field("task", task)
        json.field("input", input)
        json.field("output", output)
        json.field("complete", outcome.ending == .finished)
        outcome.tally.write(to: &json)
        json.field("output_bytes", outcome.outputLength)
        json.key("seconds")
        json.number(seconds, digits: 3)
        json.key("rows_per_second")
        json.number(seconds > 0 ? Double(outcome.tally.rows) / seconds : 0, digits: 1)
        json.field("jobs", jobs)
        for entry in meta.object.entries {
            json.key(entry.key)
            entry.value.write(to: &json)
        }
        json.endObject()
        json.endLine()
        let sink = try FileSink(path: path)
        try sink.write(json.bytes)
        try sink.finish()
    }
}

/// A line on the terminal that says how far a run is.
final class BatchMeter: Sendable {
    private let state = Mutex<(started: Double?, shown: Double, rows: Int)>((nil, 0, 0))

    /// Shows the count at most four times a second.
    func show(rows: Int, errors: Int) {
        let now = ProcessInfo.processInfo.systemUptime
        let text = state.withLock { state -> String? in
            let started = state.started ?? now
            if state.started == nil { state = (now, 0, rows) }
            guard now - state.shown >= 0.25, now > started else { return nil }
            state.shown = now
            return "\r已完成 \(rows) 行，退回 \(errors) 行，每秒 \(Int(Double(rows - state.rows) / (now - started))) 行"
        }
        if let text { FileHandle.standardError.write(Data((text + "\u{1B}[K").utf8)) }
    }
}
