import Testing
import YinfengModel

@testable import YinfengPolicy

/// Cases that an officer writes: right class and item, nothing asserted wrongly, few questions.
@Suite struct PolicyCaseTests {
    struct Tally {
        var count = 0
        var right = 0
        var wrong: [String] = []
        var missed: [String] = []
        var near = 0
    }

    @Test(arguments: ["dev", "held-out", "second", "third", "fourth", "fifth", "sixth"])
    func casesReachTheTargets(file: String) throws {
        let provinces = try Support.provinces()
        var tally = Tally()
        for row in try Support.cases(file) {
            let all = try Support.hits(row.text, province: provinces[row.province] ?? "", kind: row.kind)
            let hits = all.filter { $0.catalog == "structure-2024" }
            tally.count += 1
            let strict = hits.filter { $0.policyClass == .eliminated || $0.policyClass == .restricted }
            let firm = hits.filter { $0.certainty == .hit }
            if row.policyClass == "允许" {
                if !firm.isEmpty { tally.wrong.append(row.text) }
                if strict.isEmpty, firm.isEmpty { tally.right += 1 } else { tally.missed.append(row.text) }
                if strict.contains(where: { $0.certainty == .near }) { tally.near += 1 }
            } else if let hit = hits.first(where: { $0.item == row.item }), hit.policyClass.rawValue == row.policyClass
            {
                tally.right += 1
                if hit.certainty == .near { tally.near += 1 }
                if hit.certainty == .hit, row.certainty == "near" { tally.wrong.append(row.text) }
            } else {
                tally.missed.append(row.text)
            }
            for hit in all where hit.certainty == .near {
                #expect(hit.because.hasSuffix("？"), "\(hit.item)")
            }
        }
        #expect(tally.count >= 50)
        #expect(tally.right * 100 >= 90 * tally.count, "missed: \(tally.missed)")
        #expect(tally.wrong.count * 100 <= 2 * tally.count, "wrong: \(tally.wrong)")
        #expect(tally.near * 100 <= 20 * tally.count)
    }

    /// Foreign investors and western provinces: the item named, or none of the list.
    @Test func foreignAndWesternCases() throws {
        let provinces = try Support.provinces()
        for row in try Support.listCases("foreign") {
            let all = try Support.hits(
                row.text, province: provinces[row.province] ?? "", share: Rational(decimal: row.share))
            let hits = all.filter { $0.catalog == row.catalog }
            if row.item.isEmpty {
                #expect(hits.isEmpty, "\(row.text)：\(hits.map(\.item))")
            } else {
                #expect(
                    hits.contains { $0.item == row.item && $0.certainty.rawValue == row.certainty },
                    "\(row.text)：\(hits.map(\.item))")
            }
        }
    }

    /// Every restricted or eliminated item but the catch-alls finds itself by its own words.
    @Test func itemsFindThemselves() throws {
        let book = try Support.book.get()
        var workspace = PolicyWorkspace()
        var lost: [String] = []
        var count = 0
        for item in book.items
        where item.catalog == "structure-2024" && (item.policyClass == .restricted || item.policyClass == .eliminated) {
            count += 1
            let hits = book.hits(PolicyQuery(text: item.text), workspace: &workspace)
            if !hits.contains(where: { $0.item == item.id }) { lost.append(item.id) }
        }
        #expect(count == 653)
        // Catch-alls (2024R-18-10, 2024TA-19-09, 2024TB-13-03) are never cited by themselves.
        #expect(lost.count * 100 <= 4 * count, "\(lost)")
        #expect(lost.contains("2024R-18-10"))
    }
}
