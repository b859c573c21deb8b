import Testing
import YinfengModel

@Suite struct AnswerMemoryTests {
    @Test(arguments: [1, 3, 64])
    func `answers stay right however often everything is forgotten`(capacity: Int) {
        var memory = AnswerMemory<Int, Int?>(capacity: capacity)
        var made = 0
        for turn in 0..<500 {
            let question = turn * 7 % 11
            let answer = memory.answer(question) {
                made += 1
                return question.isMultiple(of: 2) ? question * 2 : nil
            }
            #expect(answer == (question.isMultiple(of: 2) ? question * 2 : nil))
        }
        // Room for all: each is made once; an answer of nothing is an answer.
        #expect(capacity < 11 ? made > 11 : made == 11)
    }
}
