/// Gives the bytes of an input chunk by chunk.
package protocol ByteSource: AnyObject {
    /// The input's name as the user gave it, `-` for standard input.
    var name: String { get }
    /// The file behind the input when it can be opened again, else nil (a pipe, memory).
    var path: String? { get }
    /// The next bytes, or nil at the end; throws `TabularError.unreadable`.
    func read() throws(TabularError) -> [UInt8]?
}

extension ByteSource {
    package var path: String? { nil }
}

/// Bytes that are already in memory.
package final class MemorySource: ByteSource {
    package let name: String
    private var bytes: [UInt8]
    private var position = 0
    private let chunk: Int

    /// A source over bytes, handed out in chunks.
    package init(_ bytes: [UInt8], name: String = "-", chunk: Int = 256 * 1024) {
        self.bytes = bytes
        self.name = name
        self.chunk = max(1, chunk)
    }

    /// A source over a text.
    package convenience init(_ text: String, name: String = "-", chunk: Int = 256 * 1024) {
        self.init(Array(text.utf8), name: name, chunk: chunk)
    }

    package func read() -> [UInt8]? {
        guard position < bytes.count else { return nil }
        let end = min(bytes.count, position + chunk)
        defer { position = end }
        return Array(bytes[position..<end])
    }
}

/// The first bytes of an input, by which its kind is known.
enum InputHead {
    /// At least some hundred bytes, or all there are; a pipe may hand out very few at once.
    static func read(_ source: any ByteSource) throws(TabularError) -> [UInt8] {
        var head: [UInt8] = []
        while head.count < 512, let chunk = try source.read() { head.append(contentsOf: chunk) }
        return head
    }
}
