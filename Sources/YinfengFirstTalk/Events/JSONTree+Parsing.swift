extension JSONTree {
    /// Reads JSON text: whole numbers only (a fraction is a `Fault`, for the register holds decimals as text).
    ///
    /// Depth is limited to 64. Throws `Fault` with the byte where reading stopped.
    package init(parsing bytes: [UInt8]) throws(Fault) {
        self = try JSONTree.parse(bytes, keepingFractions: false)
    }

    /// Reads foreign JSON: a fraction becomes the text that stood there (`1.50` → "1.50"). Throws `Fault`.
    package init(lenient bytes: [UInt8]) throws(Fault) {
        self = try JSONTree.parse(bytes, keepingFractions: true)
    }

    private static func parse(_ bytes: [UInt8], keepingFractions: Bool) throws(Fault) -> JSONTree {
        var reader = TreeReader(bytes: bytes, keepsFractions: keepingFractions)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        let tree = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw Fault(position: reader.position) }
        return tree
    }
}

/// A cursor over JSON bytes.
private struct TreeReader {
    let bytes: [UInt8]
    let keepsFractions: Bool
    var position = 0

    private var fault: JSONTree.Fault { JSONTree.Fault(position: position) }

    mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) throws(JSONTree.Fault) {
        guard position < bytes.count, bytes[position] == byte else { throw fault }
        position += 1
    }

    private mutating func word(_ text: StaticString, _ value: JSONTree) throws(JSONTree.Fault) -> JSONTree {
        for index in 0..<text.utf8CodeUnitCount { try take(text.utf8Start[index]) }
        return value
    }

    mutating func value(depth: Int) throws(JSONTree.Fault) -> JSONTree {
        skipBlanks()
        guard position < bytes.count, depth < 64 else { throw fault }
        switch bytes[position] {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONTree.Fault) -> JSONTree {
        position += 1
        var members: [String: JSONTree] = [:]
        skipBlanks()
        if position < bytes.count, bytes[position] == 0x7D {
            position += 1
            return .object(members)
        }
        while true {
            skipBlanks()
            let start = position
            guard position < bytes.count, bytes[position] == 0x22 else { throw fault }
            let key = try string()
            skipBlanks()
            try take(0x3A)
            let item = try value(depth: depth + 1)
            // Two values for one key: nobody can say which is meant.
            guard members.updateValue(item, forKey: key) == nil else { throw JSONTree.Fault(position: start) }
            skipBlanks()
            guard position < bytes.count, bytes[position] == 0x2C else { break }
            position += 1
        }
        try take(0x7D)
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONTree.Fault) -> JSONTree {
        position += 1
        var items: [JSONTree] = []
        skipBlanks()
        if position < bytes.count, bytes[position] == 0x5D {
            position += 1
            return .array(items)
        }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            guard position < bytes.count, bytes[position] == 0x2C else { break }
            position += 1
        }
        try take(0x5D)
        return .array(items)
    }

    private mutating func number() throws(JSONTree.Fault) -> JSONTree {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: position += 1
            default:
                return try number(from: start)
            }
        }
        return try number(from: start)
    }

    private func number(from start: Int) throws(JSONTree.Fault) -> JSONTree {
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let whole = Int(text), String(whole) == text { return .int(whole) }
        guard keepsFractions, Double(text) != nil else { throw JSONTree.Fault(position: start) }
        return .string(text)
    }

    private mutating func string() throws(JSONTree.Fault) -> String {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case 0x22:
                position += 1
                guard let result = String(validating: text, as: UTF8.self) else { throw fault }
                return result
            case 0x5C:
                position += 1
                try escape(into: &text)
            case 0x00..<0x20: throw fault
            default:
                text.append(byte)
                position += 1
            }
        }
        throw fault
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONTree.Fault) {
        guard position < bytes.count else { throw fault }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: text.append(byte)
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x75:
            var code = try hex()
            if (0xD800..<0xDC00).contains(code) {
                try take(0x5C)
                try take(0x75)
                let low = try hex()
                guard (0xDC00..<0xE000).contains(low) else { throw fault }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault }
            text.append(contentsOf: String(scalar).utf8)
        default: throw fault
        }
    }

    private mutating func hex() throws(JSONTree.Fault) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
        else { throw fault }
        position += 4
        return value
    }
}
