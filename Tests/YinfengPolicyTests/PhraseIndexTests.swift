import Testing
import YinfengModel

@testable import YinfengPolicy

@Suite struct PhraseIndexTests {
    /// A few characters, so that many phrases share their pairs, and many, so that some pairs are of one phrase.
    private static func units(_ length: Int, _ random: inout SeededGenerator) -> [UInt16] {
        (0..<length).map { _ in
            0x4E00
                + UInt16(
                    Bool.random(using: &random)
                        ? Int.random(in: 0..<6, using: &random) : Int.random(in: 0..<60, using: &random))
        }
    }

    private static func pairs(_ units: [UInt16]) -> [UInt32] {
        zip(units, units.dropFirst()).map { UInt32($0) << 16 | UInt32($1) }
    }

    @Test(arguments: 1...20)
    func `common pairs find the same phrases as all pairs`(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let phrases = (0..<400).map { number in
            let units = Self.units(Int.random(in: 2...7, using: &random), &random)
            return Phrase(
                item: Int32(number), quote: "", units: units, isCore: units.map { _ in true }, coreCount: units.count,
                merits: [], contexts: [], limits: [], exceptions: [], pairs: Self.pairs(units))
        }
        var holders: [UInt32: Int] = [:]
        for phrase in phrases { for pair in phrase.pairs { holders[pair, default: 0] += 1 } }
        func weight(_ pair: UInt32) -> Int {
            let digits = Int.bitWidth - (holders[pair] ?? 0).leadingZeroBitCount
            return 1 + max(0, 10 - digits)
        }
        let index = PhraseIndex(phrases)
        var workspace = PolicyWorkspace()
        for _ in 0..<40 {
            workspace.reset(words: 1, phrases: phrases.count)
            workspace.units = Self.units(Int.random(in: 2...40, using: &random), &random)
            index.findCandidates(&workspace)
            let seen = Set(Self.pairs(workspace.units))
            let expected = phrases.indices.filter { number in
                let all = phrases[number].pairs.reduce(0) { $0 + weight($1) }
                let found = phrases[number].pairs.reduce(0) { $0 + (seen.contains($1) ? weight($1) : 0) }
                return found > 0 && Float(found) >= 0.6 * Float(all)
            }
            #expect(workspace.candidates.map { Int($0) } == expected)
        }
    }
}

/// A small generator with a seed, so that a failing case comes again.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
