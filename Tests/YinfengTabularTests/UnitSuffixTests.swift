import Foundation
import Testing
import YinfengModel
import YinfengTabular

@Suite("Figures with their unit")
struct UnitSuffixTests {
    private static let figures = [
        "64.93", "2294", "0.5", "007", "0", "3.0", "12345678901234567", "1e5", "-3", ".5", "5.",
    ]
    private static let suffixes = [
        "亿元", "万元", "万美元", "亩", "公顷", "㎡", "亿", "万", "元", "吨标煤", "%", "亿2000万", "亿五千万", "亿元，占地300亩", "-5亿元",
        "左右", "亿元以上", "多亿", "", " 亿元", "亿元人民币", "平方米建筑面积", "人", "头猪",
    ]
    private static let keys = [
        "total_invest", "fixed_invest", "land_area", "revenue_year", "energy_tce", "far", "jobs", "coverage",
    ]

    /// A reader that has learned a column's units reads a cell as one that reads every cell with care.
    @Test func `a known unit is read as an unknown one`() throws {
        let catalog = try Support.catalog.get()
        let learned = JSONLineReader(file: "a", catalog: catalog)
        // A blank before the figure keeps its cells from the short way.
        let plain = JSONLineReader(file: "a", catalog: catalog)
        for pass in 1...2 {
            for key in Self.keys {
                for suffix in Self.suffixes {
                    for figure in Self.figures {
                        let line = Array("{\"\(key)\":\"\(figure)\(suffix)\",\"content\":\"茶\"}".utf8)
                        let careful = Array("{\"\(key)\":\" \(figure)\(suffix)\",\"content\":\"茶\"}".utf8)
                        let row = line.withUnsafeBufferPointer { learned.readLine($0, row: 7) }
                        let other = careful.withUnsafeBufferPointer { plain.readLine($0, row: 7) }
                        let field = FieldKey(rawValue: key)
                        #expect(
                            row.partial?.fields[field]?.content == other.partial?.fields[field]?.content,
                            "\(key) \(figure)\(suffix), \(pass)")
                        #expect(
                            row.partial?.fields[field]?.doubts.map(\.kind)
                                == other.partial?.fields[field]?.doubts.map(\.kind))
                        #expect(row.issues.count == other.issues.count)
                    }
                }
            }
        }
    }
}
