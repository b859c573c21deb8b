import Testing

@testable import YinfengText

struct SegmentingTests {
    let folder: TextFolder
    init() throws { folder = try TextFolder() }

    private func tokens(_ text: String, _ vocabulary: [String] = []) throws -> [String] {
        var segmenter = try Segmenter()
        var tokens: [Token] = []
        let folded = folder.fold(text)
        segmenter.segment(folded, joining: Vocabulary(vocabulary), into: &tokens)
        return tokens.map { folded.text($0.range) }
    }

    @Test func tradeWordsAreJoinedAgain() throws {
        let words = try tokens("年产5万吨磷酸铁锂和光伏组件", ["磷酸铁锂", "光伏组件", "光伏"])
        #expect(words.contains("磷酸铁锂"))
        #expect(words.contains("光伏组件"))
        #expect(!(try tokens("年产5万吨磷酸铁锂").contains("磷酸铁锂")))
    }

    @Test(arguments: ["", "a", "年产5万吨磷酸铁锂", "𠮷野家OLED，3.5亿元\n㎡", "💡💡", "滇中新区磷酸铁锂电池材料项目"])
    func tokensCoverTheWholeText(_ text: String) throws {
        var segmenter = try Segmenter()
        let folded = folder.fold(text)
        let vocabulary = Vocabulary(["磷酸铁锂", "酸铁", "元", "电池材料"])
        for joined in [false, true] {
            var tokens: [Token] = []
            if joined {
                segmenter.segment(folded, joining: vocabulary, into: &tokens)
            } else {
                segmenter.segment(folded, into: &tokens)
            }
            var place: Int32 = 0
            for token in tokens {
                #expect(token.start == place && token.end > token.start)
                place = token.end
            }
            #expect(Int(place) == folded.count)
        }
    }

    @Test func oneIteratorServesManyTexts() throws {
        var segmenter = try Segmenter()
        var first: [Token] = []
        var second: [Token] = []
        let one = folder.fold("鲜切花种植基地")
        segmenter.segment(one, into: &first)
        segmenter.segment(folder.fold("一"), into: &second)
        segmenter.segment(one, into: &second)
        #expect(first == second)
    }
}
