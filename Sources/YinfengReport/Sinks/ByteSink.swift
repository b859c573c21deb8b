/// Takes the bytes of a report.
package protocol ByteSink: AnyObject {
    /// Takes bytes; may keep them in a buffer. Throws `ReportError`.
    func write(_ bytes: [UInt8]) throws(ReportError)
    /// Hands over what is buffered and makes the result final. Throws `ReportError`.
    func finish() throws(ReportError)
}

/// Keeps the bytes in memory: for tests and for pages made to be embedded.
package final class MemorySink: ByteSink {
    /// What was written.
    package private(set) var bytes: [UInt8] = []
    /// Whether `finish` was called.
    package private(set) var isFinished = false

    /// An empty sink.
    package init() {}

    /// The bytes as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package func write(_ bytes: [UInt8]) { self.bytes.append(contentsOf: bytes) }
    package func finish() { isFinished = true }
}
