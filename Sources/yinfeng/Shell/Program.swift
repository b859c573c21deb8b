import ArgumentParser
import Foundation
import YinfengBatch
import YinfengModel
import YinfengReport

/// The entry point: runs a command and turns whatever it throws into a Chinese sentence and an exit status.
@main
enum Program {
    static func main() async {
        // A closed pipe is an ordinary end of reading (`yinfeng … | head`), reported by write().
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Yinfeng.parseAsRoot(arguments())
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(finish(error))
        }
    }

    /// The command line with the bureau's defaults put in; throws for a word that names no command.
    private static func arguments() throws -> [String] {
        let words = Array(CommandLine.arguments.dropFirst())
        let tree = CommandTree(words)
        if let failure = tree.failure { throw failure }
        let names = tree.names
        guard !names.isEmpty, let configuration = try Configuration.find(),
            let command = CommandDescription.root()?.at(names)
        else { return words }
        let (arguments, used) = configuration.completing(words, depth: names.count, options: command.options)
        if !used.isEmpty, !words.contains("--quiet") {
            StandardError.hint(.defaultsUsed, "按 \(configuration.path) 采用 " + used.joined(separator: "、"))
        }
        return arguments
    }

    /// Prints what a person must know and returns the exit status.
    private static func finish(_ error: any Error) -> Int32 {
        switch error {
        case let failure as CommandFailure:
            if !failure.sentence.isEmpty { StandardError.write(failure.code.mark(failure.sentence)) }
            return failure.status.rawValue
        case ReportError.brokenPipe, BatchError.brokenPipe:
            // The reader has seen enough: nothing to say.
            return ExitStatus.success.rawValue
        case let explained as any ExplainedError:
            StandardError.write(MessageCode(for: explained).mark("错误：" + explained.explanation.sentence))
            return ExitStatus(for: explained).rawValue
        default:
            let code = Yinfeng.exitCode(for: error)
            let message = ArgumentLanguage.chinese(Yinfeng.fullMessage(for: error))
            if code == .success {
                print(message)
                return 0
            }
            StandardError.write(MessageCode.usage.mark(message))
            return code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue
        }
    }
}
