import FuzzDriver
import Glibc

/// Changed bytes go to one reader until something breaks: libFuzzer chooses the bytes, the address sanitizer watches.
///
///     fuzz-readers TARGET CATALOGS [arguments of libFuzzer]
///
/// `Tools/sanitize fuzz` builds it and runs every target. A typed error is a right answer; a trap, a hang, a growing
/// heap, memory read beyond its end are not.
@main
enum FuzzReaders {
    /// Opened once, from the arguments: libFuzzer's callback can carry nothing.
    private static let target = Result { try FuzzTarget(arguments: CommandLine.arguments) }

    static func main() {
        if case .failure(let error) = target {
            let words = "\(error)\n"
            _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
            exit(64)
        }
        // libFuzzer sees the arguments behind ours only.
        let arguments = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(3)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var count = Int32(arguments.count)
        let status = pointers.withUnsafeMutableBufferPointer { buffer in
            var start = buffer.baseAddress
            return LLVMFuzzerRunDriver(&count, &start) { data, size in
                if case .success(let target) = FuzzReaders.target {
                    target.read([UInt8](UnsafeBufferPointer(start: data, count: size)))
                }
                return 0
            }
        }
        exit(status)
    }
}
