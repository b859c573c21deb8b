import Testing
import YinfengModel

@testable import YinfengIndex

/// Texts of several activities, of unlike goods and of one business, labelled before the first run.
struct ActivityListTests {
    private static func coded(_ kind: String) throws -> [(codes: Set<String>, result: CodingResult)] {
        let coder = try Support.coder.get()
        var workspace = CodingWorkspace()
        return try Support.rows("Tests/Cases/coding/activities.csv").filter { $0["kind"] == kind }.map { row in
            let codes = Set((row["codes"] ?? "").split(separator: "|").map(String.init))
            return (codes, coder.code(fields: [(.content, row["text"] ?? "")], workspace: &workspace))
        }
    }

    @Test func mostActivitiesAreNamed() throws {
        var (right, wrong, missed) = (0, 0, 0)
        for (codes, result) in try ActivityListTests.coded("several") {
            let found = Set(result.activities.map(\.code.text))
            right += found.intersection(codes).count
            wrong += found.subtracting(codes).count
            missed += codes.subtracting(found).count
        }
        #expect(Double(right) / Double(right + missed) > 0.7 && Double(right) / Double(right + wrong) > 0.75)
    }

    @Test func sharesAddUp() throws {
        for kind in ["several", "unlike", "single"] {
            for (_, result) in try ActivityListTests.coded(kind) {
                #expect((1...4).contains(result.activities.count))
                #expect(result.activities.allSatisfy { $0.share >= 0 })
                #expect(result.activities.reduce(0) { $0 + $1.share } <= 1 + 1e-9)
                #expect(result.activities.first?.code == result.candidates.first?.code)
            }
        }
    }

    @Test func unlikeGoodsAreNoClass() throws {
        let lists = try ActivityListTests.coded("unlike")
        #expect(lists.count { $0.result.abstain } >= lists.count - 2)
        let single = try ActivityListTests.coded("single")
        #expect(!single.contains { $0.result.because.contains("互不相同") })
    }
}
