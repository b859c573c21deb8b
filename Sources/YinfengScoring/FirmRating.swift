package import YinfengEntry
package import YinfengModel

/// The 亩均 rating of existing firms: benchmarks from the table itself, grades by rank.
package struct FirmRating: Sendable {
    /// One firm of the table in the latest year that it has.
    package struct Firm: Sendable {
        /// The row's id.
        package let id: String
        /// The figures.
        package let facts: ProjectFacts

        /// A firm.
        package init(id: String, facts: ProjectFacts) {
            self.id = id
            self.facts = facts
        }

        /// The year of the figures, or nil.
        package var year: Int? {
            facts.value("year").interval?.point.flatMap { Int(exactly: $0.double) }
        }
    }

    /// Which amounts a benchmarked ratio is made of: Σ above ÷ Σ below.
    private static let parts: [FieldKey: (FieldKey, FieldKey)] = [
        "tax_per_mu": ("tax_year", "land_area"), "revenue_per_mu": ("revenue_year", "land_area"),
        "output_per_mu": ("output_year", "land_area"), "tax_per_energy": ("tax_year", "energy_tce"),
    ]

    /// The rows that are rated: of a firm's several years the latest.
    package static func latest(_ firms: [(name: String, firm: Firm)]) -> [Firm] {
        var best: [String: Int] = [:]
        for (index, one) in firms.enumerated() {
            if let other = best[one.name], (firms[other].firm.year ?? 0) >= (one.firm.year ?? 0) { continue }
            best[one.name] = index
        }
        let kept = Set(best.values)
        return firms.enumerated().filter { kept.contains($0.offset) }.map(\.element.firm)
    }

    /// The benchmarks of a sheet: a multiple of the weighted mean of the year before the latest; where the table has
    /// no such year, of the latest one, and the source says so. O(firms × ratios).
    package static func benchmarks(_ sheet: ScoreSheet, _ firms: [Firm]) -> [FieldKey: Scorer.Benchmark] {
        let years = firms.compactMap(\.year)
        let last = years.max()
        let hasBefore = last.map { last in years.contains(last - 1) } ?? false
        let chosen = hasBefore ? last.map { $0 - 1 } : last
        let base = firms.filter { $0.year == chosen }
        var result: [FieldKey: Scorer.Benchmark] = [:]
        for (quantity, times) in sheet.benchmarked {
            guard let (top, bottom) = parts[quantity] else { continue }
            var above = Rational.zero
            var below = Rational.zero
            var count = 0
            for firm in base {
                guard let a = firm.facts.value(top).interval?.point, let b = firm.facts.value(bottom).interval?.point,
                    .zero < b, let sum = try? above.adding(a), let area = try? below.adding(b)
                else { continue }
                above = sum
                below = area
                count += 1
            }
            guard .zero < below, let mean = try? above.divided(by: below), .zero < mean,
                let value = try? mean.multiplied(by: times)
            else { continue }
            let year = chosen.map { "\($0)年" } ?? ""
            result[quantity] = Scorer.Benchmark(
                value: value,
                source: "\(year)加权平均 \(mean.decimal(digits: 4)) × \(times.decimal())，n=\(count)"
                    + (hasBefore ? "" : "，表中没有上一年，用本年"))
        }
        return result
    }

    /// Why a firm is not rated and the grade that says so, or nil.
    package static func exemption(
        _ sheet: ScoreSheet, _ firm: Firm, industry: IndustryCode?, started: Int?
    ) -> (grade: String, because: String)? {
        for rule in sheet.exemptions {
            if let code = rule.industry, let industry, code.covers(industry) { return (rule.grade, rule.words) }
            if let years = rule.years, let started, let year = firm.year, year - started < years {
                return (rule.grade, rule.words)
            }
        }
        return nil
    }

    /// The grades of the results that can be ranked: by machine points, then id; equal points get one grade. A result
    /// without all its evidence has none. O(n log n).
    package static func grades(_ sheet: ScoreSheet, _ results: [(id: String, result: ScoreResult?)]) -> [String?] {
        guard !sheet.grades.isEmpty else { return results.map { _ in nil } }
        let ranked = results.indices.filter { results[$0].result?.isWhole ?? false }.sorted { a, b in
            let x = results[a].result?.machine ?? .zero
            let y = results[b].result?.machine ?? .zero
            return x == y ? results[a].id < results[b].id : x > y
        }
        var grades: [String?] = results.map { _ in nil }
        var previous: (points: Rational, grade: String?)?
        for (place, index) in ranked.enumerated() {
            let points = results[index].result?.machine ?? .zero
            if let previous, previous.points == points {
                grades[index] = previous.grade
                continue
            }
            let share = Rational(Int128(place + 1), Int128(ranked.count)) ?? .one
            let grade = sheet.grades.first { share <= $0.upto }?.name ?? sheet.grades.last?.name
            grades[index] = grade
            previous = (points, grade)
        }
        return grades
    }
}
