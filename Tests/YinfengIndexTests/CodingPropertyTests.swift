import Testing
import YinfengModel

@testable import YinfengIndex

/// What must hold for every text, shown on many.
struct CodingPropertyTests {
    private static func texts(_ count: Int) throws -> [String] {
        try Support.rows("Tests/Cases/coding/unseen-a.csv").prefix(count).compactMap { $0["text"] }
    }

    private static func first(_ text: String, _ coder: IndustryCoder, _ workspace: inout CodingWorkspace) -> String? {
        coder.code(fields: [(.content, text)], workspace: &workspace, top: 1).candidates.first?.code.text
    }

    private static func wide(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                }))
    }

    @Test func widthAndCaseDoNotMatter() throws {
        let coder = try Support.coder.get()
        var workspace = CodingWorkspace()
        for text in try CodingPropertyTests.texts(520) {
            let plain = CodingPropertyTests.first(text, coder, &workspace)
            #expect(CodingPropertyTests.first(CodingPropertyTests.wide(text), coder, &workspace) == plain)
            #expect(CodingPropertyTests.first(text.uppercased(), coder, &workspace) == plain)
            #expect(CodingPropertyTests.first(text.lowercased(), coder, &workspace) == plain)
        }
    }

    /// What clerks put around every project may cost a few borderline texts their class, not more.
    @Test(arguments: ["，占地50亩，分两期实施", "，总投资3.5亿元", "（一期）", "建设项目"])
    func irrelevantWordsDoNotDecide(_ suffix: String) throws {
        let coder = try Support.coder.get()
        var workspace = CodingWorkspace()
        let texts = try CodingPropertyTests.texts(300)
        var same = 0
        for text in texts {
            let plain = CodingPropertyTests.first(text, coder, &workspace)
            if CodingPropertyTests.first(text + suffix, coder, &workspace) == plain { same += 1 }
        }
        #expect(same * 100 >= texts.count * 94)
    }

    /// Evidence lies inside its field and sums to the score; shares sum to one at most; the same text gives the same
    /// answer whatever was coded before.
    @Test func evidenceLiesInTheTextAndSums() throws {
        let coder = try Support.coder.get()
        var workspace = CodingWorkspace()
        var fresh = CodingWorkspace()
        var generator = SeededGenerator(seed: 17)
        let pieces: [Character] = ["茶", "厂", "５", "Ａ", "e\u{301}", "，", "铝", "锭", "鋁", "👩‍🏭", "a", "\u{200B}", "\n"]
        var texts = try CodingPropertyTests.texts(80)
        for _ in 0..<200 {
            let count = Int.random(in: 0...30, using: &generator)
            texts.append(String((0..<count).map { _ in pieces.randomElement(using: &generator) ?? "茶" }))
        }
        for text in texts {
            let result = coder.code(fields: [(.content, text)], workspace: &workspace, top: 10)
            let count = text.unicodeScalars.count
            for candidate in result.candidates {
                #expect(abs(candidate.evidence.reduce(0) { $0 + $1.weight } - candidate.score) < 1e-9)
                #expect(candidate.evidence.allSatisfy { $0.start >= 0 && $0.start <= $0.end && $0.end <= count })
            }
            #expect(result.activities.reduce(0) { $0 + $1.share } <= 1.000_001)
            let again = coder.code(fields: [(.content, text)], workspace: &fresh, top: 10)
            #expect(again.candidates.map(\.code) == result.candidates.map(\.code))
            #expect(again.because == result.because)
        }
    }
}
