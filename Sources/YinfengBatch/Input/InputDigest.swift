/// A running hash over the bytes of an input, the same however they were cut into pieces: tells whether the part of a
/// file that was read before is still what it was. No defence against someone who wants to deceive.
package struct InputDigest: Sendable, Equatable {
    /// The number of bytes taken in.
    package private(set) var count = 0
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var pending: UInt64 = 0

    /// The digest of nothing.
    package init() {}

    /// The hash so far.
    package var value: UInt64 {
        count & 7 == 0 ? state : InputDigest.mix(state, pending ^ UInt64(count & 7))
    }

    /// Takes in bytes. O(count), about a gigabyte and more a second.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var at = 0
        while at < bytes.count, count & 7 != 0 { add(bytes[at], &at) }
        while at + 8 <= bytes.count {
            state = InputDigest.mix(
                state, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
            at += 8
            count += 8
        }
        while at < bytes.count { add(bytes[at], &at) }
    }

    private mutating func add(_ byte: UInt8, _ at: inout Int) {
        pending |= UInt64(byte) << UInt64(8 * (count & 7))
        count += 1
        at += 1
        if count & 7 == 0 {
            state = InputDigest.mix(state, pending)
            pending = 0
        }
    }

    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let (high, low) = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return high ^ low &+ 0x9E37_79B9_7F4A_7C15
    }
}
