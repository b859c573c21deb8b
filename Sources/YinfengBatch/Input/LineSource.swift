import Glibc
import YinfengTabular

/// Cuts NDJSON into chunks of whole lines. It reads and counts, nothing else: parsing is the workers'.
package final class LineSource: ChunkSource {
    private let name: String
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let target: Int
    private let isRegular: Bool
    private var position: InputPosition
    private var buffer: [UInt8]
    /// How many bytes at the front of the buffer are known to hold no newline: a long line is looked through once.
    private var searched = 0
    private var isEnded = false
    /// Whether a byte order mark may still come.
    private var isAtStart: Bool
    /// Bytes of a line that is too long and was passed over so far.
    private var dropped = 0

    /// Lines of an open file or pipe from a position on. `target` is the least size of a chunk in bytes; a pipe gives
    /// what it has. `head` holds bytes that were read already to know the input's kind. The descriptor is closed with
    /// the source unless it is standard input. Throws `BatchError.unreadable` when the file cannot be wound forward.
    package init(
        name: String, descriptor: Int32, target: Int = 64 * 1024, head: [UInt8] = [],
        from position: InputPosition = InputPosition()
    ) throws(BatchError) {
        self.name = name
        self.descriptor = descriptor
        ownsDescriptor = descriptor != STDIN_FILENO
        self.target = max(1, target)
        self.position = position
        isRegular = InputIdentity(descriptor: descriptor) != nil
        buffer = head
        isAtStart = position.offset == 0
        if position.offset > 0, lseek(descriptor, off_t(position.offset), SEEK_SET) < 0 {
            throw .unreadable(path: name, reason: String(cString: strerror(errno)))
        }
    }

    deinit { if ownsDescriptor { close(descriptor) } }

    package var identity: InputIdentity? { InputIdentity(descriptor: descriptor) }

    package func next(shouldStop: () -> Bool) throws -> BatchChunk? {
        while true {
            if let chunk = take() { return chunk }
            if isEnded { return rest() }
            if shouldStop() { return nil }
            try fill(shouldStop)
        }
    }

    /// The whole lines of the buffer, when there are enough.
    private func take() -> BatchChunk? {
        guard !buffer.isEmpty, !isRegular || isEnded || buffer.count >= target else { return nil }
        if isAtStart, buffer.count >= 3 { skipMark() }
        guard let last = buffer[searched...].lastIndex(of: 0x0A) else {
            searched = buffer.count
            // A line beyond the limit is passed over, so that memory stays flat.
            if buffer.count > JSONLineReader.longestLine || dropped > 0 { drop(buffer.count) }
            return nil
        }
        if dropped > 0 { return endLongLine() }
        let rest = Array(buffer[(last + 1)...])
        buffer.removeLast(rest.count)
        let lines = buffer
        buffer = rest
        searched = rest.count
        return chunk(lines)
    }

    /// What stands after the last newline when the input has ended.
    private func rest() -> BatchChunk? {
        if dropped > 0 { return endLongLine() }
        guard !buffer.isEmpty else { return nil }
        let lines = buffer
        buffer = []
        searched = 0
        return chunk(lines)
    }

    private func skipMark() {
        isAtStart = false
        guard buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF else { return }
        advance(3)
        buffer.removeFirst(3)
        searched = 0
    }

    private func chunk(_ lines: [UInt8]) -> BatchChunk {
        let first = position.rows + 1
        position.rows += LineSource.lines(lines) + (lines.last == 0x0A ? 0 : 1)
        lines.withUnsafeBytes { position.digest.update($0) }
        position.offset += lines.count
        return BatchChunk(content: .lines(lines, firstRow: first), end: position)
    }

    private func drop(_ count: Int) {
        advance(count)
        buffer.removeFirst(count)
        searched = 0
        dropped += count
    }

    private func advance(_ count: Int) {
        buffer.withUnsafeBytes { position.digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        position.offset += count
    }

    private func endLongLine() -> BatchChunk {
        let newline = buffer.firstIndex(of: 0x0A)
        drop(newline.map { $0 + 1 } ?? buffer.count)
        let bytes = dropped - (newline == nil ? 0 : 1)
        dropped = 0
        position.rows += 1
        return BatchChunk(content: .longLine(bytes: bytes, row: position.rows), end: position)
    }

    private static let readSize = 64 * 1024

    private func fill(_ shouldStop: () -> Bool) throws(BatchError) {
        if !isRegular, !waitForBytes(shouldStop) {
            buffer = []
            searched = 0
            dropped = 0
            isEnded = true
            return
        }
        // A file is read in pieces of a chunk, so that chunks have the size asked for.
        let want = isRegular ? max(16, target) : LineSource.readSize
        var code: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: want) { space, count in
            var got = read(descriptor, space.baseAddress, want)
            while got < 0, errno == EINTR { got = read(descriptor, space.baseAddress, want) }
            code = got < 0 ? errno : 0
            count = max(0, got)
        }
        guard code == 0 else { throw .unreadable(path: name, reason: String(cString: strerror(code))) }
        if piece.isEmpty {
            isEnded = true
            return
        }
        buffer.append(contentsOf: piece)
    }

    /// Waits until the pipe has something; false when the run is to stop.
    private func waitForBytes(_ shouldStop: () -> Bool) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let ready = poll(&request, 1, 100)
            if ready > 0 { return true }
            if shouldStop() { return false }
        }
    }

    private static func lines(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for byte in bytes { count &+= byte == 0x0A ? 1 : 0 }
            return count
        }
    }
}
