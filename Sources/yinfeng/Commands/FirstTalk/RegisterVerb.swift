import ArgumentParser
import Foundation
import YinfengCatalog
import YinfengFirstTalk
import YinfengModel
import YinfengReport
import YinfengTabular
import YinfengText

/// A verb of the register: it does its work in `perform`; refusals become an object on standard output and an exit
/// status in one place.
protocol RegisterVerb: ParsableCommand {
    /// The flags of every verb.
    var options: RegisterOptions { get }
    /// Where the answer goes.
    var output: OutputOptions { get }
    /// Does the work; throws `RegisterRefusal` and the errors of reading and writing files.
    func perform(_ counter: RegisterCounter) throws
}

extension RegisterVerb {
    func run() throws {
        do {
            try perform(RegisterCounter(options: options, output: output))
        } catch let refusal as RegisterRefusal {
            try RefusalPrinter(output: output).finish(refusal)
        } catch let error as TabularError {
            let words = error.explanation
            try RefusalPrinter(output: output).finish(
                RegisterRefusal(
                    error.status == 66 ? .noInput : error.status == 64 ? .usage : .unreadable, "L100",
                    (words.place.isEmpty ? "" : words.place + "：") + words.fact, remedy: words.remedy))
        }
    }
}

/// Prints `{"error":{…}}` for scripts, the sentence for people, and leaves with the refusal's status.
struct RefusalPrinter {
    let output: OutputOptions

    func finish(_ refusal: RegisterRefusal) throws -> Never {
        let isReadable = output.isReadable
        if !isReadable {
            let sink = FileSink.standardOutput
            try sink.write(Array((refusal.json + "\n").utf8))
            try sink.finish()
        }
        throw CommandFailure(ExitStatus(rawValue: refusal.exitCode) ?? .refused, refusal.explanation.sentence)
    }
}

extension OutputOptions {
    /// Whether a person reads the answer on a terminal, rather than a script.
    var isReadable: Bool { out == nil && (try? options().format) == .table }

    /// The extension of `--out` in small letters; empty without one.
    var outExtension: String {
        guard let out, let dot = out.lastIndex(of: "."), !out[dot...].contains("/") else { return "" }
        return out[out.index(after: dot)...].lowercased()
    }
}

/// The counter at which a verb is served: the facts, the register, the answer's way out.
final class RegisterCounter {
    let options: RegisterOptions
    let output: OutputOptions
    /// The catalogues.
    let store: CatalogStore
    /// The facts of the register.
    let facts: FirstTalkFacts

    init(options: RegisterOptions, output: OutputOptions) throws {
        self.options = options
        self.output = output
        store = try CommonOptions.store(catalogs: options.catalogs, quiet: options.quiet)
        facts = try FirstTalkFacts.load(store)
    }

    /// Opens the register.
    func open() throws -> Register { try Register.open(path: options.path(), facts: facts) }

    /// The catalogue of fields, for ledgers.
    func fields() throws -> FieldCatalog { try FieldCatalog(from: store, folder: facts.folder) }

    /// Tells a person something beside the answer.
    func hint(_ text: String) {
        if !options.quiet { StandardError.hint(.register, text) }
    }

    /// The meta facts of an answer.
    func meta(notes: [(name: String, value: String)] = []) throws -> ReportMeta {
        ReportMeta(
            asOf: try options.moment().day, store: store,
            editions: facts.editions.map { String($0.prefix { $0 != "@" }) }, notes: notes)
    }

    /// Prints the line of a move: a short slip for a person, the contract's object for a script.
    func answer(_ line: RegisterLine) throws {
        if output.isReadable { return try write(LineSlip(line: line, facts: facts).text) }
        try list([line], title: "首谈备案")
    }

    /// Prints a line to standard output although `--out` took the answer itself.
    func report(_ line: RegisterLine) throws {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let isSlip = output.format == "table" || (output.format == nil && isTerminal)
        let sink = FileSink.standardOutput
        try sink.write(Array((isSlip ? LineSlip(line: line, facts: facts).text : line.json + "\n").utf8))
        try sink.finish()
    }

    /// Prints lines one a row.
    func list(_ lines: some Sequence<RegisterLine>, title: String) throws {
        try rows(title: title, columns: RegisterColumns.filings(facts), lines.lazy.map(\.object))
    }

    /// Prints rows in the format that was asked for.
    func rows(title: String, columns: [ReportColumn], _ rows: some Sequence<ReportObject>) throws {
        var writer = try output.options().makeWriter()
        try writer.write(ReportHead(title: title, columns: columns, meta: try meta()), rows: rows)
    }

    /// Writes a text to `--out` or standard output.
    func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Writes bytes to `--out` or standard output.
    func write(_ bytes: [UInt8]) throws {
        let sink = try output.out.map { try FileSink(path: $0) } ?? FileSink.standardOutput
        try sink.write(bytes)
        try sink.finish()
    }
}
