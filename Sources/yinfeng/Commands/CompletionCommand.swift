import ArgumentParser

/// `completion`: the script that completes commands and options in a shell.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "补全脚本：在 bash、zsh 或 fish 里按 Tab 补全命令和选项。",
        discussion: """
            例：yinfeng completion bash > ~/.local/share/bash-completion/completions/yinfeng
            """)

    /// A shell.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash
        case zsh
        case fish
    }

    @Argument(help: ArgumentHelp("bash、zsh 或 fish。", valueName: "bash|zsh|fish"))
    var shell: Shell

    func run() throws {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        print(Yinfeng.completionScript(for: kind), terminator: "")
    }
}
