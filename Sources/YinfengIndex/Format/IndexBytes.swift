#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of an index, mapped from a file or held in memory; they stay in place and unchanged while this lives.
final class IndexBytes: @unchecked Sendable {
    /// The bytes. Read only, so that sharing them between threads is safe.
    let buffer: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Maps a file; throws `IndexError.notFound` or `.unreadable`. O(1), pages come in as they are touched.
    init(mapping path: String) throws(IndexError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw errno == ENOENT ? .notFound(path: path) : .unreadable(path: path)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size > 0, status.st_size < 1 << 31 else {
            throw .damaged(fact: "长度不对")
        }
        let size = Int(status.st_size)
        // MAP_POPULATE reads all pages in one go: a fresh check touches them all anyway.
        guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0), address != MAP_FAILED
        else {
            throw .unreadable(path: path)
        }
        buffer = UnsafeRawBufferPointer(start: address, count: size)
        isMapped = true
    }

    /// Copies bytes into memory of its own.
    init(copying bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 8), alignment: 16)
        memory.copyBytes(from: bytes)
        buffer = UnsafeRawBufferPointer(start: memory.baseAddress, count: bytes.count)
        isMapped = false
    }

    deinit {
        guard let address = buffer.baseAddress else { return }
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: address), buffer.count)
        } else {
            UnsafeMutableRawPointer(mutating: address).deallocate()
        }
    }
}
