import ArgumentParser
import Foundation
import YinfengCatalog
import YinfengModel
import YinfengReport

/// The flags that say where and how results are written.
struct OutputOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("输出格式：table、csv、json、ndjson；终端上默认 table，否则 ndjson。", valueName: "格式"))
    var format: String?

    @Option(name: .long, help: ArgumentHelp("输出文件，按扩展名定格式：\(OutputFormat.endings)。", valueName: "文件"))
    var out: String?

    @Flag(name: .long, help: "ndjson 首行写日期、目录版本和程序版本。")
    var meta = false

    /// The writer's options; throws a usage failure for an unknown format or extension.
    func options() throws -> ReportOptions {
        var chosen: OutputFormat
        if let format {
            guard let named = OutputFormat(rawValue: format) else {
                throw CommandFailure(
                    .usage, "错误：没有“\(format)”格式；可用：" + OutputFormat.allCases.map(\.rawValue).joined(separator: "、"))
            }
            chosen = named
        } else if let out {
            guard let byExtension = OutputFormat(path: out) else {
                throw CommandFailure(.usage, "错误：看不出“\(out)”的格式；用 \(OutputFormat.endings) 之一，或加 --format")
            }
            chosen = byExtension
        } else {
            chosen = isatty(STDOUT_FILENO) == 1 ? .table : .ndjson
        }
        var options = ReportOptions(format: chosen, path: out)
        options.includesMeta = meta
        options.byteOrderMark = chosen == .csv && out != nil
        if out == nil, isatty(STDOUT_FILENO) == 1 {
            options.usesColor = (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
            options.terminalWidth = OutputOptions.terminalWidth()
        }
        // A pager or a narrow paper: COLUMNS is exported on purpose, shells keep it to themselves.
        if chosen == .table, options.terminalWidth == nil, let columns = ProcessInfo.processInfo.environment["COLUMNS"]
        {
            options.terminalWidth = Int(columns).flatMap { $0 >= 20 ? $0 : nil }
        }
        return options
    }

    private static func terminalWidth() -> Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

extension ReportMeta {
    /// The facts about a run: the day, the editions it used, the program.
    init(asOf: CivilDate, store: CatalogStore, editions: [String], notes: [(name: String, value: String)] = []) {
        self.init(
            asOf: asOf.iso,
            editions: editions.compactMap { id in
                store.edition(id).map { Edition(id: id, title: $0.manifest.citationTitle) }
            },
            version: "yinfeng " + Version.text, notes: notes)
    }
}
