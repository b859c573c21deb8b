import YinfengModel
import YinfengParks

/// For each code the lines of guidance that it agrees with, with the bonus that they give.
struct GuidancePostings: Sendable {
    /// A line and its bonus at full share.
    struct Entry: Sendable {
        let line: Int32
        let value: Int32
    }

    private var starts: [Int32] = [0]
    private var entries: [Entry] = []

    init(lines: [RegionGuidance], factors: [Int], rows: CodeRows, fit: IndustryFit) {
        var byDivision: [IndustryCode: [Int]] = [:]
        for (position, line) in lines.enumerated() {
            for division in Set(line.codes.filter { $0.length >= 2 }.map { $0.prefix(2) }) {
                byDivision[division, default: []].append(position)
            }
        }
        for code in rows.codes {
            for line in byDivision[code.prefix(2)] ?? [] {
                let value = fit.agreement(lead: code, codes: lines[line].codes) * factors[line] / 10_000
                if value > 0 { entries.append(Entry(line: Int32(line), value: Int32(value))) }
            }
            starts.append(Int32(entries.count))
        }
    }

    /// The lines for the code of a row.
    @inline(__always) func entries(row: Int32) -> ArraySlice<Entry> {
        row < 0 ? entries[0..<0] : entries[Int(starts[Int(row)])..<Int(starts[Int(row) + 1])]
    }
}
