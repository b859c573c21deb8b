import Testing

@testable import YinfengEntry

@Suite struct WordFinderTests {
    private static let letters = ["电", "镀", "化", "工", "铅", "线", "A", "b", "1"]

    private static func text(_ length: Int, _ random: inout Seeded) -> String {
        (0..<length).map { _ in letters[Int.random(in: letters.indices, using: &random)] }.joined()
    }

    @Test(arguments: 1...40)
    func `words are found where a search for each finds them`(seed: UInt64) {
        var random = Seeded(seed)
        let words = Set(
            (0..<Int.random(in: 1...120, using: &random)).map { _ in
                Self.text(Int.random(in: 1...4, using: &random), &random)
            })
        let finder = WordFinder(words)
        for _ in 0..<40 {
            let text = Self.text(Int.random(in: 0...30, using: &random), &random)
            #expect(finder.words(in: text) == finder.set(of: words.filter { text.holds($0) }), "\(text)")
        }
    }
}
