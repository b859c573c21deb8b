import Foundation
import Testing

/// Whatever is read and written as a cleaned list reads back as the same values.
@Suite("Sheets there and back")
struct SheetRoundTripTests {
    /// A small generator with a fixed seed (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return z ^ z >> 31
        }
    }

    @Test("Three hundred rows of odd amounts, areas and dates", arguments: ["csv", "xlsx"], [11, 12] as [UInt64])
    func survives(format: String, seed: UInt64) throws {
        var random = Seeded(state: seed)
        func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }
        func figure(_ range: ClosedRange<Int>) -> String {
            let whole = String(Int.random(in: range, using: &random))
            return Bool.random(using: &random) ? whole : whole + "." + String(Int.random(in: 1...99, using: &random))
        }
        func amount(_ range: ClosedRange<Int>, _ units: [String]) -> String {
            let unit = pick(units)
            switch Int.random(in: 0..<9, using: &random) {
            case 0: return "约" + figure(range) + unit
            case 1: return figure(range) + unit + "以上"
            case 2: return "近" + figure(range) + unit
            case 3: return "不超过" + figure(range) + unit
            case 4: return "超" + figure(range) + unit
            case 5: return "不足" + figure(range) + unit
            case 6:
                let low = Int.random(in: range, using: &random)
                return "\(low)-\(low + 3)" + unit
            case 7: return pick(["待定", "/", "面议"])
            default: return figure(range) + unit
            }
        }
        var text = "项目名称,总投资,用地面积,年综合能耗,签约日期,是否两高,就业人数,领导批示\n"
        for index in 0..<300 {
            let date = "202\(Int.random(in: 0...9, using: &random))年\(Int.random(in: 1...12, using: &random))月"
            let cells = [
                "项目\(index)", amount(1...900, ["亿元", "万美元", "00万元", "000万", "万欧元"]),
                amount(1...300, ["亩", "公顷", "000平方米", "万㎡"]), amount(1...900, ["吨标煤", "0tce", "万度"]),
                pick([date, date + "上旬", date + "5日", "2026年上半年", "2026Q3", "待定"]), pick(["是", "否", "×", ""]),
                pick(["200人", "约50", "100-150人", "300余人"]), pick(["", "=A1", "+86", "\"请\"跟进", "@某某", "-"]),
            ]
            text += cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
        }
        let program = try Program()
        defer { program.remove() }
        let list = try program.file("表.csv", text)
        let out = program.folder.appending(path: "整理后." + format).path
        #expect(try program.run(["leads", "clean", list, "--out", out, "--quiet"]).status == 0)
        let before = try program.run(["leads", "inspect", list]).records
        let after = try program.run(["leads", "inspect", out]).records
        try #require(before.count == 300 && after.count == 300)
        for (x, y) in zip(before, after) {
            let left = x["fields"] as? [String: [String: Any]] ?? [:]
            let right = y["fields"] as? [String: [String: Any]] ?? [:]
            for (key, value) in left {
                let (a, b) = (Shorthand.text(value["value"]), Shorthand.text(right[key]?["value"]))
                #expect(a == b, "\(key) “\(value["raw"] ?? "")” → “\(right[key]?["raw"] ?? "")”")
            }
        }
    }
}
