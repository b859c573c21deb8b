import Testing
import YinfengModel

@testable import YinfengIndex

struct FormerClassificationTests {
    private func former(_ day: String) throws -> FormerClassification? {
        try FormerClassification(from: Support.store.get(), on: try #require(CivilDate(iso: day)))
    }

    @Test func theDayDecidesTheEdition() throws {
        #expect(try former("2017-09-30")?.edition == "gbt4754-2011")
        #expect(try former("2017-10-01") == nil)
    }

    /// One origin is an answer, several are listed, none is said.
    @Test func nothingIsGuessed() throws {
        let former = try #require(try former("2015-01-01"))
        let coder = try Support.coder.get()
        var workspace = CodingWorkspace()
        var kinds: Set<Int> = []
        for index in coder.codes.indices {
            let origins = former.origins(of: coder.codes[index])
            kinds.insert(min(2, origins.count))
            #expect(Set(origins.map(\.code)).count == origins.count)
        }
        #expect(kinds == [0, 1, 2])
        let result = coder.code(fields: [(.content, "配合饲料生产线")], workspace: &workspace, top: 5)
        let coding = FormerCoding(result, in: former)
        let feed = try #require(coding.candidates.first { $0.current.code.text == "1329" })
        #expect(feed.origin == nil && feed.origins.count == 2)
    }

    /// Classes that were one before are one candidate again; no confidence is lost or made.
    @Test func splitClassesComeTogether() throws {
        let former = try #require(try former("2015-01-01"))
        let coder = try Support.coder.get()
        var workspace = CodingWorkspace()
        for text in ["动力电池生产", "网络销售平台", "养老院", "快递物流园", "集成电路封装测试"] {
            let result = coder.code(fields: [(.content, text)], workspace: &workspace, top: 10)
            let coding = FormerCoding(result, in: former)
            let codes = coding.candidates.compactMap { $0.origin?.code }
            #expect(Set(codes).count == codes.count)
            let before = result.candidates.reduce(0) { $0 + $1.confidence }
            #expect(abs(coding.candidates.reduce(0) { $0 + $1.confidence } - before) < 1e-9)
        }
    }
}
