/// Whether an input can be cut at its newlines without reading it, which is how long lists are streamed.
package enum StreamKind: Sendable, Equatable {
    /// NDJSON in UTF-8: every line stands for itself, and a bad one spoils no other.
    case lines
    /// Anything else: rows come from `LeadListReader`, in order.
    case rows

    /// What name and first bytes say; `head` should hold some thousand bytes. Throws `TabularError.unsupported`.
    package init(name: String, head: [UInt8], format: InputFormat? = nil) throws(TabularError) {
        let known: InputFormat
        if let format {
            known = format
        } else {
            known = try InputFormat(name: name, head: head)
        }
        guard known == .ndjson, !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]) else {
            self = .rows
            return
        }
        // A few damaged lines are still UTF-8; text in another encoding has hardly a valid character.
        let check = UTF8Check(head)
        self = check.isValid || check.isCut || check.multibyte >= 8 ? .lines : .rows
    }
}

/// A source that gives bytes that were read already before those of another.
package final class PrefixedSource: ByteSource {
    package let name: String
    private var head: [UInt8]?
    private let rest: any ByteSource

    /// `head`, then all of `rest`.
    package init(_ head: [UInt8], _ rest: any ByteSource) {
        name = rest.name
        self.head = head.isEmpty ? nil : head
        self.rest = rest
    }

    package func read() throws(TabularError) -> [UInt8]? {
        if let first = head {
            head = nil
            return first
        }
        return try rest.read()
    }
}
