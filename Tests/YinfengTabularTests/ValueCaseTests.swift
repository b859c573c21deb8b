import FoundationEssentials
import Testing
import YinfengCSV
import YinfengModel
import YinfengTabular

/// One line of `Tests/Cases/tabular/values.csv`: a heading, a cell, and what must come of it.
struct ValueCase: Sendable, CustomTestStringConvertible {
    let heading: String
    let cell: String
    let key: FieldKey
    let outcome: String
    let low: String
    let high: String
    let unit: String
    let proposal: String

    var testDescription: String { heading + " | " + cell }

    static let all = ["values.csv", "values-2.csv", "values-3.csv"].flatMap(CaseFile.rows).map { cells in
        ValueCase(
            heading: cells[0], cell: cells[1], key: FieldKey(rawValue: cells[2]), outcome: cells[3], low: cells[4],
            high: cells[5], unit: cells[6], proposal: cells[7])
    }
}

/// The rows of a file under `Tests/Cases/tabular`, without the heading.
enum CaseFile {
    static func rows(_ name: String) -> [[String]] {
        let path = Support.root + "/Tests/Cases/tabular/" + name
        guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { return [] }
        var parser = CSVParser()
        parser.append(bytes)
        parser.finish()
        var record = CSVRecord()
        var rows: [[String]] = []
        while parser.next(into: &record) { rows.append(record.cells) }
        return Array(rows.dropFirst())
    }
}

@Suite("Cells as offices write them")
struct ValueCaseTests {
    @Test func casesAreThere() { #expect(ValueCase.all.count > 480) }

    @Test(arguments: ValueCase.all)
    func reads(example: ValueCase) throws {
        var csv = CSVWriter(disarmsFormulas: false)
        csv.record(["项目名称", example.heading])
        csv.record(["甲", example.cell])
        let rows = try Support.rows(String(decoding: csv.bytes, as: UTF8.self))
        let row = try #require(rows.first)
        guard example.outcome != "fault" else {
            #expect(row.lead == nil && row.issues.map(\.value) == [example.cell])
            return
        }
        let value = try #require(row.lead?.fields[example.key])
        #expect(value.raw == example.cell)
        switch example.outcome {
        case "missing": #expect(value.content == .missing && !value.isSuspect)
        case "suspect":
            #expect(value.isSuspect)
            if !example.proposal.isEmpty { #expect(value.doubts.compactMap(\.proposal) == [example.proposal]) }
        default:
            #expect(!value.isSuspect)
            switch value.content {
            case .quantity(let quantity):
                #expect(quantity.interval.low == Rational(decimal: example.low))
                #expect(quantity.interval.high == Rational(decimal: example.high))
                if !example.unit.isEmpty { #expect(quantity.unit == example.unit) }
            case .date(let range): #expect([range.first.iso, range.last.iso] == [example.low, example.high])
            case .flag(let flag): #expect(String(flag) == example.low)
            case .text(let text): #expect(text == example.low)
            case .missing, .items: Issue.record("read as \(value.content)")
            }
        }
    }
}
