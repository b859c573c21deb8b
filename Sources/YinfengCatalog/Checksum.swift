import Crypto

/// Checksums of catalogue files.
package enum Checksum {
    /// SHA-256 of the bytes as lower-case hex.
    package static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        var rest: [UInt8]? = Array(bytes)
        return sha256 {
            defer { rest = nil }
            return rest
        }
    }

    /// SHA-256 of bytes that come in pieces, nil at the end, as lower-case hex: a large file is never held whole.
    package static func sha256(pieces next: () throws -> [UInt8]?) rethrows -> String {
        var hasher = SHA256()
        while let piece = try next() { hasher.update(data: piece) }
        let digits = Array("0123456789abcdef".utf8)
        var hex: [UInt8] = []
        hex.reserveCapacity(64)
        for byte in hasher.finalize() {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        return String(decoding: hex, as: UTF8.self)
    }
}
