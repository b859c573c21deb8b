import ArgumentParser
import YinfengFirstTalk
import YinfengModel
import YinfengReport

/// `firsttalk form`.
struct FirstTalkForm: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "form", abstract: "打印首谈备案登记表：终端为文字，--out 可为 .html .docx .xlsx .txt。",
        discussion: "例：yinfeng firsttalk form FT-2026-532822-000123-H --register 首谈.db --out 登记表.docx")

    @Argument(help: ArgumentHelp("备案编号或草稿号。", valueName: "编号"))
    var no: String
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let register = try counter.open()
        let moment = try options.moment()
        let form = try register.form(no, at: moment, withContacts: options.withContacts)
        try PaperPrinter(counter: counter).print(form) { try register.show(no, at: moment) }
    }
}

/// `firsttalk receipt`.
struct FirstTalkReceipt: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "打印回执：编号、序号、时间、查重结果、保护期、下次到期、链首；投资方隐去中间。",
        discussion: "例：yinfeng firsttalk receipt FT-2026-532822-000123-H --register 首谈.db --out 回执.txt")

    @Argument(help: ArgumentHelp("备案编号。", valueName: "编号"))
    var no: String
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let register = try counter.open()
        let moment = try options.moment()
        let form = try register.receipt(no, at: moment)
        try PaperPrinter(counter: counter).print(form) { try register.show(no, at: moment) }
    }
}

/// `firsttalk template`.
struct FirstTalkTemplate: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "给出记录的空表和一份填好的示例（虚构）；--empty、--filled 只给一份，--fields 列出字段。",
        discussion: "例：yinfeng firsttalk template --empty --out 记录.json")

    @Flag(name: .long, help: "只给空表。")
    var empty = false
    @Flag(name: .long, help: "只给填好的示例。")
    var filled = false
    @Flag(name: .long, help: "列出每个字段的名称和是否必填。")
    var fields = false
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let requirements = counter.facts.requirements
        if fields || ["csv", "xlsx", "html"].contains(output.outExtension) {
            return try counter.rows(
                title: "首谈备案登记表",
                columns: [
                    ReportColumn("字段", "name", width: 24), ReportColumn("内容", "content", style: .wrapped, width: 60),
                    ReportColumn("要求", "need"), ReportColumn("键", "key"),
                ],
                RecordTemplate.explained(requirements).map { field in
                    ["key": .text(field.key), "name": .text(field.name), "need": .text(field.need), "content": .null]
                })
        }
        let blank = RecordTemplate.empty(requirements)
        if empty { return try counter.write(blank) }
        let example = try RecordTemplate.filled(counter.store, requirements)
        if filled { return try counter.write(example) }
        func indented(_ text: String) -> String {
            text.trimmingSuffix(while: \.isNewline).replacing("\n", with: "\n  ")
        }
        try counter.write("{\n  \"empty\": \(indented(blank)),\n  \"filled\": \(indented(example))\n}\n")
    }
}

extension StringProtocol {
    /// The text without the characters at its end that are so.
    fileprivate func trimmingSuffix(while isSo: (Character) -> Bool) -> String {
        var end = endIndex
        while end > startIndex, isSo(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end])
    }
}
