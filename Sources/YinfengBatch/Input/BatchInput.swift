import Glibc
import YinfengModel
package import YinfengTabular

/// Opens the input of a run.
package enum BatchInput {
    /// The source of a file, or of standard input (`-`), from a position on. `chunkBytes` is the least size of a chunk
    /// of lines; rows of other files go by the hundred or so. An empty pipe is a source without rows, because a
    /// partition may be empty. Throws `TabularError` and `BatchError`.
    package static func open(
        _ path: String, catalog: FieldCatalog, options: ReadOptions, chunkBytes: Int = 64 * 1024,
        from position: InputPosition = InputPosition()
    ) throws -> any ChunkSource {
        let rowsPerChunk = max(1, chunkBytes / 512)
        if path == "-" {
            let head = try readHead(STDIN_FILENO, name: path)
            let kind = head.isEmpty ? .lines : try StreamKind(name: path, head: head, format: options.format)
            switch kind {
            case .lines:
                return try LineSource(name: path, descriptor: STDIN_FILENO, target: chunkBytes, head: head)
            case .rows:
                let source = PrefixedSource(head, try FileSource(path: path))
                let reader = try LeadListReader(source: source, catalog: catalog, options: options)
                return try RowSource(reader, path: path, size: rowsPerChunk)
            }
        }
        // Opened the ordinary way first: its errors name the nearest files.
        let source = try FileSource(path: path)
        let head = try source.read() ?? []
        guard !head.isEmpty else { throw TabularError.empty(file: path) }
        // A named pipe can be opened once only, so it is read like any other file of rows.
        if InputIdentity(path: path) != nil, try StreamKind(name: path, head: head, format: options.format) == .lines {
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw BatchError.unreadable(path: path, reason: String(cString: strerror(errno)))
            }
            return try LineSource(name: path, descriptor: descriptor, target: chunkBytes, from: position)
        }
        let reader = try LeadListReader(source: PrefixedSource(head, source), catalog: catalog, options: options)
        return try RowSource(reader, path: path, size: rowsPerChunk, skipping: position.rows)
    }

    /// The first bytes of a pipe: as many as one read gives, at least one line's beginning.
    private static func readHead(_ descriptor: Int32, name: String) throws(BatchError) -> [UInt8] {
        var head: [UInt8] = []
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
        while head.count < 4096, head.allSatisfy(isBlank) || head.count < 4 {
            var code: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 64 * 1024) { space, count in
                var got = read(descriptor, space.baseAddress, space.count)
                while got < 0, errno == EINTR { got = read(descriptor, space.baseAddress, space.count) }
                code = got < 0 ? errno : 0
                count = max(0, got)
            }
            guard code == 0 else { throw .unreadable(path: name, reason: String(cString: strerror(code))) }
            if piece.isEmpty { break }
            head += piece
        }
        return head
    }
}
