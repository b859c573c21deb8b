import ArgumentParser
import YinfengFirstTalk
import YinfengModel
import YinfengReport
import YinfengTabular

/// `firsttalk init`.
struct FirstTalkInit: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "建立一个空的登记簿。",
        discussion: "例：yinfeng firsttalk init --register 首谈.db --as 532800 --clerk 王五")

    @Option(name: .long, help: ArgumentHelp("参数表（CSV：key,value,unit），只写要改的。", valueName: "文件"))
    var rules: String?
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let path = try options.path()
        _ = try options.moment()
        let changed = try rules.map { try ParameterFile.changed(counter.facts.defaultRules, by: $0, counter) }
        let register = try Register.create(path: path, facts: counter.facts, rules: changed)
        var line = RegisterLine()
        line.head = try register.head()
        line.notes = [RegisterNote("G100", "已建立登记簿 \(path)，参数第 1 版")]
        try counter.answer(line)
    }
}

/// `firsttalk rules`.
struct FirstTalkRules: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "列出现行参数；--set 启用新一版，只管今后的备案。",
        discussion: "例：yinfeng firsttalk rules --register 首谈.db --as 532800 --clerk 王五 --set 参数.csv")

    @Option(name: .long, help: ArgumentHelp("参数表（CSV：key,value,unit），只写要改的。", valueName: "文件"))
    var set: String?
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let register = try counter.open()
        let current = try register.rules()
        if let set {
            let changed = try ParameterFile.changed(current.rules, by: set, counter)
            let version = try register.setRules(changed, by: try options.mover())
            var line = RegisterLine()
            line.head = try register.head()
            line.notes = [RegisterNote("G110", "参数第 \(version) 版已启用；此前的备案仍按原参数")]
            return try counter.answer(line)
        }
        let rows = current.rules.values.keys.sorted().map { key -> ReportObject in
            [
                "key": .text(key), "value": .optional(current.rules.values[key]),
                "unit": .optional(current.rules.units[key]), "version": .integer(current.version),
            ]
        }
        try counter.rows(
            title: "首谈备案参数",
            columns: [
                ReportColumn("key", "key"), ReportColumn("value", "value"), ReportColumn("unit", "unit"),
                ReportColumn("版本", "version", style: .number(digits: 0)),
            ], rows)
    }
}

/// A parameters table: what `rules` prints, changed.
enum ParameterFile {
    /// The rules changed by a file; throws `RegisterRefusal` 65 and `TabularError`.
    static func changed(_ rules: RuleSet, by path: String, _ counter: RegisterCounter) throws -> RuleSet {
        try rules.changed(rows: try TableFile.rows(path, wanted: ["key", "value"], counter), source: path)
    }
}

/// A plain table read whole, heading first.
enum TableFile {
    /// The cells; throws `TabularError`, and `RegisterRefusal` 65 for a damaged row.
    static func rows(_ path: String, wanted: [String], _ counter: RegisterCounter) throws -> [[String]] {
        let table = try TableReader(path: path, wanted: wanted, folder: counter.facts.folder)
        var rows = [table.headings]
        while let row = try table.next() {
            if let fault = row.fault { throw RegisterRefusal(.unreadable, "L101", row.location.text + "：" + fault) }
            rows.append(row.cells)
        }
        return rows
    }
}
