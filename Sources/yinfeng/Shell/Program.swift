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
            var command = try Yinfeng.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(finish(error))
        }
    }

    /// Prints what a person must know and returns the exit status.
    private static func finish(_ error: any Error) -> Int32 {
        switch error {
        case let failure as CommandFailure:
            if !failure.sentence.isEmpty { StandardError.write(failure.sentence) }
            return failure.status.rawValue
        case ReportError.brokenPipe, BatchError.brokenPipe:
            // The reader has seen enough: nothing to say.
            return ExitStatus.success.rawValue
        case let explained as any ExplainedError:
            StandardError.write("错误：" + explained.explanation.sentence)
            return ExitStatus(for: explained).rawValue
        default:
            let code = Yinfeng.exitCode(for: error)
            let message = ArgumentLanguage.chinese(Yinfeng.fullMessage(for: error))
            if code == .success {
                print(message)
                return 0
            }
            StandardError.write(message)
            return code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue
        }
    }
}
