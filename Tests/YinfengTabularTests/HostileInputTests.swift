import Testing
import YinfengModel
import YinfengTabular

@Suite("Random and hostile text")
struct HostileInputTests {
    @Test(
        "Whatever the bytes, rows come out in order or a typed error is thrown",
        arguments: ["x.csv", "x.tsv", "x.json", "-"])
    func fuzz(name: String) throws {
        var generator = SeededGenerator(seed: 7)
        let pieces: [[UInt8]] = [
            Array("项目名称,总投资(万元)\n".utf8), Array("甲,3亿元\n".utf8), Array("\"".utf8), Array(",".utf8), Array("\t".utf8),
            Array("\r\n".utf8), Array("{\"content\":\"茶\",\"total_invest\":".utf8), Array("}".utf8), Array("[".utf8),
            Array("]".utf8), [0xFF], [0x00], [0xB2, 0xE8], [0xEF, 0xBB, 0xBF], Array("合计".utf8), Array("-1e99".utf8),
            Array("99999999999999999999999999999999999999亿亿".utf8), Array("#REF!".utf8), Array("\u{202E}".utf8),
        ]
        for _ in 0..<250 {
            var bytes = Bool.random(using: &generator) ? pieces[0] : []
            for _ in 0..<Int.random(in: 0...25, using: &generator) {
                bytes += pieces.randomElement(using: &generator) ?? []
            }
            let chunk = Int.random(in: 1...40, using: &generator)
            do {
                let rows = try Support.reader(bytes, name: name, chunk: chunk).rest()
                #expect(rows.map(\.location.row) == rows.map(\.location.row).sorted())
                #expect(rows.allSatisfy { ($0.lead == nil) == !$0.issues.isEmpty })
            } catch let error as TabularError {
                #expect([65, 66].contains(error.status) && !error.explanation.fact.isEmpty)
            }
        }
    }

    @Test("The same bytes give the same rows on every run, however they are cut", arguments: 0..<20)
    func isDeterministic(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let cells = ["茶", "3亿元", "约50亩", "2026-02-30", "", "\"a\nb\"", "待定", "-5", "１２", "小计", "#N/A", "6.7"]
        var text = "项目名称,总投资(亿元),用地面积(亩),开工时间,项目内容,天气\n"
        for _ in 0..<30 {
            text += (0..<6).map { _ in cells.randomElement(using: &generator) ?? "" }.joined(separator: ",") + "\n"
        }
        let whole = try Support.rows(text, chunk: 1 << 20)
        #expect(try Support.rows(text, chunk: Int.random(in: 1...50, using: &generator)) == whole)
        #expect(try Support.rows(text.replacing("\n", with: "\r\n"), chunk: 9).map(\.id) == whole.map(\.id))
    }
}
