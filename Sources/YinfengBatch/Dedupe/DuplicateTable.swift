import Foundation
import YinfengModel
package import YinfengTabular

/// Which rows of a list repeat an earlier one: the same investor with the same or nearly the same project.
///
/// Rows meet only in the block of one investor. A block of more than `largestBlock` is cut by what the projects say,
/// and there each row is compared with at most `mostRivals` earlier ones: the number of comparisons is known before
/// the first is made and grows with the rows, never with their square. About 70 bytes a row.
package struct DuplicateTable: Sendable {
    /// How a row repeats another.
    package enum Likeness: String, Sendable {
        /// The same words.
        case same
        /// Nearly the same words.
        case similar
    }

    /// An earlier row that a row repeats.
    package struct Original: Sendable, Equatable {
        /// The earlier row's id.
        package let id: String
        /// Its number.
        package let row: Int
        /// How alike they are.
        package let likeness: Likeness
    }

    /// The share of equal lanes from which two projects count as nearly the same: texts that share four fifths of their
    /// pairs, less what 32 lanes may be out by (one and a half standard deviations of 0.07).
    static let threshold = 0.7
    static let largestBlock = 256
    static let mostRivals = 64

    private var originals: [Int: Original] = [:]

    /// How many comparisons were made: at most as many as `plan` was told.
    package private(set) var comparisons = 0

    /// The number of rows that repeat another.
    package var count: Int { originals.count }

    /// What a row repeats, or nil.
    package func original(ofRow row: Int) -> Original? { originals[row] }

    /// Reads the whole input once and finds the repeated rows. `plan` is told the number of rows, of blocks and the
    /// most comparisons, before the first one. Throws what the source throws.
    package init(
        source: any ChunkSource, makeReader: @escaping @Sendable () -> JSONLineReader, keys: DuplicateKeyMaker,
        jobs: Int, plan: (_ rows: Int, _ blocks: Int, _ comparisons: Int) -> Void
    ) throws {
        let pass = KeyPass(source: source, makeReader: makeReader, maker: keys)
        let rows = try pass.run(jobs: jobs)
        find(in: rows, plan: plan)
    }

    private mutating func find(in rows: KeyRows, plan: (Int, Int, Int) -> Void) {
        var order = rows.keys.indices.filter { rows.keys[$0].investor != 0 && rows.keys[$0].content != 0 }
        order.sort { (rows.keys[$0].investor, $0) < (rows.keys[$1].investor, $1) }
        var blocks: [Range<Int>] = []
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, rows.keys[order[end]].investor == rows.keys[order[start]].investor { end += 1 }
            if end - start > 1 { blocks.append(start..<end) }
            start = end
        }
        let comparisons = blocks.reduce(0) { sum, block in
            let all = block.count * (block.count - 1) / 2
            return sum + (block.count > Self.largestBlock ? min(all, block.count * Self.mostRivals) : all)
        }
        plan(rows.keys.count, blocks.count, comparisons)
        for block in blocks {
            if block.count <= Self.largestBlock {
                compare(order[block], rows)
            } else {
                compareLarge(order[block], rows)
            }
        }
    }

    /// Every row against the earlier ones; the first that is alike is its original.
    private mutating func compare(_ block: ArraySlice<Int>, _ rows: KeyRows) {
        for place in block.indices.dropFirst() {
            for earlier in block[..<place] where note(block[place], repeats: earlier, rows) { break }
        }
    }

    /// Equal words find each other by their hash; near ones share one of eight lanes.
    private mutating func compareLarge(_ block: ArraySlice<Int>, _ rows: KeyRows) {
        var firsts: [UInt64: [Int]] = [:]
        for row in block {
            let key = rows.keys[row]
            var left = Self.mostRivals
            var isFound = false
            var codes = [key.content]
            for lane in 0..<8 where key.sketch[lane * 4] != 0 {
                codes.append(UInt64(lane) << 8 | UInt64(key.sketch[lane * 4]))
            }
            for code in codes where !isFound {
                for earlier in firsts[code] ?? [] where left > 0 && !isFound {
                    left -= 1
                    isFound = note(row, repeats: earlier, rows)
                }
            }
            // A row that repeats another brings nothing new to compare with.
            if !isFound {
                for code in codes where (firsts[code]?.count ?? 0) < 16 { firsts[code, default: []].append(row) }
            }
        }
    }

    private mutating func note(_ row: Int, repeats earlier: Int, _ rows: KeyRows) -> Bool {
        comparisons += 1
        let (left, right) = (rows.keys[earlier], rows.keys[row])
        // 昆明创联 and 成都创联 are two; 创联 alone may be either.
        guard left.place == right.place || left.place == 0 || right.place == 0 else { return false }
        let likeness: Likeness
        if left.content == right.content {
            likeness = .same
        } else if Self.share(left.sketch, right.sketch) >= Self.threshold {
            likeness = .similar
        } else {
            return false
        }
        originals[rows.numbers[row]] = Original(
            id: rows.id(earlier), row: rows.numbers[earlier], likeness: likeness)
        return true
    }

    /// The share of lanes that are equal among those that either text fills; 0 for texts of a few words.
    private static func share(_ left: SIMD32<UInt8>, _ right: SIMD32<UInt8>) -> Double {
        let filled = (left .!= 0) .| (right .!= 0)
        let equal = (left .== right) .& filled
        let (all, same) = (count(filled), count(equal))
        return all >= 8 ? Double(same) / Double(all) : 0
    }

    private static func count(_ mask: SIMDMask<SIMD32<Int8>>) -> Int {
        Int(SIMD32<UInt8>(repeating: 0).replacing(with: 1, where: mask).wrappedSum())
    }
}

/// The keys, numbers and ids of all rows, in order.
struct KeyRows: Sendable {
    var keys: [DuplicateKeys] = []
    var numbers: [Int] = []
    private var ids: [UInt8] = []
    private var ends: [Int] = []

    mutating func append(_ key: DuplicateKeys, row: Int, id: String) {
        keys.append(key)
        numbers.append(row)
        ids.append(contentsOf: id.utf8)
        ends.append(ids.count)
    }

    mutating func append(_ other: KeyRows) {
        keys += other.keys
        numbers += other.numbers
        let before = ids.count
        ids += other.ids
        for end in other.ends { ends.append(before + end) }
    }

    func id(_ index: Int) -> String {
        String(decoding: ids[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
    }
}

/// Reads a list with several workers for its keys alone.
private final class KeyPass: @unchecked Sendable {
    // `state` guards all that changes.
    private let state = NSCondition()
    private let source: any ChunkSource
    private let makeReader: @Sendable () -> JSONLineReader
    private let maker: DuplicateKeyMaker
    private var issued = 0
    private var waiting: [Int: KeyRows] = [:]
    private var merged = 0
    private var all = KeyRows()
    private var running = 0
    private var failure: (any Error)?

    init(source: any ChunkSource, makeReader: @escaping @Sendable () -> JSONLineReader, maker: DuplicateKeyMaker) {
        self.source = source
        self.makeReader = makeReader
        self.maker = maker
    }

    func run(jobs: Int) throws -> KeyRows {
        state.lock()
        running = jobs
        state.unlock()
        for _ in 0..<jobs { Thread { self.work() }.start() }
        state.lock()
        while running > 0 { state.wait() }
        defer { state.unlock() }
        if let failure { throw failure }
        return all
    }

    private func work() {
        let reader = makeReader()
        while let (number, chunk) = take() {
            var part = KeyRows()
            ChunkRows.forEach(chunk, reader: reader) { row in
                guard let lead = row.lead else { return }
                part.append(maker.keys(lead), row: lead.location.row, id: lead.id)
            }
            state.lock()
            waiting[number] = part
            while let next = waiting.removeValue(forKey: merged) {
                all.append(next)
                merged += 1
            }
            state.unlock()
        }
        state.lock()
        running -= 1
        state.broadcast()
        state.unlock()
    }

    private func take() -> (Int, BatchChunk)? {
        state.lock()
        defer { state.unlock() }
        guard failure == nil else { return nil }
        do {
            guard let chunk = try source.next(shouldStop: { false }) else { return nil }
            issued += 1
            return (issued - 1, chunk)
        } catch {
            failure = error
            return nil
        }
    }
}
