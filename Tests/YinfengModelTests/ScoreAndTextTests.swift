import Testing
import YinfengModel

@Suite struct ScoreAndTextTests {
    @Test func `a score is exactly the sum of its parts`() {
        let parts = (1...9).map {
            MatchPart(
                name: "p\($0)", value: Points($0 * 1_111), weight: Points($0 * 12_345), reason: "", source: "")
        }
        let match = ParkMatch(parkCode: "1", parkName: "甲", parts: parts, verdict: .admit, soFar: .admit)
        #expect(match.score.tenThousandths == parts.map(\.points.tenThousandths).reduce(0, +))
        #expect(parts[0].points.tenThousandths == 1_372)  // 0.1111 × 1.2345 = 0.13715…
    }

    @Test func `the worst verdict is the greatest`() {
        #expect(Verdict.allCases.sorted() == [.admit, .review, .needsEvidence, .refuse])
        #expect([Verdict.admit, .refuse, .review].max() == .refuse)
    }

    @Test func `json keeps the order of the calls and escapes what it must`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("id", "a\"b\\c\n\u{1}")
        writer.key("n")
        writer.number(Rational(decimal: "29.3333333") ?? .zero, digits: 4)
        writer.key("list")
        writer.beginArray()
        writer.integer(1)
        writer.null()
        writer.bool(true)
        writer.endArray()
        writer.endObject()
        writer.endLine()
        #expect(writer.text == #"{"id":"a\"b\\c\n\u0001","n":29.3333,"list":[1,null,true]}"# + "\n")
    }

    @Test func `json numbers never lose their meaning`() {
        var writer = JSONWriter()
        writer.beginArray()
        writer.number(0.1 + 0.2, digits: 4)
        writer.number(Double.nan)
        writer.number(-1.5, digits: 0)
        writer.endArray()
        #expect(writer.text == "[0.3,null,-2]")
    }

    @Test func `an edge of a citation's period belongs to it`() {
        let citation = Citation(
            edition: "x", document: "y", effectiveFrom: CivilDate(iso: "2026-01-01"),
            effectiveTo: CivilDate(iso: "2028-12-31"))
        #expect(["2026-01-01", "2028-12-31"].allSatisfy { CivilDate(iso: $0).map(citation.isInForce) == true })
        #expect(["2025-12-31", "2029-01-01"].allSatisfy { CivilDate(iso: $0).map(citation.isInForce) == false })
    }
}
