import YinfengModel

/// Remembers how the short cells of one column were read: columns of dates, kinds and places repeat themselves.
///
/// One entry a slot, so memory is bounded and nothing is ever searched.
struct CellCache {
    /// What a cell was read as.
    struct Entry {
        let raw: String
        let outcome: CellOutcome
    }

    private static let slots = 256
    /// Longer cells hardly repeat.
    static let longestCell = 48
    private var entries = [Entry?](repeating: nil, count: slots)
    /// The units of the column's figures.
    var suffixes = UnitSuffixes()

    /// The entry for these bytes, or nil. O(length).
    func entry(_ bytes: UnsafeBufferPointer<UInt8>) -> Entry? {
        guard let entry = entries[CellCache.slot(bytes)] else { return nil }
        let isSame =
            entry.raw.utf8.withContiguousStorageIfAvailable { known in
                known.count == bytes.count && zip(known, bytes).allSatisfy { $0 == $1 }
            } ?? false
        return isSame ? entry : nil
    }

    /// Remembers a cell.
    mutating func remember(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) {
        entries[CellCache.slot(bytes)] = entry
    }

    private static func slot(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        // FNV-1a: short, and good enough to spread a few hundred words.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(slots - 1))
    }
}
