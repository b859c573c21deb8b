import Testing
import YinfengModel

@testable import YinfengIndex

/// Terms with one character wrong: found, marked, placed; words that are right are left alone.
struct TypoTests {
    private static func coded(_ text: String) throws -> CodingResult {
        var workspace = CodingWorkspace()
        return try Support.coder.get().code(fields: [(.content, text)], workspace: &workspace)
    }

    private static func corrections(_ text: String) throws -> [String] {
        let coder = try Support.coder.get()
        var workspace = CodingWorkspace()
        coder.analyse([(.content, text)], &workspace)
        return workspace.terms.filter(\.isTypo).map { coder.tables.string(Int(coder.tables.termTexts[Int($0.term)])) }
    }

    @Test func aMistakenTermIsEvidenceWithItsMark() throws {
        let best = try #require(try TypoTests.coded("年产5万套永磁同步电动几").candidates.first)
        #expect(best.code.text == "3812")
        let mark = EvidenceWords.typo.description
        let piece = try #require(best.evidence.first { $0.source.hasPrefix(mark) })
        #expect(piece.end <= 13 && piece.end > piece.start && piece.term.contains("电动机"))
    }

    /// Evidence still adds up to the score, typo or not.
    @Test(arguments: ["传敢器研发生产", "生产锂离子电诎", "热轧带纲", "工业机器器人", "中药片加工、茶叶种值"])
    func evidenceAddsUp(_ text: String) throws {
        for candidate in try TypoTests.coded(text).candidates {
            #expect(abs(candidate.evidence.reduce(0) { $0 + $1.weight } - candidate.score) < 1e-6)
        }
    }

    /// Most mistaken texts of our own are coded right; they were labelled before the first run.
    @Test func mistakenTextsAreCoded() throws {
        let rows = try Support.rows("Tests/Cases/coding/typos.csv")
        var right = 0
        for row in rows {
            let accepted = (row["code"] ?? "").split(separator: "|").map(String.init)
            let first = try TypoTests.coded(row["text"] ?? "").candidates.first?.code.text
            if let first, accepted.contains(first) { right += 1 }
        }
        #expect(rows.count > 100 && Double(right) / Double(rows.count) >= 0.85)
    }

    @Test(arguments: [
        "精密工业设备", "试验项目", "电池一体化", "用于电池", "某某建设项目", "拟投资3亿元建设磷酸铁锂正极材料", "总投资", "发动机一体机", "云母智能工厂",
    ])
    func rightWordsAreLeftAlone(_ text: String) throws { #expect(try TypoTests.corrections(text).isEmpty, "\(text)") }

    /// Right texts are nearly never corrected.
    @Test func fewCorrectionsInRightTexts() throws {
        let rows = try Support.rows("Tests/Cases/coding/unseen-b.csv")
        let corrected = try rows.filter { try !TypoTests.corrections($0["text"] ?? "").isEmpty }
        #expect(Double(corrected.count) / Double(rows.count) < 0.05)
    }
}
