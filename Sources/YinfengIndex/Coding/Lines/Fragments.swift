/// Pieces of lines that are written again and again, made once and held end to end.
package struct Fragments: Sendable {
    private let bytes: [UInt8]
    private let ends: [Int]

    /// One piece an item, as `write` appends it. O(bytes).
    package init<Items: Sequence>(_ items: Items, write: (Items.Element, inout LineBuffer) -> Void) {
        var buffer = LineBuffer()
        var ends: [Int] = []
        for item in items {
            write(item, &buffer)
            ends.append(buffer.count)
        }
        bytes = buffer.bytes
        self.ends = ends
    }

    /// The pieces' memory for the length of a call.
    package struct View {
        fileprivate let bytes: UnsafeBufferPointer<UInt8>
        fileprivate let ends: UnsafeBufferPointer<Int>

        /// One piece.
        @inline(__always)
        package subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(rebasing: bytes[(index == 0 ? 0 : ends[index &- 1])..<ends[index]])
        }
    }

    /// Calls `body` with the pieces' memory.
    @inline(__always)
    package func withBytes<Result>(_ body: (View) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            ends.withUnsafeBufferPointer { ends in body(View(bytes: bytes, ends: ends)) }
        }
    }
}
