/// One record of a CSV or TSV file: its cells as bytes in one reused buffer.
package struct CSVRecord: Sendable {
    /// Why a record cannot be trusted whole.
    package enum Fault: Sendable, Equatable {
        /// The cell at this index had this many bytes, more than the limit; what stood beyond it was dropped.
        case cellTooLong(index: Int, bytes: Int)
        /// The record has more cells than the limit; the rest was dropped.
        case tooManyCells
        /// The file ended inside quotes.
        case unterminatedQuote
        /// A quote opened a cell and never closed; it was read as a plain character.
        case strayQuote
    }

    /// The record's number in the file, from 1; blank lines count, as a spreadsheet shows them.
    package internal(set) var row = 0
    /// What is wrong with the record, or nil.
    package internal(set) var fault: Fault?
    var bytes: [UInt8] = []
    var ends: [Int] = []

    /// An empty record, to be filled by `CSVParser.next(into:)`.
    package init() {}

    /// The number of cells.
    package var count: Int { ends.count }

    /// The bytes of all cells together.
    package var size: Int { bytes.count }

    /// Whether every cell is empty.
    package var isBlank: Bool { bytes.isEmpty }

    /// The bytes of a cell; empty when the record is shorter. O(1).
    package subscript(bytes index: Int) -> ArraySlice<UInt8> {
        guard index >= 0, index < ends.count else { return [] }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// The cell as text (invalid UTF-8 is replaced); empty when the record is shorter.
    package subscript(index: Int) -> String { withBytes(of: index) { String(decoding: $0, as: UTF8.self) } }

    /// All cells as text.
    package var cells: [String] { (0..<count).map { self[$0] } }

    /// Starts a record that does not come from a parser (a spreadsheet's row); the memory is reused.
    package mutating func begin(row: Int) {
        self.row = row
        fault = nil
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Adds one cell to a record begun with `begin(row:)`.
    package mutating func append(cell: some Sequence<UInt8>) {
        bytes.append(contentsOf: cell)
        ends.append(bytes.count)
    }

    /// Marks the record as not to be trusted whole.
    package mutating func mark(_ fault: Fault) { self.fault = fault }

    /// Whether the cell holds no byte. O(1).
    package func isEmpty(_ index: Int) -> Bool { self[bytes: index].isEmpty }

    /// Calls `body` with the bytes of a cell without copying them. O(1).
    package func withBytes<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard index >= 0, index < ends.count else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
}
