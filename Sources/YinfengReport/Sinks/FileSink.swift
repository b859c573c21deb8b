import Glibc

/// Standard output, or a file that appears under its name only when it is complete.
///
/// Bytes go to a temporary file beside the target, which is renamed over it by `finish`; a run that fails or is killed
/// leaves the old file as it was. Devices and pipes are written to directly.
package final class FileSink: ByteSink {
    private let path: String
    private let temporary: String?
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private let isStandardOutput: Bool

    /// A sink over the process's standard output.
    package static var standardOutput: FileSink { FileSink(descriptor: STDOUT_FILENO, path: "标准输出") }

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
        temporary = nil
        isStandardOutput = true
        buffer.reserveCapacity(FileSink.capacity)
    }

    /// Opens a file for writing; `-` is standard output. Throws `ReportError.cannotCreate`.
    package init(path: String) throws(ReportError) {
        buffer.reserveCapacity(FileSink.capacity)
        if path == "-" {
            descriptor = STDOUT_FILENO
            self.path = "标准输出"
            temporary = nil
            isStandardOutput = true
            return
        }
        isStandardOutput = false
        let target = AtomicFile.resolved(path)
        self.path = target
        if AtomicFile.isSpecial(target) {
            temporary = nil
            descriptor = open(target, O_WRONLY | O_CLOEXEC)
        } else {
            let name = AtomicFile.temporaryName(for: target)
            temporary = name
            descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        }
        if descriptor < 0 { throw .cannotCreate(path: path, reason: AtomicFile.reason(errno)) }
    }

    deinit {
        guard !isStandardOutput, descriptor >= 0 else { return }
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    private static let capacity = 64 * 1024

    package func write(_ bytes: [UInt8]) throws(ReportError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= FileSink.capacity { try flush() }
    }

    /// Takes bytes that lie elsewhere: many at once go to the system without a copy. Throws `ReportError`.
    package func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReportError) {
        if bytes.count < FileSink.capacity {
            buffer.append(contentsOf: bytes)
            if buffer.count >= FileSink.capacity { try flush() }
        } else {
            try flush()
            try hand(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Hands buffered bytes to the system, so that a reader of a pipe sees complete lines; throws `ReportError`.
    package func flush() throws(ReportError) {
        try buffer.withUnsafeBufferPointer { (bytes) throws(ReportError) in
            try hand(UnsafeRawBufferPointer(bytes))
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func hand(_ raw: UnsafeRawBufferPointer) throws(ReportError) {
        var start = 0
        while start < raw.count {
            let count = Glibc.write(descriptor, raw.baseAddress.map { $0 + start }, raw.count - start)
            if count < 0 {
                let code = errno
                if code == EINTR { continue }
                if code == EPIPE { throw .brokenPipe }
                throw .cannotWrite(path: path, reason: AtomicFile.reason(code))
            }
            start += count
        }
    }

    package func finish() throws(ReportError) {
        try flush()
        guard !isStandardOutput, descriptor >= 0 else { return }
        if temporary != nil, fsync(descriptor) != 0 {
            throw .cannotWrite(path: path, reason: AtomicFile.reason(errno))
        }
        let closed = close(descriptor)
        descriptor = -1
        if closed != 0 {
            let code = errno
            if let temporary { unlink(temporary) }
            throw .cannotWrite(path: path, reason: AtomicFile.reason(code))
        }
        if let temporary { try AtomicFile.replace(path, with: temporary) }
    }

    /// Makes a closed pipe an error of `write` instead of a silent death of the process; called once by the program.
    package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}
