import YinfengModel
import YinfengText

/// The units that the figures of one column carry (`64.93亿元`, `2294亩`), learned from the careful reader.
///
/// A suffix counts as a unit when the careful reader reads two different figures before it as the same multiple, in
/// the column's unit and without a doubt; every other cell goes to it as before, so that both always read alike.
struct UnitSuffixes {
    /// Hostile input may invent a suffix a row; only so many are remembered.
    private static let most = 32
    private static let longest = 24
    /// Suffix bytes and what one unit is worth in the column's unit; zero where the careful reader must decide.
    private var known: [(bytes: [UInt8], factor: Rational)] = []

    /// The reading of a cell that is a figure with a known unit within the column's limits; else nil. O(length).
    mutating func read(_ raw: String, _ bytes: UnsafeBufferPointer<UInt8>, _ plan: ColumnPlan, _ cells: CellReader)
        -> CellOutcome?
    {
        guard case .number(let target, _) = plan.reading, target.dimension != "fraction" else { return nil }
        guard let end = UnitSuffixes.figureEnd(bytes),
            let number = PlainDecimal.read(String(raw.utf8.prefix(end)) ?? "")
        else { return nil }
        let suffix = UnsafeBufferPointer(rebasing: bytes[end...])
        guard let factor = factor(suffix, plan, cells), !factor.isZero, let value = try? number.multiplied(by: factor),
            .zero < value
        else { return nil }
        if let least = target.least, value < least { return nil }
        if let greatest = target.greatest, value > greatest { return nil }
        return .value(.quantity(Quantity(value, unit: target.unitText)), [])
    }

    /// Whether a cell is surely a figure within the column's limits: plain, or with a known unit. O(length).
    mutating func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ plan: ColumnPlan, _ cells: CellReader) -> Bool {
        let raw = String(decoding: bytes, as: UTF8.self)
        if case .value? = cells.plainNumber(raw, plan) { return true }
        return read(raw, bytes, plan, cells) != nil
    }

    private mutating func factor(
        _ suffix: UnsafeBufferPointer<UInt8>, _ plan: ColumnPlan, _ cells: CellReader
    ) -> Rational? {
        if let entry = known.first(where: { $0.bytes.elementsEqual(suffix) }) { return entry.factor }
        guard known.count < UnitSuffixes.most else { return nil }
        let text = String(decoding: suffix, as: UTF8.self)
        var first: Rational?
        // Some figures may lie beyond the column's limits.
        for figure in [1, 3, 20, 700, 5_000, 90_000] {
            guard case .value(.quantity(let quantity), let doubts) = cells.read("\(figure)" + text, plan),
                doubts.isEmpty, case .number(let target, _) = plan.reading, quantity.unit == target.unitText,
                !quantity.interval.isApproximate, let point = quantity.interval.point
            else { continue }
            guard let factor = try? point.divided(by: Rational(figure)) else { return nil }
            if let first {
                guard first == factor else { break }
                known.append((Array(suffix), factor))
                return factor
            }
            first = factor
        }
        known.append((Array(suffix), .zero))
        return .zero
    }

    /// Where a plain figure ends and a suffix without digits begins; nil for any other shape.
    private static func figureEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var end = 0
        while end < bytes.count, (0x30...0x39).contains(bytes[end]) || bytes[end] == 0x2E { end += 1 }
        guard end > 0, end < bytes.count, bytes.count - end <= longest, bytes[end - 1] != 0x2E,
            bytes[0] != 0x30 || (end > 1 && bytes[1] == 0x2E)
        else { return nil }
        for byte in bytes[end...] where (0x30...0x39).contains(byte) { return nil }
        return end
    }
}
