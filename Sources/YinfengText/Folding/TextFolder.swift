import CICU

/// Brings text to the one shape in which terms are compared: compatibility forms and width (NFKC), case,
/// traditional → simplified; control blanks become spaces, ignorable characters vanish.
///
/// The same folding serves the catalogue when an index is built and the lead when it is coded.
/// Immutable and free to copy; making one costs nothing after the first of the process.
package struct TextFolder: Sendable {
    private let table: FoldTable
    private let normalizer: Normalizer

    /// ICU's normaliser: a constant of the library, safe to use from every thread.
    private struct Normalizer: @unchecked Sendable {
        let form: OpaquePointer
    }

    /// A folder; throws `TextError.unavailable` when ICU's data is missing.
    package init() throws(TextError) {
        table = FoldTable.shared
        guard let form = yf_nfkc_casefold() else { throw .unavailable(service: "NFKC_Casefold") }
        normalizer = Normalizer(form: form)
    }

    /// Folds a text. O(n).
    package func fold(_ text: String) -> FoldedText {
        var result = FoldedText()
        fold(text, into: &result)
        return result
    }

    /// The folded form alone, for keys that need no way back. O(n).
    package func folded(_ text: String) -> String { fold(text).text }

    /// Folds a text into reused memory. O(n).
    package func fold(_ text: String, into result: inout FoldedText) {
        result.removeAll()
        // A native string lends its bytes; a bridged or damaged one is copied first.
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { fold(utf8: $0, into: &result) }
        if done == nil {
            let bytes = Array(text.utf8)
            bytes.withUnsafeBufferPointer { fold(utf8: $0, into: &result) }
        }
    }

    /// Folds valid UTF-8 into reused memory, without a string between. O(n).
    package func fold(_ utf8: UnsafeBufferPointer<UInt8>, into result: inout FoldedText) {
        result.removeAll()
        fold(utf8: utf8, into: &result)
    }

    private func fold(utf8 bytes: UnsafeBufferPointer<UInt8>, into result: inout FoldedText) {
        var position = 0
        var scalar: Int32 = 0
        let count = bytes.count
        result.units.reserveCapacity(count)
        result.starts.reserveCapacity(count)
        result.ends.reserveCapacity(count)
        table.map.withUnsafeBufferPointer { map in
            while position < count {
                let (value, length) = TextFolder.decode(bytes, at: position)
                let simple = value < 0x10000 ? map[Int(value)] : FoldTable.general
                // A mark that follows would join the character before it, so the run is looked at whole.
                let next = position + length
                if simple != FoldTable.general, next >= count || bytes[next] < 0xCC || bytes[next] >= 0xE3 {
                    result.append(simple, scalar, scalar + 1)
                    position = next
                    scalar += 1
                } else {
                    (position, scalar) = foldRun(bytes, from: position, scalar: scalar, map: map, into: &result)
                }
            }
        }
        result.scalarCount = Int(scalar)
    }

    /// Normalises one run (a character and those that may combine with it); all its units map to the whole run.
    private func foldRun(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, scalar first: Int32, map: UnsafeBufferPointer<UInt16>,
        into result: inout FoldedText
    ) -> (position: Int, scalar: Int32) {
        var run: [UInt16] = []
        var position = start
        var scalar = first
        repeat {
            let (value, length) = TextFolder.decode(bytes, at: position)
            if let whole = Unicode.Scalar(value) { run.append(contentsOf: UTF16.encode(whole).map { Array($0) } ?? []) }
            position += length
            scalar += 1
            // A hostile pile of marks is cut, so that work stays linear.
            if scalar - first >= 32 { break }
        } while position < bytes.count
            && yf_starts_run(normalizer.form, Int32(TextFolder.decode(bytes, at: position).value)) == 0
        var target = [UInt16](repeating: 0, count: run.count * 18 + 16)
        let written = yf_normalize(normalizer.form, run, Int32(run.count), &target, Int32(target.count))
        for unit in target.prefix(Int(max(0, written))) {
            let simple = map[Int(unit)]
            result.append(simple == FoldTable.general ? unit : simple, first, scalar)
        }
        return (position, scalar)
    }

    /// The scalar at a position of valid UTF-8 and its length in bytes.
    @inline(__always)
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (value: UInt32, length: Int) {
        let lead = UInt32(bytes[position])
        if lead < 0x80 { return (lead, 1) }
        // Swift strings hold valid UTF-8; the bounds test only guards memory.
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard position + length <= bytes.count else { return (0xFFFD, bytes.count - position) }
        var value = lead & (0x7F >> UInt32(length))
        for index in 1..<length { value = value << 6 | UInt32(bytes[position + index] & 0x3F) }
        return (value, length)
    }
}
