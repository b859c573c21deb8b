import ArgumentParser
import Foundation
import YinfengReport

/// `manual`: man pages of all commands, made from their help.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "手册页：把全部命令的说明写成 man 手册（man 第1节）。",
        discussion: "例：yinfeng manual --out /usr/local/share/man/man1")

    @Option(name: .long, help: ArgumentHelp("写到哪个文件夹，每条命令一个文件；不写则显示总手册。", valueName: "文件夹"))
    var out: String?

    func run() throws {
        guard let root = CommandDescription.root() else {
            throw CommandFailure(.data, "错误：取不到命令说明；请用 yinfeng --help 查看")
        }
        guard let out else {
            print(ManualPage(path: [root.commandName], command: root).text, terminator: "")
            return
        }
        do {
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        } catch {
            throw ReportError.cannotCreate(path: out, reason: "建不了文件夹")
        }
        try write(root, path: [root.commandName], to: out)
    }

    private func write(_ command: CommandDescription, path: [String], to folder: String) throws {
        let sink = try FileSink(path: folder + "/" + path.joined(separator: "-") + ".1")
        try sink.write(Array(ManualPage(path: path, command: command).text.utf8))
        try sink.finish()
        for child in command.subcommands ?? [] where child.commandName != "help" {
            try write(child, path: path + [child.commandName], to: folder)
        }
    }
}

/// One man page in the language of troff.
struct ManualPage {
    let path: [String]
    let command: CommandDescription

    /// The page.
    var text: String {
        var lines = [
            ".TH \(quoted(path.joined(separator: "-").uppercased())) 1 \"\" \(quoted("yinfeng " + Version.text)) \(quoted("引凤手册"))",
            ".SH 名称", escaped(path.joined(separator: "-")) + " \\- " + escaped(command.abstract ?? ""), ".SH 用法",
            ".B " + escaped(path.joined(separator: " ")), usage,
        ]
        if let discussion = command.discussion, !discussion.isEmpty {
            lines += [".SH 说明"] + discussion.split(separator: "\n").flatMap { [".PP", escaped(String($0))] }
        }
        let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
        if !arguments.isEmpty { lines += [".SH 选项"] + arguments.flatMap(option) }
        let children = (command.subcommands ?? []).filter { $0.commandName != "help" }
        if !children.isEmpty {
            lines.append(".SH 命令")
            for child in children {
                lines += [".TP", ".B " + escaped(child.commandName), escaped(child.abstract ?? "")]
            }
        }
        lines += [
            ".SH 退出状态", ".TP", "0", "完成，不论结论。", ".TP", "1", "check \\-\\-fail\\-on 所列结论出现。", ".TP", "4–7",
            "登记簿：不予办理、查无此号、正被占用、完整性受损。", ".TP", "64–66, 73, 74", "用法有误；没有可用的行；没有输入；写不了。",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var usage: String {
        let arguments = (command.arguments ?? []).filter { $0.kind == "positional" && $0.shouldDisplay }
        var words = arguments.map { argument in
            let name = "<" + (argument.valueName ?? "") + ">" + (argument.isRepeating ? " ..." : "")
            return argument.isOptional ? "[" + name + "]" : name
        }
        if (command.arguments ?? []).contains(where: { $0.kind != "positional" }) { words.append("[选项]") }
        if command.subcommands?.isEmpty == false { words.append("<命令>") }
        return escaped(words.joined(separator: " "))
    }

    private func option(_ argument: CommandDescription.Argument) -> [String] {
        var head = (argument.names ?? []).map(\.written).joined(separator: ", ")
        if argument.kind != "flag", let value = argument.valueName { head += (head.isEmpty ? "<" : " <") + value + ">" }
        var words = argument.abstract ?? ""
        if argument.kind == "option", let value = argument.defaultValue { words += "（默认：\(value)）" }
        return [".TP", ".B " + escaped(head), escaped(ArgumentLanguage.chinese(words))]
    }

    /// A line that troff takes for words: no command at its beginning, no hyphen that breaks.
    private func escaped(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }

    private func quoted(_ text: String) -> String { "\"" + escaped(text).replacing("\"", with: "") + "\"" }
}
