import Testing
import YinfengModel

@testable import YinfengIndex

/// The fast writer of lines must say what the coder says, byte for byte.
struct LineTests {
    private static let texts = [
        "年产5万吨磷酸铁锂正极材料生产线，配套磷酸铁前驱体", "", "？？？", "　ＬＥＤ顯示屏製造\t与\"引号\"\\反斜杠",
        "以电解铝液、再生铝为原料，压铸生产新能源汽车电机壳体", "购置注塑机20台，生产塑料盆；建设办公楼、仓库", "凤凰晶片", "e\u{301}\u{301}茶叶👍🏽加工\u{0}x",
        "三七种植、饮片加工及销售", "MDI、TDI装置",
    ]

    private func object(_ id: String, _ result: CodingResult) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.field("id", id)
        json.key("candidates")
        json.beginArray()
        for candidate in result.candidates {
            json.beginObject()
            json.field("code", candidate.code.text)
            json.field("name", candidate.name)
            json.field("level", candidate.code.level.name)
            json.key("score")
            json.number(candidate.score)
            json.key("confidence")
            json.number(candidate.confidence)
            json.key("evidence")
            json.beginArray()
            for piece in candidate.evidence {
                json.beginObject()
                json.field("term", piece.term)
                json.field("start", piece.start)
                json.field("end", piece.end)
                json.field("field", piece.field.rawValue)
                json.field("source", piece.source)
                json.key("weight")
                json.number(piece.weight)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.key("activities")
        json.beginArray()
        for activity in result.activities {
            json.beginObject()
            json.field("code", activity.code.text)
            json.key("share")
            json.number(activity.share)
            json.endObject()
        }
        json.endArray()
        json.field("abstain", result.abstain)
        json.field("because", result.because)
        json.endObject()
        json.endLine()
        return json.text
    }

    @Test(arguments: [1, 3, 10, 40])
    func linesAreTheCodersWords(_ top: Int) throws {
        let synonym = UserSynonym(term: "凤凰晶片", code: try #require(IndustryCode("3973")), row: 2)
        let coder = try Support.coder.get().adding([synonym]).coder
        let lines = CodingLines(coder)
        var workspace = CodingWorkspace()
        for (number, text) in LineTests.texts.enumerated() {
            let id = "号\"\(number)"
            for fields: [(key: FieldKey, text: String)] in [
                [(.content, text)], [(.content, text), (.products, "铝合金门窗、塑料管材")],
            ] {
                var buffer = LineBuffer(capacity: 64)
                let expected = object(id, coder.code(fields: fields, workspace: &workspace, top: top))
                lines.write(id: id, fields: fields, top: top, workspace: &workspace, to: &buffer)
                let written = String(decoding: buffer.bytes, as: UTF8.self)
                #expect(written == expected)
            }
            var (name, copy) = (id, text)
            var buffer = LineBuffer()
            let expected = object(id, coder.code(fields: [(.content, text)], workspace: &workspace, top: top))
            name.withUTF8 { name in
                copy.withUTF8 { copy in
                    lines.write(id: name, content: copy, top: top, workspace: &workspace, to: &buffer)
                }
            }
            let written = String(decoding: buffer.bytes, as: UTF8.self)
            #expect(written == expected)
        }
    }

    /// Numbers are rounded and written as everywhere else, at the edges too.
    @Test func numbersAreWrittenAlike() {
        var generator = SeededGenerator(seed: 11)
        var values = [
            0, -0.0, 0.00005, -0.00005, 0.99995, 1, 9.9999, 99.99995, 100, 123_456.7891, .nan, .infinity, 2e9,
        ]
        for _ in 0..<4_000 { values.append(Double.random(in: -1_000...1_000, using: &generator)) }
        for _ in 0..<1_000 { values.append((Double(Int.random(in: -9_999...9_999, using: &generator)) + 0.5) / 10_000) }
        for value in values {
            var json = JSONWriter()
            json.number(value)
            var buffer = LineBuffer(capacity: 1)
            buffer.append(measured: value)
            let written = String(decoding: buffer.bytes, as: UTF8.self)
            #expect(written == json.text)
        }
        for number in [0, 9, 10, 99, 100, 999, 1_000, 12_345, -7, Int.max] {
            var buffer = LineBuffer()
            buffer.append(number)
            let written = String(decoding: buffer.bytes, as: UTF8.self)
            #expect(written == String(number))
        }
    }

    /// The same classes in the same order, however many are kept.
    @Test func theFirstOfManyAreTheFewest() throws {
        let coder = try Support.coder.get()
        var workspace = CodingWorkspace()
        for text in LineTests.texts where !text.isEmpty {
            let all = coder.code(fields: [(.content, text)], workspace: &workspace, top: 2_000).candidates
            let sorted = all.sorted { $0.score != $1.score ? $0.score > $1.score : $0.code < $1.code }
            // Scores are sums in another order than the ranking's: close ones may stand either way.
            for (left, right) in zip(all, sorted) { #expect(abs(left.score - right.score) < 1e-4) }
            let few = coder.code(fields: [(.content, text)], workspace: &workspace, top: 7).candidates
            #expect(few.map(\.code) == all.prefix(7).map(\.code))
        }
    }
}
