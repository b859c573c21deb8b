import FoundationEssentials
import Glibc

/// The bytes of a file or of standard input (`-`).
package final class FileSource: ByteSource {
    package let name: String
    /// The file, nil for a pipe or a device, which give their bytes only once.
    package let path: String?
    private let descriptor: Int32
    private static let chunk = 256 * 1024

    /// Opens a file; throws `TabularError.noInput` with near names, or `.unreadable`.
    package init(path: String) throws(TabularError) {
        name = path
        if path == "-" {
            descriptor = STDIN_FILENO
            self.path = nil
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            let code = errno
            if code == ENOENT || code == ENOTDIR { throw .noInput(path: path, near: FileSource.near(path)) }
            throw .unreadable(path: path, reason: FileSource.reason(code))
        }
        var info = stat()
        let isKnown = fstat(descriptor, &info) == 0
        self.path = isKnown && info.st_mode & S_IFMT == S_IFREG ? path : nil
        if isKnown, info.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw .unreadable(path: path, reason: "这是一个文件夹")
        }
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    package func read() throws(TabularError) -> [UInt8]? {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: FileSource.chunk) { buffer, count in
            while true {
                let got = Glibc.read(descriptor, buffer.baseAddress, FileSource.chunk)
                if got < 0, errno == EINTR { continue }
                code = got < 0 ? errno : 0
                count = max(0, got)
                return
            }
        }
        if code != 0 { throw .unreadable(path: name, reason: FileSource.reason(code)) }
        return bytes.isEmpty ? nil : bytes
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case EACCES, EPERM: "没有读权限"
        case EISDIR: "这是一个文件夹"
        default: String(cString: strerror(code))
        }
    }

    /// Files of the same folder with a like name, the nearest first.
    private static func near(_ path: String) -> [String] {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "./"
        let wanted = Array((slash.map { path[path.index(after: $0)...] } ?? path[...]).lowercased())
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        let scored = names.map { (name: $0, score: HeadingSimilarity.of(wanted, Array($0.lowercased()))) }
        return scored.filter { $0.score >= 0.5 }.sorted { ($1.score, $0.name) < ($0.score, $1.name) }.prefix(3)
            .map(\.name)
    }
}
