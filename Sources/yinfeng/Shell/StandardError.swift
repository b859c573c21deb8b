import Foundation

/// Everything that is not data goes to standard error.
enum StandardError {
    /// Writes a line.
    static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Tells what a person should know of what was done.
    static func hint(_ code: HintCode, _ text: String) {
        write("提示[\(code.rawValue)] " + text)
    }

    /// Whether a person watches.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
