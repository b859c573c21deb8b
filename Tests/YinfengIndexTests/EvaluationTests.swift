import Testing
import YinfengModel

@testable import YinfengIndex

struct EvaluationTests {
    private func codes(_ texts: [String]) -> [IndustryCode] { texts.compactMap { IndustryCode($0) } }

    @Test func levelsAreJudgedOnDistinctPrefixes() throws {
        let ranked = codes(["3985", "3981", "3982", "3841", "2613", "1530", "0143"])
        let accepted = codes(["2613"])
        #expect(CodingEvaluation.judge(accepted, ranked, .class)?.five == 1)
        #expect(CodingEvaluation.judge(accepted, ranked, .division)?.first == 0)
        // Divisions 39, 38, 26: the third distinct one.
        #expect(CodingEvaluation.judge(accepted, ranked, .division)?.five == 1)
        #expect(CodingEvaluation.judge(codes(["01"]), ranked, .class) == nil)
        #expect(CodingEvaluation.judge(codes(["01"]), ranked, .division)?.five == 1)
        #expect(CodingEvaluation.judge(accepted, [], .class)?.first == 0)
    }

    @Test(arguments: [("3985|2613", 2), ("C13；1432", 2), ("3985", 1)])
    func labelsAreRead(_ text: String, _ count: Int) { #expect(GoldCase.codes(text)?.count == count) }

    @Test(arguments: ["", "abc", "3985|x"])
    func badLabelsAreRefused(_ text: String) { #expect(GoldCase.codes(text) == nil) }

    @Test func exponentialIsTrueEnough() {
        var x: Float = -20
        var e = 2.061_153_6e-9
        while x <= 0 {
            #expect(abs(Double(Exponential.value(x)) / e - 1) < 2e-5)
            x += 1
            e *= 2.718_281_828_459_045
        }
        #expect(Exponential.value(-.infinity) < 1e-30)
    }
}
