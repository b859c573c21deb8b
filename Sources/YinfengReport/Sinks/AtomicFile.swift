import Glibc

/// The steps of replacing a file in one go.
enum AtomicFile {
    /// The path with symbolic links followed, so that a link stays a link; the path itself when it does not exist yet.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether the path is a device, a pipe or a socket, which must be written to and not replaced.
    static func isSpecial(_ path: String) -> Bool {
        var info = stat()
        guard stat(path, &info) == 0 else { return false }
        return info.st_mode & S_IFMT != S_IFREG && info.st_mode & S_IFMT != S_IFDIR
    }

    /// A name beside the target, so that the rename stays on one file system.
    static func temporaryName(for path: String) -> String {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        return folder + ".\(name).part-\(getpid())"
    }

    /// Renames the finished file over the target; throws `ReportError.cannotCreate` and removes the temporary file.
    static func replace(_ path: String, with temporary: String) throws(ReportError) {
        guard rename(temporary, path) != 0 else { return }
        let code = errno
        unlink(temporary)
        throw .cannotCreate(path: path, reason: reason(code))
    }

    /// The system's reason in Chinese where it is one that a clerk meets.
    static func reason(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "磁盘空间不足"
        case EACCES, EPERM, EROFS: "没有写权限"
        case ENOENT: "文件夹不存在"
        case EISDIR: "这是一个文件夹"
        case ENOTDIR: "路径中有一段不是文件夹"
        case ENAMETOOLONG: "文件名太长"
        default: String(cString: strerror(code))
        }
    }
}
