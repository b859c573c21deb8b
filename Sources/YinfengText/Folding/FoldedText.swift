/// Text brought to one shape (NFKC, case, traditional → simplified) with the way back to the original.
///
/// `units` are UTF-16. Unit `i` came from the original Unicode scalars `starts[i]..<ends[i]`.
/// A value is meant to be reused: `TextFolder.fold(_:into:)` keeps its memory.
package struct FoldedText: Sendable {
    /// The folded text in UTF-16.
    package internal(set) var units: [UInt16] = []
    /// For each unit, the first original scalar that it came from.
    package internal(set) var starts: [Int32] = []
    /// For each unit, the scalar after the last that it came from.
    package internal(set) var ends: [Int32] = []
    /// The number of Unicode scalars of the original.
    package internal(set) var scalarCount = 0

    /// An empty text, to be filled by `TextFolder.fold(_:into:)`.
    package init() {}

    /// The number of units.
    package var count: Int { units.count }

    /// The folded text as a string. O(n).
    package var text: String { text(0..<units.count) }

    /// A part of the folded text. O(length).
    package func text(_ range: Range<Int>) -> String {
        for index in range where units[index] & 0xF800 == 0xD800 {
            return String(decoding: units[range], as: UTF16.self)
        }
        // Without surrogates each unit is one to three bytes: several times faster than the general decoder.
        return String(unsafeUninitializedCapacity: range.count * 3) { target in
            var count = 0
            for index in range {
                let unit = units[index]
                if unit < 0x80 {
                    target[count] = UInt8(unit)
                    count += 1
                } else if unit < 0x800 {
                    target[count] = UInt8(0xC0 | unit >> 6)
                    target[count + 1] = UInt8(0x80 | unit & 0x3F)
                    count += 2
                } else {
                    target[count] = UInt8(0xE0 | unit >> 12)
                    target[count + 1] = UInt8(0x80 | unit >> 6 & 0x3F)
                    target[count + 2] = UInt8(0x80 | unit & 0x3F)
                    count += 3
                }
            }
            return count
        }
    }

    /// The original Unicode scalars behind a range of units; empty (at the nearest place) for an empty range. O(1).
    package func original(_ range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= units.count else {
            let place =
                range.lowerBound < units.count && range.lowerBound >= 0
                ? Int(starts[range.lowerBound]) : scalarCount
            return place..<place
        }
        return Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
    }

    /// A text's memory for the length of a call: its parts are read many times without counting references.
    package struct View {
        /// The units.
        package let units: UnsafeBufferPointer<UInt16>
        private let starts: UnsafeBufferPointer<Int32>
        private let ends: UnsafeBufferPointer<Int32>

        init(
            _ units: UnsafeBufferPointer<UInt16>, _ starts: UnsafeBufferPointer<Int32>,
            _ ends: UnsafeBufferPointer<Int32>
        ) {
            self.units = units
            self.starts = starts
            self.ends = ends
        }

        /// The original Unicode scalars behind a range of units, which must not be empty. O(1).
        package func original(_ range: Range<Int>) -> Range<Int> {
            Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
        }
    }

    /// Calls `body` with the text's memory.
    package func withView<Result>(_ body: (View) -> Result) -> Result {
        units.withUnsafeBufferPointer { units in
            starts.withUnsafeBufferPointer { starts in
                ends.withUnsafeBufferPointer { ends in body(View(units, starts, ends)) }
            }
        }
    }

    mutating func removeAll() {
        units.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        scalarCount = 0
    }

    mutating func append(_ unit: UInt16, _ start: Int32, _ end: Int32) {
        units.append(unit)
        starts.append(start)
        ends.append(end)
    }
}
