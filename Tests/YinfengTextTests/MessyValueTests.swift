import Testing
import YinfengModel

@testable import YinfengText

/// Cells as offices write them, one row a case in `Tests/Cases/text/messy-values.csv`.
struct MessyValueTests {
    let folder: TextFolder
    let reader: QuantityReader

    init() throws {
        folder = try TextFolder()
        reader = QuantityReader(table: try Support.units(folder), folder: folder)
    }

    static func target(_ kind: String, heading: String) -> QuantityTarget? {
        let headings: [String: UnitID] = [
            "万元": "yuan_wan", "亿元": "yuan_yi", "%": "percent", "万元/亩": "wan_per_mu", "kVA": "kva", "吨/日": "t_day",
        ]
        func limits(_ target: QuantityTarget, _ least: String, _ greatest: String) -> QuantityTarget {
            var target = target
            target.least = Rational(decimal: least)
            target.greatest = Rational(decimal: greatest)
            target.headingUnit = headings[heading]
            return target
        }
        switch kind {
        case "money":
            return limits(
                QuantityTarget(dimension: "money_cny", canonical: "yuan_wan", unitText: "万元"), "10", "20000000")
        case "area": return limits(QuantityTarget(dimension: "area", canonical: "mu", unitText: "亩"), "0.5", "20000")
        case "intensity":
            return limits(
                QuantityTarget(dimension: "intensity", canonical: "wan_per_mu", unitText: "万元/亩"), "5", "3000")
        case "far": return limits(QuantityTarget(dimension: "ratio", canonical: "ratio", unitText: ""), "0.1", "6")
        case "coverage":
            return limits(QuantityTarget(dimension: "fraction", canonical: "percent", unitText: "%"), "5", "95")
        case "energy":
            let bridge = UnitBridge(
                from: "electricity", to: "energy", factor: Rational(1_229, 10_000_000) ?? .zero, note: "按当量值 0.1229 折算")
            return limits(
                QuantityTarget(dimension: "energy", canonical: "tce", unitText: "tce", bridges: [bridge]), "0",
                "10000000")
        case "int": return limits(QuantityTarget(dimension: "count", canonical: "person", unitText: "人"), "0", "200000")
        case "power_kva":
            return limits(
                QuantityTarget(dimension: "apparent_power", canonical: "kva", unitText: "kVA"), "0", "1000000000")
        case "water_day":
            let bridge = UnitBridge(from: "mass_rate_day", to: "volume_rate_day", factor: .one, note: "1吨水按1立方米")
            return limits(
                QuantityTarget(dimension: "volume_rate_day", canonical: "m3_day", unitText: "m³/d", bridges: [bridge]),
                "0",
                "1000000000")
        case "water_year":
            let bridge = UnitBridge(from: "mass", to: "volume", factor: .one, note: "1吨水按1立方米")
            return limits(
                QuantityTarget(dimension: "volume", canonical: "m3_wan", unitText: "万m³/年", bridges: [bridge]), "0",
                "1000000000")
        case "foreign_share":
            return limits(QuantityTarget(dimension: "fraction", canonical: "percent", unitText: "%"), "0", "100")
        default: return nil
        }
    }

    @Test(arguments: try Support.rows("Tests/Cases/text/messy-values.csv"))
    func cellReadsAsOfficesMeanIt(_ row: [String: String]) throws {
        let raw = row["raw"] ?? ""
        let kind = row["kind"] ?? ""
        let flag = row["flag"] ?? ""
        let reading: CellReading
        switch kind {
        case "date": reading = DateReader(folder: folder).read(raw)
        case "bool": reading = FlagReader(folder: folder).read(raw)
        default: reading = reader.read(raw, target: try #require(Self.target(kind, heading: row["heading_unit"] ?? "")))
        }
        switch flag {
        case "invalid":
            guard case .invalid = reading else {
                Issue.record("\(raw): \(reading)")
                return
            }
            return
        case "missing":
            if case .value(.missing, _) = reading { return }
            #expect(reading == .missing, "\(raw)")
            return
        default: break
        }
        guard case .value(let content, let doubts) = reading else {
            Issue.record("\(raw): \(reading)")
            return
        }
        #expect(doubts.contains { $0.kind == .suspect } == (flag == "suspect"), "\(raw): \(doubts)")
        if flag == "note" { #expect(doubts.contains { $0.kind == .note }, "\(raw): \(reading)") }
        let low = row["low"] ?? ""
        let high = row["high"] ?? ""
        switch content {
        case .missing: #expect(low.isEmpty && high.isEmpty, "\(raw)")
        case .flag(let value): #expect(String(value) == low, "\(raw)")
        case .date(let range):
            #expect(range.first.iso == low && range.last.iso == high, "\(raw): \(range.text)")
            #expect(range.isApproximate == (flag == "approx"), "\(raw)")
        case .quantity(let quantity):
            #expect(quantity.interval.low == Rational(decimal: low), "\(raw): \(quantity)")
            #expect(quantity.interval.high == Rational(decimal: high), "\(raw): \(quantity)")
            #expect(quantity.unit == row["unit"] ?? "", "\(raw)")
            #expect(quantity.interval.isApproximate == (flag == "approx"), "\(raw)")
            #expect(quantity.interval.lowOpen == (flag == "more_than"), "\(raw)")
        case .text, .items: Issue.record("\(raw): \(content)")
        }
    }

    @Test(
        arguments: [
            ("3亿5000万元", "35000", "35000"), ("三亿五", "35000", "35000"), ("贰仟万元整", "2000", "2000"),
            ("20多亿元", "200000", ""), ("总投资约3.2亿元人民币", "32000", "32000"), ("1 200 万元", "1200", "1200"),
            ("１,２００万元", "1200", "1200"), ("不超过5000万元", "", "5000"), ("人民币5亿元", "50000", "50000"),
            ("3億元", "30000", "30000"), ("10亿元（分两期）", "100000", "100000"), ("1000-2000万", "1000", "2000"),
            ("一万零五百万元", "10500", "10500"), ("≥1亿元", "10000", ""), ("1.5-2亿", "15000", "20000"),
            ("5千万", "5000", "5000"), ("三千万元左右", "3000", "3000"), ("RMB 8000万", "8000", "8000"),
        ])
    func moneyInManyHands(_ raw: String, _ low: String, _ high: String) throws {
        let target = try #require(Self.target("money", heading: ""))
        let quantity = try #require(reader.read(raw, target: target).quantity, "\(raw)")
        #expect(quantity.interval.low == Rational(decimal: low), "\(raw): \(quantity)")
        #expect(quantity.interval.high == Rational(decimal: high), "\(raw): \(quantity)")
    }

    @Test(arguments: ["12丈", "100公里", "abc", "-3亩", "5000吨", "#VALUE!"])
    func impossibleAreasAreInvalid(_ raw: String) throws {
        guard case .invalid(let message) = reader.read(raw, target: try #require(Self.target("area", heading: "")))
        else {
            Issue.record("\(raw)")
            return
        }
        #expect(!message.isEmpty)
    }

    @Test func labelPicksTheFieldsOwnAmount() throws {
        var target = try #require(Self.target("money", heading: ""))
        target.labels = ["固定资产投资", "固投"]
        let quantity = try #require(reader.read("总投资2亿元，固投1.5亿元", target: target).quantity)
        #expect(quantity.interval.point == Rational(15_000))
    }

    @Test(arguments: [
        ("2026-03-05 10:30:00", "2026-03-05", "2026-03-05"), ("二〇二六年三月五日", "2026-03-05", "2026-03-05"),
        ("2026年3月-5月", "2026-03-01", "2026-05-31"), ("2026年3月至2027年6月", "2026-03-01", "2027-06-30"),
        ("2026年第三季度", "2026-07-01", "2026-09-30"), ("2026.03", "2026-03-01", "2026-03-31"),
        ("2026年", "2026-01-01", "2026-12-31"), ("2026-3-5", "2026-03-05", "2026-03-05"),
        ("2024年2月", "2024-02-01", "2024-02-29"), ("２０２６年１月", "2026-01-01", "2026-01-31"),
    ])
    func datesInManyHands(_ raw: String, _ first: String, _ last: String) throws {
        guard case .value(.date(let range), _) = DateReader(folder: folder).read(raw) else {
            Issue.record("\(raw): \(DateReader(folder: folder).read(raw))")
            return
        }
        #expect(range.first.iso == first && range.last.iso == last, "\(raw): \(range.text)")
    }
}
