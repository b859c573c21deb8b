import ArgumentParser

/// What the first words of a command line stand for: the names of commands, and the first word that is none.
struct CommandTree {
    /// The names of the commands that the words named, below the root.
    private(set) var names: [String] = []
    /// The first word that names no command where one is asked for; nil when all is well.
    private(set) var stranger: String?
    /// The names that would have been right in its place.
    private(set) var known: [String] = []

    /// Walks from the root along the words; stops at the first option or at a command without commands of its own.
    init(_ words: [String]) { walk(words[...], from: Yinfeng.configuration) }

    private mutating func walk(_ words: ArraySlice<String>, from configuration: CommandConfiguration) {
        guard let word = words.first, !word.hasPrefix("-"), word != "help", !configuration.subcommands.isEmpty else {
            return
        }
        for command in configuration.subcommands where command._commandName == word {
            names.append(word)
            return walk(words.dropFirst(), from: command.configuration)
        }
        // A default command takes the word as an argument of its own.
        guard configuration.defaultSubcommand == nil else { return }
        stranger = word
        known = configuration.subcommands.map { $0._commandName }
    }

    /// The failure for a word that names no command, with the nearest ones.
    var failure: CommandFailure? {
        guard let stranger else { return nil }
        let above = (["yinfeng"] + names).joined(separator: " ")
        let near = NearestWords.of(stranger, among: known)
        let remedy =
            near.isEmpty
            ? "可用：" + known.joined(separator: "、") : "是不是：" + near.map { above + " " + $0 }.joined(separator: "、")
        return CommandFailure(.usage, "错误：没有命令“\(above) \(stranger)”；\(remedy)", code: .unknownCommand)
    }
}
