import Foundation

/// A JSON value without floating point: what an event's payload is made of.
///
/// Its canonical bytes have keys sorted by their UTF-8, no blanks, text as given (NFC is brought about where text
/// enters the register) and only the escapes that JSON demands, so equal values have equal bytes everywhere.
package enum JSONTree: Sendable, Hashable {
    /// null, which in a change means «removed».
    case null
    /// true or false.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// Text.
    case string(String)
    /// A list.
    case array([JSONTree])
    /// An object.
    case object([String: JSONTree])

    /// What makes bytes unreadable as a tree.
    package struct Fault: Error, Sendable, Equatable {
        /// The byte where reading stopped.
        package let position: Int
    }

    /// The text of a string, else nil.
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
    /// The members of an object, else nil.
    package var members: [String: JSONTree]? {
        if case .object(let members) = self { members } else { nil }
    }
    /// The member of an object, else nil.
    package subscript(key: String) -> JSONTree? { members?[key] }

    /// A tree of an encodable value; throws what its encoding throws, or `Fault` for a fraction.
    package init(encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        self = try JSONTree(parsing: Array(encoder.encode(value)))
    }

    /// The value that the tree encodes; throws `DecodingError`.
    package func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// The canonical bytes.
    package var bytes: [UInt8] {
        var result: [UInt8] = []
        write(to: &result)
        return result
    }

    /// The canonical text.
    package var canonical: String { String(decoding: bytes, as: UTF8.self) }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): bytes.append(contentsOf: String(value).utf8)
        case .string(let value): JSONTree.quote(value, to: &bytes)
        case .array(let items):
            bytes.append(0x5B)
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                item.write(to: &bytes)
            }
            bytes.append(0x5D)
        case .object(let members):
            bytes.append(0x7B)
            for (index, key) in members.keys.sorted(by: JSONTree.precedes).enumerated() {
                if index > 0 { bytes.append(0x2C) }
                JSONTree.quote(key, to: &bytes)
                bytes.append(0x3A)
                members[key]?.write(to: &bytes)
            }
            bytes.append(0x7D)
        }
    }

    /// Order of keys by their bytes, independent of any locale.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        let hex = Array("0123456789abcdef".utf8)
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
            case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
            case 0x00..<0x20:
                bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    /// The leaves with their paths (`filings.D-1.state`), in canonical order. O(size).
    package var leaves: [(path: String, value: JSONTree)] {
        var result: [(path: String, value: JSONTree)] = []
        collect("", into: &result)
        return result
    }

    private func collect(_ path: String, into result: inout [(path: String, value: JSONTree)]) {
        switch self {
        case .object(let members) where !members.isEmpty:
            for key in members.keys.sorted(by: JSONTree.precedes) {
                members[key]?.collect(path.isEmpty ? key : path + "." + key, into: &result)
            }
        case .array(let items) where !items.isEmpty:
            for (index, item) in items.enumerated() { item.collect(path + "[\(index)]", into: &result) }
        default: result.append((path, self))
        }
    }
}
