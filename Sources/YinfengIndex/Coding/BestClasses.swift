/// Finds the greatest of many scores. Memory is reused from text to text.
struct BestClasses {
    /// The greatest score of each block of eight.
    private var maxima: [Float] = []
    /// Scores and classes as words that compare as they rank.
    private var ranked: [UInt64] = []

    /// Keeps the best classes in `order`, the best first, of equal scores the lower code first. Eight scores far apart
    /// share a block, and the blocks share as many groups as classes are kept: each group's greatest score is another
    /// one, so the least of them is a bound below which nothing is kept, and nearly all blocks are passed over at once.
    /// The count of scores must be a multiple of 32.
    mutating func select(_ scores: [Float], keep: Int, into order: inout [(score: Float, index: Int32)]) {
        order.removeAll(keepingCapacity: true)
        guard keep > 0 else { return }
        let blocks = scores.count / 8
        // Whole vectors of groups, and rows of groups to the end: what fills them up is below every score.
        let groups = (keep + 3) / 4 * 4
        let room = (blocks + groups - 1) / groups * groups
        if maxima.count != room { maxima = [Float](repeating: -.infinity, count: room) }
        if ranked.count != keep { ranked = [UInt64](repeating: 0, count: keep) }
        scores.withUnsafeBufferPointer { scores in
            maxima.withUnsafeMutableBufferPointer { maxima in
                BestClasses.fill(maxima, blocks: blocks, from: scores)
                var bound = BestClasses.bound(maxima, groups: groups)
                ranked.withUnsafeMutableBufferPointer { ranked in
                    ranked.update(repeating: 0)
                    for block in 0..<blocks where maxima[block] >= bound {
                        var found: UInt32 = 0
                        for part in 0..<8 {
                            let isFound: UInt32 = scores[part &* blocks &+ block] >= bound ? 1 : 0
                            found |= isFound &<< UInt32(truncatingIfNeeded: part)
                        }
                        while found != 0 {
                            let index = found.trailingZeroBitCount &* blocks &+ block
                            found &= found &- 1
                            BestClasses.insert(
                                BestClasses.word(scores[index], Int32(truncatingIfNeeded: index)), into: ranked)
                        }
                        // What is below the last of a full list will not enter it.
                        let last = ranked[keep &- 1]
                        if last != 0 { bound = BestClasses.score(last) }
                    }
                }
            }
        }
        for word in ranked { order.append((BestClasses.score(word), BestClasses.index(word))) }
    }

    /// The least of the groups' greatest scores; `groups` is a multiple of four that divides the count of maxima.
    private static func bound(_ maxima: UnsafeMutableBufferPointer<Float>, groups: Int) -> Float {
        let source = UnsafeRawBufferPointer(maxima)
        let size = MemoryLayout<Float>.stride
        var least = SIMD4<Float>(repeating: .infinity)
        for group in stride(from: 0, to: groups, by: 4) {
            var greatest = SIMD4<Float>(repeating: -.infinity)
            for block in stride(from: group, to: maxima.count, by: groups) {
                let next = source.loadUnaligned(fromByteOffset: block &* size, as: SIMD4<Float>.self)
                greatest.replace(with: next, where: next .> greatest)
            }
            least.replace(with: greatest, where: greatest .< least)
        }
        return least.min()
    }

    // MARK: Words

    /// The score in the upper half, its bits turned so that they compare as it does; the class below, lower first.
    @inline(__always)
    private static func word(_ score: Float, _ index: Int32) -> UInt64 {
        // Minus zero equals zero.
        let bits = (score + 0).bitPattern
        let turned = bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits
        return UInt64(turned) << 32 | UInt64(~UInt32(bitPattern: index))
    }

    @inline(__always)
    private static func score(_ word: UInt64) -> Float {
        let turned = UInt32(truncatingIfNeeded: word >> 32)
        return Float(bitPattern: turned >> 31 == 1 ? turned & 0x7FFF_FFFF : ~turned)
    }

    @inline(__always)
    private static func index(_ word: UInt64) -> Int32 { Int32(bitPattern: ~UInt32(truncatingIfNeeded: word)) }

    /// Puts a word into a descending list and drops the last.
    @inline(__always)
    private static func insert(_ word: UInt64, into list: UnsafeMutableBufferPointer<UInt64>) {
        var place = list.count &- 1
        guard word > list[place] else { return }
        while place > 0 {
            let before = list[place &- 1]
            guard word > before else { break }
            list[place] = before
            place &-= 1
        }
        list[place] = word
    }

    /// For each block the greatest of its eight scores, four blocks at a time.
    private static func fill(
        _ maxima: UnsafeMutableBufferPointer<Float>, blocks: Int, from scores: UnsafeBufferPointer<Float>
    ) {
        let source = UnsafeRawBufferPointer(scores)
        let target = UnsafeMutableRawBufferPointer(maxima)
        let size = MemoryLayout<Float>.stride
        for block in stride(from: 0, to: blocks, by: 4) {
            var greatest = source.loadUnaligned(fromByteOffset: block &* size, as: SIMD4<Float>.self)
            for part in 1..<8 {
                let next = source.loadUnaligned(
                    fromByteOffset: (part &* blocks &+ block) &* size, as: SIMD4<Float>.self)
                greatest.replace(with: next, where: next .> greatest)
            }
            target.storeBytes(of: greatest, toByteOffset: block &* size, as: SIMD4<Float>.self)
        }
        for block in blocks..<maxima.count { maxima[block] = -.infinity }
    }
}
