import Testing

@testable import YinfengParks

@Suite struct NameIndexTests {
    private static let letters = ["云", "南", "安", "宁", "州", "市", "a"]

    private static func text(_ length: Int, _ random: inout SeededGenerator) -> String {
        (0..<length).map { _ in letters[Int.random(in: letters.indices, using: &random)] }.joined()
    }

    @Test(arguments: 1...40)
    func `a name inside a text is looked up as a name`(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var index = NameIndex()
        var known: [PlaceName: Set<Int>] = [:]
        for position in 0..<Int.random(in: 0...150, using: &random) {
            let name = PlaceName(Self.text(Int.random(in: 1...5, using: &random), &random))
            index.insert(name, at: position)
            known[name, default: []].insert(position)
        }
        for _ in 0..<30 {
            let text = PlaceName(Self.text(Int.random(in: 0...12, using: &random), &random))
            for start in 0...text.count {
                for end in start...text.count {
                    let part = text.scalars[start..<end]
                    #expect(index.lookup(part) == (known[PlaceName(scalars: Array(part))] ?? []).sorted())
                }
            }
            var expected: [[Int]] = []
            var start = 0
            while start < text.count {
                let longest = (2...max(2, text.count)).reversed().first { length in
                    start + length <= text.count
                        && known[PlaceName(scalars: Array(text.scalars[start..<(start + length)]))] != nil
                }
                if let longest {
                    expected.append([start, longest])
                    start += longest
                } else {
                    start += 1
                }
            }
            #expect(index.mentions(in: text, shortest: 2).map { [$0.start, $0.length] } == expected)
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
