import Testing
import YinfengModel

@testable import YinfengText

struct ScannerTests {
    let folder: TextFolder
    let scanner: QuantityScanner

    init() throws {
        folder = try TextFolder()
        scanner = QuantityScanner(table: try Support.units(folder))
    }

    @Test func capacitiesInProse() throws {
        let raw = "拟建年产５万吨磷酸铁锂、2000台套茶叶机械，总投资约3.5亿元，用地100-150亩"
        let mentions = scanner.mentions(in: folder.fold(raw))
        #expect(mentions.map(\.unitText) == ["万吨", "台", "亿元", "亩"])
        let scalars = Array(raw.unicodeScalars)
        let first = try #require(mentions.first)
        #expect(String(String.UnicodeScalarView(scalars[first.range])) == "５万吨")
        #expect(first.after.hasPrefix("磷酸铁锂") && first.before == "拟建年产")
        #expect(first.canonical?.point == Rational(50_000))
        #expect(mentions[2].interval.isApproximate)
        #expect(mentions[3].interval.low == Rational(100) && mentions[3].interval.high == Rational(150))
    }

    @Test func hostileTextNeverTraps() {
        var generator = SeededGenerator(seed: 11)
        let pool = Array("0123456789.,-+eE亿万千百十一二三零〇点廿$¥%~至到以上约不超余多元吨亩美港年/（）() ").map(String.init)
        let reader = QuantityReader(
            table: (try? Support.units(folder)) ?? UnitTable(units: [], folder: folder), folder: folder)
        let target = QuantityTarget(dimension: "money_cny", canonical: "yuan_wan", unitText: "万元")
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                pool[Int.random(in: 0..<pool.count, using: &generator)]
            }
            .joined()
            _ = scanner.mentions(in: folder.fold(text), includingBare: true)
            if let quantity = reader.read(text, target: target).quantity, let low = quantity.interval.low {
                #expect(low >= .zero, "\(text)")
            }
            _ = DateReader(folder: folder).read(text)
            _ = FlagReader(folder: folder).read(text)
        }
    }
}
