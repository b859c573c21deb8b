import Crypto

/// One entry of the append-only chain.
package struct Event: Sendable, Hashable {
    /// Its number in its chain, from 1 without gaps.
    package let number: Int
    /// When it was written.
    package let time: Instant
    /// What happened.
    package let kind: EventKind
    /// The filing or conflict that it is about; empty when it is about the register.
    package let subject: String
    /// The authority that acted.
    package let authority: String
    /// The person who acted; empty for a system event.
    package let clerk: String
    /// The rule that a system event rests on; empty for a person's move.
    package let rule: String
    /// The subject's version before and after.
    package let versions: Versions
    /// Canonical JSON: `facts`, `record`, and the changes to filings and conflicts.
    package let payload: String

    /// A version step.
    package struct Versions: Sendable, Hashable {
        /// Before the event; 0 = did not exist.
        package let before: Int
        /// After it.
        package let after: Int

        /// A step.
        package init(before: Int, after: Int) {
            self.before = before
            self.after = after
        }
    }

    /// An event.
    package init(
        number: Int, time: Instant, kind: EventKind, subject: String, authority: String, clerk: String, rule: String,
        versions: Versions, payload: String
    ) {
        self.number = number
        self.time = time
        self.kind = kind
        self.subject = subject
        self.authority = authority
        self.clerk = clerk
        self.rule = rule
        self.versions = versions
        self.payload = payload
    }

    /// The header as a canonical object, payload left out.
    var header: JSONTree {
        .object([
            "number": .int(number), "time": .int(time.seconds), "offset": .int(time.offset),
            "kind": .string(kind.rawValue), "subject": .string(subject), "authority": .string(authority),
            "clerk": .string(clerk), "rule": .string(rule), "before": .int(versions.before),
            "after": .int(versions.after),
        ])
    }

    /// Four bytes of digest a leaf of header and payload: they say which field was changed, should the chain break.
    package func fingerprints() throws(JSONTree.Fault) -> [UInt8] {
        var result: [UInt8] = []
        for leaf in try fields() {
            var hasher = SHA256()
            hasher.update(data: Array(leaf.path.utf8))
            hasher.update(data: [0])
            hasher.update(data: leaf.value.bytes)
            result.append(contentsOf: hasher.finalize().prefix(4))
        }
        return result
    }

    /// Every leaf of header and payload with its path.
    package func fields() throws(JSONTree.Fault) -> [(path: String, value: JSONTree)] {
        header.leaves + (try JSONTree(parsing: Array(payload.utf8))).leaves
    }

    /// SHA-256 over previous hash ‖ header ‖ payload ‖ fingerprints, each part after its length.
    package func hash(after previous: [UInt8], fingerprints: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        for part in [previous, header.bytes, Array(payload.utf8), fingerprints] {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { hasher.update(bufferPointer: $0) }
            hasher.update(data: part)
        }
        return Array(hasher.finalize())
    }
}

/// An event with its links, as it stands in the file.
package struct ChainedEvent: Sendable, Hashable {
    /// The event.
    package let event: Event
    /// See `Event.fingerprints`.
    package let fingerprints: [UInt8]
    /// The hash of the event before, or the register's origin.
    package let previous: [UInt8]
    /// Its own hash.
    package let hash: [UInt8]

    /// A link read from a file.
    package init(event: Event, fingerprints: [UInt8], previous: [UInt8], hash: [UInt8]) {
        self.event = event
        self.fingerprints = fingerprints
        self.previous = previous
        self.hash = hash
    }

    /// The next link of a chain.
    package init(_ event: Event, after previous: [UInt8]) throws(JSONTree.Fault) {
        self.event = event
        self.previous = previous
        fingerprints = try event.fingerprints()
        hash = event.hash(after: previous, fingerprints: fingerprints)
    }

    /// Which field breaks the link, or nil when it holds. `previous` is what the chain demands.
    package func brokenField(after expected: [UInt8]) -> String? {
        let computed = event.hash(after: previous, fingerprints: fingerprints)
        if computed == hash { return previous == expected ? nil : "previous" }
        guard let fields = try? event.fields() else { return "payload" }
        guard let now = try? event.fingerprints(), now.count == fingerprints.count else { return "payload" }
        for (index, field) in fields.enumerated() {
            let range = (index * 4)..<(index * 4 + 4)
            if now[range] != fingerprints[range] {
                // A changed fingerprint of an intact field would also differ here: then the hash still tells.
                return event.hash(after: previous, fingerprints: now) == hash ? "fingerprints" : field.path
            }
        }
        return previous == expected ? "hash" : "previous"
    }
}

/// Bytes as lower-case hex and back.
package enum Hex {
    /// Lower-case hex.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var result: [UInt8] = []
        for byte in bytes {
            result.append(digits[Int(byte >> 4)])
            result.append(digits[Int(byte & 15)])
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes of hex text; nil when it is none.
    package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var result: [UInt8] = []
        var high: UInt8?
        for byte in text.utf8 {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue.map({ UInt8($0) }) else { return nil }
            if let upper = high {
                result.append(upper << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return high == nil ? result : nil
    }
}
