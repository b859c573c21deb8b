/// Many strings in one block of memory: the shared strings of a workbook.
struct StringPool {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// The number of strings.
    var count: Int { ends.count }

    /// The bytes of all strings together.
    var size: Int { bytes.count }

    /// The bytes of a string; empty when there is no such string. O(1).
    subscript(index: Int) -> ArraySlice<UInt8> {
        guard index >= 0, index < ends.count else { return [] }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// Adds bytes to the string that is open.
    mutating func append(_ part: some Sequence<UInt8>) { bytes.append(contentsOf: part) }

    /// Closes the open string.
    mutating func close() { ends.append(bytes.count) }
}
