import ArgumentParser
import Foundation

/// What the argument parser knows of the commands, as it dumps it: the source of option names, man pages and checks.
struct CommandDescription: Decodable {
    struct Name: Decodable {
        let kind: String
        let name: String

        /// `--top`, `-h`.
        var written: String { (kind == "long" ? "--" : "-") + name }
    }

    struct Argument: Decodable {
        let kind: String
        let isOptional: Bool
        let isRepeating: Bool
        let shouldDisplay: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let abstract: String?
    }

    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [CommandDescription]?
    let arguments: [Argument]?

    /// The root command's description; nil when the parser dumps something else than it did.
    static func root() -> CommandDescription? {
        struct Document: Decodable { let command: CommandDescription }
        return try? JSONDecoder().decode(Document.self, from: Data(Yinfeng._dumpHelp().utf8)).command
    }

    /// The description at a path of names below this one.
    func at(_ names: some Sequence<String>) -> CommandDescription? {
        var current = self
        for name in names {
            guard let next = current.subcommands?.first(where: { $0.commandName == name }) else { return nil }
            current = next
        }
        return current
    }

    /// The names of the long options.
    var options: Set<String> {
        Set((arguments ?? []).flatMap { ($0.names ?? []).filter { $0.kind == "long" }.map(\.name) })
    }
}
