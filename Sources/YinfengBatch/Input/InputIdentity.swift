import Glibc

/// What tells one state of a file from another without reading it.
package struct InputIdentity: Sendable, Equatable {
    /// The size in bytes.
    package let size: Int
    /// The time of the last change, in nanoseconds of the epoch.
    package let modified: Int

    /// An identity.
    package init(size: Int, modified: Int) {
        self.size = size
        self.modified = modified
    }

    /// The identity of an open file; nil for pipes and terminals, which have none.
    init?(descriptor: Int32) {
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(
            size: Int(info.st_size), modified: Int(info.st_mtim.tv_sec) * 1_000_000_000 + Int(info.st_mtim.tv_nsec))
    }

    /// The identity of a file by its path; nil when it is no regular file.
    package init?(path: String) {
        var info = stat()
        guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(
            size: Int(info.st_size), modified: Int(info.st_mtim.tv_sec) * 1_000_000_000 + Int(info.st_mtim.tv_nsec))
    }
}
