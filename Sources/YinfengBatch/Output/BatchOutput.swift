import Glibc

/// Where the lines go: standard output, or a file that can be cut back to a known length.
package final class BatchOutput {
    private let path: String
    private let descriptor: Int32
    private let isFile: Bool
    /// The bytes written so far, those of an earlier run included.
    package private(set) var length = 0

    /// Standard output.
    package init() {
        path = "标准输出"
        descriptor = STDOUT_FILENO
        isFile = false
    }

    /// A file, empty or cut back to the `keeping` bytes of an earlier run. Throws `BatchError.cannotCreate`, or
    /// `.badCheckpoint` when the file is shorter than that.
    package init(path: String, keeping: Int? = nil) throws(BatchError) {
        self.path = path
        let opened = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (keeping == nil ? O_TRUNC : 0), 0o666)
        guard opened >= 0 else { throw .cannotCreate(path: path, reason: BatchOutput.reason(errno)) }
        descriptor = opened
        var info = stat()
        isFile = fstat(opened, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
        guard let keeping, keeping > 0 || isFile else { return }
        guard isFile, Int(info.st_size) >= keeping else {
            throw .badCheckpoint(
                path: path, fact: "输出文件只有 \(info.st_size) 字节，少于续跑记录的 \(keeping) 字节", remedy: "不带 --resume 重新运行")
        }
        guard ftruncate(opened, off_t(keeping)) == 0, lseek(opened, off_t(keeping), SEEK_SET) >= 0 else {
            throw .cannotCreate(path: path, reason: BatchOutput.reason(errno))
        }
        length = keeping
    }

    deinit { if descriptor != STDOUT_FILENO { close(descriptor) } }

    /// Writes bytes whole, or cuts a file back to where it stood and throws `BatchError.cannotWrite` or `.brokenPipe`.
    func write(_ bytes: UnsafeRawBufferPointer, rows: Int, canResume: Bool) throws(BatchError) {
        var start = 0
        while start < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            if count < 0 {
                let code = errno
                if code == EINTR { continue }
                if code == EPIPE { throw .brokenPipe }
                cutBack()
                throw .cannotWrite(path: path, reason: BatchOutput.reason(code), rows: rows, canResume: canResume)
            }
            start += count
        }
        length += bytes.count
    }

    /// Writes bytes before the first row. Throws as for rows.
    package func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0, rows: 0, canResume: false) }
    }

    /// Makes sure that what was written outlives a power cut. Throws `BatchError.cannotWrite`.
    func synchronize(rows: Int, canResume: Bool) throws(BatchError) {
        guard isFile, fdatasync(descriptor) != 0 else { return }
        throw .cannotWrite(path: path, reason: BatchOutput.reason(errno), rows: rows, canResume: canResume)
    }

    private func cutBack() {
        if isFile, ftruncate(descriptor, off_t(length)) == 0 { lseek(descriptor, off_t(length), SEEK_SET) }
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "磁盘空间不足"
        case EFBIG: "文件超过大小限制"
        case EACCES, EPERM, EROFS: "没有写权限"
        case ENOENT: "文件夹不存在"
        case EISDIR: "这是一个文件夹"
        default: String(cString: strerror(code))
        }
    }
}
